/** What comes of a request. */
import {
  type ApiToken,
  type ApiTokenList,
  type CreateApiTokenFailure,
  BadRequestError as DynatraceBadRequestError,
  type DynatraceClient,
  NotFoundError as DynatraceNotFoundError,
  type ErrorEnvelope,
  type GetApiTokenRequest,
} from "@api-tokens/dynatrace";
import {
  ApiError,
  ConflictError,
  ConnectionError,
  type GetTokensHeaders,
  type InvalidRequestErrorRep,
  type LaunchDarklyClient,
  type PatchFailedErrorRep,
  RateLimitError,
  SdkError,
  type StatusConflictErrorRep,
  type Token,
  type Tokens,
  UnprocessableContentError,
} from "@api-tokens/launchdarkly";
import {
  BadRequestError,
  type ErrorDetail,
  type MistClient,
  type NotFoundDetail,
  NotFoundError,
  type UserApitoken,
} from "@api-tokens/mist";
import type { ListApiTokensHeaders, ApiToken as OktaApiToken, OktaClient } from "@api-tokens/okta";
import { exactly } from "./type-equality.js";

declare const dynatrace: DynatraceClient;
declare const launchdarkly: LaunchDarklyClient;
declare const mist: MistClient;
declare const okta: OktaClient;
const id = "000000ab-00ab-00ab-00ab-0000000000ab";

export async function data(): Promise<void> {
  exactly<UserApitoken>()(await mist.selfApiToken.createApiToken().userApitoken({ name: "ci" }).execute());
  exactly<UserApitoken[]>()(await mist.selfApiToken.listApiTokens().execute());
  exactly<ApiTokenList>()(await dynatrace.accessTokensApiTokens.listApiTokens().execute());
  exactly<OktaApiToken[]>()(await okta.apiToken.listApiTokens().execute());
  exactly<Token>()(await launchdarkly.accessTokens.resetToken(id).expiry(0).execute());
}

export async function nothing(): Promise<void> {
  exactly<void>()(await mist.selfApiToken.deleteApiToken(id).execute());
  exactly<void>()(await dynatrace.accessTokensApiTokens.updateApiToken(id).apiTokenUpdate({}).execute());
  exactly<void>()(await okta.apiToken.revokeCurrentApiToken().execute());
  exactly<void>()(await launchdarkly.accessTokens.deleteToken(id).execute());
  exactly<void>()((await launchdarkly.accessTokens.deleteToken(id).executeWithResponse()).data);
  // @ts-expect-error there is nothing to use
  (await mist.selfApiToken.deleteApiToken(id).execute()).id;
}

export async function notThenable(): Promise<void> {
  const request = dynatrace.accessTokensApiTokens.getApiToken(id);
  exactly<GetApiTokenRequest>()(await request);
  // @ts-expect-error a request is no promise
  request.then(() => {});
  // @ts-expect-error a request is no promise
  const promise: Promise<ApiToken> = request;
  void promise;
}

export async function withResponse(): Promise<void> {
  const tokens = await launchdarkly.accessTokens.getTokens().executeWithResponse();
  exactly<Tokens>()(tokens.data);
  exactly<number>()(tokens.status);
  exactly<GetTokensHeaders>()(tokens.headers);
  exactly<number | undefined>()(tokens.headers["X-Ratelimit-Reset"]);
  exactly<Response>()(tokens.response);
  exactly<string | null>()(tokens.response.headers.get("date"));
  // @ts-expect-error it is not documented: `response.headers` has it
  tokens.headers["X-Other"];

  const list = await okta.apiToken.listApiTokens().executeWithResponse();
  exactly<ListApiTokensHeaders>()(list.headers);
  exactly<string | undefined>()(list.headers.Link);
  // @ts-expect-error a response is read-only
  list.status = 200;

  const created = await mist.selfApiToken.createApiToken().executeWithResponse();
  exactly<UserApitoken>()(created.data);
  // @ts-expect-error Mist documents no header of a success
  created.headers["Retry-After"];
}

export async function failuresByStatus(): Promise<void> {
  const result = await launchdarkly.accessTokens.patchToken(id).jsonPatchElt([]).tryExecute();
  if (result.ok) {
    exactly<Token>()(result.data);
    // @ts-expect-error a success has no error
    result.error;
    return;
  }
  // @ts-expect-error a failure has no data
  result.data;
  const { error } = result;
  exactly<string | undefined>()(error.operation);
  if (error instanceof ConnectionError) {
    exactly<boolean>()(error.sent);
    return;
  }
  if (!(error instanceof ApiError)) return;
  exactly<number | undefined>()(error.retryAfter);
  if (error.status === 409) exactly<StatusConflictErrorRep>()(error.body);
  if (error.status === 422) exactly<PatchFailedErrorRep>()(error.body);
  if (error.status === 400) exactly<InvalidRequestErrorRep>()(error.body);
  // @ts-expect-error no documented body has such a member
  error.body.errorSummary;
}

export async function failuresByClass(): Promise<void> {
  const patched = await launchdarkly.accessTokens.patchToken(id).jsonPatchElt([]).tryExecute();
  if (!patched.ok) {
    if (patched.error instanceof ConflictError) exactly<StatusConflictErrorRep>()(patched.error.body);
    if (patched.error instanceof UnprocessableContentError) exactly<422>()(patched.error.status);
    if (patched.error instanceof RateLimitError) exactly<number | undefined>()(patched.error.retryAfter);
  }
  const read = await mist.selfApiToken.getApiToken(id).tryExecute();
  if (!read.ok) {
    if (read.error instanceof NotFoundError) exactly<NotFoundDetail>()(read.error.body);
    if (read.error instanceof BadRequestError) exactly<ErrorDetail>()(read.error.body);
  }
  const got = await dynatrace.accessTokensApiTokens.getApiToken(id).tryExecute();
  if (!got.ok) {
    if (got.error instanceof DynatraceNotFoundError) exactly<undefined>()(got.error.body);
    if (got.error instanceof DynatraceBadRequestError) exactly<ErrorEnvelope>()(got.error.body);
  }
}

export async function failuresByCode(): Promise<void> {
  const read = await mist.selfApiToken.getApiToken(id).tryExecute();
  if (read.ok) return;
  if (read.error.code === "not_found") exactly<NotFoundDetail>()(read.error.body);
  // @ts-expect-error there is no such code
  if (read.error.code === "not found") return;
}

export function mintingFailures(error: CreateApiTokenFailure): void {
  exactly<"not_created" | "unknown" | "created_secret_lost" | undefined>()(error.outcome);
  exactly<string | undefined>()(error.reconcile?.requestId);
}

export async function thrown(): Promise<void> {
  try {
    await mist.selfApiToken.getApiToken(id).execute({ timeout: 1, signal: new AbortController().signal });
  } catch (error) {
    if (error instanceof ApiError) {
      const status: number = error.status;
      const body: unknown = error.body;
      void [status, body];
    }
    if (error instanceof SdkError) exactly<string>()(error.code);
  }
  // @ts-expect-error there is no such option
  await mist.selfApiToken.getApiToken(id).execute({ timeoutMs: 1 });
}
