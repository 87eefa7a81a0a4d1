import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { check, generate } from "../../generator/index.js";

let folder: string;
let options: { input: string; output: string; name: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "openapi-fluent-lock-"));
  options = { input: join(folder, "spec.yaml"), output: join(folder, "out"), name: "locked" };
  writeFileSync(options.input, "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["a merge conflict", (lock: string) => `<<<<<<< HEAD\n${lock}=======\n>>>>>>> other\n`],
  ["a list", () => "[]"],
  ["what is no name", () => '{ "file model #/components/schemas/A": "../../A" }'],
])("a lock with %s is an error, and stays as it is", async (_what, broken) => {
  expect((await generate(options)).ok).toBe(true);
  const path = join(options.output, "names.lock.json");
  const text = broken(readFileSync(path, "utf8"));
  writeFileSync(path, text);
  for (const run of [check, generate]) {
    const report = await run(options);
    expect(report.ok).toBe(false);
    expect(report.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["OF2004"]);
  }
  expect(readFileSync(path, "utf8")).toBe(text);
});
