import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { modulesOf, type ProbedPackage } from "./probed-package.js";

const scripts = new Map<string, string>();

/**
 * Writes packages as JavaScript below a folder, and returns for each the paths of its modules. Of modules that are
 * equal in all that they import one is written; the others are links to it, so that Node loads it once.
 */
export function writeModules(
  packages: readonly { readonly probed: ProbedPackage; readonly keys: ReadonlyMap<string, string> }[],
  folder: string,
): readonly ReadonlyMap<string, string>[] {
  const written = new Map<string, string>();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return packages.map(({ probed, keys }, at) => {
    const paths = new Map<string, string>();
    for (const path of modulesOf(probed)) {
      const file = join(folder, `p${at}`, path.replace(/\.ts$/, ".js"));
      const key = keys.get(path) ?? "";
      const same = written.get(key);
      mkdirSync(dirname(file), { recursive: true });
      if (same === undefined) writeFileSync(file, scriptOf(key, path, probed.files.get(path) ?? ""));
      else symlinkSync(same, file);
      written.set(key, same ?? file);
      paths.set(path, file);
    }
    return paths;
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
