import type { MintOutcome, Reconcile } from "./mint-outcome.js";
import type { PlatformHeaders } from "./platform.js";

const kind: symbol = Symbol.for("openapi-fluent.error");

/** Gives a class its name, which minifiers keep, and the mark by which other packages' copies know its instances. */
function register(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type.prototype, kind, { value: name });
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

function markOf(prototype: object): unknown {
  return Object.getOwnPropertyDescriptor(prototype, kind)?.value;
}

function hasInstance(this: { readonly prototype: object }, value: unknown): boolean {
  const mark = markOf(this.prototype);
  // A class that extends one of ours has no mark of its own.
  if (mark === undefined) return Function.prototype[Symbol.hasInstance].call(this as never, value);
  for (let at = value; typeof at === "object" && at !== null; at = Object.getPrototypeOf(at)) {
    if (markOf(at) === mark) return true;
  }
  return false;
}

/** What every error may know of the call that it ends; what is not known is absent. */
export interface ErrorContext {
  /** The operation's name: `createApiToken`. */
  readonly operation?: string | undefined;
  /** How often the request was tried. */
  readonly attempts?: number | undefined;
  /** The server's id of the request. */
  readonly requestId?: string | undefined;
  /** What the caller's own code threw. */
  readonly cause?: unknown;
}

/** Base of every error that this package throws on purpose; `instanceof` holds across packages. */
export abstract class SdkError extends Error {
  /** Stable and machine-readable; messages may change, codes do not. */
  abstract readonly code: string;
  /** The operation's name: `createApiToken`. */
  declare readonly operation?: string;
  /** How often the request was tried. */
  declare readonly attempts?: number;
  /** The server's id of the request. */
  declare readonly requestId?: string;
  /** How a call that should have created a secret ended; absent on all other calls. */
  declare readonly outcome?: MintOutcome;
  /** What is needed to find and revoke an orphan; present with `outcome`. */
  declare readonly reconcile?: Reconcile;
  /** Where paging stopped: the cursor, offset or URL of the page that failed. */
  declare readonly cursor?: string | number;

  constructor(message: string, context: ErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    const { operation, attempts, requestId } = context;
    annotate(this, { operation, attempts, requestId });
  }

  static {
    register(SdkError, "SdkError");
    // Not a typed method: a type predicate would narrow unions worse than classes do by themselves.
    Object.defineProperty(SdkError, Symbol.hasInstance, { value: hasInstance });
  }
}

/** Adds what a later step knows to an error; what is `undefined` is left out. */
export function annotate(
  error: SdkError,
  facts: {
    readonly operation?: string | undefined;
    readonly attempts?: number | undefined;
    readonly requestId?: string | undefined;
    readonly outcome?: MintOutcome | undefined;
    readonly reconcile?: Reconcile | undefined;
    readonly cursor?: string | number | undefined;
  },
): void {
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(error, { [name]: value });
}

// An enum, since only a unit type stays apart from the literals that it is compared with.
declare enum Undocumented {
  status = -1,
}
/**
 * A status that the API does not document for the operation. It is a `number`, typed so that comparing with a documented
 * status narrows to that one alone: `const status: number = error.status` to compare with others.
 */
export type UndocumentedStatus = Undocumented;
/** A status from 500 to 599. */
export type ServerStatus = 500 | 501 | 502 | 503 | 504 | 505 | 507 | 508 | 511 | 520 | 521 | 522 | 524 | UndocumentedStatus;
/** A status from 400 to 499 without an error class of its own. */
export type ClientStatus = 402 | 405 | 406 | 407 | 408 | 410 | 411 | 412 | 413 | 414 | 415 | 421 | 423 | 424 | 425 | 428 | 451;

/** What an {@link ApiError} is made of. */
export interface ApiErrorDetails<Status extends number = number, Body = unknown> extends ErrorContext {
  readonly status: Status;
  readonly body: Body;
  readonly headers?: PlatformHeaders | undefined;
  /** The server's own message, already cleaned. */
  readonly detail?: string | undefined;
  readonly retryAfter?: number | undefined;
}

/** Codes of {@link ApiError} and its subclasses. */
export type ApiErrorCode =
  | "api_error"
  | "bad_request"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unprocessable_content"
  | "rate_limited"
  | "server_error";

/** The server answered with a status that is not a success. */
export class ApiError<Status extends number = number, Body = unknown> extends SdkError {
  readonly code: ApiErrorCode = "api_error";
  /** The HTTP status. */
  readonly status: Status;
  /** Seconds to wait before another try, where the server said so. */
  declare readonly retryAfter?: number;
  readonly #body: Body;
  readonly #headers: PlatformHeaders | undefined;

  constructor(details: ApiErrorDetails<Status, Body>) {
    const detail = details.detail ? `: ${details.detail}` : "";
    const wait = details.retryAfter === undefined ? "" : ` (retry after ${details.retryAfter} s)`;
    super(`${details.operation ?? "request"} failed with status ${details.status}${detail}${wait}`, details);
    this.status = details.status;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
    this.#body = details.body;
    this.#headers = details.headers;
  }

  /** The decoded body; the text, where a proxy answered in another media type; `undefined` where none could be read. */
  get body(): Body {
    return this.#body;
  }

  /** All headers of the response. */
  get headers(): PlatformHeaders | undefined {
    return this.#headers;
  }

  static {
    register(ApiError, "ApiError");
  }
}

/** 400: the server cannot use what was sent. */
export class BadRequestError<Body = unknown> extends ApiError<400, Body> {
  override readonly code: "bad_request" = "bad_request";
  static {
    register(BadRequestError, "BadRequestError");
  }
}

/** 401: the credential is missing, wrong or expired. */
export class UnauthorizedError<Body = unknown> extends ApiError<401, Body> {
  override readonly code: "unauthorized" = "unauthorized";
  static {
    register(UnauthorizedError, "UnauthorizedError");
  }
}

/** 403: the credential does not allow this. */
export class ForbiddenError<Body = unknown> extends ApiError<403, Body> {
  override readonly code: "forbidden" = "forbidden";
  static {
    register(ForbiddenError, "ForbiddenError");
  }
}

/** 404: there is no such resource. */
export class NotFoundError<Body = unknown> extends ApiError<404, Body> {
  override readonly code: "not_found" = "not_found";
  static {
    register(NotFoundError, "NotFoundError");
  }
}

/** 409: the resource is in another state than the request assumes. */
export class ConflictError<Body = unknown> extends ApiError<409, Body> {
  override readonly code: "conflict" = "conflict";
  static {
    register(ConflictError, "ConflictError");
  }
}

/** 422: the request is well-formed, and its content is refused. */
export class UnprocessableContentError<Body = unknown> extends ApiError<422, Body> {
  override readonly code: "unprocessable_content" = "unprocessable_content";
  static {
    register(UnprocessableContentError, "UnprocessableContentError");
  }
}

/** 429: too many requests; `retryAfter` says how long to wait, where the server told. */
export class RateLimitError<Body = unknown> extends ApiError<429, Body> {
  override readonly code: "rate_limited" = "rate_limited";
  static {
    register(RateLimitError, "RateLimitError");
  }
}

/** 5xx: the server failed. */
export class ServerError<Body = unknown, Status extends number = ServerStatus> extends ApiError<Status, Body> {
  override readonly code: "server_error" = "server_error";
  static {
    register(ServerError, "ServerError");
  }
}

/** The error of a status, in the class that stands for it. */
export function createApiError(details: ApiErrorDetails): ApiError {
  const at = <Status extends number>(status: Status): ApiErrorDetails<Status> => ({ ...details, status });
  switch (details.status) {
    case 400:
      return new BadRequestError(at(400));
    case 401:
      return new UnauthorizedError(at(401));
    case 403:
      return new ForbiddenError(at(403));
    case 404:
      return new NotFoundError(at(404));
    case 409:
      return new ConflictError(at(409));
    case 422:
      return new UnprocessableContentError(at(422));
    case 429:
      return new RateLimitError(at(429));
    default:
      return details.status >= 500 ? new ServerError(details) : new ApiError(details);
  }
}

/** No whole response arrived. */
export class ConnectionError extends SdkError {
  readonly code: "connection_failed" | "timeout" = "connection_failed";
  /** The platform's code, where it has one: `ECONNREFUSED`. */
  declare readonly reason?: string;
  /** Whether the server may have received the request. */
  readonly sent: boolean;

  constructor(message: string, details: ErrorContext & { readonly reason?: string | undefined; readonly sent: boolean }) {
    super(message, details);
    this.sent = details.sent;
    if (details.reason !== undefined) this.reason = details.reason;
  }

  static {
    register(ConnectionError, "ConnectionError");
  }
}

/** An attempt took longer than `timeout`, or the call longer than `deadline`. */
export class TimeoutError extends ConnectionError {
  override readonly code: "timeout" = "timeout";
  /** The limit that was hit. */
  readonly limit: "timeout" | "deadline";

  constructor(message: string, details: ErrorContext & { readonly limit: "timeout" | "deadline"; readonly sent: boolean }) {
    super(message, details);
    this.limit = details.limit;
  }

  static {
    register(TimeoutError, "TimeoutError");
  }
}

/** The caller's signal ended the call. */
export class AbortedError extends SdkError {
  readonly code: "aborted" = "aborted";
  static {
    register(AbortedError, "AbortedError");
  }
}

/** The server points elsewhere; redirects are never followed, since they could carry credentials to another host. */
export class RedirectError extends SdkError {
  readonly code: "redirect_refused" = "redirect_refused";
  /** The HTTP status; 0 in browsers, which hide it. */
  readonly status: UndocumentedStatus;
  /** Origin that the server points to, where it is known. */
  declare readonly target?: string;

  constructor(message: string, details: ErrorContext & { readonly status: number; readonly target?: string | undefined }) {
    super(message, details);
    this.status = details.status as UndocumentedStatus;
    if (details.target !== undefined) this.target = details.target;
  }

  static {
    register(RedirectError, "RedirectError");
  }
}

/** Why a response cannot be used. */
export type ResponseProblem =
  | "status"
  | "content_type"
  | "content_encoding"
  | "charset"
  | "encoding"
  | "length"
  | "too_large"
  | "empty"
  | "json"
  | "location"
  | "page";

/** A response arrived, and it is not what the API documents. */
export class ResponseError extends SdkError {
  readonly code: "invalid_response" = "invalid_response";
  /** Why it cannot be used. */
  readonly problem: ResponseProblem;
  /** The HTTP status. */
  readonly status: UndocumentedStatus;
  /** The media type that arrived. */
  declare readonly contentType?: string;
  /** How many decoded bytes were read. */
  readonly bytesRead: number;
  readonly #body: string | undefined;

  constructor(
    message: string,
    details: ErrorContext & {
      readonly problem: ResponseProblem;
      readonly status: number;
      readonly contentType?: string | undefined;
      readonly bytesRead?: number | undefined;
      readonly body?: string | undefined;
    },
  ) {
    super(message, details);
    this.problem = details.problem;
    this.status = details.status as UndocumentedStatus;
    if (details.contentType !== undefined) this.contentType = details.contentType;
    this.bytesRead = details.bytesRead ?? 0;
    this.#body = details.body;
  }

  /** The body as text, as far as it arrived; it may hold secrets. */
  get body(): string | undefined {
    return this.#body;
  }

  static {
    register(ResponseError, "ResponseError");
  }
}

/** A required parameter or body was not given; nothing was sent. */
export class MissingParameterError extends SdkError {
  readonly code: "missing_parameter" = "missing_parameter";
  /** What is missing: the setter's name, or the path argument's. */
  readonly parameter: string;

  constructor(parameter: string, message: string, context?: ErrorContext) {
    super(message, context);
    this.parameter = parameter;
  }

  static {
    register(MissingParameterError, "MissingParameterError");
  }
}

/** A parameter, body or option has a value that cannot be sent; nothing was sent. */
export class InvalidParameterError extends SdkError {
  readonly code: "invalid_parameter" = "invalid_parameter";
  /** Where the value sits: `id`, `apiTokenCreate.scopes[2]`, `server.environmentId`, `timeout`. */
  readonly parameter: string;

  constructor(parameter: string, problem: string, context?: ErrorContext) {
    super(`${context?.operation === undefined ? "" : `${context.operation}: `}${parameter} ${problem}`, context);
    this.parameter = parameter;
  }

  static {
    register(InvalidParameterError, "InvalidParameterError");
  }
}

/** The operation needs a credential that `auth` does not hold; nothing was sent. */
export class MissingCredentialError extends SdkError {
  readonly code: "missing_credential" = "missing_credential";
  static {
    register(MissingCredentialError, "MissingCredentialError");
  }
}

/**
 * An {@link ApiError} of a documented status without a class of its own. An interface, since `instanceof BadRequestError`
 * would narrow `ApiError<410, Body>` to a `BadRequestError` of anything.
 */
export interface StatusError<Status extends number, Body> extends ApiError<Status, Body> {}

/**
 * Whatever may happen to a call besides the failures that the API documents, and besides the caller's own mistakes. Bodies
 * are `never` here, so that a union with documented failures has their body types; read them as `unknown`.
 */
export type CallFailure =
  | BadRequestError<never>
  | UnauthorizedError<never>
  | ForbiddenError<never>
  | NotFoundError<never>
  | ConflictError<never>
  | UnprocessableContentError<never>
  | RateLimitError<never>
  | ServerError<never>
  | StatusError<UndocumentedStatus, never>
  | ConnectionError
  | TimeoutError
  | AbortedError
  | RedirectError
  | ResponseError;

/** Whether an error says that the caller must change the call, rather than how the call went. */
export function isCallerMistake(error: SdkError): boolean {
  return (
    error instanceof MissingParameterError || error instanceof InvalidParameterError || error instanceof MissingCredentialError
  );
}
