import { mist } from "../packages.js";
import { check, equal, failureOf, instance } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, replyWith } from "./clients.js";
import type { Case, CaseGroup, Fault, ServerKind, TestServer } from "./context.js";

interface Caller {
  readonly kind: ServerKind;
  readonly call: (server: TestServer) => Promise<unknown>;
}

const id = "000000ab-00ab-00ab-00ab-0000000000ab";
const tokenId = "61095542756dba551110ae21";

/** One operation for each row of the retry table. */
const callers: Readonly<Record<string, Caller>> = {
  GET: { kind: "mist", call: (server) => mistClient(server).selfApiToken.getApiToken(id).execute() },
  PUT: {
    kind: "mist",
    call: (server) => mistClient(server).selfApiToken.updateApiToken(id).userApitoken({ name: "x" }).execute(),
  },
  DELETE: { kind: "mist", call: (server) => mistClient(server).selfApiToken.deleteApiToken(id).execute() },
  "POST that mints": { kind: "mist", call: (server) => mistClient(server).selfApiToken.createApiToken().execute() },
  "POST that reads": {
    kind: "dynatrace",
    call: (server) =>
      dynatraceClient(server)
        .accessTokensApiTokens.lookupApiToken()
        .apiTokenSecret({ token: "dt0c01.EXAMPLE.SECRET" })
        .execute(),
  },
  PATCH: {
    kind: "launchdarkly",
    call: (server) =>
      launchDarklyClient(server)
        .accessTokens.patchToken(tokenId)
        .jsonPatchElt([{ op: "replace", path: "/name", value: "x" }])
        .execute(),
  },
  "POST that resets": {
    kind: "launchdarkly",
    call: (server) => launchDarklyClient(server).accessTokens.resetToken(tokenId).execute(),
  },
};

const cut: Fault = { kind: "cut" };
const status = (code: number): Fault => ({ kind: "reply", status: code });
const repeatable = ["GET", "PUT", "DELETE"];
const others = ["POST that mints", "POST that resets", "POST that reads", "PATCH"];

/** Who tries again after what. */
const table: readonly (readonly [fault: string, Fault, retried: readonly string[], not: readonly string[]])[] = [
  ["429", status(429), [...repeatable, ...others], []],
  ["421", status(421), ["GET", "POST that mints"], []],
  ["425", status(425), ["GET", "POST that mints"], []],
  ["503", status(503), repeatable, others],
  ["500", status(500), ["GET"], ["POST that mints"]],
  ["502", status(502), ["PUT"], ["POST that resets"]],
  ["504", status(504), ["DELETE"], ["PATCH"]],
  ["520", status(520), ["GET"], ["POST that mints"]],
  ["599", status(599), ["GET"], []],
  ["408", status(408), ["GET", "PUT"], ["POST that mints", "PATCH"]],
  ["409", status(409), ["GET"], ["PUT", "DELETE", "POST that mints", "PATCH"]],
  ["501", status(501), [], ["GET"]],
  ["505", status(505), [], ["GET"]],
  ["400", status(400), [], ["GET", "POST that mints"]],
  ["404", status(404), [], ["GET", "DELETE"]],
  // DELETE acts before the cut: the second attempt finds nothing. That is a 404, not a success, and told as such below.
  ["a connection cut after the request", cut, ["GET", "PUT"], others],
  ["a response that is no HTTP", { kind: "garbage", text: "SSH-2.0-OpenSSH_9.6\r\n" }, ["GET"], ["POST that mints"]],
  ["a body that stops half-way", { kind: "half-body" }, ["GET", "PUT"], ["POST that mints", "POST that resets"]],
];

const tableCases: readonly Case[] = table.flatMap(([what, fault, retried, not]) => [
  ...retried.map((name) => retriedCase(name, what, fault)),
  ...not.map((name) => failingCase(name, what, fault)),
]);

function retriedCase(name: string, what: string, fault: Fault): Case {
  return {
    name: `${name} is tried again after ${what}`,
    async run({ start }) {
      const caller = callers[name];
      check(caller !== undefined, name);
      const server = await start(caller.kind, { faults: [fault] });
      await caller.call(server);
      const [first, second, ...further] = await server.requests();
      equal(second, first, "the second request");
      equal(further, [], "further requests");
    },
  };
}

function failingCase(name: string, what: string, fault: Fault): Case {
  return {
    name: `${name} fails at once after ${what}`,
    async run({ start }) {
      const caller = callers[name];
      check(caller !== undefined, name);
      const server = await start(caller.kind, { faults: [fault] });
      const error = instance(await failureOf(caller.call(server)), mist.SdkError);
      equal((await server.requests()).length, 1, "number of requests");
      equal(error.attempts, 1, "attempts");
    },
  };
}

const further: readonly Case[] = [
  {
    name: "three attempts at most, and the error says so",
    async run({ start }) {
      const server = await start("mist", { faults: [status(503), status(502), status(500), status(503)] });
      const error = instance(
        await failureOf(mistClient(server).selfApiToken.getApiToken(id).execute()),
        mist.ServerError,
      );
      equal((await server.requests()).length, 3, "number of requests");
      equal([error.status as number, error.attempts], [500, 3], "status and attempts");
    },
  },
  {
    name: "retry of a call goes before that of the client",
    async run({ start }) {
      const faults = Array.from({ length: 9 }, () => status(503));
      const server = await start("mist", { faults });
      const { selfApiToken } = mistClient(server, { retry: 5 });
      await failureOf(selfApiToken.getApiToken(id).execute({ retry: false }));
      equal((await server.requests()).length, 1, "number of requests without retry");
      await failureOf(selfApiToken.getApiToken(id).execute({ retry: 1 }));
      equal((await server.requests()).length, 3, "number of requests with one retry");
      await failureOf(selfApiToken.getApiToken(id).execute({ retry: { max: 1, maxDelay: 200 } }));
      equal((await server.requests()).length, 5, "number of requests with one quick retry");
    },
  },
  {
    name: "a DELETE whose first answer was lost tells what the second one says",
    async run({ start }) {
      const server = await start("mist", { faults: [cut] });
      const error = await failureOf(mistClient(server).selfApiToken.deleteApiToken(id).execute());
      equal(instance(error, mist.NotFoundError).attempts, 2, "attempts");
    },
  },
  {
    name: "a refused connection is tried again, creations too, since nothing was sent",
    async run({ closedPort }) {
      const server = `http://127.0.0.1:${await closedPort()}`;
      const { selfApiToken } = new mist.MistClient({ server, auth: { apiToken: "any-token" } });
      for (const request of [selfApiToken.listApiTokens(), selfApiToken.createApiToken()]) {
        const error = instance(await failureOf(request.execute()), mist.ConnectionError);
        equal(
          [error.attempts, error.sent, error.reason, error.code],
          [3, false, "ECONNREFUSED", "connection_failed"],
          "error",
        );
      }
    },
  },
  {
    name: "a POST after 429 creates one token",
    async run({ start }) {
      const server = await start("mist", {
        tokens: 0,
        faults: [status(429), replyWith(429, '{"detail":"Slow down"}')],
      });
      await mistClient(server).selfApiToken.createApiToken().execute();
      equal([(await server.requests()).length, await server.count()], [3, 1], "requests and tokens");
    },
  },
];

/** What is sent again after which failure. */
export const retryCases: CaseGroup = { name: "retries", cases: [...tableCases, ...further] };
