import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { isRuntime, modulesOf, type ProbedPackage } from "./probed-package.js";

const scripts = new Map<string, string>();

/**
 * Writes packages as JavaScript below a folder, and returns for each the paths of its modules. Of modules that are
 * equal in all that they import one is written; the others are links to it, so that Node loads it once. What a package
 * has of the runtime is linked as a whole: links take time.
 */
export function writeModules(
  packages: readonly { readonly probed: ProbedPackage; readonly keys: ReadonlyMap<string, string> }[],
  folder: string,
): readonly ReadonlyMap<string, string>[] {
  const written = new Map<string, string>();
  /** Writes what has a key, or links to where it is written. */
  const place = (key: string, file: string, write: () => void): void => {
    const same = written.get(key);
    mkdirSync(dirname(file), { recursive: true });
    if (same === undefined) write();
    else symlinkSync(same, file);
    written.set(key, same ?? file);
  };
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return packages.map(({ probed, keys }, at) => {
    const keyOf = (path: string): string => keys.get(path) ?? "";
    const fileOf = (path: string): string => join(folder, `p${at}`, path.replace(/\.ts$/, ".js"));
    const write = (path: string): void =>
      writeFileSync(fileOf(path), scriptOf(keyOf(path), path, probed.files.get(path) ?? ""));
    const runtime = modulesOf(probed).filter(isRuntime);
    place(runtime.map(keyOf).join(), join(folder, `p${at}`, "src/runtime"), () => {
      for (const path of runtime) {
        mkdirSync(dirname(fileOf(path)), { recursive: true });
        write(path);
      }
    });
    for (const path of modulesOf(probed)) if (!isRuntime(path)) place(keyOf(path), fileOf(path), () => write(path));
    return new Map(modulesOf(probed).map((path) => [path, fileOf(path)]));
  });
}

function scriptOf(key: string, path: string, text: string): string {
  let script = scripts.get(key);
  if (script === undefined) {
    script = transformed(path, text);
    if (scripts.size > 5_000) scripts.clear();
    scripts.set(key, script);
  }
  return script;
}

/** What does not parse is written as it is, so that importing it says what is wrong. */
function transformed(path: string, text: string): string {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true, target: "es2022" } };
  try {
    const options = { loader: "ts", format: "esm", target: "es2022", sourcefile: path, tsconfigRaw } as const;
    return transformSync(text, { ...options, logLevel: "silent" }).code;
  } catch (error) {
    // A compiler that was killed says nothing of the text.
    if (!(error instanceof Error && "errors" in error)) throw error;
    return text;
  }
}
