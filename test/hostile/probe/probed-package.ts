import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";

/** A generated package that is to be probed: its `src/**.ts` and its `tsconfig.json`, by path with `/`. */
export interface ProbedPackage {
  readonly id: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A package as the generator hands it over. */
export function packageOf(
  id: string,
  files: Iterable<{ readonly path: string; readonly text: string }>,
): ProbedPackage {
  const kept = [...files].filter(({ path }) => isProbed(path));
  return { id, files: new Map(kept.map(({ path, text }) => [path, text])) };
}

/** A package that is on disk. */
export function packageAt(folder: string, id: string = folder): ProbedPackage {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.split(sep).join("/"));
  return packageOf(
    id,
    paths.filter(isProbed).map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") })),
  );
}

function isProbed(path: string): boolean {
  return path === "tsconfig.json" || /^src\/.*\.ts$/.test(path);
}

/** The TypeScript modules of a package. */
export function modulesOf({ files }: ProbedPackage): readonly string[] {
  return [...files.keys()].filter((path) => path.endsWith(".ts"));
}

/**
 * For each module a key of its text and of all that it imports, however far away: equal keys mean the same code with
 * the same meaning, so that it need be compiled only once.
 */
export function moduleKeys(probed: ProbedPackage): ReadonlyMap<string, string> {
  const modules = modulesOf(probed);
  const runtime = modules.filter(isRuntime).sort();
  const shared = digest(runtime.flatMap((path) => [path, probed.files.get(path) ?? ""]));
  const own = modules.filter((path) => !isRuntime(path));
  const texts = new Map(own.map((path) => [path, digest([path, probed.files.get(path) ?? ""])]));
  const imports = new Map(own.map((path) => [path, importsOf(path, probed).filter((target) => texts.has(target))]));
  const keys = new Map(runtime.map((path) => [path, digest([shared, path])]));
  for (const path of own) {
    const reached = new Set([path]);
    for (const each of reached) for (const target of imports.get(each) ?? []) reached.add(target);
    keys.set(path, digest([shared, path, ...[...reached].sort().map((each) => texts.get(each) ?? "")]));
  }
  return keys;
}

/** The module that a relative import means. */
export function importedPath(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}

function importsOf(path: string, { files }: ProbedPackage): readonly string[] {
  const found = (files.get(path) ?? "").matchAll(/"(\.{1,2}\/[^"\n]+\.js)"/g);
  return [...found].map(([, specifier = ""]) => importedPath(path, specifier));
}

/** Whether a module is of the runtime, which imports nothing else of a package. */
export function isRuntime(path: string): boolean {
  return path.startsWith("src/runtime/");
}

/** A short name for texts, the same for the same ones. */
export function digest(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part, "utf8");
  return hash.digest("hex").slice(0, 32);
}
