import type { UndocumentedStatus } from "./api-error.js";
import { type ErrorContext, register, SdkError } from "./sdk-error.js";

/** No whole response arrived. */
export class ConnectionError extends SdkError {
  readonly code: "connection_failed" | "timeout" = "connection_failed";
  /** The platform's code, where it has one: `ECONNREFUSED`. */
  declare readonly reason?: string;
  /** Whether the server may have received the request. */
  readonly sent: boolean;

  constructor(
    message: string,
    details: ErrorContext & { readonly reason?: string | undefined; readonly sent: boolean },
  ) {
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

  constructor(
    message: string,
    details: ErrorContext & { readonly limit: "timeout" | "deadline"; readonly sent: boolean },
  ) {
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

  constructor(
    message: string,
    details: ErrorContext & { readonly status: number; readonly target?: string | undefined },
  ) {
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

// Not in the errors: consoles of browsers show private fields too.
const bodies = new WeakMap<object, string>();

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
    if (details.body !== undefined) bodies.set(this, details.body);
  }

  /** The body as text, as far as it arrived; it may hold secrets. */
  get body(): string | undefined {
    return bodies.get(this);
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
