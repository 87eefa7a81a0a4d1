import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../diagnostic.js";
import type { GeneratedFile } from "../emit/generated-file.js";
import { manifestFile, manifestName, readOwnership } from "./manifest.js";
import { refusedPath } from "./output-folder.js";
import { ownedHash } from "./owned-text.js";

/** What writing a package would do to its folder. */
export interface OutputPlan {
  readonly folder: string;
  /** Every file of the package as it must be on disk afterwards, with the manifest. */
  readonly complete: readonly GeneratedFile[];
  /** Those of them that are new or changed. */
  readonly writes: readonly GeneratedFile[];
  /** Paths of files that are no longer generated. */
  readonly removes: readonly string[];
  /** Files that are in the way, and why. */
  readonly conflicts: readonly { readonly path: string; readonly reason: string }[];
  /** Paths that differ from what would be written, for `check`. */
  readonly drift: readonly string[];
}

/** Compares a package with its folder. Nothing is written. */
export function planOutput(folder: string, files: readonly GeneratedFile[], force: boolean): OutputPlan {
  const owned = readOwnership(folder);
  const writes: GeneratedFile[] = [];
  const removes: string[] = [];
  const conflicts: { path: string; reason: string }[] = [];
  const drift: string[] = [];
  const complete = [...files, manifestFile(files)];
  for (const file of complete) {
    const current = readText(folder, file.path);
    if (file.keep === "once" ? current !== null : current === file.text) continue;
    const link = refusedPath(folder, file.path);
    if (link !== null) conflicts.push({ path: file.path, reason: link });
    else {
      const reason = current === null || force ? null : inTheWay(file, current, owned.get(file.path));
      if (reason !== null) conflicts.push({ path: file.path, reason });
      writes.push(file);
    }
    if (file.keep === undefined) drift.push(file.path);
  }
  const paths = new Set(files.map((file) => file.path));
  for (const [path, hash] of owned) {
    if (paths.has(path)) continue;
    const current = readText(folder, path);
    if (current === null) continue;
    if (refusedPath(folder, path) !== null) continue;
    if (ownedHash(path, current) !== hash && !force) {
      conflicts.push({ path, reason: "is no longer generated, and was edited by hand" });
    }
    removes.push(path);
    drift.push(path);
  }
  return {
    folder,
    complete: complete.filter((file) => file.keep !== "once"),
    writes,
    removes,
    conflicts,
    drift: drift.sort(compare),
  };
}

/** Why a file that differs must not be replaced. */
function inTheWay(file: GeneratedFile, current: string, hash: string | undefined): string | null {
  if (file.keep === "shared" || file.path === manifestName) return null;
  if (hash === undefined) return "was not written by the generator";
  return ownedHash(file.path, current) === hash ? null : "was edited by hand";
}

/** A file's text with LF line ends, or `null` when there is none. */
function readText(folder: string, path: string): string | null {
  try {
    return readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
