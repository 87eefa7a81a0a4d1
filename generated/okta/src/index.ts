export {
  ApiTokenApi,
  GetApiTokenRequest,
  ListApiTokensRequest,
  RevokeApiTokenRequest,
  RevokeCurrentApiTokenRequest,
  UpsertApiTokenRequest,
  type GetApiTokenFailure,
  type GetApiTokenHeaders,
  type ListApiTokensFailure,
  type ListApiTokensHeaders,
  type RevokeApiTokenFailure,
  type RevokeApiTokenHeaders,
  type RevokeCurrentApiTokenFailure,
  type RevokeCurrentApiTokenHeaders,
  type UpsertApiTokenFailure,
  type UpsertApiTokenHeaders,
} from "./apis/api-token.js";
export { OktaClient } from "./client.js";
export { createCore, type OktaAuth, type OktaClientOptions, type OktaServer } from "./core.js";
export type { ApiTokenLinks } from "./models/api-token-links.js";
export type { ApiTokenNetwork } from "./models/api-token-network.js";
export type { ApiTokenUpdate } from "./models/api-token-update.js";
export type { ApiToken } from "./models/api-token.js";
export type { ErrorCause } from "./models/error-cause.js";
export type { Error } from "./models/error.js";
export type { HrefHints } from "./models/href-hints.js";
export type { HrefObject } from "./models/href-object.js";
export type { HttpMethod } from "./models/http-method.js";
export type { TimeDuration } from "./models/time-duration.js";
export {
  AbortedError,
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  InvalidParameterError,
  MissingCredentialError,
  MissingParameterError,
  NotFoundError,
  RateLimitError,
  RedirectError,
  ResponseError,
  SdkError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
  UnprocessableContentError,
  type ApiErrorCode,
  type CallFailure,
  type ClientStatus,
  type MintOutcome,
  type Reconcile,
  type ResponseProblem,
  type ServerStatus,
  type StatusError,
  type UndocumentedStatus,
} from "./runtime/errors.js";
export type {
  BasicCredential,
  CallOptions,
  CommonOptions,
  Credential,
  CredentialValue,
  Fetch,
  Middleware,
  Next,
  OAuthClientCredential,
  RetryOptions,
} from "./runtime/options.js";
export type { NoHeaders, Requires, ResponseOf, Result } from "./runtime/request.js";
export { Secret, type Revealable } from "./runtime/secret.js";
