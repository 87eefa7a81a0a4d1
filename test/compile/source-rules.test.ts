import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type TypeScript from "typescript";
import { describe, expect, test } from "vitest";
import { packages } from "./repository.js";

// `require`, since an ESM import of a 9 MB CommonJS file costs seconds.
const ts: typeof TypeScript = createRequire(import.meta.url)("typescript");

const suppression = /@ts-\w+|biome-ignore|eslint-disable|istanbul ignore/;

/** Where a file says `any`, or asks a tool to look away. */
function offences(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const report = (position: number, what: string): void => {
    found.push(`${path}:${file.getLineAndCharacterOfPosition(position).line + 1} ${what}`);
  };
  const visit = (node: TypeScript.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) report(node.getStart(), "any");
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const { position, comment } of commentsOf(file)) {
    const match = suppression.exec(comment);
    if (match !== null) report(position, match[0]);
  }
  return found;
}

function commentsOf(file: TypeScript.SourceFile): { readonly position: number; readonly comment: string }[] {
  const seen = new Map<number, string>();
  const visit = (node: TypeScript.Node): void => {
    const around = [
      ...(ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of around) seen.set(pos, file.text.slice(pos, end));
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return [...seen].map(([position, comment]) => ({ position, comment }));
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));
}

describe.each(packages)("$name", ({ folder }) => {
  test("its sources hold no `any` and suppress no compiler error", () => {
    const files = filesBelow(join(folder, "src"), ".ts");
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(offences)).toEqual([]);
  });

  test("its declarations hold no `any`", () => {
    const files = filesBelow(join(folder, "dist"), ".d.ts");
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(offences)).toEqual([]);
  });
});
