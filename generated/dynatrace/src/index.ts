export {
  AccessTokensApiTokensApi,
  CreateApiTokenRequest,
  DeleteApiTokenRequest,
  GetApiTokenRequest,
  ListApiTokensRequest,
  LookupApiTokenRequest,
  UpdateApiTokenRequest,
  type CreateApiTokenFailure,
  type DeleteApiTokenFailure,
  type GetApiTokenFailure,
  type ListApiTokensFailure,
  type LookupApiTokenFailure,
  type UpdateApiTokenFailure,
} from "./apis/access-tokens-api-tokens.js";
export { DynatraceClient } from "./client.js";
export { createCore, type DynatraceAuth, type DynatraceClientOptions, type DynatraceServer } from "./core.js";
export type { ApiTokenCreate } from "./models/api-token-create.js";
export type { ApiTokenCreated } from "./models/api-token-created.js";
export type { ApiTokenList } from "./models/api-token-list.js";
export type { ApiTokenReadScope } from "./models/api-token-read-scope.js";
export type { ApiTokenScope } from "./models/api-token-scope.js";
export type { ApiTokenSecret } from "./models/api-token-secret.js";
export type { ApiTokenUpdate } from "./models/api-token-update.js";
export type { ApiToken } from "./models/api-token.js";
export type { ConstraintViolation } from "./models/constraint-violation.js";
export type { ErrorEnvelope } from "./models/error-envelope.js";
export type { Error } from "./models/error.js";
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
