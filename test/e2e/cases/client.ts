import { dynatrace, launchdarkly, mist, okta } from "../packages.js";
import { check, equal, instance, rejects } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, oktaClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, RecordedRequest } from "./context.js";

function headerOf(request: RecordedRequest | undefined, name: string): readonly string[] {
  return request?.headers.flatMap(([one, value]) => (one === name ? [value] : [])) ?? [];
}

const cases: readonly Case[] = [
  {
    name: "with() gives a changed copy and leaves the client as it is",
    async run({ start }) {
      const [first, second] = [await start("mist"), await start("mist")];
      const client = mistClient(first, { headers: { "X-Team": "a" }, retry: false });
      const copy = client.with({
        server: second.url,
        auth: { apiToken: second.credential },
        headers: { "X-Team": "b" },
      });
      check(copy instanceof mist.MistClient && copy !== client, "another client");
      await copy.selfApiToken.listApiTokens().execute();
      await client.selfApiToken.listApiTokens().execute();
      equal(headerOf((await first.requests())[0], "x-team"), ["a"], "header of the client");
      equal(headerOf((await second.requests())[0], "x-team"), ["b"], "header of the copy");
      await rejects(client.with({ auth: {} }).selfApiToken.listApiTokens().execute(), mist.MissingCredentialError);
    },
  },
  {
    name: "createCore serves a single request class without the client",
    async run({ start }) {
      const server = await start("dynatrace");
      const core = dynatrace.createCore({ server: server.url, auth: { apiToken: server.credential } });
      const page = await new dynatrace.ListApiTokensRequest(core).pageSize(200).execute();
      equal(page.totalCount, 1, "totalCount");
      const created = await new dynatrace.CreateApiTokenRequest(core)
        .apiTokenCreate({ name: "x", scopes: ["metrics.read"] })
        .execute();
      await new dynatrace.DeleteApiTokenRequest(core, created.id).execute();
      equal(
        (await server.requests()).map(({ method }) => method),
        ["GET", "POST", "DELETE"],
        "methods",
      );
      const organization = await start("mist");
      const mistCore = mist.createCore({ server: organization.url, auth: { apiToken: organization.credential } });
      const path = { orgId: "000000ab-01ab-01ab-01ab-0000000000ab", apitokenId: organization.ids[0] ?? "" };
      equal((await new mist.GetOrgApiTokenRequest(mistCore, path).execute()).name, "first", "name");
    },
  },
  {
    name: "requests are immutable: kept, forked, run twice, never awaited by accident",
    async run({ start }) {
      const server = await start("launchdarkly");
      const base = launchDarklyClient(server).accessTokens.getTokens().limit(5);
      const forked = base.offset(1);
      const unset = forked.limit(undefined);
      const awaited = await (base as unknown as Promise<unknown>);
      check(awaited === (base as unknown) && !("then" in base), "no promise");
      equal(await server.connections(), 0, "number of connections before execute");
      for (const request of [base, forked, unset, base]) await request.execute();
      const targets = (await server.requests()).map(({ target }) => target.replace("/api/v2/tokens", ""));
      equal(targets, ["?limit=5", "?limit=5&offset=1", "?offset=1", "?limit=5"], "targets");
    },
  },
  {
    name: "a changed body does not reach a request that was made before",
    async run({ start }) {
      const server = await start("mist");
      const create = mistClient(server).selfApiToken.createApiToken();
      const [a, b] = [create.userApitoken({ name: "a" }), create.userApitoken({ name: "b" })];
      equal(
        [(await b.execute()).name, (await a.execute()).name, (await create.execute()).name],
        ["b", "a", ""],
        "names",
      );
    },
  },
  {
    name: "toRequest() is the whole request without credentials, and sends nothing",
    async run({ start, renderings }) {
      const server = await start("launchdarkly");
      const patch = launchDarklyClient(server)
        .accessTokens.patchToken("a/b")
        .jsonPatchElt([{ op: "remove", path: "/x" }]);
      const request = instance(patch.toRequest(), Request);
      equal([request.method, request.url], ["PATCH", `${server.url}/api/v2/tokens/a%2Fb`], "method and URL");
      equal(await request.clone().json(), [{ op: "remove", path: "/x" }], "body");
      equal(
        [request.headers.get("content-type"), request.headers.get("accept")],
        ["application/json", "application/json"],
      );
      equal(request.headers.get("ld-api-version"), "20240415", "version");
      check(!request.headers.has("authorization"), "no Authorization");
      check(!renderings(request).some((text) => text.includes(server.credential)), "the credential is not shown");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "tryExecute gives data or a failure, typed by status",
    async run({ start }) {
      const server = await start("dynatrace", {
        faults: [{ kind: "pass" }, { kind: "pass" }, { kind: "reply", status: 418 }],
      });
      const { accessTokensApiTokens } = dynatraceClient(server, { retry: false });
      const found = await accessTokensApiTokens.getApiToken(server.ids[0] ?? "").tryExecute();
      check(found.ok, "a success");
      equal(found.data.name, "token 0", "name");

      const result = await accessTokensApiTokens.listApiTokens().pageSize(1).tryExecute();
      check(!result.ok, "a failure");
      const { error } = result;
      if (error instanceof dynatrace.BadRequestError) {
        // The type of the body is that of the documented 400.
        const message: string | undefined = error.body.error?.message;
        equal(message, "Constraints violated.", "message");
      } else throw error;

      const teapot = await accessTokensApiTokens.listApiTokens().tryExecute();
      check(
        !teapot.ok && teapot.error instanceof dynatrace.ApiError && Number(teapot.error.status) === 418,
        "an undocumented status",
      );
      // On a server of its own: after a connection that was in use before, some platforms send a GET again themselves.
      const cutting = dynatraceClient(await start("dynatrace", { faults: [{ kind: "cut" }] }), { retry: false });
      const broken = await cutting.accessTokensApiTokens.listApiTokens().tryExecute();
      check(!broken.ok && broken.error instanceof dynatrace.ConnectionError, "a connection failure");
    },
  },
  {
    name: "executeWithResponse gives status, decoded headers and the response",
    async run({ start }) {
      const server = await start("launchdarkly");
      const { data, status, headers, response } = await launchDarklyClient(server)
        .accessTokens.getTokens()
        .executeWithResponse();
      equal([data.totalCount, status, response.status], [1, 200, 200], "data and status");
      const remaining: number | undefined = headers["X-Ratelimit-Global-Remaining"];
      equal(remaining, 99, "remaining");
      equal(headers["X-Ratelimit-Reset"], 1628001602644, "reset");
      equal(response.headers.get("x-ratelimit-route-remaining"), "9", "raw header");
      const org = oktaClient(await start("okta"));
      const okta = await org.apiToken.listApiTokens().executeWithResponse();
      equal([okta.headers["X-Rate-Limit-Limit"], okta.headers["X-Rate-Limit-Remaining"]], [600, 599], "rate limit");
      equal(okta.response.headers.get("X-Okta-Request-Id"), "reqabc123", "request ID");
      const gone = await org.apiToken.revokeCurrentApiToken().executeWithResponse();
      equal(
        [gone.data, gone.status, gone.headers["X-Rate-Limit-Remaining"]],
        [undefined, 204, 599],
        "a success without a body",
      );
    },
  },
  {
    name: "headers: of the client, of the call, and of the operation, in that order",
    async run({ start }) {
      const server = await start("launchdarkly");
      const { accessTokens } = launchDarklyClient(server, {
        headers: { "X-One": "client", "X-Two": "client" },
        userAgent: "mine/1.0",
      });
      await accessTokens.getTokens().execute({ headers: { "x-two": "call" } });
      const [request] = await server.requests();
      equal([headerOf(request, "x-one"), headerOf(request, "x-two")], [["client"], ["call"]], "headers");
      equal(headerOf(request, "user-agent"), ["mine/1.0"], "User-Agent");
    },
  },
  {
    name: "a given fetch sends the requests, never following redirects",
    async run({ start }) {
      const server = await start("mist");
      const seen: (string | undefined)[] = [];
      const given: typeof fetch = (input, init) => {
        seen.push(`${init?.method} ${String(input)} ${init?.redirect}`);
        return fetch(input, init);
      };
      await mistClient(server, { fetch: given }).selfApiToken.listApiTokens().execute();
      equal(seen, [`GET ${server.url}/api/v1/self/apitokens manual`], "calls of fetch");
    },
  },
  {
    name: "servers by name and variables",
    async run() {
      const seen: string[] = [];
      const catching: typeof fetch = async (input) => {
        seen.push(String(input));
        return new Response("[]", { headers: { "Content-Type": "application/json" } });
      };
      const auth = { apiToken: "any-token" };
      await new mist.MistClient({ auth, fetch: catching }).selfApiToken.listApiTokens().execute();
      await new mist.MistClient({ auth, fetch: catching, server: { name: "emea-01" } }).selfApiToken
        .listApiTokens()
        .execute();
      const servers: dynatrace.DynatraceServer[] = [
        { environmentId: "abc12345" },
        { name: "managed", domain: "dt.example.com", environmentId: "11111111-2222-3333-4444-555555555555" },
        { name: "activegate", activegateDomain: "ag.example.com", environmentId: "abc12345" },
        { name: "activegate", activegateDomain: "ag.example.com", port: "8443", environmentId: "abc12345" },
      ];
      for (const server of servers) {
        await new dynatrace.DynatraceClient({ auth, fetch: catching, server }).accessTokensApiTokens
          .getApiToken("x")
          .execute();
      }
      const org = new okta.OktaClient({ auth, fetch: catching, server: { yourOktaDomain: "acme.okta.com" } });
      await org.apiToken.listApiTokens().execute();
      const federal = new launchdarkly.LaunchDarklyClient({
        auth: { apiKey: "any" },
        fetch: catching,
        server: { name: "federal" },
      });
      await federal.accessTokens.getToken("x").execute();
      equal(seen, [
        "https://api.mist.com/api/v1/self/apitokens",
        "https://api.eu.mist.com/api/v1/self/apitokens",
        "https://abc12345.live.dynatrace.com/api/v2/apiTokens/x",
        "https://dt.example.com/e/11111111-2222-3333-4444-555555555555/api/v2/apiTokens/x",
        "https://ag.example.com:9999/e/abc12345/api/v2/apiTokens/x",
        "https://ag.example.com:8443/e/abc12345/api/v2/apiTokens/x",
        "https://acme.okta.com/api/v1/api-tokens",
        "https://app.launchdarkly.us/api/v2/tokens/x",
      ]);
      for (const environmentId of ["evil.test/", "a.b", "", "a@b", "a#", ".."]) {
        const make = async (): Promise<unknown> => new dynatrace.DynatraceClient({ auth, server: { environmentId } });
        equal((await rejects(make(), dynatrace.InvalidParameterError)).parameter, "server.environmentId", "parameter");
      }
    },
  },
  {
    name: "instanceof holds across packages",
    async run({ start }) {
      const server = await start("okta", { faults: [replyWith(404, '{"errorSummary":"Gone"}')] });
      const error = await rejects(oktaClient(server).apiToken.listApiTokens().execute(), launchdarkly.NotFoundError);
      check(
        error instanceof mist.ApiError && error instanceof dynatrace.SdkError && !(error instanceof mist.ConflictError),
        "classes",
      );
      equal(
        [error.name, error.code, error.message],
        ["NotFoundError", "not_found", "listApiTokens failed with status 404: Gone"],
        "error",
      );
    },
  },
];

/** The client, its options, and the ways to send a request. */
export const clientCases: CaseGroup = { name: "client", cases };
