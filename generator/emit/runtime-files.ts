import { readFileSync } from "node:fs";
import type { GeneratedFile } from "./generated-file.js";
import { runtimePath } from "./package-paths.js";

const folder = new URL("../../templates/runtime/", import.meta.url);

/** The runtime modules that the given ones reach, themselves included, copied as they are. */
export function runtimeFiles(modules: Iterable<string>): readonly GeneratedFile[] {
  const files = new Map<string, GeneratedFile>();
  const open = [...modules];
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (files.has(module)) continue;
    const text = readFileSync(new URL(`${module}.ts`, folder), "utf8").replaceAll("\r\n", "\n");
    files.set(module, { path: runtimePath(module), text });
    for (const [, imported] of text.matchAll(/^(?:import|export|\}) [^;]*?from "\.\/([\w-]+)\.js";$/gm))
      open.push(imported as string);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
