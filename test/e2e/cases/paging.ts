import { dynatrace, launchdarkly, okta } from "../packages.js";
import { check, equal, rejects } from "./check.js";
import { dynatraceClient, launchDarklyClient, oktaClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, TestServer } from "./context.js";

async function collect<Item>(source: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function targetsOf(server: TestServer): Promise<readonly string[]> {
  return (await server.requests()).map(({ target }) => target.replace(/^\/e\/abc12345\/api\/v2/, ""));
}

const cases: readonly Case[] = [
  {
    name: "Dynatrace: every item once, the cursor alone from the second page on",
    async run({ start }) {
      const server = await start("dynatrace", { tokens: 250 });
      const request = dynatraceClient(server)
        .accessTokensApiTokens.listApiTokens()
        .pageSize(100)
        .fields("+scopes")
        .sort("+name");
      const tokens = await collect(request);
      equal(
        tokens.map(({ id }) => id),
        server.ids,
        "IDs",
      );
      check(
        tokens.every(({ scopes }) => scopes?.length === 1),
        "the fields of the first page hold for all",
      );
      const [first, ...next] = await targetsOf(server);
      equal(first, "/apiTokens?pageSize=100&fields=%2Bscopes&sort=%2Bname", "first target");
      equal(next.length, 2, "number of further pages");
      // The server's page keys hold + / = &, each of which must arrive encoded.
      for (const target of next) check(/^\/apiTokens\?nextPageKey=AQ%2B[\w%.~-]+$/.test(target), target);
    },
  },
  {
    name: "Dynatrace: pages, the walk from a given cursor, and the server's refusal otherwise",
    async run({ start }) {
      const server = await start("dynatrace", { tokens: 250 });
      const request = dynatraceClient(server).accessTokensApiTokens.listApiTokens().pageSize(100);
      const pages = await collect(request.pages());
      equal(
        pages.map(({ apiTokens }) => apiTokens?.length),
        [100, 100, 50],
        "tokens by page",
      );
      equal(
        pages.map(({ totalCount }) => totalCount),
        [250, 250, 250],
        "totalCount",
      );
      const cursor = pages[0]?.nextPageKey ?? "";
      equal((await collect(request.nextPageKey(cursor))).length, 150, "items from the second page on");
      // `execute` sends exactly what was set, and the server says what it thinks of that.
      const error = await rejects(request.nextPageKey(cursor).execute(), dynatrace.BadRequestError);
      equal(
        (error.body as dynatrace.ErrorEnvelope).error?.constraintViolations,
        [
          {
            path: "pageSize",
            message: "must not be used in combination with nextPageKey query parameter.",
            parameterLocation: "QUERY",
            location: null,
          },
        ],
        "constraintViolations",
      );
    },
  },
  {
    name: "Dynatrace: an error carries the cursor reached, and the walk goes on from it",
    async run({ start }) {
      const pass = { kind: "pass" } as const;
      const faults = [pass, pass, { kind: "reply", status: 500 } as const];
      const server = await start("dynatrace", { tokens: 250, faults });
      const request = dynatraceClient(server, { retry: false }).accessTokensApiTokens.listApiTokens().pageSize(100);
      const seen: dynatrace.ApiToken[] = [];
      const walk = async (): Promise<void> => {
        for await (const token of request) seen.push(token);
      };
      const error = await rejects(walk(), dynatrace.ServerError);
      equal(seen.length, 200, "items before the error");
      check(typeof error.cursor === "string" && error.cursor.startsWith("AQ+"), "a cursor");
      seen.push(...(await collect(request.nextPageKey(error.cursor as string))));
      equal(
        seen.map(({ id }) => id),
        server.ids,
        "IDs",
      );
    },
  },
  {
    name: "LaunchDarkly: every item once, by offset until totalCount",
    async run({ start }) {
      const server = await start("launchdarkly", { tokens: 60 });
      const tokens = await collect(launchDarklyClient(server).accessTokens.getTokens().showAll(true));
      equal(
        tokens.map(({ _id }) => _id),
        server.ids,
        "IDs",
      );
      equal(
        await targetsOf(server),
        [
          "/api/v2/tokens?showAll=true",
          "/api/v2/tokens?showAll=true&offset=25",
          "/api/v2/tokens?showAll=true&offset=50",
        ],
        "targets",
      );
    },
  },
  {
    name: "LaunchDarkly: pages from an offset and with a limit",
    async run({ start }) {
      const server = await start("launchdarkly", { tokens: 60 });
      const pages = await collect(launchDarklyClient(server).accessTokens.getTokens().limit(20).offset(30).pages());
      equal(
        pages.map(({ items }) => items?.length),
        [20, 10],
        "items by page",
      );
      equal(
        await targetsOf(server),
        ["/api/v2/tokens?limit=20&offset=30", "/api/v2/tokens?limit=20&offset=50"],
        "targets",
      );
    },
  },
  {
    name: "LaunchDarkly: an empty list is one request",
    async run({ start }) {
      const server = await start("launchdarkly", { tokens: 0 });
      equal(await collect(launchDarklyClient(server).accessTokens.getTokens()), [], "items");
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "LaunchDarkly: a walk that is left asks for no further page",
    async run({ start }) {
      const server = await start("launchdarkly", { tokens: 60 });
      let count = 0;
      for await (const _ of launchDarklyClient(server).accessTokens.getTokens()) if (++count === 25) break;
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "LaunchDarkly: a server that ignores the offset ends as an error",
    async run({ start }) {
      const body = JSON.stringify({ items: [{ _id: "1" }], totalCount: 9 });
      const reply = replyWith(200, body);
      const server = await start("launchdarkly", { faults: [reply, reply, reply, reply] });
      const error = await rejects(
        collect(launchDarklyClient(server).accessTokens.getTokens()),
        launchdarkly.ResponseError,
      );
      check(error.message.includes("loop"), error.message);
      equal((await server.requests()).length, 2, "number of requests");
    },
  },
  {
    name: "Okta: every item once, by the next link",
    async run({ start }) {
      const server = await start("okta", { tokens: 7, pageSize: 3 });
      const tokens = await collect(oktaClient(server).apiToken.listApiTokens());
      equal(
        tokens.map(({ id }) => id),
        server.ids,
        "IDs",
      );
      const [first, second, third] = await targetsOf(server);
      equal(first, "/api/v1/api-tokens", "first target");
      equal(second, `/api/v1/api-tokens?after=${server.ids[2]}&limit=3`, "second target");
      equal(third, `/api/v1/api-tokens?after=${server.ids[5]}&limit=3`, "third target");
      for (const { headers } of await server.requests()) {
        equal(headers.filter(([name]) => name === "authorization").length, 1, "number of Authorization headers");
      }
    },
  },
  {
    name: "Okta: pages, and the documented Link header",
    async run({ start }) {
      const { apiToken } = oktaClient(await start("okta", { tokens: 7, pageSize: 3 }));
      equal(
        (await collect(apiToken.listApiTokens().pages())).map(({ length }) => length),
        [3, 3, 1],
        "tokens by page",
      );
      const { headers } = await apiToken.listApiTokens().executeWithResponse();
      check(headers.Link?.includes('rel="next"') === true, "a next link");
    },
  },
  {
    name: "Okta: a next page on another origin is refused, and no byte arrives there",
    async run({ start }) {
      const foreign = await start("blank");
      for (const target of [
        `${foreign.url}/api/v1/api-tokens?after=x`,
        foreign.url.replace("http:", ""),
        "javascript:1",
      ]) {
        const reply = replyWith(200, "[]", { Link: `<${target}>; rel="next"` });
        const server = await start("okta", { faults: [reply] });
        const error = await rejects(collect(oktaClient(server).apiToken.listApiTokens()), okta.ResponseError);
        check(error.message.includes("another server"), error.message);
        equal((await server.requests()).length, 1, "number of requests");
      }
      equal(await foreign.connections(), 0, "number of connections to the other origin");
    },
  },
  {
    name: "Okta: a page that links to itself ends as an error after what it holds",
    async run({ start }) {
      const reply = replyWith(200, '[{"id":"1"}]', { Link: '</api/v1/api-tokens>; rel="next"' });
      const server = await start("okta", { faults: [reply, reply, reply] });
      const seen: okta.ApiToken[] = [];
      const walk = async (): Promise<void> => {
        for await (const token of oktaClient(server).apiToken.listApiTokens()) seen.push(token);
      };
      const error = await rejects(walk(), okta.ResponseError);
      check(error.message.includes("loop"), error.message);
      equal(seen.length, 1, "items before the error");
    },
  },
];

/** Walks over several pages: by cursor, by offset, by link. */
export const pagingCases: CaseGroup = { name: "paging", cases };
