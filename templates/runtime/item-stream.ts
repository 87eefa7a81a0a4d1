import { onAbort } from "./abort-signal.js";
import type { StreamedBody } from "./body-codec.js";
import type { MinimalSignal } from "./platform.js";
import { platform } from "./platform.js";
import { BodyProblem, checkCharset, checkContentEncoding, discard } from "./read-body.js";
import { openScope } from "./timers.js";
import { wrapSecrets } from "./value-plan.js";

/**
 * The items of a response, each as it arrives. They can be walked once; leaving the loop, or `cancel()`, lets go of the
 * connection.
 */
export interface ItemStream<Item> extends AsyncIterable<Item> {
  /** Ends the stream; a loop that waits for an item ends without one. */
  cancel(): Promise<void>;
}

/** Takes a body apart. */
export interface ItemParser {
  /** The items that end in this piece of the text, read one by one: those before one that is none are handed over. */
  take(text: string): Iterable<unknown>;
  /** The items that only the end of the body ends. */
  end(): Iterable<unknown>;
  /** The body says that nothing more will come. */
  readonly isDone: boolean;
}

/** Most characters of one item, and of one line: 32 Mi. */
const longestItem = 32 * 1024 * 1024;

/** Refuses an item that never ends. */
export function checkSize(characters: number): void {
  if (characters <= longestItem) return;
  throw new BodyProblem("too_large", `one item of it is larger than ${longestItem} characters`, characters);
}

/** What has arrived of an item's text, bounded. */
export function bounded(text: string): string {
  checkSize(text.length);
  return text;
}

/** The value of an item's JSON text. */
export function itemValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyProblem("json", "an item of it is not JSON", text.length, text);
  }
}

/** Reads items as they arrive. Between two pieces no more time may pass than the attempt's timeout. */
export function readItems(body: StreamedBody, parser: ItemParser): ItemStream<unknown> {
  const source = sourceOf(body);
  const signal = body.signal as MinimalSignal | undefined;
  let isReleased = false;
  const release = (): Promise<void> => {
    isReleased = true;
    leave();
    return source.cancel().catch(() => {});
  };
  // A loop that is busy with an item reads nothing, so it is not what hears of the caller's signal.
  const leave = onAbort(signal, release);
  if (signal?.aborted) void release();
  let isTaken = false;
  return {
    cancel: release,
    [Symbol.asyncIterator]() {
      if (isTaken) throw new TypeError("The items of a response can be walked once.");
      isTaken = true;
      const items = walk(body, source, parser, { release, isReleased: () => isReleased });
      const end = items.return.bind(items);
      // A generator that has not begun, or that waits for an item, would not hear that it is no longer wanted.
      return Object.assign(items, { return: async () => release().then(() => end()) });
    },
  };
}

async function* walk(
  body: StreamedBody,
  source: ByteSource,
  parser: ItemParser,
  connection: { release(): Promise<void>; isReleased(): boolean },
): AsyncGenerator<unknown, void, undefined> {
  const decoder = new platform.TextDecoder("utf-8", { fatal: true });
  try {
    for (let isEnd = false; !isEnd && !parser.isDone; ) {
      const bytes = await nextBytes(body, source);
      if (connection.isReleased()) return;
      isEnd = bytes === undefined;
      for (const item of itemsIn(body, parser, decoder, bytes)) {
        yield item;
        if (!connection.isReleased()) continue;
        if ((body.signal as MinimalSignal | undefined)?.aborted) throw body.failure(undefined, "aborted");
        return;
      }
    }
  } finally {
    await connection.release();
  }
}

/** The items that a piece ends, or the end of the body. */
function* itemsIn(
  body: StreamedBody,
  parser: ItemParser,
  decoder: Decoder,
  bytes: Uint8Array | undefined,
): Generator<unknown, void, undefined> {
  const { plan } = body.content;
  try {
    for (const item of parser.take(decoded(decoder, bytes))) yield wrapSecrets(item, plan);
    if (bytes === undefined && !parser.isDone) for (const item of parser.end()) yield wrapSecrets(item, plan);
  } catch (cause) {
    throw problemOf(body, cause);
  }
}

/** The next piece; `undefined` at the end. */
async function nextBytes(body: StreamedBody, source: ByteSource): Promise<Uint8Array | undefined> {
  const gap = openScope(body.timeout, body.signal);
  try {
    const bytes = await gap.race(source.next());
    if (gap.interruption() === undefined) return bytes;
  } catch (cause) {
    throw body.failure(cause, gap.interruption());
  } finally {
    gap.close();
  }
  throw body.failure(undefined, gap.interruption());
}

function problemOf(body: StreamedBody, cause: unknown): Error {
  if (cause instanceof BodyProblem) cause.contentType = body.contentType;
  return body.failure(cause, undefined);
}

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

function decoded(decoder: Decoder, bytes: Uint8Array | undefined): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new BodyProblem("encoding", "it is not valid UTF-8", bytes?.byteLength ?? 0);
  }
}

/** Where bytes come from, piece by piece. */
interface ByteSource {
  next(): Promise<Uint8Array | undefined>;
  cancel(): Promise<void>;
}

function sourceOf(body: StreamedBody): ByteSource {
  const { response, contentType } = body;
  try {
    checkContentEncoding(response);
    checkCharset(contentType, 0);
  } catch (cause) {
    discard(response);
    throw problemOf(body, cause);
  }
  if (response.body === null || response.body === undefined) {
    // Some platforms and test doubles have no stream.
    let isRead = false;
    return {
      next: async () => {
        if (isRead) return undefined;
        isRead = true;
        return new Uint8Array(await response.arrayBuffer());
      },
      cancel: async () => {
        isRead = true;
      },
    };
  }
  const reader = response.body.getReader();
  return {
    next: async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        if (value !== undefined && value.byteLength > 0) return value;
      }
    },
    cancel: () => reader.cancel(),
  };
}
