import { expect } from "vitest";
import { fakeFetch, json, operation, request } from "../../../runtime/harness.js";
import { always, entryOf, failureOf, type Interpreter, reply, withServers } from "./attack.js";

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  "signal already aborted": () =>
    withServers(always(reply("1")), async (server) => {
      const error = await failureOf(
        request(operation(), { server: server.url }).execute({ signal: AbortSignal.abort() }),
      );
      expect([error.code, server.connections()]).toEqual(["aborted", 0]);
    }),
  "abort during backoff sleep": () =>
    withServers(always(reply("", ["Retry-After: 30"], 429)), async (server) => {
      const controller = new AbortController();
      const call = failureOf(request(operation(), { server: server.url }).execute({ signal: controller.signal }));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = performance.now();
      controller.abort();
      expect((await call).code).toBe("aborted");
      expect(performance.now() - before).toBeLessThan(50);
      expect(server.requests.length).toBe(1);
    }),
  'timeout NaN, -1, "5"': async () => {
    const { fetch, sent } = fakeFetch([json(1)]);
    for (const timeout of [Number.NaN, -1, "5", 0, Number.POSITIVE_INFINITY, 2 ** 31]) {
      const error = await failureOf(request(operation(), { fetch }).execute({ timeout: timeout as number }));
      expect([error.code, error.parameter]).toEqual(["invalid_parameter", "timeout"]);
    }
    expect(sent).toEqual([]);
  },
  // Two seconds in place of five: what is shown is that the timer was due long before the response could be read.
  "event loop blocked 5 s": () =>
    withServers(always(reply("7")), async (server) => {
      const call = request(operation(), { server: server.url, retry: false }).execute({ timeout: 1000 });
      await new Promise((resolve) => setImmediate(resolve));
      const until = performance.now() + 2000;
      while (performance.now() < until);
      expect(await call).toBe(7);
    }),
  "server sends headers, stalls body": () =>
    withServers(
      always("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"),
      async (server) => {
        const error = await failureOf(
          request(operation(), { server: server.url, retry: false }).execute({ timeout: 200 }),
        );
        expect([error.code, error.limit, error.attempts]).toEqual(["timeout", "timeout", 1]);
      },
    ),
};

/** Signals and time limits. */
export const abortTimeout: Interpreter = async ({ given }) => (await entryOf(scenarios, given.scenario))();
