/** Items and pages. */
import type { ApiToken, ApiTokenList, DynatraceClient } from "@api-tokens/dynatrace";
import type { LaunchDarklyClient, Token, Tokens } from "@api-tokens/launchdarkly";
import type { MistClient } from "@api-tokens/mist";
import type { ApiToken as OktaApiToken, OktaClient } from "@api-tokens/okta";
import { exactly } from "./type-equality.js";

declare const dynatrace: DynatraceClient;
declare const launchdarkly: LaunchDarklyClient;
declare const mist: MistClient;
declare const okta: OktaClient;

export async function items(): Promise<void> {
  for await (const token of dynatrace.accessTokensApiTokens.listApiTokens().pageSize(500)) exactly<ApiToken>()(token);
  for await (const token of okta.apiToken.listApiTokens()) exactly<OktaApiToken>()(token);
  for await (const token of launchdarkly.accessTokens.getTokens().limit(50)) exactly<Token>()(token);
  // @ts-expect-error Mist's lists are complete
  for await (const token of mist.selfApiToken.listApiTokens()) void token;
  // @ts-expect-error one token is no list
  for await (const token of dynatrace.accessTokensApiTokens.getApiToken("id")) void token;
}

export async function pages(): Promise<void> {
  for await (const page of dynatrace.accessTokensApiTokens.listApiTokens().pages()) exactly<ApiTokenList>()(page);
  for await (const page of okta.apiToken.listApiTokens().pages({ timeout: 1 })) exactly<OktaApiToken[]>()(page);
  for await (const page of launchdarkly.accessTokens.getTokens().pages()) exactly<Tokens>()(page);
  // @ts-expect-error Mist's lists are complete
  mist.selfApiToken.listApiTokens().pages();
}
