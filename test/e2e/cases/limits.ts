import { mist } from "../packages.js";
import { check, equal, failureOf, instance, rejects, timed, until, within } from "./check.js";
import { mistClient } from "./clients.js";
import type { Case, CaseGroup, Fault } from "./context.js";

const slow: Fault = { kind: "slow", milliseconds: 20_000 };
/** Far less than what servers of these cases take, and enough for a busy machine. */
const patience = 8000;
const stalled: Fault = { kind: "half-body", stall: true };

const cases: readonly Case[] = [
  {
    name: "timeout: an attempt ends when no answer comes",
    async run({ start }) {
      const server = await start("mist", { faults: [slow] });
      const call = mistClient(server).selfApiToken.listApiTokens();
      const [milliseconds, error] = await timed(() =>
        rejects(call.execute({ timeout: 150, retry: false }), mist.TimeoutError),
      );
      within(milliseconds, [140, patience], "milliseconds");
      equal([error.code, error.limit, error.sent, error.attempts], ["timeout", "timeout", true, 1], "error");
      check(error instanceof mist.ConnectionError, "a ConnectionError");
    },
  },
  {
    name: "timeout: holds for the body too",
    async run({ start }) {
      const server = await start("mist", { faults: [stalled] });
      const call = mistClient(server, { timeout: 150, retry: false }).selfApiToken.listApiTokens();
      const [milliseconds, error] = await timed(() => rejects(call.execute(), mist.TimeoutError));
      within(milliseconds, [140, patience], "milliseconds");
      equal(error.limit, "timeout", "limit");
    },
  },
  {
    name: "timeout: a GET is tried again, a creation is not",
    async run({ start }) {
      const server = await start("mist", { faults: [slow] });
      const tokens = await mistClient(server, { timeout: 800 }).selfApiToken.listApiTokens().execute();
      equal(tokens.length, 1, "number of tokens");
      check((await server.requests()).length >= 2, "a second request");
      const other = await start("mist", { faults: [slow] });
      const error = await rejects(
        mistClient(other, { timeout: 150 }).selfApiToken.createApiToken().execute(),
        mist.TimeoutError,
      );
      equal([error.attempts, error.outcome], [1, "unknown"], "attempts and outcome");
    },
  },
  {
    name: "deadline: ends the call in the middle of an attempt",
    async run({ start }) {
      const server = await start("mist", { faults: [slow] });
      const call = mistClient(server).selfApiToken.listApiTokens();
      const [milliseconds, error] = await timed(() => rejects(call.execute({ deadline: 200 }), mist.TimeoutError));
      within(milliseconds, [190, patience], "milliseconds");
      equal([error.limit, error.attempts], ["deadline", 1], "limit and attempts");
    },
  },
  {
    name: "deadline: holds over all attempts and waits",
    async run({ start }) {
      const server = await start("mist", {
        faults: Array.from({ length: 50 }, () => ({ kind: "reply", status: 503 }) as const),
      });
      const call = mistClient(server, { deadline: 900, retry: 50 }).selfApiToken.listApiTokens();
      const [milliseconds, error] = await timed(() => failureOf(call.execute()));
      within(milliseconds, [0, patience], "milliseconds");
      instance(error, mist.SdkError);
      check((await server.requests()).length < 12, "no hot loop");
    },
  },
  {
    name: "abort: a signal that is already aborted sends nothing",
    async run({ start }) {
      const server = await start("mist");
      const signal = AbortSignal.abort("no longer needed");
      const error = await rejects(
        mistClient(server).selfApiToken.createApiToken().execute({ signal }),
        mist.AbortedError,
      );
      equal([error.code, error.cause, error.outcome], ["aborted", "no longer needed", "not_created"], "error");
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "abort: during an attempt",
    async run({ start }) {
      const server = await start("mist", { faults: [slow] });
      const controller = new AbortController();
      const call = rejects(
        mistClient(server).selfApiToken.createApiToken().execute({ signal: controller.signal }),
        mist.AbortedError,
      );
      await until(async () => (await server.requests()).length === 1);
      controller.abort(new Error("stop"));
      const [milliseconds, error] = await timed(() => call);
      within(milliseconds, [0, patience], "milliseconds");
      equal(instance(error.cause, Error).message, "stop", "cause");
      equal(error.outcome, "unknown", "outcome");
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "abort: while the body arrives",
    async run({ start }) {
      const server = await start("mist", { faults: [stalled] });
      const controller = new AbortController();
      const call = rejects(
        mistClient(server).selfApiToken.createApiToken().execute({ signal: controller.signal }),
        mist.AbortedError,
      );
      await until(async () => (await server.responses()).length === 1);
      controller.abort();
      equal((await call).outcome, "created_secret_lost", "outcome");
    },
  },
  {
    name: "abort: during a wait, without another attempt",
    async run({ start }) {
      const server = await start("mist", { faults: [{ kind: "rate-limited", seconds: 30 }] });
      const controller = new AbortController();
      const call = rejects(
        mistClient(server).selfApiToken.listApiTokens().execute({ signal: controller.signal }),
        mist.AbortedError,
      );
      await until(async () => (await server.responses()).length === 1);
      controller.abort();
      const [milliseconds] = await timed(() => call);
      within(milliseconds, [0, patience], "milliseconds");
      equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "abort: many calls on one signal leave no listener behind",
    async run({ start }) {
      const server = await start("mist", { faults: [{ kind: "reply", status: 503 }] });
      const { signal } = new AbortController();
      let listeners = 0;
      const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
      signal.addEventListener = (...given: Parameters<typeof add>) => {
        listeners += 1;
        add(...given);
      };
      signal.removeEventListener = (...given: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...given);
      };
      const { selfApiToken } = mistClient(server);
      for (let count = 0; count < 5; count += 1) await selfApiToken.listApiTokens().execute({ signal });
      equal(listeners, 0, "listeners");
    },
  },
  {
    name: "limits that cannot work are refused before any I/O",
    async run({ start }) {
      const server = await start("mist");
      const { selfApiToken } = mistClient(server);
      for (const name of ["timeout", "deadline"]) {
        for (const value of [Number.NaN, -1, 0, "5", 2 ** 31, Number.POSITIVE_INFINITY]) {
          const error = await rejects(
            selfApiToken.listApiTokens().execute({ [name]: value }),
            mist.InvalidParameterError,
          );
          equal(error.parameter, name, "parameter");
        }
      }
      for (const retry of [-1, 1.5, true, "2"]) {
        const options = { retry } as unknown as mist.CallOptions;
        await rejects(selfApiToken.listApiTokens().execute(options), mist.InvalidParameterError);
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
];

/** Timeout, deadline and abort. */
export const limitCases: CaseGroup = { name: "limits", cases };
