import { randomBytes } from "node:crypto";
import { expect, it, type TestContext } from "vitest";
import { count, isFull } from "../counts.js";
import { answerFaults } from "./answer-faults.js";
import { concurrently } from "./concurrently.js";
import { connectionFaults } from "./connection-faults.js";
import { type End, endsOf } from "./expectation.js";
import type { Exchange, Fault } from "./fault.js";
import { plainAnswer, type Target, targets } from "./operations.js";
import { protocolFaults } from "./protocol-faults.js";
import { type RawRequest, type RawServer, startRawServer } from "./raw-server.js";

const faults: readonly Fault[] = [...connectionFaults, ...protocolFaults, ...answerFaults];

interface Case {
  readonly target: Target;
  readonly fault: Fault;
  /** The attempt that meets it; those before are told to come back later. */
  readonly at: 1 | 2 | 3;
}

const slack = 4000;

/** Runs one case; what is wrong with how it went. */
async function problemOf(
  { target, fault, at }: Case,
  foreign: RawServer,
  timeout: number,
): Promise<string | undefined> {
  const [credential, secret] = [randomBytes(12).toString("hex"), randomBytes(24).toString("hex").toUpperCase()];
  const exchange = (socket: Exchange["socket"], request: RawRequest): Exchange => ({
    socket,
    foreign: foreign.url,
    plain: plainAnswer(target.kind, credential, secret, request),
    every: (milliseconds, work) => {
      const timer = setInterval(work, milliseconds);
      socket.on("close", () => clearInterval(timer));
    },
  });
  const nothing: RawRequest = {
    method: target.method,
    target: "/",
    headers: [],
    body: Buffer.alloc(0),
    bytes: Buffer.alloc(0),
  };
  // Faults that come before a request are told apart by the connection: what precedes them closes its own.
  let struck = 0;
  const strikes = (nth: number): boolean => fault.at !== undefined && nth === at - 1;
  let plainStatus = 0;
  let connections = 0;
  const server = await startRawServer({
    connected: (socket, nth) => {
      connections = nth;
      if (fault.at !== "connected" || !strikes(nth)) return;
      struck += 1;
      fault.act(exchange(socket, nothing));
    },
    arriving: (socket) => {
      if (!strikes(connections) || (fault.at === "first-byte" && struck > 0))
        return fault.at !== undefined && strikes(connections);
      if (fault.at === "first-byte") {
        struck += 1;
        fault.act(exchange(socket, nothing));
      }
      return true;
    },
    answer: (socket, request, nth) => {
      const made = exchange(socket, request);
      plainStatus = made.plain.status;
      if (nth + struck < at - 1) socket.end("HTTP/1.1 429 Later\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      else if (nth === at - 1 && fault.at === undefined) fault.act(made);
      else socket.end(Buffer.concat([made.plain.head, made.plain.body]));
    },
  });
  const options = { timeout, deadline: 60_000, retry: { max: 2, maxDelay: 1 } };
  const started = performance.now();
  let error: unknown;
  try {
    await target.call(server.url, credential, options);
  } catch (thrown) {
    error = thrown;
  }
  const took = performance.now() - started;
  await server.stop();
  const effect = typeof fault.effect === "function" ? fault.effect(target) : fault.effect;
  const wanted = endsOf(effect, target, at, plainStatus === 204 ? 200 : plainStatus);
  const seen = endOf(error, server.requests.length + struck);
  if (took > 3 * timeout + slack) return `took ${Math.round(took)} ms`;
  if (foreign.connections() > 0) return "the second origin was asked";
  const text = seen.error === undefined ? "" : JSON.stringify([String(error), error]);
  if (text.includes(credential) || text.includes(secret)) return `shows a secret: ${text}`;
  const attempts = (error as { attempts?: number } | undefined)?.attempts;
  if (error !== undefined && attempts !== seen.requests) return `says ${attempts} attempts, made ${seen.requests}`;
  if (wanted.some((end) => matches(end, seen))) return undefined;
  return `expected ${JSON.stringify(wanted)}, got ${JSON.stringify(seen)} (${String(error)})`;
}

function endOf(error: unknown, requests: number): End {
  if (error === undefined) return { error: undefined, requests, outcome: undefined };
  const { name, code, status, problem, outcome } = error as Record<string, string & number>;
  const known = { ...(status !== undefined && { status }), ...(problem !== undefined && { problem }) };
  return { error: { type: name ?? "", code: code ?? "", ...known }, requests, outcome };
}

function matches(wanted: End, seen: End): boolean {
  const plain = ({ error, requests, outcome }: End): string =>
    JSON.stringify([error?.type, error?.code, error?.status, error?.problem, requests, outcome]);
  return plain(wanted) === plain(seen);
}

const isSlow = ({ fault, target }: Case): boolean => {
  const effect = typeof fault.effect === "function" ? fault.effect(target) : fault.effect;
  return JSON.stringify(effect).includes("timeout");
};

/** In CI, what costs much is tried once a package; all else at one attempt of each operation, in turns. */
function casesOf(): readonly Case[] {
  return faults.flatMap((fault, turn) =>
    targets.flatMap((target, index) =>
      ([1, 2, 3] as const).flatMap((at): Case[] => {
        const isFirst = targets.findIndex(({ kind, hasBody }) => hasBody && kind === target.kind) === index;
        const isChosen = fault.isHeavy ? isFirst && at === 1 : at === 1 + ((turn + index) % 3);
        if (!isFull && !isChosen) return [];
        return [{ fault, target, at }];
      }),
    ),
  );
}

async function run(context: TestContext, cases: readonly Case[], timeout: number, lanes: number): Promise<void> {
  // Another address, so that nothing could mistake it for the first.
  const foreign = await startRawServer({}, "127.0.0.2");
  const failed: string[] = [];
  try {
    await concurrently(lanes, cases, async (one) => {
      // Alone and with more time: a busy machine is no finding.
      const problem = (await problemOf(one, foreign, timeout)) && (await problemOf(one, foreign, 4 * timeout));
      if (problem !== undefined) failed.push(`${one.target.name}, ${one.fault.name}, attempt ${one.at}: ${problem}`);
    });
  } finally {
    await foreign.stop();
  }
  expect(foreign.connections()).toBe(0);
  expect(failed).toEqual([]);
  count(
    context,
    "faults × operations × attempts: the documented outcome, in time, nothing at the second origin",
    cases.length,
  );
}

const all = casesOf();

it("ends as documented after every fault that is seen at once", async (context) => {
  await run(
    context,
    all.filter((one) => !isSlow(one) && !one.fault.isHeavy),
    20_000,
    24,
  );
});

it("ends as documented after every fault that takes a timeout to see", async (context) => {
  await run(
    context,
    all.filter((one) => isSlow(one)),
    700,
    96,
  );
});

it("ends as documented after every fault that is too much to hold", async (context) => {
  await run(
    context,
    all.filter((one) => one.fault.isHeavy),
    20_000,
    2,
  );
});
