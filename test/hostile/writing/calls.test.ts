import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";
import { count, isFull, sized } from "../counts.js";
import { packageTree, type Tree, temporaryFolder, treeOf } from "./trees.js";
import { callsOf, type Fault, writeHere, writeInChild } from "./writing-child.js";

/** A package of files that are new, changed, as they were, or gone in the next one. */
function packageOf(text: string, names: readonly string[]): readonly GeneratedFile[] {
  const file = (path: string, content: string): GeneratedFile => ({ path, text: content });
  return [
    { ...file("CHANGELOG.md", "# 0.1.0\n"), keep: "once" },
    { ...file("names.lock.json", `{ "a": "${text}" }\n`), keep: "shared" },
    file("package.json", `{ "name": "a", "description": "${text}" }\n`),
    file("src/same.ts", "export {};\n"),
    ...names.map((name) => file(`src/${name}.ts`, `export const ${text} = "${name.repeat(20)}";\n`)),
  ];
}

const before = packageOf("before", ["a", "b", "models/c", "models/gone", "old/d", "old/deep/e"]);
const after = packageOf("after", ["a", "b", "models/c", "models/come", "new/f", "new/deep/g"]);

interface Case {
  readonly what: string;
  /** The folder before the run that is killed. */
  readonly origin: string;
  readonly oldTree: Tree;
  readonly newTree: Tree;
  readonly files: string;
  calls: readonly string[];
}

let cases: readonly Case[];
let work: string;

beforeAll(async () => {
  work = temporaryFolder();
  const files = join(work, "after.json");
  writeFileSync(files, JSON.stringify(after));
  const caseOf = async (what: string, fill: (origin: string) => Promise<unknown>): Promise<Case> => {
    const origin = join(work, what);
    await fill(origin);
    const done = join(work, `${what} done`);
    cpSync(origin, done, { recursive: true });
    const calls = await callsOf("generate", files, done);
    const newTree = treeOf(done);
    expect(Object.keys(newTree)).toContain("src/new/deep/g.ts");
    return { what, origin, oldTree: treeOf(origin), newTree, files, calls };
  };
  const mine = (folder: string): void => {
    mkdirSync(join(folder, "src/new"), { recursive: true });
    writeFileSync(join(folder, "src/new/mine.ts"), "mine");
    writeFileSync(join(folder, "mine.txt"), "mine", { mode: 0o600 });
  };
  cases = [
    await caseOf("a changed package", async (folder) => {
      await writeHere("generate", folder, before);
      mine(folder);
    }),
    await caseOf("a first package", async (folder) => mine(folder)),
  ];
});

/** The first 300 calls, or all of them. Into an empty folder there are fewer, and much is the same: some of them. */
function firstCalls(tried: Case): readonly number[] {
  const all = allCalls(tried);
  if (isFull) return all;
  if (tried !== cases[0]) return all.filter((at) => at % 3 === 0);
  expect(all.length).toBeGreaterThanOrEqual(300);
  return all.slice(0, 300);
}

function allCalls({ calls }: Case): readonly number[] {
  return [...calls.keys()].map((index) => index + 1);
}

function nameOf({ calls }: Case, at: number): string {
  return calls[at - 1] ?? "";
}

/** No file is ever anything but its old or its new self. */
function expectWholeFiles(found: Tree, { oldTree, newTree }: Case, what: string): void {
  const files = Object.keys({ ...oldTree, ...newTree, ...found }).filter((path) => !path.endsWith("/"));
  for (const path of files) expect([oldTree[path], newTree[path]], `${what}: ${path}`).toContain(found[path]);
}

function isSame(one: Tree, other: Tree): boolean {
  const paths = Object.keys({ ...one, ...other });
  return paths.every((path) => one[path] === other[path]);
}

let copies = 0;
function copyOf(origin: string): string {
  const folder = join(work, `copy ${++copies}`);
  cpSync(origin, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** Half of the times `check` comes next, half of the times `generate`: then all is whole, and nothing is left over. */
async function expectRecovery(folder: string, next: "check" | "generate", tried: Case, what: string): Promise<void> {
  expectWholeFiles(packageTree(folder), tried, what);
  await writeHere(next, folder, after);
  const found = treeOf(folder);
  const wanted = next === "check" && isSame(found, tried.oldTree) ? tried.oldTree : tried.newTree;
  expect(found, `${what}, then ${next}`).toEqual(wanted);
  rmSync(folder, { recursive: true });
}

async function tryFault(tried: Case, fault: Fault, next: "check" | "generate"): Promise<void> {
  const folder = copyOf(tried.origin);
  const { signal } = await writeInChild("generate", tried.files, [{ folder, ...fault }]);
  const what = `${tried.what}, ${fault.how} call ${fault.at} (${nameOf(tried, fault.at)})`;
  expect(signal, what).toBe("SIGKILL");
  await expectRecovery(folder, next, tried, what);
}

const follower = (index: number): "check" | "generate" => (index % 2 === 0 ? "check" : "generate");
const said = "kills at a file-system call: every file whole, then the old or the new package";

/** Indexes of the cases. */
const both = [0, 1] as const;
const changing = /^(?:rename|unlink|mkdir|rmdir|write)/;
const mutating = /^(?:open|write|copyFile|mkdir|rename|rmdir|unlink|close|fsync)/;

describe("a kill at a call of the file system", () => {
  test.for(both)("before each of the first 300 (case %i)", async (index, context) => {
    const tried = cases[index] as Case;
    const numbers = firstCalls(tried);
    const nexts = sized(1, 2);
    for (const at of numbers) {
      for (let turn = 0; turn < nexts; turn++) {
        await tryFault(tried, { at, how: "kill-before" }, follower(at + turn));
      }
    }
    count(context, said, numbers.length * nexts);
  });

  // What comes after a call that changes nothing is what comes before the next one.
  test.for(both)("after each that changes something (case %i)", async (index, context) => {
    const tried = cases[index] as Case;
    const numbers = allCalls(tried).filter((at) => isFull || changing.test(nameOf(tried, at)));
    for (const at of numbers) await tryFault(tried, { at, how: "kill-after" }, follower(at));
    expect(numbers.length).toBeGreaterThan(10);
    count(context, said, numbers.length);
  });

  test.for(both)("half-way through each write (case %i)", async (index, context) => {
    const tried = cases[index] as Case;
    const numbers = allCalls(tried).filter((at) => nameOf(tried, at) === "writeSync");
    for (const at of numbers) await tryFault(tried, { at, how: "cut" }, follower(at));
    expect(numbers.length).toBeGreaterThanOrEqual(10);
    count(context, "kills half-way through a write: every file whole, then the old or the new package", numbers.length);
  });

  test("and again at a call of the run that makes it whole", async (context) => {
    const tried = cases[0] as Case;
    const renames = allCalls(tried).filter((at) => nameOf(tried, at) === "renameSync");
    const middle = renames[Math.floor(renames.length / 2)] ?? 0;
    const firsts = isFull ? renames : [middle];
    for (const at of firsts) {
      const killed = copyOf(tried.origin);
      await writeInChild("generate", tried.files, [{ folder: killed, at, how: "kill-before" }]);
      const probe = copyOf(killed);
      const calls = await callsOf("check", tried.files, probe);
      const numbers = [...calls.keys()].map((number) => number + 1);
      const chosen = numbers.filter((number) => isFull || changing.test(calls[number - 1] ?? ""));
      for (const number of chosen) {
        const folder = copyOf(killed);
        const fault = { folder, at: number, how: "kill-before" } as const;
        const { signal } = await writeInChild("check", tried.files, [fault]);
        const what = `killed at ${at}, then at ${number} (${calls[number - 1]})`;
        expect(signal, what).toBe("SIGKILL");
        await expectRecovery(folder, follower(number), tried, what);
      }
      expect(chosen.length).toBeGreaterThan(20);
      count(context, "second kills, while a killed run is being made whole", chosen.length);
    }
  });
});

describe("a call of the file system that fails", () => {
  const codes = ["ENOSPC", "EACCES", "EIO", "EMFILE", "EXDEV", "EROFS", "EPERM", "EDQUOT", "EBUSY"];

  const batches = (faults: readonly Fault[]): readonly (readonly Fault[])[] =>
    faults.flatMap((_fault, index) => (index % 25 === 0 ? [faults.slice(index, index + 25)] : []));

  /** Either all went well, or there is a diagnostic and the old package, at once; and the next run cleans up. */
  async function tryErrors(tried: Case, faults: readonly Fault[], isAtOnce: boolean): Promise<void> {
    const jobs = faults.map((fault) => ({ ...fault, folder: copyOf(tried.origin) }));
    const { ends } = await writeInChild("generate", tried.files, jobs);
    for (const [index, { folder, at, how }] of jobs.entries()) {
      const what = `${tried.what}, ${how} at call ${at} (${nameOf(tried, at)})`;
      const found = packageTree(folder);
      const end = ends[index];
      if (end?.code === 0) expect(found, what).toEqual(tried.newTree);
      else {
        expect(end?.stderr, what).toMatch(/^.*error OF2005 .*\.\n {2}\S.*\.$/);
        if (isAtOnce) expect(found, what).toEqual(tried.oldTree);
      }
      await expectRecovery(folder, follower(at), tried, what);
    }
  }

  test.for(both)("each of the first 300 (case %i)", async (index, context) => {
    const tried = cases[index] as Case;
    const numbers = firstCalls(tried).filter((at) => isFull || index === 0 || mutating.test(nameOf(tried, at)));
    const faults = numbers.flatMap((at) => {
      const planted = isFull ? codes : [codes[at % codes.length] ?? "EIO"];
      return planted.map((code): Fault => ({ at, how: `E${code.slice(1)}` }));
    });
    for (const batch of batches(faults)) await tryErrors(tried, batch, true);
    count(context, "file-system calls that fail: a diagnostic, and the old package", faults.length);
  });

  test("and every one after it, too: the next run that can makes it whole", async (context) => {
    const tried = cases[0] as Case;
    const numbers = allCalls(tried).filter((at) => mutating.test(nameOf(tried, at)));
    const faults = numbers.map((at): Fault => ({ at, how: "EIO+" }));
    for (const batch of batches(faults)) await tryErrors(tried, batch, false);
    count(context, "file systems that fail from one call on: whole after the next run", faults.length);
  });
});
