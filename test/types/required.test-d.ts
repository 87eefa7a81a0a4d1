/** What a request must have before it compiles. */
import type { ApiTokenCreated, CreateApiTokenRequest, DynatraceClient } from "@api-tokens/dynatrace";
import type { LaunchDarklyClient, PatchTokenRequest } from "@api-tokens/launchdarkly";
import type { MistClient } from "@api-tokens/mist";
import type { OktaClient, UpsertApiTokenRequest } from "@api-tokens/okta";
import { exactly } from "./type-equality.js";

declare const dynatrace: DynatraceClient;
declare const launchdarkly: LaunchDarklyClient;
declare const mist: MistClient;
declare const okta: OktaClient;
const id = "dt0c01.EXAMPLE";

export async function forgottenBody(): Promise<void> {
  const create = dynatrace.accessTokensApiTokens.createApiToken();
  // @ts-expect-error call .apiTokenCreate(…) first
  await create.execute();
  // @ts-expect-error call .apiTokenCreate(…) first
  await create.executeWithResponse();
  // @ts-expect-error call .apiTokenCreate(…) first
  await create.tryExecute();
  // @ts-expect-error call .apiTokenCreate(…) first
  create.toRequest();
  exactly<ApiTokenCreated>()(await create.apiTokenCreate({ name: "ci", scopes: ["metrics.read"] }).execute());

  // @ts-expect-error call .apiTokenUpdate(…) first
  await dynatrace.accessTokensApiTokens.updateApiToken(id).execute();
  // @ts-expect-error call .apiTokenSecret(…) first
  await dynatrace.accessTokensApiTokens.lookupApiToken().execute();
  // @ts-expect-error call .apiTokenUpdate(…) first
  await okta.apiToken.upsertApiToken(id).execute();
  // @ts-expect-error call .accessTokenPost(…) first
  await launchdarkly.accessTokens.postToken().execute();
  // @ts-expect-error call .jsonPatchElt(…) first, and another setter does not help
  await launchdarkly.accessTokens.patchToken(id).ldApiVersion("20240415").execute();
  await launchdarkly.accessTokens.patchToken(id).jsonPatchElt([]).ldApiVersion("20240415").execute();
  await launchdarkly.accessTokens.patchToken(id).ldApiVersion("20240415").jsonPatchElt([]).execute();
  // Mist's bodies are optional, and LaunchDarkly's required header has a value of its own.
  await mist.selfApiToken.createApiToken().execute();
  await launchdarkly.accessTokens.getTokens().execute();
}

export function requiredBodyCannotBeUnset(): void {
  // @ts-expect-error a required body has a value
  dynatrace.accessTokensApiTokens.createApiToken().apiTokenCreate(undefined);
  mist.selfApiToken.createApiToken().userApitoken(undefined);
  dynatrace.accessTokensApiTokens.listApiTokens().pageSize(undefined);
}

export function forgottenMembers(): void {
  const create = dynatrace.accessTokensApiTokens.createApiToken();
  // @ts-expect-error the name is missing
  create.apiTokenCreate({ scopes: [] });
  // @ts-expect-error the scopes are missing
  create.apiTokenCreate({ name: "ci" });
  // @ts-expect-error there is no such member
  create.apiTokenCreate({ name: "ci", scopes: [], enabled: true });
  // @ts-expect-error an absent member is left out, not undefined
  create.apiTokenCreate({ name: "ci", scopes: [], expirationDate: undefined });
}

export function completeIsAlsoIncomplete(): void {
  const incomplete = dynatrace.accessTokensApiTokens.createApiToken();
  const complete = incomplete.apiTokenCreate({ name: "ci", scopes: [] });
  exactly<CreateApiTokenRequest<never>>()(complete);
  exactly<CreateApiTokenRequest>()(incomplete);
  const widened: CreateApiTokenRequest = complete;
  // @ts-expect-error an incomplete request is not a complete one
  const narrowed: CreateApiTokenRequest<never> = incomplete;
  // @ts-expect-error other setters than the required one do not complete a request
  const patched: PatchTokenRequest<never> = launchdarkly.accessTokens.patchToken(id).ldApiVersion("20240415");
  // @ts-expect-error requests of different operations are different types
  const mixed: CreateApiTokenRequest<never> = dynatrace.accessTokensApiTokens.getApiToken(id);
  const conditional: UpsertApiTokenRequest = okta.apiToken.upsertApiToken(id).apiTokenUpdate({});
  void [widened, narrowed, patched, mixed, conditional];
}

export function pathParameters(): void {
  const orgId = "000000ab-01ab-01ab-01ab-0000000000ab";
  const apitokenId = "000000ab-00ab-00ab-00ab-0000000000ab";
  // @ts-expect-error the id is missing
  dynatrace.accessTokensApiTokens.getApiToken();
  // @ts-expect-error an id is a string
  dynatrace.accessTokensApiTokens.getApiToken(1);
  // @ts-expect-error an id may be absent from what was read before
  dynatrace.accessTokensApiTokens.getApiToken(process.env.TOKEN_ID);
  mist.orgsApiTokens.getOrgApiToken({ orgId, apitokenId });
  // @ts-expect-error both are missing
  mist.orgsApiTokens.getOrgApiToken();
  // @ts-expect-error one is missing
  mist.orgsApiTokens.getOrgApiToken({ orgId });
  // @ts-expect-error keys are camelCase, not as on the wire
  mist.orgsApiTokens.getOrgApiToken({ org_id: orgId, apitoken_id: apitokenId });
  // @ts-expect-error there is no such key
  mist.orgsApiTokens.getOrgApiToken({ orgId, apitokenId, siteId: orgId });
  // @ts-expect-error several are one object, so that they cannot be mixed up
  mist.orgsApiTokens.getOrgApiToken(orgId, apitokenId);
}
