import type { OperationDescriptor, RateLimitDescriptor } from "./descriptor.js";
import { ApiError, ConnectionError, type SdkError, TimeoutError } from "./errors.js";
import { type MinimalHeaders, now } from "./platform.js";
import type { Limits } from "./settings.js";

/** Failures of `fetch` that are known to come before the first byte of the request. */
const noConnection =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_TLS_HANDSHAKE_TIMEOUT)$/;
const noHandshake = /^ERR_SSL_.*(HANDSHAKE|VERSION|PROTOCOL|UNRECOGNIZED_NAME|CIPHER)/;
/** A certificate does not become right by asking again. */
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS_CERT_ALTNAME_INVALID/;

/** Seconds that a number still holds exactly as milliseconds. */
const longestWait = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

/** Whether a platform's code means that no byte of the request was sent. */
export function isBeforeFirstByte(reason: string): boolean {
  return noConnection.test(reason) || noHandshake.test(reason) || certificate.test(reason);
}

/** Whether a request of this method that arrives twice does what it does once. */
export function isRepeatable(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "PUT" || method === "DELETE";
}

/** Milliseconds to wait before another attempt; `undefined` where there is none. */
export function nextWait(
  operation: OperationDescriptor,
  failure: SdkError,
  attempts: number,
  limits: Limits,
  deadlineAt: number,
): number | undefined {
  if (attempts > limits.retries || !isRetryable(operation, failure)) return undefined;
  const wait = waitAfter(failure, attempts, limits.maxDelay);
  return wait < deadlineAt - now() ? wait : undefined;
}

/** Milliseconds that a failure asks to wait; without end where that is more than the caller's limit. */
function waitAfter(failure: SdkError, attempts: number, maxDelay: number): number {
  const asked = failure instanceof ApiError ? failure.retryAfter : undefined;
  if (asked === undefined) return Math.min(backoff(attempts), maxDelay);
  if (asked * 1000 > maxDelay) return Number.POSITIVE_INFINITY;
  // A little jitter, so that clients that were told the same time do not return together.
  return Math.min(asked * 1000 + Math.random() * 250, maxDelay);
}

/** Whether a failed attempt may be followed by another one. */
function isRetryable(operation: OperationDescriptor, failure: SdkError): boolean {
  const { method, mints } = operation;
  const mayRepeat = !mints && isRepeatable(method);
  if (failure instanceof ConnectionError) {
    if (failure instanceof TimeoutError && failure.limit === "deadline") return false;
    if (failure.reason?.match(certificate)) return false;
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
function backoff(attempt: number): number {
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
  const serverNow = httpDate(headers, "date") ?? Date.now();
  const wait =
    retryAfterDelay(headers, serverNow) ??
    (status === 429 && rateLimit !== undefined ? resetDelay(headers, rateLimit, serverNow) : 0);
  return wait > 0 ? Math.ceil(wait * 1000) / 1000 : undefined;
}

function retryAfterDelay(headers: MinimalHeaders, serverNow: number): number | undefined {
  const seconds = headerOf(headers, "retry-after", /^\d+$/);
  // A wait beyond all numbers is still a wait: not one to be cut short.
  if (seconds !== undefined) return Math.min(Number(seconds), longestWait);
  const date = httpDate(headers, "retry-after");
  return date === undefined ? undefined : (date - serverNow) / 1000;
}

/** Seconds until the vendor's header says that the limit is reset; no number where it says nothing. */
function resetDelay(headers: MinimalHeaders, rateLimit: RateLimitDescriptor, serverNow: number): number {
  const text = headerOf(headers, rateLimit.header, /^\d{1,17}(\.\d{1,9})?$/);
  const seconds = Number(text) / { seconds: 1, milliseconds: 1e3, microseconds: 1e6 }[rateLimit.unit];
  return rateLimit.as === "delay" ? seconds : seconds - serverNow / 1000;
}

/** RFC 9110's IMF-fixdate and nothing else: `Date.parse` alone takes "-1" for a year. */
function httpDate(headers: MinimalHeaders, name: string): number | undefined {
  const text = headerOf(headers, name, /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/);
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** The value of a header that is wholly of one form. */
function headerOf(headers: MinimalHeaders, name: string, form: RegExp): string | undefined {
  return headers.get(name)?.match(form)?.[0];
}
