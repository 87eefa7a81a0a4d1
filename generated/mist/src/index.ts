export {
  CreateOrgApiTokenRequest,
  DeleteOrgApiTokenRequest,
  GetOrgApiTokenRequest,
  ListOrgApiTokensRequest,
  OrgsApiTokensApi,
  UpdateOrgApiTokenRequest,
  type CreateOrgApiTokenFailure,
  type DeleteOrgApiTokenFailure,
  type GetOrgApiTokenFailure,
  type ListOrgApiTokensFailure,
  type UpdateOrgApiTokenFailure,
} from "./apis/orgs-api-tokens.js";
export {
  CreateApiTokenRequest,
  DeleteApiTokenRequest,
  GetApiTokenRequest,
  ListApiTokensRequest,
  SelfApiTokenApi,
  UpdateApiTokenRequest,
  type CreateApiTokenFailure,
  type DeleteApiTokenFailure,
  type GetApiTokenFailure,
  type ListApiTokensFailure,
  type UpdateApiTokenFailure,
} from "./apis/self-api-token.js";
export { MistClient } from "./client.js";
export { createCore, type MistAuth, type MistClientOptions, type MistServer } from "./core.js";
export type { ErrorDetail } from "./models/error-detail.js";
export type { NotFoundDetail } from "./models/not-found-detail.js";
export type { OrgApitoken, OrgApitokenInput } from "./models/org-apitoken.js";
export type { PrivilegeOrg, PrivilegeOrgInput } from "./models/privilege-org.js";
export type { UserApitoken, UserApitokenInput } from "./models/user-apitoken.js";
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
