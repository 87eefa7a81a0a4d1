import { check, equal } from "../cases/check.js";
import type { okta } from "../packages.js";
import { type OperationRow, row } from "./row.js";

const id = "00Tabcdefg1234567890";
const path = `/api/v1/api-tokens/${id}`;
const update: okta.ApiTokenUpdate = {
  name: "ci",
  clientName: "Okta API",
  userId: "00uabcdefg1234567890",
  created: "2025-11-02T14:47:13Z",
  network: { connection: "ZONE", exclude: ["nzoabcdefg1234567890"] },
};

type Client = okta.OktaClient;

/** All operations of Okta. */
export const oktaOperations: readonly OperationRow<Client>[] = [
  row({
    name: "apiToken.listApiTokens",
    wire: { method: "GET", target: "/api/v1/api-tokens" },
    call: (client: Client, options) => client.apiToken.listApiTokens().execute(options),
    check: (tokens) => {
      check(Array.isArray(tokens) && tokens.length > 0, "a list of tokens");
      tokens.forEach(checkToken);
    },
  }),
  row({
    name: "apiToken.getApiToken",
    wire: { method: "GET", target: path },
    call: (client: Client, options) => client.apiToken.getApiToken(id).execute(options),
    check: (token) => {
      checkToken(token);
      equal(token.id, id, "id");
      check(token._links?.self?.href.endsWith(path) === true, "a link to itself");
      check(token._links?.user?.href.includes("/api/v1/users/") === true, "a link to its user");
    },
  }),
  row({
    name: "apiToken.upsertApiToken",
    wire: { method: "PUT", target: path, body: update },
    call: (client: Client, options) => client.apiToken.upsertApiToken(id).apiTokenUpdate(update).execute(options),
    check: (token) => {
      checkToken(token);
      equal(token.network, { connection: "ZONE", exclude: ["nzoabcdefg1234567890"] }, "network");
    },
  }),
  row({
    name: "apiToken.revokeApiToken",
    wire: { method: "DELETE", target: path },
    call: (client: Client, options) => client.apiToken.revokeApiToken(id).execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
  row({
    name: "apiToken.revokeCurrentApiToken",
    wire: { method: "DELETE", target: "/api/v1/api-tokens/current" },
    call: (client: Client, options) => client.apiToken.revokeCurrentApiToken().execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
];

function checkToken(token: okta.ApiToken): void {
  check(token.id.startsWith("00T"), "the ID of a token");
  equal(typeof token.name, "string", "type of name");
  equal(token.tokenWindow, "P30D", "tokenWindow");
  for (const date of [token.created, token.lastUpdated, token.expiresAt]) {
    check(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(date ?? ""), "a date with milliseconds");
  }
  check(!JSON.stringify(token).includes("secret"), "no secret");
}
