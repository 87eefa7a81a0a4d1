import { dynatrace, mist } from "../packages.js";
import { check, equal, rejects } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, oktaClient } from "./clients.js";
import type { Case, CaseGroup } from "./context.js";

/** Values that name no single segment. */
const refused: readonly unknown[] = [
  "",
  ".",
  "..",
  [],
  ["a"],
  {},
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "\ud800",
  "a\udc00b",
];

/** Values that a segment can hold, and how they arrive. */
const segments: readonly (readonly [value: string, arrives: string])[] = [
  ["a/b", "a%2Fb"],
  ["//", "%2F%2F"],
  ["../../admin", "..%2F..%2Fadmin"],
  ["....", "...."],
  ["...", "..."],
  ["%2e", "%252e"],
  ["%2E%2e", "%252E%252e"],
  ["a?x=1&y=2#z", "a%3Fx%3D1%26y%3D2%23z"],
  ["a;b", "a%3Bb"],
  ["a:b", "a%3Ab"],
  ["\\", "%5C"],
  ["..\\..", "..%5C.."],
  ["%", "%25"],
  ["%zz", "%25zz"],
  ["日本語", "%E6%97%A5%E6%9C%AC%E8%AA%9E"],
  ["\u{1f511}", "%F0%9F%94%91"],
  ["*", "%2A"],
  ["a b", "a%20b"],
  ["a+b", "a%2Bb"],
  ["$\u007bx}", "%24%7Bx%7D"],
  ["\r\n", "%0D%0A"],
  ["\u2028", "%E2%80%A8"],
  ["\ufeff", "%EF%BB%BF"],
  ["undefined", "undefined"],
  ["__proto__", "__proto__"],
  ["lookup", "lookup"],
];

/** Values of a query parameter, each of which must arrive as it is. */
const queryValues: readonly string[] = [
  "",
  "a&b=c",
  "?x",
  "#",
  "é",
  "\r\nX: 1",
  "[1,2]",
  "*",
  "\\",
  "../x",
  "+lastUsedDate,+scopes",
  " ",
  "%2B",
  "a=b",
  '"quoted"',
  "\u2028",
  "\u{1f511}",
];

const cases: readonly Case[] = [
  {
    name: "path values that would name another path are refused with 0 requests",
    async run({ start }) {
      const server = await start("blank");
      const { accessTokensApiTokens } = dynatraceClient(server);
      const { orgsApiTokens } = mistClient(server);
      for (const value of refused) {
        const bad = value as string;
        const requests: readonly (readonly [string, { execute(): Promise<unknown> }])[] = [
          ["id", accessTokensApiTokens.deleteApiToken(bad)],
          ["id", launchDarklyClient(server).accessTokens.resetToken(bad)],
          ["apiTokenId", oktaClient(server).apiToken.revokeApiToken(bad)],
          ["orgId", orgsApiTokens.deleteOrgApiToken({ orgId: bad, apitokenId: "1" })],
          ["apitokenId", orgsApiTokens.deleteOrgApiToken({ orgId: "1", apitokenId: bad })],
        ];
        for (const [parameter, request] of requests) {
          const error = await rejects(request.execute(), mist.InvalidParameterError);
          equal([error.parameter, error.code], [parameter, "invalid_parameter"], "error");
        }
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "path values arrive as one segment, percent-encoded",
    async run({ start }) {
      const server = await start("blank");
      for (const [value] of segments)
        await dynatraceClient(server).accessTokensApiTokens.deleteApiToken(value).execute();
      const targets = (await server.requests()).map(({ target }) => target);
      equal(
        targets,
        segments.map(([, arrives]) => `/apiTokens/${arrives}`),
        "targets",
      );
      equal(
        targets.map((target) => decodeURIComponent(target.slice("/apiTokens/".length))),
        segments.map(([value]) => value),
        "values",
      );
    },
  },
  {
    name: "two path values stay apart",
    async run({ start }) {
      const server = await start("blank");
      await mistClient(server).orgsApiTokens.deleteOrgApiToken({ orgId: "a/b", apitokenId: "../c" }).execute();
      equal((await server.requests())[0]?.target, "/api/v1/orgs/a%2Fb/apitokens/..%2Fc", "target");
    },
  },
  {
    name: "query values arrive as they are, + as %2B",
    async run({ start }) {
      const server = await start("blank");
      const request = dynatraceClient(server).accessTokensApiTokens.listApiTokens();
      for (const value of queryValues) await request.apiTokenSelector(value).execute();
      const queries = (await server.requests()).map(({ target }) => target.replace("/apiTokens?apiTokenSelector=", ""));
      equal(queries.map(decodeURIComponent), queryValues, "values");
      // Decoders of forms read a plus sign as a space: they must see the same value.
      equal(
        queries.map((query) => new URLSearchParams(`v=${query}`).get("v")),
        queryValues,
        "values of a form",
      );
      check(!queries.some((query) => query.includes("+")), "no plus sign");
    },
  },
  {
    name: "half of a character in a query is refused with 0 requests",
    async run({ start }) {
      const server = await start("blank");
      const call = dynatraceClient(server).accessTokensApiTokens.listApiTokens().apiTokenSelector("\ud800").execute();
      equal((await rejects(call, dynatrace.InvalidParameterError)).parameter, "apiTokenSelector", "parameter");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "bodies arrive as they are",
    async run({ start }) {
      const server = await start("mist");
      const names = ['"', "\\", "\u2028", "é日本\u{1f511}", "</script>", "\0", "__proto__", "", " "];
      const { selfApiToken } = mistClient(server);
      for (const name of names)
        equal((await selfApiToken.createApiToken().userApitoken({ name }).execute()).name, name, "name");
      equal(
        (await server.requests()).map(({ body }) => (JSON.parse(body) as { name: string }).name),
        names,
        "names",
      );
    },
  },
  {
    name: "null, absent and present stay apart in a body",
    async run({ start }) {
      const server = await start("blank");
      const request = launchDarklyClient(server).accessTokens.patchToken("id");
      await request
        .jsonPatchElt([
          { op: "add", path: "/a", value: null },
          { op: "remove", path: "/b" },
        ])
        .execute();
      equal(
        (await server.requests())[0]?.body,
        '[{"op":"add","path":"/a","value":null},{"op":"remove","path":"/b"}]',
        "body",
      );
    },
  },
  {
    name: "headers that a line could be split with are refused, and the value is not shown",
    async run({ start, renderings }) {
      const server = await start("blank");
      const { accessTokens } = launchDarklyClient(server);
      for (const bad of ["a\r\nX-Evil: 1", "a\0Evil", "a\u20acEvil"]) {
        const calls = [
          () => accessTokens.getTokens().execute({ headers: { "X-Name": bad } }),
          () => accessTokens.getTokens().ldApiVersion(bad).execute(),
        ];
        for (const call of calls) {
          const error = await rejects(call(), mist.InvalidParameterError);
          check(!renderings(error).some((text) => text.includes("Evil")), "the value is not shown");
        }
      }
      for (const name of ["Host", "Connection", "Content-Length", "Transfer-Encoding", "X A", "", "Authorization"]) {
        await rejects(accessTokens.getTokens().execute({ headers: { [name]: "1" } }), mist.InvalidParameterError);
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
];

/** What parameters look like when they arrive. */
export const valueCases: CaseGroup = { name: "values", cases };
