import { ConnectionError, InvalidParameterError } from "@runtimes/features";
import { check, equal, failureOf, instance, rejects } from "../../e2e/cases/check.js";
import { dynatraceClient, launchDarklyClient, mistClient, replyWith } from "../../e2e/cases/clients.js";
import type { Case } from "../../e2e/cases/context.js";
import { mist } from "../../e2e/packages.js";
import { featuresClient } from "../features/cases.js";

/** What happens in a page in place of what its browser does not let a script do. */
export const browserCases: readonly Case[] = [
  {
    name: "a redirect is refused, without its status and target",
    async run({ start }) {
      const other = await start("blank");
      for (const status of [301, 302, 303, 307, 308]) {
        const fault = replyWith(status, "", { Location: `${other.url}/collect` });
        const server = await start("mist", { faults: [fault, fault, fault, fault] });
        const { selfApiToken } = mistClient(server);
        const calls = [
          () => selfApiToken.listApiTokens().execute(),
          () => selfApiToken.createApiToken().execute(),
          () => selfApiToken.updateApiToken("1").userApitoken({ name: "x" }).execute(),
          () => selfApiToken.deleteApiToken("1").execute(),
        ];
        for (const [index, call] of calls.entries()) {
          const error = await rejects(call(), mist.RedirectError);
          equal([Number(error.status), error.target, error.attempts], [0, undefined, 1], "error");
          equal((await server.requests()).length, index + 1, "number of requests");
        }
      }
      equal([await other.connections(), await other.requests()], [0, []], "what the second origin saw");
    },
  },
  {
    name: "a creation cut anywhere: the label is true",
    async run({ start }) {
      for (let bytes = 0, isWhole = false; !isWhole; bytes += 7) {
        const server = await start("dynatrace", { tokens: 0, faults: [{ kind: "cut-response", bytes }] });
        const create = dynatraceClient(server).accessTokensApiTokens.createApiToken();
        const result = await create.apiTokenCreate({ name: "x", scopes: ["metrics.read"] }).tryExecute();
        equal([(await server.requests()).length, await server.count()], [1, 1], `requests and tokens at byte ${bytes}`);
        const [size] = await server.responses();
        check(size !== undefined, "a response");
        isWhole = bytes >= size.head + size.body;
        equal(result.ok, isWhole, `success at byte ${bytes}`);
        if (result.ok) continue;
        // The token exists: both are true, and once the head is whole the second is known.
        const labels = bytes < size.head ? ["unknown", "created_secret_lost"] : ["created_secret_lost"];
        check(labels.includes(String(result.error.outcome)), `${result.error.outcome} at byte ${bytes}`);
      }
    },
  },
  {
    name: "headers: of the client and of the call, and the browser's own User-Agent",
    async run({ start }) {
      const server = await start("launchdarkly");
      const { accessTokens } = launchDarklyClient(server, { headers: { "X-One": "client", "X-Two": "client" } });
      await accessTokens.getTokens().execute({ headers: { "x-two": "call" } });
      const headers = new Map((await server.requests())[0]?.headers);
      equal([headers.get("x-one"), headers.get("x-two")], ["client", "call"], "headers");
      check(headers.get("user-agent")?.startsWith("Mozilla/") === true, "User-Agent");
    },
  },
  {
    name: "what a browser does not let a script send is refused, never dropped",
    async run({ start }) {
      const server = await start("blank");
      const client = featuresClient(server);
      const withHeader = (name: string) => () => client.getSession().execute({ headers: { [name]: "x" } });
      const calls: readonly (readonly [parameter: string, call: () => Promise<unknown>])[] = [
        ["sid", () => client.getSession().sid("a").execute()],
        ["auth.session", () => client.getAccount().execute()],
        ["referer", () => client.getSession().referer("https://here.example/").execute()],
        ['headers["cookie"]', withHeader("Cookie")],
        ['headers["sec-fetch-mode"]', withHeader("Sec-Fetch-Mode")],
        ['headers["origin"]', withHeader("Origin")],
        ['headers["user-agent"]', withHeader("User-Agent")],
      ];
      for (const [parameter, call] of calls) {
        const error = instance(await failureOf(call()), InvalidParameterError, parameter);
        equal(error.parameter, parameter, "parameter");
        check(error.message.includes("a browser does not let a script send"), error.message);
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a stream over HTTP/1.1 is a typed error",
    async run({ start }) {
      const server = await start("blank");
      const stream = new Blob(["content"]).stream() as unknown as ReadableStream;
      await rejects(featuresClient(server).putArchive().body(stream).execute(), ConnectionError);
      equal(await server.requests(), [], "requests");
    },
  },
  {
    name: "a creation that is cut on a connection in use before is sent again by the browser",
    async run({ start }) {
      const server = await start("mist", { tokens: 0, faults: [{ kind: "pass" }, { kind: "cut" }] });
      const { selfApiToken } = mistClient(server);
      await selfApiToken.listApiTokens().execute();
      instance((await selfApiToken.createApiToken().execute()).key, mist.Secret);
      equal([(await server.requests()).length, await server.count()], [3, 2], "requests and tokens");
    },
  },
];
