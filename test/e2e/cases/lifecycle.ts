import { dynatrace, launchdarkly, mist, okta } from "../packages.js";
import { check, equal, instance, rejects } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, oktaClient } from "./clients.js";
import type { Case, CaseGroup } from "./context.js";

const orgId = "000000ab-01ab-01ab-01ab-0000000000ab";

function mistSelf(createAnswers: "object" | "array"): Case {
  return {
    name: `Mist, own tokens, created as ${createAnswers}`,
    async run({ start }) {
      const server = await start("mist", { createAnswers, secret: "MEaT4pEYG9hgHSUzddRUlT0TDRp3quf" });
      const { selfApiToken } = mistClient(server);

      const created = await selfApiToken.createApiToken().userApitoken({ name: "ci" }).execute();
      equal(instance(created.key, mist.Secret).reveal(), "MEaT4pEYG9hgHSUzddRUlT0TDRp3quf", "key");
      equal(created.name, "ci", "name");
      equal(created.last_used, null, "last_used");

      const listed = await selfApiToken.listApiTokens().execute();
      equal(listed.length, 2, "number of tokens");
      equal(listed.find(({ id }) => id === created.id)?.key?.reveal(), "MEaT...3quf", "masked key");

      const renamed = await selfApiToken.updateApiToken(created.id).userApitoken({ name: "renamed" }).execute();
      equal(renamed.name, "renamed", "new name");
      equal((await selfApiToken.getApiToken(created.id).execute()).name, "renamed", "name when read");

      equal(await selfApiToken.deleteApiToken(created.id).execute(), undefined, "data of a deletion");
      const error = await rejects(selfApiToken.getApiToken(created.id).execute(), mist.NotFoundError);
      equal(error.body, { detail: "Not found." }, "body");
      equal(error.message, "getApiToken failed with status 404: Not found.", "message");
    },
  };
}

const cases: readonly Case[] = [
  mistSelf("object"),
  mistSelf("array"),
  {
    name: "Mist, a body that may be left out",
    async run({ start }) {
      const server = await start("mist");
      const created = await mistClient(server).selfApiToken.createApiToken().execute();
      check((created.key?.reveal() ?? "").length > 20, "a whole key");
      const [request] = await server.requests();
      equal(request?.body, "", "body");
      check(!request?.headers.some(([name]) => name === "content-type"), "no Content-Type");
    },
  },
  {
    name: "Mist, tokens of an organization",
    async run({ start }) {
      const server = await start("mist");
      const { orgsApiTokens } = mistClient(server);
      const created = await orgsApiTokens
        .createOrgApiToken(orgId)
        .orgApitoken({ name: "ci", privileges: [{ role: "read", scope: "org" }], src_ips: ["203.0.113.10"] })
        .execute();
      check((created.key?.reveal() ?? "").length > 20, "a whole key");
      equal(created.privileges, undefined, "privileges in the creation's answer");

      const path = { orgId, apitokenId: created.id };
      equal(
        (await orgsApiTokens.getOrgApiToken(path).execute()).privileges,
        [{ role: "read", scope: "org" }],
        "privileges",
      );
      const update = { name: "renamed", privileges: [{ role: "write", scope: "org" } as const] };
      equal(await orgsApiTokens.updateOrgApiToken(path).orgApitoken(update).execute(), undefined, "data of an update");
      const read = await orgsApiTokens.getOrgApiToken(path).execute();
      equal([read.name, read.privileges, read.created_by], ["renamed", update.privileges, null], "token as it is now");
      equal(await orgsApiTokens.deleteOrgApiToken(path).execute(), undefined, "data of a deletion");
      await rejects(orgsApiTokens.deleteOrgApiToken(path).execute(), mist.NotFoundError);
      equal((await orgsApiTokens.listOrgApiTokens(orgId).execute()).length, 1, "number of tokens");
    },
  },
  {
    name: "Dynatrace",
    async run({ start }) {
      const server = await start("dynatrace");
      const api = dynatraceClient(server).accessTokensApiTokens;
      const created = await api
        .createApiToken()
        .apiTokenCreate({ name: "ci", scopes: ["metrics.read", "a.scope.of.tomorrow"] })
        .execute();
      const secret = created.token.reveal();
      check(secret.startsWith(`${created.id}.`), "the secret begins with the ID");

      const found = await api.lookupApiToken().apiTokenSecret({ token: created.token }).execute();
      equal(found.scopes, ["metrics.read", "a.scope.of.tomorrow"], "scopes");
      equal(
        await api.updateApiToken(created.id).apiTokenUpdate({ name: "renamed", enabled: false }).execute(),
        undefined,
        "data",
      );
      const read = await api.getApiToken(created.id).execute();
      equal([read.name, read.enabled, "token" in read], ["renamed", false, false], "token as it is now");
      const listed = await api.listApiTokens().execute();
      equal(
        listed.apiTokens?.map(({ scopes }) => scopes),
        [undefined, undefined],
        "scopes that were not asked for",
      );

      equal(await api.deleteApiToken(created.id).execute(), undefined, "data of a deletion");
      const error = await rejects(api.deleteApiToken(created.id).execute(), dynatrace.NotFoundError);
      equal(error.body, undefined, "body of a 404");
      const bodies = (await server.requests()).filter(({ body }) => body.includes(secret));
      equal(bodies.length, 1, "number of requests with the secret in the body");
      check(!(await server.requests()).some(({ target }) => target.includes(secret.slice(-20))), "no secret in a URL");
    },
  },
  {
    name: "Dynatrace, the token in use cannot be deleted",
    async run({ start }) {
      const server = await start("dynatrace", { credential: "dt0c01.EXAMPLE.SECRET" });
      const api = dynatraceClient(server).accessTokensApiTokens;
      const error = await rejects(api.deleteApiToken(server.ids[0] ?? "").execute(), dynatrace.BadRequestError);
      equal(
        error.message,
        "deleteApiToken failed with status 400: The token that authenticates the request cannot be deleted.",
      );
    },
  },
  {
    name: "Okta",
    async run({ start }) {
      const server = await start("okta", { tokens: 2 });
      const { apiToken } = oktaClient(server);
      const id = server.ids[1] ?? "";
      const read = await apiToken.getApiToken(id).execute();
      equal(read.network, { connection: "ANYWHERE" }, "network");
      const { name, clientName, userId, created } = read;
      const update = {
        name,
        ...(clientName && { clientName }),
        ...(userId && { userId }),
        ...(created && { created }),
      };
      const network = { connection: "ZONE", include: ["nzo1"] };
      equal(
        (
          await apiToken
            .upsertApiToken(id)
            .apiTokenUpdate({ ...update, network })
            .execute()
        ).network,
        network,
        "new network",
      );
      equal(await apiToken.revokeApiToken(id).execute(), undefined, "data of a revocation");
      const error = await rejects(apiToken.getApiToken(id).execute(), okta.NotFoundError);
      equal(error.requestId, "reqabc123", "request ID");
      equal((error.body as okta.Error).errorCode, "E0000007", "errorCode");
    },
  },
  {
    name: "Okta, the token in use revokes itself",
    async run({ start }) {
      const { apiToken } = oktaClient(await start("okta"));
      equal(await apiToken.revokeCurrentApiToken().execute(), undefined, "data");
      const error = await rejects(apiToken.listApiTokens().execute(), okta.UnauthorizedError);
      equal((error.body as okta.Error).errorCode, "E0000011", "errorCode");
    },
  },
  {
    name: "LaunchDarkly",
    async run({ start }) {
      const { accessTokens } = launchDarklyClient(await start("launchdarkly"));
      const created = await accessTokens.postToken().accessTokenPost({ name: "ci", role: "reader" }).execute();
      const first = instance(created.token, launchdarkly.Secret).reveal();
      const read = await accessTokens.getToken(created._id).execute();
      equal(read.token?.reveal(), first.slice(-4), "shortened token");
      const patched = await accessTokens
        .patchToken(created._id)
        .jsonPatchElt([
          { op: "replace", path: "/name", value: "renamed" },
          { op: "add", path: "/description", value: null },
        ])
        .execute();
      equal([patched.name, patched.description], ["renamed", null], "token as it is now");
      const patch = accessTokens.patchToken(created._id).jsonPatchElt([{ op: "remove", path: "/nothing" }]);
      await rejects(patch.execute(), launchdarkly.UnprocessableContentError);
      const second = (await accessTokens.resetToken(created._id).execute()).token?.reveal();
      check(second !== undefined && second.length > 4 && second !== first, "another token");
      equal(await accessTokens.deleteToken(created._id).execute(), undefined, "data of a deletion");
      await rejects(accessTokens.getToken(created._id).execute(), launchdarkly.NotFoundError);
    },
  },
];

/** Tokens from their creation to their end, as each vendor has it. */
export const lifecycleCases: CaseGroup = { name: "lifecycle", cases };
