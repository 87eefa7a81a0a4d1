import { launchdarkly, mist, okta } from "../packages.js";
import { equal, rejects, timed, within } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, oktaClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, Fault, ServerKind, TestServer } from "./context.js";

const lists: Readonly<Record<Exclude<ServerKind, "blank">, (server: TestServer) => Promise<unknown>>> = {
  mist: (server) => mistClient(server).selfApiToken.listApiTokens().execute(),
  dynatrace: (server) => dynatraceClient(server).accessTokensApiTokens.listApiTokens().execute(),
  okta: (server) => oktaClient(server).apiToken.listApiTokens().execute(),
  launchdarkly: (server) => launchDarklyClient(server).accessTokens.getTokens().execute(),
};

// Upper bounds leave time for a busy machine; what they must tell apart are clients that wait for minutes or fail.
const patience = 8000;
/** Full jitter of the first wait. */
const backoff = [90, patience] as const;
const aSecond = [990, patience] as const;

const seconds = (count: number, clock?: number): Fault => ({
  kind: "rate-limited",
  seconds: count,
  ...(clock !== undefined && { clock }),
});
const date = (milliseconds: number): string => new Date(milliseconds).toUTCString();

/** How long a client waits between the vendor's refusal and its second attempt. */
const table: readonly (readonly [
  what: string,
  kind: Exclude<ServerKind, "blank">,
  fault: () => Fault,
  milliseconds: readonly [number, number],
])[] = [
  ["Mist, Retry-After in seconds", "mist", () => seconds(1), aSecond],
  ["Mist, Retry-After of zero", "mist", () => seconds(0), backoff],
  ["Dynatrace, which says nothing", "dynatrace", () => seconds(1), backoff],
  ["Okta, reset in seconds", "okta", () => seconds(1), aSecond],
  ["Okta, whose clock is an hour behind", "okta", () => seconds(1, -3600), aSecond],
  ["Okta, whose clock is an hour ahead", "okta", () => seconds(1, 3600), aSecond],
  // `Date` has whole seconds, so up to one more.
  ["LaunchDarkly, reset in milliseconds", "launchdarkly", () => seconds(0.4), [390, patience]],
  ["LaunchDarkly, whose clock is an hour behind", "launchdarkly", () => seconds(0.4, -3600), [390, patience]],
  ["LaunchDarkly, whose clock is an hour ahead", "launchdarkly", () => seconds(0.4, 3600), [390, patience]],
  ["LaunchDarkly, a reset in the past", "launchdarkly", () => seconds(-5), backoff],
  ["LaunchDarkly, no headers at all", "launchdarkly", () => replyWith(429, ""), backoff],
  [
    "a date, read against the server's own",
    "mist",
    () => replyWith(429, "", { Date: date(1e12), "Retry-After": date(1e12 + 1000) }),
    aSecond,
  ],
  ["a date in the past", "mist", () => replyWith(503, "", { "Retry-After": date(1e12) }), backoff],
  ["503 with Retry-After", "mist", () => replyWith(503, "", { "Retry-After": "1" }), aSecond],
  ["a negative Retry-After", "mist", () => replyWith(429, "", { "Retry-After": "-1" }), backoff],
  ["a Retry-After with a fraction", "mist", () => replyWith(429, "", { "Retry-After": "600.5" }), backoff],
  ["a Retry-After of words", "mist", () => replyWith(429, "", { "Retry-After": "in an hour" }), backoff],
];

const tableCases: readonly Case[] = table.map(([what, kind, fault, bounds]) => ({
  name: what,
  async run({ start }) {
    const server = await start(kind, { faults: [fault()] });
    const [milliseconds] = await timed(() => lists[kind](server));
    within(milliseconds, bounds, "milliseconds");
    equal((await server.requests()).length, 2, "number of requests");
  },
}));

const others: readonly Case[] = [
  {
    name: "a wait above the cap fails at once and says how long it is",
    async run({ start }) {
      const server = await start("mist", { faults: [seconds(798)] });
      const [milliseconds, error] = await timed(() => rejects(lists.mist(server), mist.RateLimitError));
      within(milliseconds, [0, patience], "milliseconds");
      equal([error.retryAfter, error.attempts], [798, 1], "retryAfter and attempts");
      equal(error.message, "listApiTokens failed with status 429: Too many requests. (retry after 798 s)", "message");
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "a reset above the cap fails at once, whatever the clocks say",
    async run({ start }) {
      const server = await start("okta", { faults: [seconds(300, -7200)] });
      const error = await rejects(lists.okta(server), okta.RateLimitError);
      equal(error.retryAfter, 300, "retryAfter");
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "a wait that does not fit the deadline fails at once",
    async run({ start }) {
      const server = await start("launchdarkly", { faults: [replyWith(429, "", { "Retry-After": "10" })] });
      const call = (): Promise<unknown> =>
        launchDarklyClient(server, { deadline: 3000 }).accessTokens.getTokens().execute();
      const [milliseconds, error] = await timed(() => rejects(call(), launchdarkly.RateLimitError));
      within(milliseconds, [0, patience], "milliseconds");
      equal(error.retryAfter, 10, "retryAfter");
    },
  },
  {
    name: "a wait above the call's own cap fails at once",
    async run({ start }) {
      const server = await start("mist", { faults: [seconds(5)] });
      const call = mistClient(server)
        .selfApiToken.listApiTokens()
        .execute({ retry: { maxDelay: 1000 } });
      equal((await rejects(call, mist.RateLimitError)).retryAfter, 5, "retryAfter");
    },
  },
];

/** How long clients wait before they try again, vendor by vendor. */
export const waitCases: CaseGroup = { name: "waits", cases: [...tableCases, ...others] };
