import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type TypeScript from "typescript";
import { build, folderWith } from "./support.js";

const ts: typeof TypeScript = createRequire(import.meta.url)("typescript");

/** The package of a document as JavaScript, imported. */
export async function importPackage(input: string): Promise<Record<string, unknown>> {
  const scripts: Record<string, string> = { "package.json": '{ "type": "module" }' };
  for (const { path, text } of build(input).files) {
    if (!path.endsWith(".ts")) continue;
    const compilerOptions = {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    };
    scripts[path.replace(/\.ts$/, ".js")] = ts.transpileModule(text, { compilerOptions }).outputText;
  }
  const entry = pathToFileURL(join(folderWith(scripts), "src/index.js")).href;
  return (await import(/* @vite-ignore */ entry)) as Record<string, unknown>;
}
