import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packages, root } from "../compile/repository.js";
import { runNode } from "../compile/run-node.js";
import { allPages, readBlocks } from "./markdown-blocks.js";

const bin = join(root, "dist/cli/main.js");

/** Every line of the shell blocks, without prompts and comments. */
function shellLines(files: readonly string[]): string[] {
  return files
    .flatMap(readBlocks)
    .filter(({ language }) => ["sh", "bash", "shell", "console"].includes(language))
    .flatMap(({ code }) => code.replaceAll("\\\n", " ").split("\n"))
    .map((line) =>
      line
        .replace(/^\$ /, "")
        .replace(/\s+#.*$/, "")
        .trim(),
    )
    .filter((line) => line !== "" && !line.startsWith("#"));
}

const commands = [...new Set(allPages.flatMap(({ files }) => shellLines(files)))]
  .flatMap((line) => line.split(/\s*&&\s*/))
  .filter((line) => /^(npx )?openapi-fluent /.test(line))
  .map((line) => ({ line, words: line.replace(/^(npx )?openapi-fluent\s+/, "").split(/\s+/) }));

test("the README shows the commands", () => {
  expect(commands.length).toBeGreaterThan(0);
});

describe.each(commands)("$line", ({ words }) => {
  test("names a command and options that exist", async () => {
    const command = words.find((word) => !word.startsWith("-"));
    const help = await runNode([bin, ...(command === undefined ? [] : [command]), "--help"], { cwd: root });
    expect(help.exitCode).toBe(0);
    const all = help.stdout + (await runNode([bin, "--help"], { cwd: root })).stdout;
    for (const word of words.filter((each) => each.startsWith("--"))) expect(all).toContain(word.split("=")[0]);
  });
});

describe.each(commands.filter(({ words }) => words.includes("--input")))("$line", ({ words }) => {
  test("generates a package", { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "openapi-fluent-command-"));
    try {
      const input = words[words.indexOf("--input") + 1] ?? "";
      await copyFile(join(root, "test/consumers/fixtures/pets.yaml"), join(folder, input));
      const result = await runNode([bin, ...words], { cwd: folder });
      expect(result, result.stderr).toMatchObject({ exitCode: 0 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

test.each(packages)("the README of $name says how to install it", ({ name, folder }) => {
  expect(shellLines([join(folder, "README.md")])).toContain(`npm install ${name}`);
});
