import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claimName } from "../../../generator/output/claim.js";
import { FolderBusyError, withFolders } from "../../../generator/output/folder-lock.js";
import { folderWith, temporaryFolder } from "../support.js";

const mine = claimName();
const [, , , machine, , start] = mine.split(".");
const claim = (pid: number | string, parts: { machine?: string; start?: string } = {}): string =>
  `.openapi-fluent.lock.${parts.machine ?? machine}.${pid}.${parts.start ?? start}.0123456789abcdef`;

const run = (folder: string): Promise<readonly string[]> => withFolders([folder], () => readdirSync(folder));

describe("a claim to a folder", () => {
  test.each([
    ["of a process that is gone", claim(999999999)],
    ["of no process", claim(0)],
    ["of more than a process", claim("9999999999")],
    ["of a process whose number is another's now", claim(process.pid, { start: "1" })],
  ])("%s is taken over", async (_what, name) => {
    const folder = folderWith({ [name]: "" });
    const during = await run(folder);
    expect([during.length, during.includes(name), readdirSync(folder).length]).toEqual([1, false, 0]);
  });

  test("from before the machine was started is taken over", async () => {
    const folder = folderWith({ [claim(process.pid)]: "" });
    utimesSync(join(folder, claim(process.pid)), 1, 1);
    expect(await run(folder)).toHaveLength(1);
  });

  test("of another machine holds for a while", async () => {
    const name = claim(999999999, { machine: "00000000" });
    const folder = folderWith({ [name]: "" });
    await expect(run(folder)).rejects.toThrow(FolderBusyError);
    utimesSync(join(folder, name), 1, 1);
    expect(await run(folder)).toHaveLength(1);
  });

  test("of a live process is refused, and stays", async () => {
    const [free, busy] = [temporaryFolder(), folderWith({ [mine]: "" })];
    let ran = false;
    const both = withFolders([free, busy], () => {
      ran = true;
    });
    await expect(both).rejects.toThrow(FolderBusyError);
    expect([ran, readdirSync(busy), readdirSync(free)]).toEqual([false, [mine], []]);
  });

  test("is no other file of its owner", async () => {
    const names = [".openapi-fluent.lock", ".openapi-fluent.lock.mine", `${claim(999999999)}.txt`];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, "mine"])));
    mkdirSync(join(folder, claim(999999998)));
    await run(folder);
    expect(readdirSync(folder).sort()).toEqual([...names, claim(999999998)].sort());
  });

  test("of several runs at once is one's at a time, and at least one gets it", async () => {
    const folder = temporaryFolder();
    let [inside, most] = [0, 0];
    const ends = await Promise.allSettled(
      [...Array(5).keys()].map(() =>
        withFolders([folder], async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inside--;
        }),
      ),
    );
    expect(most).toBe(1);
    for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(FolderBusyError);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is released when the run fails, and folders that it made are gone", async () => {
    const folder = temporaryFolder();
    const failing = withFolders([join(folder, "a/b")], () => {
      throw new Error("failed");
    });
    await expect(failing).rejects.toThrow("failed");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a killed run tells which folders it made: they go when they are empty", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "a/b"), { recursive: true });
    writeFileSync(join(folder, "a/b", claim(999999999)), join(folder, "a"));
    await run(join(folder, "a/b"));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is not needed to look at a folder that does not exist", async () => {
    const folder = join(temporaryFolder(), "a");
    expect(await withFolders([folder], () => existsSync(folder), true)).toBe(false);
  });
});
