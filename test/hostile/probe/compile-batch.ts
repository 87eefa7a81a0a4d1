import { createRequire } from "node:module";
import type TypeScript from "typescript";
import { type ClassPlan, planCalls } from "./call-plan.js";
import { importedPath, moduleKeys, modulesOf, type ProbedPackage } from "./probed-package.js";

const ts: typeof TypeScript = createRequire(import.meta.url)("typescript");

/** What the compiler says of a package. */
export interface Compiled {
  /** `path:line code message`. */
  readonly errors: readonly string[];
  /** What can be called, by module. */
  readonly plans: ReadonlyMap<string, readonly ClassPlan[]>;
  readonly keys: ReadonlyMap<string, string>;
}

interface KnownModule {
  readonly errors: readonly string[];
  readonly plans: readonly ClassPlan[];
}

// What a module means depends on its key alone, so that no program need look at it twice.
const known = new Map<string, KnownModule>();
const parsed = new Map<string, TypeScript.SourceFile>();
const mostKept = 1_500;

/** Compiles packages as one program under their own flags; modules that are equal in all they reach are one. */
export function compileBatch(packages: readonly ProbedPackage[]): readonly Compiled[] {
  const keys = packages.map(moduleKeys);
  const fresh = new Map<string, { readonly probed: ProbedPackage; readonly path: string }>();
  const owners = new Map<string, { readonly probed: ProbedPackage; readonly path: string }>();
  packages.forEach((probed, at) => {
    for (const path of modulesOf(probed)) {
      const key = keys[at]?.get(path) ?? "";
      if (!owners.has(key)) owners.set(key, { probed, path });
      if (!known.has(key)) fresh.set(key, { probed, path });
    }
  });
  if (fresh.size > 0) learn(fresh, owners, new Map(packages.map((probed, at) => [probed, keys[at] ?? new Map()])));
  return packages.map((probed, at) => {
    const own = keys[at] ?? new Map<string, string>();
    const found = modulesOf(probed).map((path) => [path, known.get(own.get(path) ?? "")] as const);
    return {
      errors: found.flatMap(([, module]) => module?.errors ?? []),
      plans: new Map(found.flatMap(([path, module]) => (module?.plans.length ? [[path, module.plans] as const] : []))),
      keys: own,
    };
  });
}

type Owned = ReadonlyMap<string, { readonly probed: ProbedPackage; readonly path: string }>;

function learn(fresh: Owned, owners: Owned, keys: ReadonlyMap<ProbedPackage, ReadonlyMap<string, string>>): void {
  const [first] = fresh.values();
  const options = optionsOf(first?.probed);
  const nameOf = (key: string): string => `/probe/${key}/${owners.get(key)?.path ?? ""}`;
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => "/probe";
  host.directoryExists = (name) => name.startsWith("/probe") || ts.sys.directoryExists(name);
  host.fileExists = (name) => name === "/probe/package.json" || owners.has(keyOf(name)) || ts.sys.fileExists(name);
  host.readFile = (name) => (name === "/probe/package.json" ? '{ "type": "module" }' : ts.sys.readFile(name));
  host.getSourceFile = (name, version, onError) => {
    const key = keyOf(name) || name;
    let file = parsed.get(key);
    if (file === undefined) {
      const owner = owners.get(key);
      const text = owner?.probed.files.get(owner.path);
      file = text === undefined ? fromDisk(name, version, onError) : ts.createSourceFile(name, text, version, true);
      if (file !== undefined) parsed.set(key, file);
    }
    return file;
  };
  host.resolveModuleNameLiterals = (literals, from) => {
    const owner = owners.get(keyOf(from));
    return literals.map(({ text }) => {
      const key = owner && keys.get(owner.probed)?.get(importedPath(owner.path, text));
      if (key === undefined) return { resolvedModule: undefined };
      const resolvedFileName = nameOf(key);
      return { resolvedModule: { resolvedFileName, extension: ts.Extension.Ts, isExternalLibraryImport: false } };
    });
  };
  const program = ts.createProgram([...fresh.keys()].map(nameOf), options, host);
  const checker = program.getTypeChecker();
  const general = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map((each) => lineOf(each));
  for (const [key, { path }] of fresh) {
    const file = program.getSourceFile(nameOf(key));
    const errors =
      file === undefined
        ? [`${path} is not part of the program`]
        : [
            ...program.getSyntacticDiagnostics(file),
            ...program.getSemanticDiagnostics(file),
            ...program.getDeclarationDiagnostics(file),
          ].map((each) => lineOf(each, path));
    const plans = file === undefined ? [] : planCalls(ts, checker, file, path);
    known.set(key, { errors: [...general, ...errors], plans });
  }
  // What only one batch has is not worth keeping; what a later one has as well is read again then, and kept.
  for (const [key, { path }] of fresh) if (!path.startsWith("src/runtime/")) parsed.delete(key);
  if (parsed.size > mostKept) parsed.clear();
  if (known.size > 20 * mostKept) known.clear();
}

function keyOf(name: string): string {
  return /^\/probe\/([0-9a-f]{32})\/.*\.ts$/.exec(name)?.[1] ?? "";
}

/** The package's own flags; nothing is written, but declarations are made and checked. */
function optionsOf(probed: ProbedPackage | undefined): TypeScript.CompilerOptions {
  const { compilerOptions } = JSON.parse(probed?.files.get("tsconfig.json") ?? "{}") as { compilerOptions?: object };
  const { rootDir: _root, outDir: _out, sourceMap: _map, inlineSources: _inline, ...flags } = Object(compilerOptions);
  return ts.convertCompilerOptionsFromJson({ ...flags, noEmit: true, skipLibCheck: false }, "/probe").options;
}

function lineOf({ file, start, code, messageText }: TypeScript.Diagnostic, path = ""): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
  return `${path}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}
