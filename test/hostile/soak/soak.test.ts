import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { count, sized } from "../counts.js";
import { generatePackage } from "../leaks/package.js";

let folder: string;
let modulePath: string;
let url: string;
let stop: () => void;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openapi-fluent-soak-"));
  modulePath = (await generatePackage(folder)).path;
  const server = fork(new URL("server.mjs", import.meta.url).pathname);
  const [port] = (await once(server, "message")) as [number];
  url = `http://127.0.0.1:${port}`;
  stop = () => server.disconnect();
}, 120_000);
afterAll(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a program of this folder prints. */
function run<Told>(name: string, ...given: readonly string[]): Promise<Told> {
  const program = new URL(name, import.meta.url).pathname;
  const all = ["--expose-gc", program, modulePath, url, ...given];
  return new Promise((done, fail) => {
    execFile(process.execPath, all, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error !== null || stderr !== "") fail(new Error(`${name}: ${error?.message ?? ""}\n${stderr}`));
      else done(JSON.parse(stdout) as Told);
    });
  });
}

it("many calls on one signal leave the heap flat, and no listener, timer, socket or warning", async (context) => {
  const total = sized(20_000, 200_000);
  const concurrency = 16;
  interface Point {
    readonly heapUsed: number;
    readonly rss: number;
    readonly files: number;
  }
  const { points, outcomes, listeners, warnings, rejections, numbers, resources, made, onSignal } = await run<{
    points: readonly Point[];
    outcomes: Readonly<Record<string, number>>;
    listeners: number;
    warnings: readonly string[];
    rejections: readonly string[];
    numbers: { requests: number; open: number };
    resources: readonly [before: readonly string[], after: readonly string[]];
    made: number;
    onSignal: number;
  }>("client.mjs", String(total), String(concurrency));
  expect({ listeners, warnings, rejections }).toEqual({ listeners: 0, warnings: [], rejections: [] });
  expect(resources[1]).toEqual(resources[0]);
  // Those of the pool, which are asked again: not one for each of the faults.
  expect(numbers.open).toBeLessThanOrEqual(3 * concurrency);
  expect(outcomes.ok, JSON.stringify(outcomes)).toBeGreaterThan(made * 0.9);
  for (const code of ["connection_failed unknown", "invalid_response created_secret_lost", "server_error unknown"]) {
    expect(outcomes[code], code).toBeGreaterThan(0);
  }
  // From a fifth of the calls to the last: at most 25 bytes a call, and 1 MB for what a collection leaves to the next.
  const [first, ...later] = points.slice(1) as [Point, ...Point[]];
  const allowed = first.heapUsed + 25 * 0.8 * total + 1_000_000;
  expect(Math.min(...later.slice(-2).map(({ heapUsed }) => heapUsed)), JSON.stringify(points)).toBeLessThan(allowed);
  for (const { rss, files } of later) {
    expect(rss, JSON.stringify(points)).toBeLessThan(first.rss + 100_000_000);
    expect(files).toBeLessThanOrEqual(first.files + 3 * concurrency);
  }
  count(context, "calls of the soak with 5 % faults, the heap flat", made);
  count(context, "calls on one signal, no listener left", onSignal + made);
}, 600_000);

it("a minted secret is nowhere on the heap once the caller lets go of it", async (context) => {
  type Told = { alive: number; heap: number; sent: number; statics: readonly string[] };
  expect(await run<Told>("retention.mjs")).toEqual({ alive: 0, heap: 0, sent: 0, statics: [] });
  // The search finds what is there.
  const kept = await run<Told>("retention.mjs", "keep");
  expect(kept.heap).toBeGreaterThan(0);
  expect(kept.alive).toBe(1);
  count(context, "heap snapshots after a mint, no secret in them");
}, 120_000);

it("a blocked event loop is no timeout where the response has arrived", async (context) => {
  expect(await run("blocked.mjs")).toEqual({ end: "ok" });
  count(context, "event loops blocked for 5 s, no spurious timeout");
}, 60_000);
