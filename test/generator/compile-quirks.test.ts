import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import type TypeScript from "typescript";
import { expect, test } from "vitest";
import { languageTypes } from "../../generator/naming/reserved.js";
import { quirks } from "./quirks.js";
import { build, root } from "./support.js";

const ts: typeof TypeScript = createRequire(import.meta.url)("typescript");
const virtual = join(root, "quirks");
const templates = join(root, "templates");

const options: TypeScript.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
  module: ts.ModuleKind.NodeNext,
  noEmit: true,
  declaration: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
};

/** Every file of every quirk's package but the runtime, which all of them share here. */
function sources(): ReadonlyMap<string, string> {
  return new Map(
    quirks.flatMap(({ name, input }) =>
      build(input)
        .files.filter(({ path }) => /^src\/(?!runtime\/)/.test(path))
        .map(({ path, text }) => [join(virtual, name, path), text] as const),
    ),
  );
}

/** The compiler's host, with our files in memory. */
function hostOf(files: ReadonlyMap<string, string>): TypeScript.CompilerHost {
  const host = ts.createCompilerHost(options);
  const textOf = (path: string): string | undefined => {
    if (path === join(root, "package.json")) return '{ "type": "module" }';
    return files.get(path) ?? (existsSync(path) ? readFileSync(path, "utf8") : undefined);
  };
  host.fileExists = (path) => files.has(path) || (!path.startsWith(virtual) && existsSync(path));
  host.readFile = textOf;
  host.getSourceFile = (path, languageVersion) => {
    const text = textOf(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, languageVersion);
  };
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      const target = posix.join(dirname(from), text).replace(/\.js$/, ".ts");
      const [, shared] = /\/src\/(runtime\/.*)$/.exec(target) ?? [];
      const resolvedFileName = shared === undefined ? target : join(templates, shared);
      return { resolvedModule: { resolvedFileName, extension: ts.Extension.Ts, isExternalLibraryImport: false } };
    });
  return host;
}

const files = sources();

test("the packages of all quirks compile with the strictest flags", () => {
  const program = ts.createProgram([...files.keys()], options, hostOf(files));
  const flaws = ts.getPreEmitDiagnostics(program);
  const lines = flaws.map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file?.fileName.slice(root.length) ?? ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  expect(lines).toEqual([]);
  expect(program.getSourceFiles().length).toBeGreaterThan(files.size);
});

test("no model can have the name of a type of the language that generated code mentions", () => {
  const program = ts.createProgram([...files.keys()], options, hostOf(files));
  const checker = program.getTypeChecker();
  const mentioned = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent)) {
      const [declared] = checker.getSymbolAtLocation(node)?.declarations ?? [];
      if (declared !== undefined && program.isSourceFileDefaultLibrary(declared.getSourceFile()))
        mentioned.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const path of files.keys()) visit(program.getSourceFile(path) as TypeScript.SourceFile);
  expect([...mentioned].filter((name) => !languageTypes.has(name))).toEqual([]);
  expect(mentioned.size).toBeGreaterThan(5);
});

test("generated code has no `any`, no line over 120 columns and no white space at a line's end", () => {
  const flaws: string[] = [];
  for (const [path, text] of files) {
    const kept = path.includes("hostile-text") ? "" : text;
    kept.split("\n").forEach((line, index) => {
      if (line.length > 120 || /\s$/.test(line) || /\bany\b/.test(line.replace(/\/\*.*|^\s*\*.*|"[^"]*"/g, ""))) {
        flaws.push(`${path.slice(root.length)}:${index + 1} ${line}`);
      }
    });
  }
  expect(flaws).toEqual([]);
});
