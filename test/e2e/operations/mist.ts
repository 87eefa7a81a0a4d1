import { check, equal, instance } from "../cases/check.js";
import { mist } from "../packages.js";
import { type OperationRow, row } from "./row.js";

const id = "000000ab-00ab-00ab-00ab-0000000000ab";
const orgId = "000000ab-01ab-01ab-01ab-0000000000ab";
const self = "/api/v1/self/apitokens";
const org = `/api/v1/orgs/${orgId}/apitokens`;

type Client = mist.MistClient;

/** All operations of Mist. */
export const mistOperations: readonly OperationRow<Client>[] = [
  row({
    name: "selfApiToken.listApiTokens",
    wire: { method: "GET", target: self },
    call: (client: Client, options) => client.selfApiToken.listApiTokens().execute(options),
    check: (tokens) => {
      check(Array.isArray(tokens) && tokens.length > 0, "a list of tokens");
      tokens.forEach(checkUserToken);
    },
  }),
  row({
    name: "selfApiToken.createApiToken",
    wire: { method: "POST", target: self, body: { name: "org_token_xyz" } },
    call: (client: Client, options) =>
      client.selfApiToken.createApiToken().userApitoken({ name: "org_token_xyz" }).execute(options),
    check: (token) => {
      checkUserToken(token);
      equal(token.name, "org_token_xyz", "name");
      check(!instance(token.key, mist.Secret).reveal().includes("..."), "the key in full");
    },
  }),
  row({
    name: "selfApiToken.getApiToken",
    wire: { method: "GET", target: `${self}/${id}` },
    call: (client: Client, options) => client.selfApiToken.getApiToken(id).execute(options),
    check: checkUserToken,
  }),
  row({
    name: "selfApiToken.updateApiToken",
    wire: { method: "PUT", target: `${self}/${id}`, body: { name: "org_token_xyz" } },
    call: (client: Client, options) =>
      client.selfApiToken.updateApiToken(id).userApitoken({ name: "org_token_xyz" }).execute(options),
    check: (token) => {
      checkUserToken(token);
      equal(token.name, "org_token_xyz", "name");
    },
  }),
  row({
    name: "selfApiToken.deleteApiToken",
    wire: { method: "DELETE", target: `${self}/${id}` },
    call: (client: Client, options) => client.selfApiToken.deleteApiToken(id).execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
  row({
    name: "orgsApiTokens.listOrgApiTokens",
    wire: { method: "GET", target: org },
    call: (client: Client, options) => client.orgsApiTokens.listOrgApiTokens(orgId).execute(options),
    check: (tokens) => {
      check(Array.isArray(tokens) && tokens.length > 0, "a list of tokens");
      tokens.forEach(checkOrgToken);
    },
  }),
  row({
    name: "orgsApiTokens.createOrgApiToken",
    wire: {
      method: "POST",
      target: org,
      body: {
        name: "org_token_xyz",
        privileges: [{ role: "read", scope: "org" }],
        src_ips: ["203.0.113.10", "198.51.100.0/24"],
      },
    },
    call: (client: Client, options) =>
      client.orgsApiTokens
        .createOrgApiToken(orgId)
        .orgApitoken({
          name: "org_token_xyz",
          privileges: [{ role: "read", scope: "org" }],
          src_ips: ["203.0.113.10", "198.51.100.0/24"],
        })
        .execute(options),
    check: (token) => {
      checkOrgToken(token);
      check(!instance(token.key, mist.Secret).reveal().includes("..."), "the key in full");
    },
  }),
  row({
    name: "orgsApiTokens.getOrgApiToken",
    wire: { method: "GET", target: `${org}/${id}` },
    call: (client: Client, options) => client.orgsApiTokens.getOrgApiToken({ orgId, apitokenId: id }).execute(options),
    check: checkOrgToken,
  }),
  row({
    name: "orgsApiTokens.updateOrgApiToken",
    wire: {
      method: "PUT",
      target: `${org}/${id}`,
      body: { name: "renamed", privileges: [{ role: "write", scope: "site", site_id: id }] },
    },
    call: (client: Client, options) =>
      client.orgsApiTokens
        .updateOrgApiToken({ orgId, apitokenId: id })
        .orgApitoken({ name: "renamed", privileges: [{ role: "write", scope: "site", site_id: id }] })
        .execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
  row({
    name: "orgsApiTokens.deleteOrgApiToken",
    wire: { method: "DELETE", target: `${org}/${id}` },
    call: (client: Client, options) =>
      client.orgsApiTokens.deleteOrgApiToken({ orgId, apitokenId: id }).execute(options),
    check: (nothing) => equal(nothing, undefined),
  }),
];

function checkUserToken(token: mist.UserApitoken): void {
  equal(typeof token.id, "string", "type of id");
  equal(typeof token.created_time, "number", "type of created_time");
  equal(typeof token.name, "string", "type of name");
  check(token.last_used === null || Number.isInteger(token.last_used), "last_used is an integer or null");
  const key = instance(token.key, mist.Secret, "key");
  check(key.reveal().length > 0, "the key has a value");
  equal(String(key), "[redacted]", "key as text");
}

function checkOrgToken(token: mist.OrgApitoken): void {
  checkUserToken(token as mist.UserApitoken);
  equal(token.org_id, orgId, "org_id");
  check(token.created_by === null || typeof token.created_by === "string", "created_by is a string or null");
  for (const privilege of token.privileges ?? []) equal(typeof privilege.role, "string", "type of role");
  for (const address of token.src_ips ?? []) equal(typeof address, "string", "type of a source address");
}
