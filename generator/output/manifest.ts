import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "../emit/generated-file.js";
import { jsonText } from "../emit/json-text.js";
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

/** Reads a package's manifest; nothing is owned without one that can be read. */
export function readOwnership(folder: string): Ownership {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(join(folder, manifestName), "utf8"));
  } catch {
    return new Map();
  }
  const files = typeof manifest === "object" && manifest !== null && "files" in manifest ? manifest.files : null;
  if (typeof files !== "object" || files === null) return new Map();
  const owned = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    if (typeof hash === "string" && isInside(path)) owned.set(path, hash);
  }
  return owned;
}

/** A relative path with `/` that stays in its folder: what a manifest or journal may name. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !path.includes("\\") &&
    path.split("/").every((step) => step !== "" && step !== "." && step !== "..") &&
    !/^[a-z]:/i.test(path)
  );
}
