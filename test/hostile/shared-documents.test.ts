import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { check, generate } from "../../generator/index.js";
import { sharedPath } from "../shared/shared-folder.js";
import { count } from "./counts.js";

/**
 * The hostile documents, generated and compiled. The matrix of strings × positions, imports and calls with a canary is a
 * suite of its own; this one holds the samples to what their headers say of generating.
 */
let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "openapi-fluent-hostile-"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

// The invariant I7: no character that a reader could not see.
const invisible = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

it("handles every hostile document as its header says", async (context) => {
  count(context, "hostile documents of shared/hostile", 26);
  const folder = sharedPath(context, "hostile");
  const generated: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    const input = join(folder, file);
    const expected = /^# expect: (\w+)/m.exec(readFileSync(input, "utf8"))?.[1];
    const output = join(work, file.replace(".yaml", ""));
    const report = await generate({ input, output, name: "hostile" });
    if (expected === "reject") expect(report.ok, file).toBe(false);
    if (expected === "inert") expect(report.ok, file).toBe(true);
    if (report.ok) {
      generated.push(output);
      expect((await check({ input, output, name: "hostile" })).ok, file).toBe(true);
    } else {
      expect(existsSync(output), file).toBe(false);
      for (const { message, line, pointer } of report.diagnostics) {
        expect(message, file).not.toMatch(/TypeError|RangeError|\bat .*:\d+:\d+/);
        expect(line > 0 || pointer !== "", file).toBe(true);
      }
    }
  }
  expect(generated.length).toBeGreaterThan(0);
  for (const output of generated) {
    for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
      expect(invisible.test(text), join(entry.parentPath, entry.name)).toBe(false);
    }
  }
  // One program for all of them, under the packages' own flags.
  const { compilerOptions } = JSON.parse(readFileSync(join(generated[0] as string, "tsconfig.json"), "utf8")) as {
    compilerOptions: object;
  };
  const project = join(work, "tsconfig.json");
  const options = { ...compilerOptions, rootDir: ".", noEmit: true };
  writeFileSync(project, JSON.stringify({ compilerOptions: options, include: ["*/src"] }));
  writeFileSync(join(work, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = new URL("../../node_modules/typescript/bin/tsc", import.meta.url).pathname;
  execFileSync(process.execPath, [tsc, "-p", project], { stdio: "pipe" });
}, 120_000);
