import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { root, temporaryFolder } from "./support.js";

/** The rules that make the old ways impossible to write by accident: each is shown a violation, planted beside the sources. */
const planted: readonly (readonly [what: string, path: string, line: string, rule: string])[] = [
  ["a cast to Code", "emit/planted.ts", 'export const a = "x" as Code;', "plugin"],
  ["a cast to DocText", "emit/planted.ts", 'export const a = "x" as DocText;', "plugin"],
  ["a cast to a statement", "emit/planted.ts", "export const a = {} as Statement;", "plugin"],
  ["a cast to a file", "emit/planted.ts", "export const a = {} as EmittedFile;", "plugin"],
  ["a cast by way of unknown", "emit/planted.ts", 'export const a = "x" as unknown as Text;', "plugin"],
  ["a cast to never", "naming/planted.ts", 'export const a = "x" as never;', "plugin"],
  ["a cast to any", "emit/planted.ts", 'export const a = "x" as any;', "noExplicitAny"],
  ["new Function", "model/planted.ts", 'export const a = new Function("x");', "plugin"],
  ["eval", "load/planted.ts", 'export const a = eval("x");', "plugin"],
  ["a pattern made of text", "model/planted.ts", "export const a = new RegExp(b);", "plugin"],
  ["a pattern made without new", "model/planted.ts", "export const a = RegExp(b);", "plugin"],
  ["a table by any text", "emit/planted.ts", "const a: Readonly<Record<string, string>> = { b: c };", "plugin"],
  ["ts-morph", "emit/planted.ts", 'import { Project } from "ts-morph";', "noRestrictedImports"],
  ["the compiler", "model/planted.ts", 'import ts from "typescript";', "noRestrictedImports"],
  ["openapi-typescript", "emit/planted.ts", 'import a from "openapi-typescript";', "noRestrictedImports"],
  ["handlebars", "emit/docs/planted.ts", 'import a from "handlebars";', "noRestrictedImports"],
];

describe("lint refuses", () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
    const config = JSON.parse(readFileSync(join(root, "biome.json"), "utf8")) as Record<string, unknown>;
    delete config.vcs;
    delete config.$schema;
    writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
    cpSync(join(root, ".biome"), join(folder, ".biome"), { recursive: true });
  });

  const lint = (path: string): string => {
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", path], { cwd: folder, encoding: "utf8" });
    return stdout + stderr;
  };

  test.each(planted)("%s", (_what, path, line, rule) => {
    const file = join("generator", path);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${line}\n`);
    expect(lint(file)).toMatch(new RegExp(`planted\\.ts:1:\\d+ (?:lint/\\w+/)?${rule}`));
    writeFileSync(join(folder, file), "export const a = 1;\n");
  });

  test("nothing where text does become code", () => {
    const file = "generator/emit/code.ts";
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
    expect(lint(file)).not.toMatch(/plugin|noRestrictedImports/);
  });
});
