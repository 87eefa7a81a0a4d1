import { onAbort } from "./abort-signal.js";
import type { ResponseProblem } from "./errors.js";
import { charsetOf } from "./media-type.js";
import { type MinimalResponse, type MinimalSignal, platform } from "./platform.js";

/** Most decoded bytes of one response: 32 MB. */
export const maxResponseBytes: number = 32 * 1024 * 1024;

/** A body that cannot be used; what arrived of it travels along. */
export class BodyProblem extends Error {
  readonly problem: ResponseProblem;
  readonly bytesRead: number;
  readonly text: string | undefined;
  contentType: string | undefined;

  constructor(problem: ResponseProblem, message: string, bytesRead: number, text?: string) {
    super(message);
    this.problem = problem;
    this.bytesRead = bytesRead;
    this.text = text;
  }
}

/** Receives what was read of a body that then broke off. */
export type OnPartial = (text: string) => void;

const decodedByPlatforms = /^(identity|gzip|x-gzip|deflate|br|zstd|compress)?$/;

/** The body's `Content-Encoding`, which must be one that platforms undo. */
export function checkContentEncoding(response: MinimalResponse): string {
  const encoding = response.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (encoding.split(",").every((one) => decodedByPlatforms.test(one.trim()))) return encoding;
  discard(response);
  throw new BodyProblem("content_encoding", "its Content-Encoding is unknown", 0);
}

/** Reads a body to its end, counting decoded bytes. */
export async function readBytes(
  response: MinimalResponse,
  onPartial: OnPartial,
  signal: MinimalSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const encoding = checkContentEncoding(response);
  if (response.body === null || response.body === undefined) {
    // Some platforms and test doubles have no stream.
    const bytes = new Uint8Array(await response.arrayBuffer());
    chunks.push(bytes);
    size = bytes.byteLength;
  } else {
    const reader = response.body.getReader();
    // A `fetch` of the caller's own may not heed the signal itself.
    const leave = onAbort(signal, () => {
      onPartial(lenientText(join(chunks, size)));
      void reader.cancel().catch(ignore);
    });
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        if (value === undefined) continue;
        size += value.byteLength;
        chunks.push(value);
        if (size > maxResponseBytes) break;
      }
      if (signal.aborted) throw new Error("interrupted");
    } catch (cause) {
      onPartial(lenientText(join(chunks, size)));
      throw cause;
    } finally {
      leave();
      if (size > maxResponseBytes) void reader.cancel().catch(ignore);
    }
  }
  if (size > maxResponseBytes) {
    throw new BodyProblem("too_large", `it is larger than ${maxResponseBytes} bytes`, size);
  }
  const bytes = join(chunks, size);
  const declared = response.headers.get("content-length");
  // Across origins a browser shows Content-Length without the Content-Encoding that explains it.
  if (
    encoding === "" &&
    response.type !== "cors" &&
    declared !== null &&
    /^\d+$/.test(declared) &&
    Number(declared) > size
  ) {
    throw new BodyProblem("length", `it ends after ${size} of ${declared} bytes`, size, lenientText(bytes));
  }
  return bytes;
}

/** Decodes text; bytes that are not UTF-8 are an error, never a replacement character inside a token. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  checkCharset(contentType, bytes.byteLength);
  try {
    return new platform.TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BodyProblem("encoding", "it is not valid UTF-8", bytes.byteLength, lenientText(bytes));
  }
}

/** Refuses text in another charset than UTF-8. */
export function checkCharset(contentType: string, bytesRead: number): void {
  const charset = charsetOf(contentType);
  if (charset === undefined || /^(utf-?8|us-ascii)$/.test(charset)) return;
  throw new BodyProblem("charset", `its charset is ${JSON.stringify(charset.slice(0, 40))}, not utf-8`, bytesRead);
}

/** Lets go of a body that nobody reads. */
export function discard(response: MinimalResponse): void {
  void response.body?.cancel().catch(ignore);
}

function lenientText(bytes: Uint8Array): string {
  return new platform.TextDecoder("utf-8", { fatal: false }).decode(bytes);
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function ignore(): void {}
