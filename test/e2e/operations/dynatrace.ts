import { check, equal, instance } from "../cases/check.js";
import { dynatrace } from "../packages.js";
import { type OperationRow, row } from "./row.js";

const id = "dt0c01.ST2EY72KQINMH574WMNVI7YN";
const selector = 'owner("john.smith"),scope("metrics.read","logs.read")';

type Client = dynatrace.DynatraceClient;

/** All operations of Dynatrace. */
export const dynatraceOperations: readonly OperationRow<Client>[] = [
  row({
    name: "accessTokensApiTokens.listApiTokens",
    wire: {
      method: "GET",
      target:
        "/apiTokens?pageSize=789&apiTokenSelector=owner%28%22john.smith%22%29%2Cscope%28%22metrics.read%22%2C%22logs.read%22%29" +
        "&fields=%2BlastUsedDate%2C%2Bscopes&from=now-30d&to=2021-01-25T05%3A57%3A01.123%2B01%3A00&sort=-lastUsedDate",
    },
    call: (client: Client, options) =>
      client.accessTokensApiTokens
        .listApiTokens()
        .pageSize(789)
        .apiTokenSelector(selector)
        .fields("+lastUsedDate,+scopes")
        .from("now-30d")
        .to("2021-01-25T05:57:01.123+01:00")
        .sort("-lastUsedDate")
        .execute(options),
    check: (page) => {
      equal(typeof page.totalCount, "number", "type of totalCount");
      check(page.nextPageKey === null || page.nextPageKey === undefined, "no further page");
      check((page.apiTokens ?? []).length > 0, "a list of tokens");
      page.apiTokens?.forEach(checkToken);
    },
  }),
  row({
    name: "accessTokensApiTokens.createApiToken",
    wire: {
      method: "POST",
      target: "/apiTokens",
      body: { name: "tokenName", scopes: ["metrics.read"], expirationDate: "now+14d" },
    },
    call: (client: Client, options) =>
      client.accessTokensApiTokens
        .createApiToken()
        .apiTokenCreate({ name: "tokenName", scopes: ["metrics.read"], expirationDate: "now+14d" })
        .execute(options),
    check: (created) => {
      check(/^dt0c01\.\w+$/.test(created.id), "the ID of a token");
      check(/^dt0c01\.\w+\.\w+$/.test(instance(created.token, dynatrace.Secret).reveal()), "the whole token");
      equal(JSON.stringify(created.token), '"[redacted]"', "token as JSON");
      check(!Number.isNaN(Date.parse(created.expirationDate ?? "")), "an expiration date");
    },
  }),
  row({
    name: "accessTokensApiTokens.getApiToken",
    wire: { method: "GET", target: `/apiTokens/${id}` },
    call: (client: Client, options) => client.accessTokensApiTokens.getApiToken(id).execute(options),
    check: checkToken,
  }),
  row({
    name: "accessTokensApiTokens.updateApiToken",
    wire: { method: "PUT", target: `/apiTokens/${id}`, body: { name: "newTokenName", enabled: false } },
    call: (client: Client, options) =>
      client.accessTokensApiTokens
        .updateApiToken(id)
        .apiTokenUpdate({ name: "newTokenName", enabled: false })
        .execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
  row({
    name: "accessTokensApiTokens.deleteApiToken",
    wire: { method: "DELETE", target: `/apiTokens/${id}` },
    call: (client: Client, options) => client.accessTokensApiTokens.deleteApiToken(id).execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
  row({
    name: "accessTokensApiTokens.lookupApiToken",
    wire: { method: "POST", target: "/apiTokens/lookup", body: { token: "dt0c01.EXAMPLE.SECRET" } },
    call: (client: Client, options) =>
      client.accessTokensApiTokens
        .lookupApiToken()
        .apiTokenSecret({ token: new dynatrace.Secret("dt0c01.EXAMPLE.SECRET") })
        .execute(options),
    check: (token) => {
      checkToken(token);
      equal(token.id, id, "id");
    },
  }),
];

function checkToken(token: dynatrace.ApiToken): void {
  check(token.id.startsWith("dt0c01."), "the ID of a token");
  equal(typeof token.name, "string", "type of name");
  equal(typeof token.enabled, "boolean", "type of enabled");
  check(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(token.creationDate ?? ""), "a creation date with milliseconds");
  for (const scope of token.scopes ?? []) equal(typeof scope, "string", "type of a scope");
}
