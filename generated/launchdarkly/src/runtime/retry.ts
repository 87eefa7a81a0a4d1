import type { OperationDescriptor, RateLimitDescriptor } from "./descriptor.js";
import { ApiError, ConnectionError, type SdkError } from "./errors.js";
import type { MinimalHeaders } from "./platform.js";

/** Failures of `fetch` that are known to come before the first byte of the request. */
const beforeFirstByte = new RegExp(
  "^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_TLS_HANDSHAKE_TIMEOUT|" +
    "ERR_SSL_.*(HANDSHAKE|VERSION|PROTOCOL|UNRECOGNIZED_NAME|CIPHER).*)$",
);
/** A certificate does not become right by asking again. */
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS_CERT_ALTNAME_INVALID/;

/** Seconds that a number still holds exactly as milliseconds. */
const longestWait = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

/** Whether a platform's code means that no byte of the request was sent. */
export function isBeforeFirstByte(reason: string): boolean {
  return beforeFirstByte.test(reason) || certificate.test(reason);
}

/** Whether a request of this method that arrives twice does what it does once. */
export function isRepeatable(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "PUT" || method === "DELETE";
}

/** Whether a failed attempt may be followed by another one. */
export function isRetryable(operation: OperationDescriptor, failure: SdkError): boolean {
  const { method, mints } = operation;
  const mayRepeat = !mints && isRepeatable(method);
  if (failure instanceof ConnectionError) {
    if (failure.reason !== undefined && certificate.test(failure.reason)) return false;
    return mayRepeat || !failure.sent;
  }
  if (!(failure instanceof ApiError)) return false;
  const { status } = failure;
  if (status === 429 || status === 421 || status === 425) return true;
  if (!mayRepeat) return false;
  if (status === 409) return method === "GET";
  return status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

/** Milliseconds of the wait before a try: full jitter up to 0.5 s, doubling to 8 s, and never a hot loop. */
export function backoff(attempt: number): number {
  return Math.max(100, Math.random() * Math.min(8000, 500 * 2 ** (attempt - 1)));
}

/**
 * Seconds that a response asks to wait: `Retry-After`, else, for 429, the vendor's reset header; both read against the
 * server's own clock. What is malformed, zero or in the past asks for nothing.
 */
export function retryAfterOf(
  status: number,
  headers: MinimalHeaders,
  rateLimit: RateLimitDescriptor | undefined,
): number | undefined {
  const serverNow = httpDate(headers.get("date")) ?? Date.now();
  const delay = retryAfterDelay(headers.get("retry-after"), serverNow);
  const wait =
    delay ?? (status === 429 && rateLimit !== undefined ? resetDelay(headers, rateLimit, serverNow) : undefined);
  return wait !== undefined && wait > 0 ? Math.ceil(wait * 1000) / 1000 : undefined;
}

function retryAfterDelay(text: string | null, serverNow: number): number | undefined {
  if (text === null) return undefined;
  // A wait beyond all numbers is still a wait: not one to be cut short.
  if (/^\d+$/.test(text)) return Math.min(Number(text), longestWait);
  const date = httpDate(text);
  return date === undefined ? undefined : (date - serverNow) / 1000;
}

function resetDelay(headers: MinimalHeaders, rateLimit: RateLimitDescriptor, serverNow: number): number | undefined {
  const text = headers.get(rateLimit.header);
  if (text === null || !/^\d{1,17}(\.\d{1,9})?$/.test(text)) return undefined;
  const seconds = Number(text) / { seconds: 1, milliseconds: 1e3, microseconds: 1e6 }[rateLimit.unit];
  return rateLimit.as === "delay" ? seconds : seconds - serverNow / 1000;
}

/** RFC 9110's IMF-fixdate and nothing else: `Date.parse` alone takes "-1" for a year. */
function httpDate(text: string | null): number | undefined {
  if (text === null || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
