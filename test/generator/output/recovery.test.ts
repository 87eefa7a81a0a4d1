import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";
import { FolderBusyError, withFolders } from "../../../generator/output/folder-lock.js";
import { planOutput } from "../../../generator/output/plan-output.js";
import { apply, commit, recover, stage } from "../../../generator/output/transaction.js";
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

function written(folder: string, files: readonly GeneratedFile[]): Record<string, string> {
  stage(planOutput(folder, files, false));
  commit(folder);
  apply(folder);
  return filesBelow(folder);
}

/** A folder with the old package and the new one staged; what both trees look like. */
function halfWay() {
  const folder = folderWith({ "src/mine.ts": "mine" });
  const oldTree = written(folder, before);
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  const newTree = written(copy, after);
  const plan = planOutput(folder, after, false);
  stage(plan);
  return { folder, oldTree, newTree, plan };
}

describe("a kill leaves the old package or the new one", () => {
  test("while files are staged: the old one, from any part of them", () => {
    const { folder, oldTree } = halfWay();
    const staged = readdirSync(join(folder, staging));
    expect(staged.length).toBeGreaterThan(3);
    for (const name of staged.reverse()) {
      const copy = temporaryFolder();
      cpSync(folder, copy, { recursive: true });
      recover(copy);
      expect(filesBelow(copy)).toEqual(oldTree);
      rmSync(join(folder, staging, name));
    }
    recover(folder);
    expect(filesBelow(folder)).toEqual(oldTree);
  });

  test("with a file cut in half: the old one", () => {
    const { folder, oldTree } = halfWay();
    writeFileSync(join(folder, staging, "0"), "ne");
    recover(folder);
    expect(filesBelow(folder)).toEqual(oldTree);
  });

  test("after any number of renames: the new one", () => {
    const { plan } = halfWay();
    for (let done = 0; done <= plan.writes.length; done++) {
      const { folder, newTree } = halfWay();
      commit(folder);
      for (const [index, { path }] of plan.writes.slice(0, done).entries()) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        renameSync(join(folder, staging, String(index)), join(folder, path));
      }
      recover(folder);
      expect(filesBelow(folder)).toEqual(newTree);
    }
  });

  test("after removals, and while cleaning up: the new one", () => {
    const { folder, newTree, plan } = halfWay();
    commit(folder);
    const entries = readFileSync(join(folder, journal), "utf8");
    apply(folder);
    expect(plan.removes).toEqual(["src/b.ts"]);
    mkdirSync(join(folder, staging));
    writeFileSync(join(folder, journal), entries);
    recover(folder);
    expect(filesBelow(folder)).toEqual(newTree);
    mkdirSync(join(folder, staging));
    recover(folder);
    expect(filesBelow(folder)).toEqual(newTree);
    expect(existsSync(join(folder, staging))).toBe(false);
  });

  test.each([
    ['{"renames":[{"staged":"0","path":"../victim"}],"removes":[]}'],
    ['{"renames":[],"removes":["../victim"]}'],
    ['{"renames":[{"staged":"../../victim","path":"src/a.ts"}],"removes":[]}'],
  ])("a journal that is not ours changes nothing outside: %s", (text) => {
    const outer = folderWith({ victim: "mine", [`p/${staging}/0`]: "x", [`p/${journal}`]: text });
    recover(join(outer, "p"));
    expect(filesBelow(outer).victim).toBe("mine");
    expect(filesBelow(outer)["p/src/a.ts"]).toBeUndefined();
  });
});

describe("the lock", () => {
  const lock = ".openapi-fluent.lock";

  test.each(["999999999", "", "nonsense", "-1", "0"])("of a process that is gone (%j) is taken over", async (pid) => {
    const folder = folderWith({ [lock]: pid });
    expect(await withFolders([folder], () => readFileSync(join(folder, lock), "utf8"))).toBe(String(process.pid));
    expect(existsSync(join(folder, lock))).toBe(false);
  });

  test("of a live process is refused, and stays", async () => {
    const [free, busy] = [temporaryFolder(), folderWith({ [lock]: String(process.pid) })];
    let ran = false;
    const run = withFolders([free, busy], () => {
      ran = true;
    });
    await expect(run).rejects.toThrow(FolderBusyError);
    expect([ran, existsSync(join(busy, lock)), existsSync(join(free, lock))]).toEqual([false, true, false]);
  });

  test("is released when the run fails, and folders that it made are gone", async () => {
    const folder = temporaryFolder();
    const failing = withFolders([join(folder, "a/b")], () => {
      throw new Error("failed");
    });
    await expect(failing).rejects.toThrow("failed");
    expect(readdirSync(folder)).toEqual([]);
  });
});
