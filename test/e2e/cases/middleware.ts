import { type launchdarkly, mist } from "../packages.js";
import { check, equal, failureOf, rejects } from "./check.js";
import { launchDarklyClient, mistClient } from "./clients.js";
import type { Case, CaseGroup } from "./context.js";

const cases: readonly Case[] = [
  {
    name: "sees the request without credentials, once per attempt, outermost first",
    async run({ start, renderings }) {
      const server = await start("mist", { faults: [{ kind: "reply", status: 503 }] });
      const log: string[] = [];
      const seen: string[] = [];
      const named =
        (name: string): mist.Middleware =>
        async (request, next) => {
          log.push(`> ${name} ${request.method} ${new URL(request.url).pathname}`);
          check(!request.headers.has("authorization"), "no Authorization");
          seen.push(...renderings(request), ...[...request.headers].flat());
          const response = await next(request);
          log.push(`< ${name} ${response.status}`);
          return response;
        };
      await mistClient(server, { middleware: [named("a"), named("b")] })
        .selfApiToken.listApiTokens()
        .execute();
      const path = "/api/v1/self/apitokens";
      const attempt = (status: number): readonly string[] => [
        `> a GET ${path}`,
        `> b GET ${path}`,
        `< b ${status}`,
        `< a ${status}`,
      ];
      equal(log, [...attempt(503), ...attempt(200)], "log");
      check(!seen.some((text) => text.includes(server.credential)), "the credential is not shown");
    },
  },
  {
    name: "may add headers and read the body, which still arrives whole",
    async run({ start }) {
      const server = await start("launchdarkly");
      let body = "";
      const middleware: launchdarkly.Middleware = async (request, next) => {
        body = await request.clone().text();
        const changed = new Request(request);
        changed.headers.set("X-Trace", "abc");
        return next(changed);
      };
      const { accessTokens } = launchDarklyClient(server, { middleware });
      await accessTokens.postToken().accessTokenPost({ name: "ci", role: "reader" }).execute();
      const [request] = await server.requests();
      equal(body, '{"name":"ci","role":"reader"}', "body that was read");
      equal(request?.body, body, "body that arrived");
      equal(request?.headers.filter(([name]) => name === "x-trace" || name === "ld-api-version").sort(), [
        ["ld-api-version", "20240415"],
        ["x-trace", "abc"],
      ]);
    },
  },
  {
    name: "may answer by itself, without a request",
    async run({ start }) {
      const server = await start("mist");
      const middleware: mist.Middleware = async () =>
        new Response('[{"id":"1","key":"cached"}]', { status: 200, headers: { "Content-Type": "application/json" } });
      const tokens = await mistClient(server, { middleware }).selfApiToken.listApiTokens().execute();
      equal(tokens[0]?.key?.reveal(), "cached", "key");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "may not change the origin: no byte arrives there",
    async run({ start }) {
      const other = await start("blank");
      const server = await start("mist");
      const middleware: mist.Middleware = (request, next) => next(new Request(`${other.url}/collect`, request));
      const error = await rejects(
        mistClient(server, { middleware }).selfApiToken.listApiTokens().execute(),
        mist.InvalidParameterError,
      );
      equal(error.parameter, "middleware", "parameter");
      equal([await other.connections(), await server.connections()], [0, 0], "number of connections");
    },
  },
  {
    name: "its own errors are thrown as they are, and not tried again",
    async run({ start }) {
      const server = await start("mist");
      const mine = new TypeError("mine");
      const middleware: mist.Middleware = () => Promise.reject(mine);
      const error = await failureOf(mistClient(server, { middleware }).selfApiToken.listApiTokens().execute());
      check(error === mine, "the very error");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "an error after a creation was sent keeps its label",
    async run({ start }) {
      const server = await start("mist", { tokens: 0 });
      const mine = new TypeError("mine");
      const middleware: mist.Middleware = async (request, next) => {
        await next(request);
        throw mine;
      };
      const error = await rejects(
        mistClient(server, { middleware }).selfApiToken.createApiToken().execute(),
        mist.ConnectionError,
      );
      check(error.cause === mine, "the cause");
      equal([error.outcome, await server.count()], ["created_secret_lost", 1], "outcome and tokens");
    },
  },
  {
    name: "may send a reading request twice, and a creation only once",
    async run({ start }) {
      const server = await start("mist", { tokens: 0 });
      const middleware: mist.Middleware = async (request, next) => {
        await (await next(request.clone())).body?.cancel();
        return next(request);
      };
      const { selfApiToken } = mistClient(server, { middleware });
      await selfApiToken.listApiTokens().execute();
      equal((await server.requests()).length, 2, "number of readings");
      const error = await rejects(selfApiToken.createApiToken().execute(), mist.InvalidParameterError);
      equal([await server.count(), error.outcome], [1, "created_secret_lost"], "tokens and outcome");
    },
  },
];

/** Functions of the caller around each attempt. */
export const middlewareCases: CaseGroup = { name: "middleware", cases };
