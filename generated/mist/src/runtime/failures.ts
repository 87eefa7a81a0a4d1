import type { OperationDescriptor } from "./descriptor.js";
import { ConnectionError, RedirectError, ResponseError, SdkError, TimeoutError } from "./errors.js";
import { essence } from "./media-type.js";
import type { AttemptFacts } from "./mint-outcome.js";
import { type MinimalResponse, parseUrl } from "./platform.js";
import type { PreparedRequest } from "./prepare-request.js";
import { BodyProblem } from "./read-body.js";
import { redact } from "./redact.js";
import { isBeforeFirstByte } from "./retry.js";
import { causeOf, SendFailure } from "./send.js";

/**
 * The typed error of an attempt that threw. What the platform threw is not passed on: its text may hold a URL with a
 * key; only its code is. What a middleware threw is the caller's own and thrown as it is.
 */
export function attemptFailure(
  operation: OperationDescriptor,
  limit: readonly ["timeout" | "deadline" | "gap", number] | undefined,
  thrown: unknown,
  facts: AttemptFacts,
  secrets: readonly string[],
): SdkError {
  const { name } = operation;
  if (limit !== undefined) {
    const [kind, milliseconds] = limit;
    const what = {
      timeout: `no whole response within its timeout of ${milliseconds} ms`,
      deadline: `not done within its deadline of ${milliseconds} ms`,
      gap: `nothing more of the stream within its timeout of ${milliseconds} ms`,
    }[kind];
    return new TimeoutError(`${name}: ${what}`, {
      operation: name,
      limit: kind === "deadline" ? kind : "timeout",
      sent: facts.sent,
    });
  }
  if (thrown instanceof SdkError) return thrown;
  if (thrown instanceof BodyProblem) {
    if (thrown.text !== undefined) facts.partialBody = thrown.text;
    return bodyFailure(name, thrown, facts, secrets);
  }
  if (thrown instanceof SendFailure && thrown.from === "middleware") {
    // Of a call that mints every failure says what came of it.
    if (!operation.mints) throw causeOf(thrown);
    const when = facts.sent ? "after" : "before";
    return new ConnectionError(`${name}: a middleware failed ${when} the request was sent; its error is the cause`, {
      operation: name,
      sent: facts.sent,
      cause: causeOf(thrown),
    });
  }
  const failure = thrown instanceof SendFailure ? causeOf(thrown) : thrown;
  const reason = reasonOf(failure);
  if (facts.status === undefined && (isEarly(failure) || (reason !== undefined && isBeforeFirstByte(reason)))) {
    facts.sent = false;
    delete facts.sentAt;
  }
  const where =
    facts.status === undefined
      ? "before a response arrived"
      : `after status ${facts.status}, before the body was complete`;
  const code = reason === undefined ? "" : ` (${reason})`;
  return new ConnectionError(`${name}: the connection failed ${where}${code}`, {
    operation: name,
    reason,
    sent: facts.sent,
  });
}

function bodyFailure(
  name: string,
  problem: BodyProblem,
  facts: AttemptFacts,
  secrets: readonly string[],
): ResponseError {
  const status = facts.status ?? 0;
  return new ResponseError(
    redact(`${name}: the response with status ${status} cannot be used: ${problem.message}`, secrets),
    {
      operation: name,
      problem: problem.problem,
      status,
      contentType: problem.contentType === undefined ? undefined : redact(essence(problem.contentType), secrets),
      bytesRead: problem.bytesRead,
      body: problem.text,
    },
  );
}

/** Codes such as ECONNREFUSED, of the error or of those inside it. */
export function reasonOf(failure: unknown): string | undefined {
  let at = failure;
  for (let depth = 0; depth < 4 && typeof at === "object" && at !== null; depth += 1) {
    const { code, cause } = at as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === "string" && /^[A-Za-z][A-Za-z0-9_]{2,60}$/.test(code)) return code;
    at = cause;
  }
  return undefined;
}

/**
 * Failures without a telling code that are known to come before the first byte: Node's during TLS, Deno's connecting.
 */
function isEarly(failure: unknown): boolean {
  let at = failure;
  for (let depth = 0; depth < 4 && typeof at === "object" && at !== null; depth += 1) {
    const { message, cause } = at as { readonly message?: unknown; readonly cause?: unknown };
    if (typeof message === "string" && /before secure TLS connection|client error \(Connect\)|^bad port$/.test(message))
      return true;
    at = cause;
  }
  return false;
}

/** The error of a response that points elsewhere, or that a `fetch` has already followed elsewhere. */
export function redirectFailure(
  operation: OperationDescriptor,
  response: MinimalResponse,
  request: PreparedRequest,
): RedirectError | ResponseError | undefined {
  const { name } = operation;
  const { status } = response;
  const isHidden = response.type === "opaqueredirect";
  if (!isHidden && !response.redirected && (status < 300 || status > 399 || status === 304)) return undefined;
  const location = response.headers.get("location");
  const target = location ? parseUrl(location, request.url.href) : undefined;
  const isMoved = status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
  if (isMoved && target === undefined) {
    return new ResponseError(`${name}: the response with status ${status} has no usable Location`, {
      operation: name,
      problem: "location",
      status,
    });
  }
  const named = target?.origin === "null" ? target.protocol : target?.origin;
  const origin = named === undefined ? undefined : redact(named, request.secrets);
  return new RedirectError(
    `${name}: the server redirects${origin === undefined ? "" : ` to ${origin}`}, and redirects are not followed: ` +
      "correct the server option",
    { operation: name, status: isHidden ? 0 : status, target: origin },
  );
}
