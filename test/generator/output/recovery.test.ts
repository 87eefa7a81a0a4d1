import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";
import { hashOfBytes } from "../../../generator/output/file-on-disk.js";
import { InTheWayError } from "../../../generator/output/journal.js";
import { planOutput } from "../../../generator/output/plan-output.js";
import { apply, commit, recover, stage, undo } from "../../../generator/output/transaction.js";
import { writePackages } from "../../../generator/output/write-packages.js";
import { filesBelow, folderWith, temporaryFolder } from "../support.js";

const before: readonly GeneratedFile[] = ["a", "b", "c/d"].map((name) => ({
  path: `src/${name}.ts`,
  text: `old ${name}\n`,
}));
const after: readonly GeneratedFile[] = ["a", "c/d", "e/f"].map((name) => ({
  path: `src/${name}.ts`,
  text: `new ${name}\n`,
}));
const staging = ".openapi-fluent.staging";
const journal = ".openapi-fluent.journal.json";
const undoing = ".openapi-fluent.undo.json";

function written(folder: string, files: readonly GeneratedFile[]): Record<string, string> {
  writePackages([planOutput(folder, files, { force: false })]);
  return filesBelow(folder);
}

/** A folder with the old package and the new one staged; what both trees look like. */
function halfWay(): { folder: string; oldTree: Record<string, string>; newTree: Record<string, string> } {
  const folder = folderWith({ "src/mine.ts": "mine" });
  const oldTree = written(folder, before);
  const copy = copyOf(folder);
  const newTree = written(copy, after);
  stage(planOutput(folder, after, { force: false }));
  return { folder, oldTree, newTree };
}

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

// A kill at each call of the file system is in test/hostile/writing.
describe("what a kill leaves is made whole", () => {
  test("while files are staged: the old package, from any part of them", () => {
    const { folder, oldTree } = halfWay();
    const names = readdirSync(join(folder, staging));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names.reverse()) {
      const copy = copyOf(folder);
      recover(copy);
      expect(filesBelow(copy)).toEqual(oldTree);
      rmSync(join(folder, staging, name));
    }
    recover(folder);
    expect(filesBelow(folder)).toEqual(oldTree);
  });

  test("once the journal is there: the new package", () => {
    const { folder, newTree } = halfWay();
    commit(folder);
    const applied = copyOf(folder);
    apply(applied);
    for (const at of [folder, applied]) {
      recover(at);
      expect(filesBelow(at)).toEqual(newTree);
    }
  });

  test("once it is being undone: the old package", () => {
    const { folder, oldTree } = halfWay();
    commit(folder);
    apply(folder);
    renameSync(join(folder, journal), join(folder, undoing));
    recover(folder);
    expect(filesBelow(folder)).toEqual(oldTree);
  });

  test("when a staged file is not what the journal says: the old package", () => {
    const { folder, oldTree } = halfWay();
    commit(folder);
    writeFileSync(join(folder, staging, "1.new"), "ne");
    recover(folder);
    expect(filesBelow(folder)).toEqual(oldTree);
  });
});

describe("what changes between a kill and the next run stays", () => {
  test.each<[string, (folder: string) => void]>([
    ["forwards", () => {}],
    ["backwards", (folder) => undo(folder)],
  ])("%s", (_where, turn) => {
    const { folder } = halfWay();
    commit(folder);
    writeFileSync(join(folder, "src/a.ts"), "mine");
    writeFileSync(join(folder, "src/b.ts"), "mine");
    mkdirSync(join(folder, "src/e"));
    writeFileSync(join(folder, "src/e/f.ts"), "mine");
    turn(folder);
    recover(folder);
    const tree = filesBelow(folder);
    expect([tree["src/a.ts"], tree["src/b.ts"], tree["src/e/f.ts"]]).toEqual(["mine", "mine", "mine"]);
    expect([existsSync(join(folder, staging)), existsSync(join(folder, journal))]).toEqual([false, false]);
  });
});

describe("what fails brings the old packages back", () => {
  test("all of them", () => {
    const [one, other] = [folderWith({ "src/mine.ts": "mine" }), folderWith({ "src/e/mine.ts": "mine" })];
    const trees = [written(one, before), written(other, before)];
    const plans = [one, other].map((folder) => planOutput(folder, after, { force: false }));
    // The last file of the last package is edited after the plan was made.
    writeFileSync(join(other, "src/e/f.ts"), "mine");
    expect(() => writePackages(plans)).toThrow(InTheWayError);
    expect([filesBelow(one), filesBelow(other)]).toEqual([trees[0], { ...trees[1], "src/e/f.ts": "mine" }]);
  });
});

describe("a journal that is not ours", () => {
  const text = (...entries: object[]): string => JSON.stringify({ entries });
  const mine = hashOfBytes("mine");
  const staged = hashOfBytes("x");
  test.each([
    "",
    "nonsense",
    "null",
    '{"entries":{}}',
    text({ path: "../victim", before: mine, after: staged }),
    text({ path: "../victim", before: mine, after: null }),
    text({ path: "link/victim", before: mine, after: null }),
    text({ path: "link/victim", before: mine, after: staged }),
    text({ path: "link/fresh", before: null, after: staged }),
    text({ path: "src/a.ts", before: null, after: "x" }),
    text({ path: "src/mine.ts", before: hashOfBytes("other"), after: staged }),
  ])("changes nothing: %s", (content) => {
    for (const name of [journal, undoing]) {
      const outer = folderWith({ victim: "mine", "p/src/mine.ts": "mine", [`p/${staging}/0.new`]: "x" });
      writeFileSync(join(outer, "p", staging, "0.old"), "x");
      writeFileSync(join(outer, "p", name), content);
      symlinkSync(outer, join(outer, "p/link"));
      recover(join(outer, "p"));
      rmSync(join(outer, "p/link"));
      expect(filesBelow(outer)).toEqual({ victim: "mine", "p/src/mine.ts": "mine" });
    }
  });

  test.each<[string, (folder: string, outside: string) => void]>([
    ["a link in place of the staged files", (at, outside) => symlinkSync(outside, join(at, staging))],
    [
      "a link among them",
      (at, outside) => {
        mkdirSync(join(at, staging));
        symlinkSync(join(outside, "0.new"), join(at, staging, "0.new"));
      },
    ],
    ["a file in their place", (at) => writeFileSync(join(at, staging), "mine")],
    ["somebody's file among them", (at) => cpSync(join(at, "src"), join(at, staging), { recursive: true })],
    ["a link in place of the journal", (at, outside) => symlinkSync(join(outside, "0.new"), join(at, journal))],
    ["a folder in place of the journal", (at) => mkdirSync(join(at, undoing))],
  ])("%s stops a run, and stays", (_what, make) => {
    const folder = folderWith({ "src/mine.ts": "mine" });
    const outside = folderWith({ "0.new": text({ path: "src/mine.ts", before: mine, after: null }) });
    make(folder, outside);
    const trees = [filesBelow(folder), filesBelow(outside)];
    expect(() => recover(folder)).toThrow(InTheWayError);
    expect([filesBelow(folder), filesBelow(outside)]).toEqual(trees);
  });
});
