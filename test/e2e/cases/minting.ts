import { dynatrace, launchdarkly, mist } from "../packages.js";
import { check, equal, failureOf, instance } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, Fault, ServerKind, TestServer } from "./context.js";

type Outcome = "not_created" | "unknown" | "created_secret_lost";

/** The calls whose answer holds a secret that is shown once. */
const minting: readonly (readonly [name: string, kind: ServerKind, call: (server: TestServer) => Promise<unknown>])[] =
  [
    ["createApiToken of Mist", "mist", (server) => mistClient(server).selfApiToken.createApiToken().execute()],
    [
      "createOrgApiToken",
      "mist",
      (server) =>
        mistClient(server)
          .orgsApiTokens.createOrgApiToken("000000ab-01ab-01ab-01ab-0000000000ab")
          .orgApitoken({ name: "x" })
          .execute(),
    ],
    [
      "createApiToken of Dynatrace",
      "dynatrace",
      (server) =>
        dynatraceClient(server)
          .accessTokensApiTokens.createApiToken()
          .apiTokenCreate({ name: "x", scopes: ["metrics.read"] })
          .execute(),
    ],
    [
      "postToken",
      "launchdarkly",
      (server) => launchDarklyClient(server).accessTokens.postToken().accessTokenPost({ role: "reader" }).execute(),
    ],
    [
      "resetToken",
      "launchdarkly",
      (server) => launchDarklyClient(server).accessTokens.resetToken("61095542756dba551110ae21").execute(),
    ],
  ];

const page = "<!doctype html><title>Sign in</title>";

/** How a call ends, by what goes wrong. */
const outcomes: readonly (readonly [what: string, Fault, Outcome])[] = [
  ["400", { kind: "reply", status: 400 }, "not_created"],
  ["403", { kind: "reply", status: 403 }, "not_created"],
  ["408", { kind: "reply", status: 408 }, "unknown"],
  ["500", { kind: "reply", status: 500 }, "unknown"],
  ["503", { kind: "reply", status: 503 }, "unknown"],
  ["a redirect", { kind: "reply", status: 307, headers: { Location: "/elsewhere" } }, "unknown"],
  ["a connection cut after the request", { kind: "cut" }, "unknown"],
  ["a response that is no HTTP", { kind: "garbage", text: "hello\r\n\r\n" }, "unknown"],
  ["a body that stops half-way", { kind: "half-body" }, "created_secret_lost"],
  ["a success without a body", { kind: "reply", status: 201 }, "created_secret_lost"],
  ["a success with 204", { kind: "reply", status: 204 }, "created_secret_lost"],
  ["a success that is a page", replyWith(200, page, {}, "text/html"), "created_secret_lost"],
  ["a success that is no JSON", replyWith(201, '{"id":"a1","token":'), "created_secret_lost"],
  ["a success that is an empty list", replyWith(200, "[]"), "created_secret_lost"],
];

const outcomeCases: readonly Case[] = minting.flatMap(([name, kind, call]) =>
  outcomes.map(([what, fault, outcome]) => ({
    name: `${name} after ${what}: ${outcome}`,
    async run({ start }: Parameters<Case["run"]>[0]) {
      const server = await start(kind, { faults: [fault] });
      const before = Date.now() - 1;
      const error = instance(await failureOf(call(server)), mist.SdkError);
      equal(error.outcome, outcome, "outcome");
      equal((await server.requests()).length, 1, "number of requests");
      const sentAt = Date.parse(error.reconcile?.sentAt ?? "");
      check(sentAt >= before && sentAt <= Date.now(), "when it was sent");
      equal(error.reconcile?.operation, error.operation, "operation");
      equal(error.attempts, 1, "attempts");
    },
  })),
);

/** Cuts a creation's response after every few bytes: the label is true at each, and one creation reaches the server. */
async function cutEverywhere(
  { start }: Parameters<Case["run"]>[0],
  [from, step]: readonly [number, number],
): Promise<void> {
  for (let bytes = from; ; bytes += step) {
    const server = await start("dynatrace", { tokens: 0, faults: [{ kind: "cut-response", bytes }] });
    const { accessTokensApiTokens } = dynatraceClient(server);
    const call = accessTokensApiTokens.createApiToken().apiTokenCreate({ name: "x", scopes: ["metrics.read"] });
    const result = await call.tryExecute();
    equal([(await server.requests()).length, await server.count()], [1, 1], `requests and tokens at byte ${bytes}`);
    const [size] = await server.responses();
    check(size !== undefined, "a response");
    equal(result.ok, bytes >= size.head + size.body, `success at byte ${bytes}`);
    if (result.ok)
      return equal(result.data.token.reveal().length, `${result.data.id}.`.length + 64, "length of the secret");
    // Once the head is whole, the status says that the token exists.
    const isCreated = bytes >= size.head;
    equal(result.error.outcome, isCreated ? "created_secret_lost" : "unknown", `outcome at byte ${bytes}`);
    equal(result.error.reconcile?.status, isCreated ? 201 : undefined, `status at byte ${bytes}`);
    if (isCreated && bytes > size.head + 50) check(result.error.reconcile?.id !== undefined, `ID at byte ${bytes}`);
  }
}

const others: readonly Case[] = [
  { name: "a creation cut at every 5th byte", run: (context) => cutEverywhere(context, [0, 5]) },
  { name: "a creation cut at every 7th byte", run: (context) => cutEverywhere(context, [3, 7]) },
  {
    name: "the ID of an orphan is told when it has arrived",
    async run({ start }) {
      const server = await start("dynatrace", { faults: [{ kind: "half-body" }] });
      const api = dynatraceClient(server).accessTokensApiTokens;
      const call = api.createApiToken().apiTokenCreate({ name: "x", scopes: ["metrics.read"] });
      const error = instance(await failureOf(call.execute()), dynatrace.ConnectionError);
      const { apiTokens } = await api.listApiTokens().execute();
      equal(error.reconcile?.id, apiTokens?.at(-1)?.id, "ID of the orphan");
      await api.deleteApiToken(error.reconcile?.id ?? "").execute();
      equal(await server.count(), 1, "number of tokens");
    },
  },
  {
    name: "a refused connection: not_created, and no time of sending",
    async run({ closedPort }) {
      const server = `http://127.0.0.1:${await closedPort()}`;
      const client = new launchdarkly.LaunchDarklyClient({ server, auth: { apiKey: "any-token" }, retry: false });
      const call = client.accessTokens.postToken().accessTokenPost({ role: "reader" });
      const error = instance(await failureOf(call.execute()), launchdarkly.ConnectionError);
      equal(error.outcome, "not_created", "outcome");
      equal(error.reconcile, { operation: "postToken" }, "reconcile");
    },
  },
  {
    name: "a 429 that stays: not_created, and no token",
    async run({ start }) {
      const limited = { kind: "reply", status: 429 } as const;
      const server = await start("mist", { tokens: 0, faults: [limited, limited, limited] });
      const error = instance(
        await failureOf(mistClient(server).selfApiToken.createApiToken().execute()),
        mist.RateLimitError,
      );
      equal([error.outcome, error.attempts, await server.count()], ["not_created", 3, 0], "outcome, attempts, tokens");
    },
  },
  {
    name: "calls that create nothing have no outcome",
    async run({ start }) {
      const server = await start("dynatrace", { faults: [{ kind: "cut" }, { kind: "reply", status: 500 }] });
      const api = dynatraceClient(server, { retry: false }).accessTokensApiTokens;
      const calls = [
        () => api.lookupApiToken().apiTokenSecret({ token: "x" }).execute(),
        () => api.listApiTokens().execute(),
      ];
      for (const call of calls) {
        const error = instance(await failureOf(call()), dynatrace.SdkError);
        check(!("outcome" in error) && !("reconcile" in error), "no outcome");
      }
    },
  },
];

/** Secrets that are shown once: how each failed call says whether there is an orphan. */
export const mintingCases: CaseGroup = { name: "minting", cases: [...outcomeCases, ...others] };
