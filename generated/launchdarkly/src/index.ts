export {
  AccessTokensApi,
  DeleteTokenRequest,
  GetTokenRequest,
  GetTokensRequest,
  PatchTokenRequest,
  PostTokenRequest,
  ResetTokenRequest,
  type DeleteTokenFailure,
  type DeleteTokenHeaders,
  type GetTokenFailure,
  type GetTokenHeaders,
  type GetTokensFailure,
  type GetTokensHeaders,
  type PatchTokenFailure,
  type PatchTokenHeaders,
  type PostTokenFailure,
  type PostTokenHeaders,
  type ResetTokenFailure,
  type ResetTokenHeaders,
} from "./apis/access-tokens.js";
export { LaunchDarklyClient } from "./client.js";
export { createCore, type LaunchDarklyAuth, type LaunchDarklyClientOptions, type LaunchDarklyServer } from "./core.js";
export type { AccessTokenPost } from "./models/access-token-post.js";
export type { ForbiddenErrorRep } from "./models/forbidden-error-rep.js";
export type { InvalidRequestErrorRep } from "./models/invalid-request-error-rep.js";
export type { JsonPatchElt } from "./models/json-patch-elt.js";
export type { Link } from "./models/link.js";
export type { MemberSummary } from "./models/member-summary.js";
export type { NotFoundErrorRep } from "./models/not-found-error-rep.js";
export type { PatchFailedErrorRep } from "./models/patch-failed-error-rep.js";
export type { RateLimitedErrorRep } from "./models/rate-limited-error-rep.js";
export type { StatementPost } from "./models/statement-post.js";
export type { Statement } from "./models/statement.js";
export type { StatusConflictErrorRep } from "./models/status-conflict-error-rep.js";
export type { Token } from "./models/token.js";
export type { Tokens } from "./models/tokens.js";
export type { UnauthorizedErrorRep } from "./models/unauthorized-error-rep.js";
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
