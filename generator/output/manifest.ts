import type { GeneratedFile } from "../emit/generated-file.js";
import { jsonText } from "../emit/json-text.js";
import { readText } from "./file-on-disk.js";
import { ownedHash } from "./owned-text.js";

/** Name of the ownership manifest in a package. */
export const manifestName = ".openapi-fluent.json";

/** The files that the generator owns in a package, with a hash of each. */
export type Ownership = ReadonlyMap<string, string>;

/** The manifest of a set of files; those that are written only once are not owned. */
export function manifestFile(files: readonly GeneratedFile[]): GeneratedFile {
  const owned = files.filter((file) => file.keep === undefined);
  const hashes = Object.fromEntries(owned.map((file) => [file.path, ownedHash(file.path, file.text)]));
  const note = "Written by openapi-fluent: the files that it owns, each with a hash. Do not edit.";
  return { path: manifestName, text: jsonText({ note, files: hashes }) };
}

/** Reads a package's manifest: nothing is owned without one, `null` for one that cannot be understood. */
export function readOwnership(folder: string): Ownership | null {
  const text = readText(folder, manifestName);
  if (text === null) return new Map();
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return null;
  }
  const files = typeof manifest === "object" && manifest !== null && "files" in manifest ? manifest.files : null;
  if (typeof files !== "object" || files === null) return null;
  const owned = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    if (typeof hash === "string" && isInside(path)) owned.set(path, hash);
  }
  return owned;
}

/**
 * Whether a manifest or journal may name a path: relative, with `/`, of the letters that generated names consist of. So
 * it stays in the folder, and hidden files, `node_modules` and what a terminal would act on are no names at all.
 */
export function isInside(path: string): boolean {
  return path.split("/").every((step) => /^[a-z0-9-](?:[a-z0-9.-]*[a-z0-9-])?$/i.test(step));
}
