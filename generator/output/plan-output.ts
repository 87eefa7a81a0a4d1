import { statSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../diagnostic.js";
import type { GeneratedFile } from "../emit/generated-file.js";
import { hashOfBytes, readBytes } from "./file-on-disk.js";
import { manifestFile, manifestName, type Ownership, readOwnership } from "./manifest.js";
import { realPath, refusedPath } from "./output-folder.js";
import { ownedHash } from "./owned-text.js";

/** What writing a package would do to its folder. */
export interface OutputPlan {
  readonly folder: string;
  /** Every file of the package as it must be on disk afterwards, with the manifest. */
  readonly complete: readonly GeneratedFile[];
  /** Those of them that are new or changed, each with a hash over the bytes that it replaces. */
  readonly writes: readonly { readonly file: GeneratedFile; readonly before: string | null }[];
  /** Files that are no longer generated, each with a hash over its bytes. */
  readonly removes: readonly { readonly path: string; readonly before: string }[];
  /** Files that are in the way, and why. */
  readonly conflicts: readonly { readonly path: string; readonly reason: string }[];
  /** Paths that differ from what would be written, for `check`. */
  readonly drift: readonly string[];
}

/** How a package is compared with its folder. */
export interface PlanOptions {
  /** Replaces edited and foreign files. */
  readonly force: boolean;
  /** Real paths of the documents that the package is made from: never replaced nor removed. */
  readonly sources?: ReadonlySet<string>;
}

/** Compares a package with its folder. Nothing is written. */
export function planOutput(
  folder: string,
  files: readonly GeneratedFile[],
  { force, sources = new Set() }: PlanOptions,
): OutputPlan {
  const manifest = readOwnership(folder);
  const { owned, renamed } = matchNames(folder, manifest ?? new Map(), files);
  const writes: { file: GeneratedFile; before: string | null }[] = [];
  const removes: { path: string; before: string }[] = [];
  const conflicts: { path: string; reason: string }[] = [];
  const drift: string[] = [];
  const complete = [...files, manifestFile(files)];
  for (const file of complete) {
    const { text, before } = currentFile(folder, file.path);
    if (file.keep === "once" ? text !== null : text === file.text) continue;
    const reason =
      before !== null && sources.has(realPath(join(folder, file.path)))
        ? "is a document that the package is made from"
        : (refusedPath(folder, file.path) ??
          (text === null || force ? null : inTheWay(file, text, manifest === null ? null : owned)));
    if (reason !== null) conflicts.push({ path: file.path, reason });
    writes.push({ file, before });
    if (file.keep === undefined) drift.push(file.path);
  }
  const paths = new Set(files.map((file) => file.path));
  for (const [path, hash] of owned) {
    if (paths.has(path) || renamed.has(path)) continue;
    const { text, before } = currentFile(folder, path);
    if (text === null || before === null || refusedPath(folder, path) !== null) continue;
    if (sources.has(realPath(join(folder, path)))) continue;
    if (ownedHash(path, text) !== hash && !force) {
      conflicts.push({ path, reason: "is no longer generated, and was edited by hand" });
    }
    removes.push({ path, before });
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
function inTheWay(file: GeneratedFile, current: string, owned: Ownership | null): string | null {
  if (file.keep === "shared") return null;
  if (file.path === manifestName) return owned === null ? "is no list of generated files" : null;
  const hash = owned?.get(file.path);
  if (hash === undefined) return "was not written by the generator";
  return ownedHash(file.path, current) === hash ? null : "was edited by hand";
}

/**
 * Where case does not count, a file may be on disk, and in the manifest, under a name that is now written in another
 * way: it is owned under the new name, and not removed under the old one.
 */
function matchNames(
  folder: string,
  manifest: Ownership,
  files: readonly GeneratedFile[],
): { readonly owned: Ownership; readonly renamed: ReadonlySet<string> } {
  const owned = new Map(manifest);
  const renamed = new Set<string>();
  const names = new Map(files.map(({ path }) => [path.toLowerCase(), path]));
  for (const [path, hash] of manifest) {
    const name = names.get(path.toLowerCase());
    if (name === undefined || name === path || !isSameFile(join(folder, name), join(folder, path))) continue;
    renamed.add(path);
    if (!owned.has(name)) owned.set(name, hash);
  }
  return { owned, renamed };
}

function isSameFile(one: string, other: string): boolean {
  try {
    const [a, b] = [statSync(one), statSync(other)];
    return a.ino === b.ino && a.dev === b.dev;
  } catch {
    return false;
  }
}

/** A file's text with LF line ends and a hash over its bytes; `null` when there is none. */
function currentFile(folder: string, path: string): { readonly text: string | null; readonly before: string | null } {
  const bytes = readBytes(folder, path);
  if (bytes === null) return { text: null, before: null };
  return { text: bytes.toString("utf8").replaceAll("\r\n", "\n"), before: hashOfBytes(bytes) };
}
