import { dynatrace, launchdarkly, mist, okta } from "../packages.js";
import { check, equal, rejects } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, oktaClient } from "./clients.js";
import type { Case, CaseGroup } from "./context.js";

/** A request as an untyped caller sees it. */
interface Untyped {
  execute(): Promise<unknown>;
  executeWithResponse(): Promise<unknown>;
  tryExecute(): Promise<unknown>;
  toRequest(): unknown;
}

const cases: readonly Case[] = [
  {
    name: "a forgotten body throws before any I/O, and names its setter",
    async run({ start }) {
      const server = await start("blank");
      const { accessTokensApiTokens } = dynatraceClient(server);
      const { accessTokens } = launchDarklyClient(server);
      const { apiToken } = oktaClient(server);
      const forgotten: readonly (readonly [setter: string, request: unknown])[] = [
        ["apiTokenCreate", accessTokensApiTokens.createApiToken()],
        ["apiTokenUpdate", accessTokensApiTokens.updateApiToken("id")],
        ["apiTokenSecret", accessTokensApiTokens.lookupApiToken()],
        ["accessTokenPost", accessTokens.postToken()],
        ["jsonPatchElt", accessTokens.patchToken("id")],
        ["apiTokenUpdate", apiToken.upsertApiToken("id")],
      ];
      for (const [setter, request] of forgotten) {
        const untyped = request as Untyped;
        const terminals: readonly (() => Promise<unknown>)[] = [
          () => untyped.execute(),
          () => untyped.executeWithResponse(),
          () => untyped.tryExecute(),
          async () => untyped.toRequest(),
        ];
        for (const terminal of terminals) {
          const error = await rejects(terminal(), mist.MissingParameterError);
          equal([error.parameter, error.code], [setter, "missing_parameter"], "error");
          check(error.message.includes(`call .${setter}(…) first`), error.message);
        }
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a forgotten body does not compile",
    async run({ start }) {
      const server = await start("blank");
      const create = dynatraceClient(server).accessTokensApiTokens.createApiToken();
      // @ts-expect-error The compiler asks for .apiTokenCreate(…) too.
      await rejects(create.execute(), dynatrace.MissingParameterError);
      const patch = launchDarklyClient(server).accessTokens.patchToken("id");
      // @ts-expect-error The compiler asks for .jsonPatchElt(…) too.
      await rejects(patch.execute(), launchdarkly.MissingParameterError);
      const upsert = oktaClient(server).apiToken.upsertApiToken("id");
      // @ts-expect-error The compiler asks for .apiTokenUpdate(…) too.
      await rejects(upsert.tryExecute(), okta.MissingParameterError);
    },
  },
  {
    name: "a body that is unset again counts as forgotten",
    async run({ start }) {
      const server = await start("blank");
      const create = dynatraceClient(server).accessTokensApiTokens.createApiToken();
      const unset = create.apiTokenCreate({ name: "x", scopes: [] }).apiTokenCreate(undefined as never);
      await rejects(unset.execute(), dynatrace.MissingParameterError);
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a forgotten path value throws before any I/O",
    async run({ start }) {
      const server = await start("blank");
      const requests: readonly (readonly [parameter: string, () => Promise<unknown>])[] = [
        [
          "id",
          () =>
            dynatraceClient(server)
              .accessTokensApiTokens.getApiToken(undefined as never)
              .execute(),
        ],
        [
          "id",
          () =>
            launchDarklyClient(server)
              .accessTokens.deleteToken(null as never)
              .execute(),
        ],
        [
          "apiTokenId",
          () =>
            oktaClient(server)
              .apiToken.revokeApiToken(undefined as never)
              .execute(),
        ],
        [
          "apitokenId",
          () =>
            mistClient(server)
              .orgsApiTokens.getOrgApiToken({ orgId: "1" } as never)
              .execute(),
        ],
        [
          "orgId",
          () =>
            mistClient(server)
              .orgsApiTokens.deleteOrgApiToken({ apitokenId: "1" } as never)
              .execute(),
        ],
      ];
      for (const [parameter, call] of requests)
        equal((await rejects(call(), mist.MissingParameterError)).parameter, parameter, "parameter");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "an integer that cannot be sent exactly is refused before any I/O",
    async run({ start }) {
      const server = await start("blank");
      const { accessTokens } = launchDarklyClient(server);
      for (const value of [2 ** 53, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        const error = await rejects(
          accessTokens.getTokens().offset(value).execute(),
          launchdarkly.InvalidParameterError,
        );
        equal(error.parameter, "offset", "parameter");
        await rejects(accessTokens.resetToken("id").expiry(value).execute(), launchdarkly.InvalidParameterError);
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a default is documentation and is not sent; a required one is sent once, unless set",
    async run({ start }) {
      const dynatraceServer = await start("dynatrace");
      await dynatraceClient(dynatraceServer).accessTokensApiTokens.listApiTokens().execute();
      equal((await dynatraceServer.requests())[0]?.target, "/e/abc12345/api/v2/apiTokens", "target");

      const server = await start("launchdarkly");
      const { accessTokens } = launchDarklyClient(server);
      await accessTokens.getTokens().execute();
      await accessTokens.getTokens().ldApiVersion("20191212").ldApiVersion(undefined).execute();
      const error = await rejects(
        accessTokens.getTokens().ldApiVersion("20191212").execute(),
        launchdarkly.BadRequestError,
      );
      check(error.message.includes("has ended"), error.message);
      const ofHeaders = { headers: { "LD-API-Version": "20160426" } };
      await rejects(accessTokens.getTokens().execute(ofHeaders), launchdarkly.BadRequestError);
      await accessTokens.getTokens().ldApiVersion("20240415").execute(ofHeaders);
      const requests = await server.requests();
      equal(requests[0]?.target, "/api/v2/tokens", "target");
      const versions = requests.map(({ headers }) =>
        headers.flatMap(([name, value]) => (name === "ld-api-version" ? [value] : [])),
      );
      // A header that the caller gives goes before the default, and the setter before both.
      equal(versions, [["20240415"], ["20240415"], ["20191212"], ["20160426"], ["20240415"]], "versions");
    },
  },
];

/** What must be set, and what may be left out. */
export const requiredCases: CaseGroup = { name: "required", cases };
