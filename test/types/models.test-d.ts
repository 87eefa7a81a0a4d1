/** What goes out and what comes in. */
import type {
  ApiToken,
  ApiTokenCreate,
  ApiTokenCreated,
  ApiTokenSecret,
  DynatraceClient,
  Secret,
} from "@api-tokens/dynatrace";
import type {
  AccessTokenPost,
  JsonPatchElt,
  LaunchDarklyClient,
  Secret as LaunchDarklySecret,
  StatementPost,
  Token,
} from "@api-tokens/launchdarkly";
import type {
  MistClient,
  Secret as MistSecret,
  OrgApitoken,
  OrgApitokenInput,
  PrivilegeOrg,
  PrivilegeOrgInput,
  UserApitoken,
  UserApitokenInput,
} from "@api-tokens/mist";
import type { PrivilegeOrg as PrivilegeOrgOfSubpath } from "@api-tokens/mist/models/privilege-org";
import type { ApiTokenNetwork, ApiTokenUpdate } from "@api-tokens/okta";
import { exactly } from "./type-equality.js";

declare const dynatrace: DynatraceClient;
declare const launchdarkly: LaunchDarklyClient;
declare const mist: MistClient;
const id = "000000ab-00ab-00ab-00ab-0000000000ab";

export function closedEnumsInRequests(): void {
  const good: PrivilegeOrgInput = { role: "read", scope: "org" };
  // @ts-expect-error there is no such role
  const role: PrivilegeOrgInput = { role: "root", scope: "org" };
  // @ts-expect-error there is no such scope
  const scope: PrivilegeOrgInput = { role: "read", scope: "galaxy" };
  // @ts-expect-error there is no such view
  const views: PrivilegeOrgInput = { role: "read", scope: "org", views: ["everything"] };
  // @ts-expect-error there is no such role
  const post: AccessTokenPost = { role: "owner" };
  // @ts-expect-error there is no such effect
  const statement: StatementPost = { effect: "perhaps" };
  // @ts-expect-error there is no such role, also deep in the body of a request
  mist.orgsApiTokens.createOrgApiToken(id).orgApitoken({ name: "ci", privileges: [{ role: "root", scope: "org" }] });
  // @ts-expect-error there is no such role, also deep in the body of a request
  launchdarkly.accessTokens.postToken().accessTokenPost({ role: "root" });
  void [good, role, scope, views, post, statement];
}

export function openEnumsWhereTheVendorSaysSo(): void {
  const scopes: ApiTokenCreate = { name: "ci", scopes: ["metrics.read", "scope.of.tomorrow"] };
  const patch: JsonPatchElt = { op: "move", path: "/name" };
  const network: ApiTokenNetwork = { connection: "PLANET" };
  void [scopes, patch, network];
}

export function openEnumsInResponses(privilege: PrivilegeOrg, token: Token): void {
  const unknown: PrivilegeOrg["role"] = "of tomorrow";
  if (privilege.role === "admin" || privilege.role === "of tomorrow") privilege.role.toUpperCase();
  const text: string = privilege.role;
  const effect: string | undefined = token.inlineRole?.[0]?.effect;
  const subpath: PrivilegeOrgOfSubpath = privilege;
  // @ts-expect-error what was read may hold values that cannot be sent
  const sent: PrivilegeOrgInput = privilege;
  void [unknown, text, effect, subpath, sent];
}

export function secrets(created: ApiTokenCreated, token: Token, user: UserApitoken, org: OrgApitoken): void {
  exactly<Secret>()(created.token);
  exactly<LaunchDarklySecret | undefined>()(token.token);
  exactly<MistSecret | undefined>()(user.key);
  exactly<MistSecret | undefined>()(org.key);
  exactly<string>()(created.token.reveal());
  // @ts-expect-error a secret is not text
  const text: string = created.token;
  // @ts-expect-error a secret is not text
  created.token.slice(0, 4);
  void text;

  const lookup = dynatrace.accessTokensApiTokens.lookupApiToken();
  lookup.apiTokenSecret({ token: "dt0c01.EXAMPLE" });
  lookup.apiTokenSecret({ token: created.token });
  const own: ApiTokenSecret = { token: { reveal: () => "dt0c01.EXAMPLE" } };
  lookup.apiTokenSecret(own);
  // @ts-expect-error a secret is text, or reveals it
  lookup.apiTokenSecret({ token: 1 });
  // @ts-expect-error a secret reveals text
  lookup.apiTokenSecret({ token: { reveal: () => 1 } });
  // What one package's response holds can be sent by another's request.
  lookup.apiTokenSecret({ token: user.key ?? "" });
}

export function readOnlyMembers(): void {
  const name: UserApitokenInput = { name: "ci" };
  // @ts-expect-error the server sets the id
  const withId: UserApitokenInput = { name: "ci", id };
  // @ts-expect-error the server sets the key
  const withKey: UserApitokenInput = { name: "ci", key: "secret" };
  // @ts-expect-error the server sets the time
  const withTime: OrgApitokenInput = { name: "ci", created_time: 1626875902 };
  // @ts-expect-error the server sets the id
  mist.selfApiToken.createApiToken().userApitoken({ name: "ci", id });
  // @ts-expect-error the server sets the organization
  mist.orgsApiTokens.updateOrgApiToken({ orgId: id, apitokenId: id }).orgApitoken({ name: "ci", org_id: id });
  // Okta's PUT carries what was read.
  const update: ApiTokenUpdate = {
    name: "ci",
    clientName: "Okta API",
    userId: id,
    created: "2021-11-09T20:38:10.000Z",
  };
  void [name, withId, withKey, withTime, update];
}

export function absentAndNull(user: UserApitoken, token: ApiToken): void {
  exactly<number | null | undefined>()(user.last_used);
  exactly<number | undefined>()(user.created_time);
  exactly<string | undefined>()(token.lastUsedDate);
  // @ts-expect-error it may be absent
  token.scopes.length;
}

export function wrongParameterTypes(): void {
  const list = dynatrace.accessTokensApiTokens.listApiTokens();
  // @ts-expect-error a size is a number
  list.pageSize("500");
  // @ts-expect-error there is no such parameter
  list.page(2);
  // @ts-expect-error it is true or false
  launchdarkly.accessTokens.getTokens().showAll("true");
  // @ts-expect-error a patch is a list
  launchdarkly.accessTokens.patchToken(id).jsonPatchElt({ op: "replace", path: "/name", value: "ci" });
  launchdarkly.accessTokens.patchToken(id).jsonPatchElt([{ op: "remove", path: "/name" }]);
}
