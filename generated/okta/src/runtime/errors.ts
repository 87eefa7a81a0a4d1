import type {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  StatusError,
  UnauthorizedError,
  UndocumentedStatus,
  UnprocessableContentError,
} from "./api-error.js";
import {
  type AbortedError,
  type ConnectionError,
  InvalidParameterError,
  MissingCredentialError,
  MissingParameterError,
  type RedirectError,
  type ResponseError,
  type TimeoutError,
} from "./call-error.js";
import type { SdkError } from "./sdk-error.js";

export {
  ApiError,
  type ApiErrorCode,
  type ApiErrorDetails,
  BadRequestError,
  type ClientStatus,
  ConflictError,
  createApiError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  type ServerStatus,
  type StatusError,
  UnauthorizedError,
  type UndocumentedStatus,
  UnprocessableContentError,
} from "./api-error.js";
export {
  AbortedError,
  ConnectionError,
  InvalidParameterError,
  MissingCredentialError,
  MissingParameterError,
  RedirectError,
  ResponseError,
  type ResponseProblem,
  TimeoutError,
} from "./call-error.js";
export type { MintOutcome, Reconcile } from "./mint-outcome.js";
export { annotate, type ErrorContext, SdkError } from "./sdk-error.js";

/**
 * Whatever may happen to a call besides the failures that the API documents, and besides the caller's own mistakes.
 * Bodies are `never` here, so that a union with documented failures has their body types; read them as `unknown`.
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
    error instanceof MissingParameterError ||
    error instanceof InvalidParameterError ||
    error instanceof MissingCredentialError
  );
}
