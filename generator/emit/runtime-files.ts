import { runtimeSource } from "./code.js";
import type { EmittedFile } from "./generated-file.js";
import { runtimePath } from "./package-paths.js";

/** The runtime modules that the given ones reach, themselves included, copied as they are. */
export function runtimeFiles(modules: Iterable<string>): readonly EmittedFile[] {
  const files = new Map<string, EmittedFile>();
  const open = [...modules];
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (files.has(module)) continue;
    const text = runtimeSource(module);
    files.set(module, { path: runtimePath(module), text });
    for (const [, imported] of text.matchAll(/^(?:import|export|\}) [^;]*?from "\.\/([\w-]+)\.js";$/gm))
      open.push(imported as string);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
