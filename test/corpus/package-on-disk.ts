import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { BuiltPackage } from "../../generator/build-package.js";

/** A request object of a generated package, untyped: setters and terminals by name. */
export interface GeneratedRequest {
  execute(): Promise<unknown>;
  readonly [setter: string]: (...values: unknown[]) => unknown;
}

/** What the calls need of a generated package. */
export interface LoadedPackage {
  readonly createCore: (options: object) => unknown;
  readonly classes: Readonly<Record<string, new (core: unknown, path?: unknown) => GeneratedRequest>>;
}

/** Writes the sources of a package below a folder. */
export function writeSources(built: BuiltPackage, folder: string): void {
  const folders = new Set<string>();
  for (const { path, text } of built.files) {
    if (!path.startsWith("src/")) continue;
    const file = join(folder, path);
    if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    folders.add(dirname(file));
    writeFileSync(file, text);
  }
}

/** Imports a package from its sources, with every request class. */
export async function loadPackage(built: BuiltPackage, folder: string): Promise<LoadedPackage> {
  const apis = built.files.filter((file) => /^src\/apis\/[^/]+\.ts$/.test(file.path));
  const lines = apis.map((file) => `export * from "./${file.path}";`);
  const outfile = join(folder, "package.mjs");
  await build({
    stdin: {
      contents: [...lines, `export { createCore } from "./src/core.ts";`].join("\n"),
      resolveDir: folder,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    outfile,
    logLevel: "silent",
  });
  const { createCore, ...classes } = await import(pathToFileURL(outfile).href);
  return { createCore, classes };
}
