import type { StreamReader } from "./body-codec.js";
import type { ContentDescriptor, OperationDescriptor, ResponseDescriptor } from "./descriptor.js";
import { isJson, isPage, matchContent } from "./media-type.js";
import type { MinimalResponse, MinimalSignal } from "./platform.js";
import { BodyProblem, decodeText, discard, type OnPartial, readBytes } from "./read-body.js";
import { holdsSecret, wrapSecrets } from "./value-plan.js";

/** The documented response of a status: itself, its range, then `default`. */
export function documentedResponse(operation: OperationDescriptor, status: number): ResponseDescriptor | undefined {
  const { responses } = operation;
  for (const key of [String(status), `${Math.floor(status / 100)}XX`])
    if (Object.hasOwn(responses, key)) return responses[key];
  // A success that is documented elsewhere says more about this one than `default`, which mostly stands for errors.
  if (status < 300 && firstSuccess(operation) !== undefined) return undefined;
  return Object.hasOwn(responses, "default") ? responses.default : undefined;
}

function firstSuccess(operation: OperationDescriptor): ResponseDescriptor | undefined {
  const key = Object.keys(operation.responses).find((status) => status.startsWith("2"));
  return key === undefined ? undefined : operation.responses[key];
}

/**
 * Decodes the body of a 2xx. A status that is not documented is read like the documented success when its media type
 * is the same, else there is no data; a page is an error where data is documented. Unknown values, missing and further
 * members of the data are never an error.
 */
export async function decodeSuccess(
  operation: OperationDescriptor,
  response: MinimalResponse,
  onPartial: OnPartial,
  signal: MinimalSignal,
): Promise<unknown> {
  const contentType = response.headers.get("content-type") ?? "";
  try {
    return await decodeDocumented(operation, response, contentType, onPartial, signal);
  } catch (cause) {
    if (cause instanceof BodyProblem && contentType !== "") cause.contentType = contentType;
    throw cause;
  }
}

/** How the body of a 2xx is read as it arrives; `undefined` where it is one value. */
export function streamedContent(
  operation: OperationDescriptor,
  response: MinimalResponse,
): (ContentDescriptor & { readonly stream: StreamReader }) | undefined {
  const { status, headers } = response;
  const contentType = headers.get("content-type") ?? "";
  const content = isBodiless(operation, status) ? undefined : successContent(operation, status, contentType);
  const found = content && (contentType === "" ? Object.values(content)[0] : matchContent(content, contentType));
  return found?.stream === undefined ? undefined : { ...found, stream: found.stream };
}

function isBodiless(operation: OperationDescriptor, status: number): boolean {
  return status === 204 || status === 205 || operation.method === "HEAD";
}

async function decodeDocumented(
  operation: OperationDescriptor,
  response: MinimalResponse,
  contentType: string,
  onPartial: OnPartial,
  signal: MinimalSignal,
): Promise<unknown> {
  const content = successContent(operation, response.status, contentType);
  if (isBodiless(operation, response.status) || content === undefined) {
    discard(response);
    if (operation.mints) throw new BodyProblem("empty", "it has no body with the secret", 0);
    return undefined;
  }
  const known = matchContent(content, contentType);
  // Servers often mislabel JSON; a page, however, is the answer of a proxy or a login screen.
  const mislabeled = isPage(contentType) ? undefined : Object.values(content)[0];
  const descriptor = known ?? (mislabeled?.stream === undefined ? mislabeled : undefined);
  const bytes = await readBytes(response, onPartial, signal);
  if (descriptor === undefined) {
    throw new BodyProblem("content_type", `its type is ${shown(contentType)}`, bytes.byteLength, safeText(bytes));
  }
  const isUsable = (value: unknown): boolean => !operation.mints || holdsSecret(value, descriptor.plan);
  return decodeBody(bytes, contentType, descriptor, known !== undefined, isUsable);
}

function successContent(
  operation: OperationDescriptor,
  status: number,
  contentType: string,
): Readonly<Record<string, ContentDescriptor>> | undefined {
  const documented = documentedResponse(operation, status);
  if (documented !== undefined) return documented.content;
  const content = firstSuccess(operation)?.content;
  if (content === undefined) return undefined;
  // A page in place of data is no success, whatever its status; and of what mints every body may hold the secret.
  const isRead = operation.mints || isPage(contentType) || matchContent(content, contentType) !== undefined;
  return isRead ? content : undefined;
}

/** Decodes the body of an error. It never fails: a body that is not as documented is its text, or nothing. */
export async function decodeFailure(
  operation: OperationDescriptor,
  response: MinimalResponse,
  onPartial: OnPartial,
  signal: MinimalSignal,
): Promise<unknown> {
  if (operation.method === "HEAD") return undefined;
  const contentType = response.headers.get("content-type") ?? "";
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(response, onPartial, signal);
  } catch {
    return undefined;
  }
  const content = documentedResponse(operation, response.status)?.content;
  const documented = content && matchContent(content, contentType);
  const text = safeText(bytes);
  if (bytes.byteLength === 0 || text === undefined) return undefined;
  const descriptor: ContentDescriptor = documented ?? {
    as: isJson(contentType) || contentType === "" ? "json" : "text",
  };
  try {
    return decodeBody(bytes, contentType, descriptor, true);
  } catch {
    return text;
  }
}

function decodeBody(
  bytes: Uint8Array,
  contentType: string,
  descriptor: ContentDescriptor,
  isKnownType: boolean,
  isUsable: (value: unknown) => boolean = () => true,
): unknown {
  const size = bytes.byteLength;
  const usable = (value: unknown, text?: string): unknown => {
    try {
      // A missing member is no error anywhere else; here it is what the call was made for.
      if (isUsable(value)) return wrapSecrets(value, descriptor.plan);
    } catch {
      throw new BodyProblem("json", "it is nested too deeply", size, text);
    }
    throw new BodyProblem("empty", "it does not hold the secret", size, text);
  };
  if (descriptor.as === "binary") return usable(bytes);
  const text = decodeText(bytes, contentType);
  if (descriptor.as === "text") return usable(text, text);
  if (text.trim() === "") throw new BodyProblem("empty", "it has no body, where JSON is documented", size);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const problem = isKnownType ? "it is not JSON" : `its type is ${shown(contentType)}, where JSON is documented`;
    throw new BodyProblem(isKnownType ? "json" : "content_type", problem, size, text);
  }
  if (descriptor.unwrap === undefined || !Array.isArray(value)) return usable(value, text);
  if (value.length > 0) return usable(value[0], text);
  throw new BodyProblem("empty", "it is an empty array, where one element is documented", size, text);
}

function safeText(bytes: Uint8Array): string | undefined {
  try {
    return decodeText(bytes, "");
  } catch {
    return undefined;
  }
}

function shown(contentType: string): string {
  return contentType === "" ? "not given" : JSON.stringify(contentType.slice(0, 100));
}
