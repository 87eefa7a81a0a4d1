import type { PlatformHeaders } from "./platform.js";
import { type ErrorContext, register, SdkError } from "./sdk-error.js";

// An enum, since only a unit type stays apart from the literals that it is compared with.
declare enum Undocumented {
  status = -1,
}
/**
 * A status that the API does not document for the operation. It is a `number`, typed so that comparing with a
 * documented status narrows to that one alone: `const status: number = error.status` to compare with others.
 */
export type UndocumentedStatus = Undocumented;
/** A status from 500 to 599. */
export type ServerStatus =
  | 500
  | 501
  | 502
  | 503
  | 504
  | 505
  | 507
  | 508
  | 511
  | 520
  | 521
  | 522
  | 524
  | UndocumentedStatus;
/** A status from 400 to 499 without an error class of its own. */
export type ClientStatus =
  | 402
  | 405
  | 406
  | 407
  | 408
  | 410
  | 411
  | 412
  | 413
  | 414
  | 415
  | 421
  | 423
  | 424
  | 425
  | 428
  | 451;

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

// Not in the errors: consoles of browsers show private fields too.
const contents = new WeakMap<object, Pick<ApiErrorDetails<number, unknown>, "body" | "headers">>();

/** The server answered with a status that is not a success. */
export class ApiError<Status extends number = number, Body = unknown> extends SdkError {
  readonly code: ApiErrorCode = "api_error";
  /** The HTTP status. */
  readonly status: Status;
  /** Seconds to wait before another try, where the server said so. */
  declare readonly retryAfter?: number;

  constructor(details: ApiErrorDetails<Status, Body>) {
    const detail = details.detail ? `: ${details.detail}` : "";
    const wait = details.retryAfter === undefined ? "" : ` (retry after ${details.retryAfter} s)`;
    super(`${details.operation ?? "request"} failed with status ${details.status}${detail}${wait}`, details);
    this.status = details.status;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
    contents.set(this, { body: details.body, headers: details.headers });
  }

  /** The decoded body; the text, where a proxy answered in another media type; `undefined` where none could be read. */
  get body(): Body {
    return contents.get(this)?.body as Body;
  }

  /** All headers of the response. */
  get headers(): PlatformHeaders | undefined {
    return contents.get(this)?.headers;
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

/**
 * An {@link ApiError} of a documented status without a class of its own. An interface, since `instanceof
 * BadRequestError` would narrow `ApiError<410, Body>` to a `BadRequestError` of anything.
 */
export interface StatusError<Status extends number, Body> extends ApiError<Status, Body> {}

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
