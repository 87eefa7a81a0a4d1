import { check, equal, instance } from "../cases/check.js";
import { launchdarkly } from "../packages.js";
import { type OperationRow, row } from "./row.js";

const id = "61095542756dba551110ae21";
const path = `/api/v2/tokens/${id}`;

type Client = launchdarkly.LaunchDarklyClient;

/** All operations of LaunchDarkly. */
export const launchDarklyOperations: readonly OperationRow<Client>[] = [
  row({
    name: "accessTokens.getTokens",
    wire: { method: "GET", target: "/api/v2/tokens?showAll=true&limit=10&offset=0" },
    call: (client: Client, options) =>
      client.accessTokens.getTokens().showAll(true).limit(10).offset(0).execute(options),
    check: (page) => {
      check((page.items ?? []).length > 0, "a list of tokens");
      equal(typeof page.totalCount, "number", "type of totalCount");
      page.items?.forEach(checkToken);
    },
  }),
  row({
    name: "accessTokens.postToken",
    wire: {
      method: "POST",
      target: "/api/v2/tokens",
      body: { name: "CI", role: "reader", serviceToken: true, defaultApiVersion: 20240415 },
    },
    call: (client: Client, options) =>
      client.accessTokens
        .postToken()
        .accessTokenPost({ name: "CI", role: "reader", serviceToken: true, defaultApiVersion: 20240415 })
        .execute(options),
    check: (token) => {
      checkToken(token);
      check(instance(token.token, launchdarkly.Secret).reveal().length > 4, "the token in full");
    },
  }),
  row({
    name: "accessTokens.getToken",
    wire: { method: "GET", target: path },
    call: (client: Client, options) => client.accessTokens.getToken(id).execute(options),
    check: (token) => {
      checkToken(token);
      equal(instance(token.token, launchdarkly.Secret).reveal().length, 4, "length of the shortened token");
    },
  }),
  row({
    name: "accessTokens.patchToken",
    wire: {
      method: "PATCH",
      target: path,
      body: [
        { op: "replace", path: "/name", value: "CI, read only" },
        { op: "remove", path: "/description" },
      ],
    },
    call: (client: Client, options) =>
      client.accessTokens
        .patchToken(id)
        .jsonPatchElt([
          { op: "replace", path: "/name", value: "CI, read only" },
          { op: "remove", path: "/description" },
        ])
        .execute(options),
    check: checkToken,
  }),
  row({
    name: "accessTokens.deleteToken",
    wire: { method: "DELETE", target: path },
    call: (client: Client, options) => client.accessTokens.deleteToken(id).execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
  row({
    name: "accessTokens.resetToken",
    wire: { method: "POST", target: `${path}/reset?expiry=1628088002644` },
    call: (client: Client, options) => client.accessTokens.resetToken(id).expiry(1628088002644).execute(options),
    check: (token) => {
      checkToken(token);
      check(instance(token.token, launchdarkly.Secret).reveal().length > 4, "the new token in full");
    },
  }),
];

function checkToken(token: launchdarkly.Token): void {
  check(/^[0-9a-f]{24}$/.test(token._id), "an ID of 24 digits");
  check(Number.isSafeInteger(token.creationDate) && token.creationDate > 1e12, "a creation date in milliseconds");
  check(Number.isSafeInteger(token.lastModified), "a date of change");
  equal(String(instance(token.token, launchdarkly.Secret, "token")), "[redacted]", "token as text");
  equal(typeof token._links.self?.href, "string", "type of the link to itself");
}
