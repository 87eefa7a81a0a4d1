import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { check, generate } from "../../../generator/index.js";
import { bin, requireBuild } from "../../generator/cli/run-cli.js";
import { json, specWithOperation } from "../../generator/support.js";
import { count, sized } from "../counts.js";
import { randomFrom, type Tree, temporaryFolder, treeOf } from "./trees.js";

const flags = ["--input", "spec.json", "--output", "out", "--no-docs"];
const announce = fileURLToPath(new URL("announce-writing.cjs", import.meta.url));
const oldSpec = json(specWithOperation({ tags: ["Old"] }));
const newSpec = json(specWithOperation({ tags: ["New"], description: "Changed." }));

/** When a run is killed: so many milliseconds after its start, or after it began to write. */
interface Moment {
  readonly from: "start" | "writing";
  readonly after: number;
}

/** Runs the whole command line; answers with how it ended, and when, in milliseconds from its start. */
async function run(cwd: string, kill: Moment | null, name: NodeJS.Signals = "SIGKILL") {
  const start = performance.now();
  const child = spawn(process.execPath, ["--require", announce, bin, "generate", ...flags], {
    cwd,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const timers: NodeJS.Timeout[] = [];
  const killAfter = (ms: number): void => void timers.push(setTimeout(() => child.kill(name), ms));
  let began: number | null = null;
  child.stdio[3]?.on("data", () => {
    began ??= performance.now() - start;
    if (kill?.from === "writing") killAfter(kill.after);
  });
  let stderr = "";
  child.stderr?.on("data", (text: Buffer) => (stderr += text));
  if (kill?.from === "start") killAfter(kill.after);
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  for (const timer of timers) clearTimeout(timer);
  return { code, signal, stderr, began: began ?? 0, ended: performance.now() - start };
}

let origin: string;
let oldTree: Tree;
let newTree: Tree;
let took: number;
let wrote: number;

beforeAll(async () => {
  requireBuild();
  origin = temporaryFolder();
  mkdirSync(join(origin, "out/src"), { recursive: true });
  // The run keeps its result in a cache there.
  mkdirSync(join(origin, "node_modules"));
  writeFileSync(join(origin, "out/mine.txt"), "mine");
  writeFileSync(join(origin, "out/src/mine.ts"), "mine");
  writeFileSync(join(origin, "spec.json"), oldSpec);
  expect(await run(origin, null)).toMatchObject({ code: 0, stderr: "" });
  oldTree = treeOf(join(origin, "out"));
  writeFileSync(join(origin, "spec.json"), newSpec);
  const done = copyOf();
  const { began, ended } = await run(done, null);
  took = ended;
  wrote = ended - began;
  newTree = treeOf(join(done, "out"));
  expect(newTree).not.toEqual(oldTree);
});

function copyOf(): string {
  const folder = temporaryFolder();
  cpSync(origin, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** After `check`, the old package or the new one; after `generate`, the new one. Nothing is left over. */
async function expectWhole(folder: string, next: "check" | "generate", what: string): Promise<void> {
  const [input, output] = [join(folder, "spec.json"), join(folder, "out")];
  const report = await (next === "check" ? check : generate)({ input, output, docs: false });
  expect(report.diagnostics, what).toEqual([]);
  expect(treeOf(output), `${what}, then ${next}`).toEqual(report.ok ? newTree : oldTree);
  rmSync(folder, { recursive: true });
}

describe("the command line is killed", () => {
  test("at 200 random moments", { timeout: sized(1_200_000, 10_800_000) }, async (context) => {
    const seed = 20;
    const random = randomFrom(seed);
    const moments = [...Array(sized(200, 2000)).keys()].map((index): Moment & { next: "check" | "generate" } => ({
      ...(index % 2 === 0 ? { from: "start", after: random() * took } : { from: "writing", after: random() * wrote }),
      next: index % 4 < 2 ? "check" : "generate",
    }));
    let killed = 0;
    for (const moment of moments) {
      const folder = copyOf();
      const { signal } = await run(folder, moment);
      if (signal === "SIGKILL") killed++;
      const what = `seed ${seed}, killed ${moment.after.toFixed(1)} ms from ${moment.from}`;
      await expectWhole(folder, moment.next, what);
    }
    // Some have ended by then.
    expect(killed).toBeGreaterThan(moments.length / 2);
    count(context, "kills of the command line at random moments: the old or the new package, whole", moments.length);
  });

  test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s: it ends so, and leaves no lock", async (name, context) => {
    const random = randomFrom(name.length);
    const moments: Moment[] = [...Array(sized(4, 40)).keys()].map((index) =>
      index % 2 === 0 ? { from: "start", after: random() * took } : { from: "writing", after: random() * wrote },
    );
    for (const moment of moments) {
      const folder = copyOf();
      const { code, signal, stderr } = await run(folder, moment, name);
      expect([code, signal, stderr]).toEqual(signal === name ? [null, name, ""] : [0, null, ""]);
      const found = treeOf(join(folder, "out"));
      const what = `${name} ${moment.after.toFixed(1)} ms from ${moment.from}`;
      expect(JSON.stringify(found) === JSON.stringify(oldTree) ? newTree : found, what).toEqual(newTree);
      await expectWhole(folder, "generate", what);
    }
    count(context, "interrupted runs: the old or the new package, no lock", moments.length);
  });
});

describe("several at once", () => {
  test.for([2, 5])("%i generators and a check", async (runs, context) => {
    for (let round = 0; round < sized(2, 20); round++) {
      const folder = copyOf();
      const [input, output] = [join(folder, "spec.json"), join(folder, "out")];
      const ends = await Promise.all([...Array(runs).keys()].map(() => run(folder, null)));
      const looked = await check({ input, output, docs: false });
      for (const { code, stderr } of ends)
        if (code !== 0) expect([code, stderr]).toEqual([1, expect.stringMatching(/ OF2003 |^error OF2003 /)]);
      expect(ends.map(({ code }) => code)).toContain(0);
      expect([looked.ok, treeOf(output)]).toEqual([true, newTree]);
      count(context, "generators at once on one folder: each ends well or busy, the package is whole", runs);
    }
  });
});
