import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "./diagnostic.js";
import { readText } from "./output/file-on-disk.js";
import type { PackageTarget } from "./package-target.js";
import type { PackageReport } from "./report.js";

/** What the last run of a target read, what it left on disk, and what it reported. */
interface CacheEntry {
  /** Of the generator itself and of the target. */
  readonly key: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly report: CachedReport;
}

/** The part of a run's result that does not depend on when it ran. */
export interface CachedReport {
  readonly package: Pick<PackageReport, "operations" | "models" | "files" | "skipped">;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The last result of a target, as long as nothing that it read or wrote has changed since: then there is nothing to
 * do, and no compiler needs to be loaded. Kept in `node_modules/.cache`; deleting it is harmless.
 */
export function cachedReport(target: PackageTarget): CachedReport | null {
  const file = cacheFile(target);
  if (file === null) return null;
  try {
    const entry = JSON.parse(readFileSync(file, "utf8")) as CacheEntry;
    const same = (files: Readonly<Record<string, string>>): boolean =>
      Object.entries(files).every(([path, hash]) => hashOf(readText("", path) ?? "") === hash);
    return entry.key === keyOf(target) && same(entry.sources) && same(entry.outputs) ? entry.report : null;
  } catch {
    return null;
  }
}

/** Remembers a result whose files are on disk. `sources` and `outputs` are texts by absolute path. */
export function rememberReport(
  target: PackageTarget,
  sources: ReadonlyMap<string, string>,
  outputs: ReadonlyMap<string, string>,
  report: CachedReport,
): void {
  const file = cacheFile(target);
  if (file === null) return;
  const hashes = (texts: ReadonlyMap<string, string>): Record<string, string> =>
    Object.fromEntries([...texts].map(([path, text]) => [path, hashOf(text)]));
  try {
    const entry: CacheEntry = { key: keyOf(target), sources: hashes(sources), outputs: hashes(outputs), report };
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
    // Renamed when it is whole: another run may write it, too, and a link in its place is replaced, not followed.
    const fresh = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
    try {
      writeFileSync(fresh, JSON.stringify(entry), { flag: "wx", mode: 0o644 });
      renameSync(fresh, file);
    } finally {
      rmSync(fresh, { force: true });
    }
  } catch {
    // A folder that cannot be written to only means that the next run does the work again.
  }
}

/** In the nearest `node_modules`; without one there is no cache. */
function cacheFile(target: PackageTarget): string | null {
  for (let at = process.cwd(); ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache", "openapi-fluent", `${hashOf(target.output)}.json`);
    if (at === dirname(at)) return null;
  }
}

function keyOf(target: PackageTarget): string {
  generatorHash ??= hashOfFolders(
    ["./", "../templates/"].map((folder) => fileURLToPath(new URL(folder, import.meta.url))),
  );
  // Diagnostics name files relative to the working directory.
  return hashOf(JSON.stringify([generatorHash, process.cwd(), process.version, target]));
}

let generatorHash: string | undefined;

function hashOfFolders(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".d.ts"))
      .map((entry) => resolve(entry.parentPath, entry.name))
      .sort();
    for (const path of paths) hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}
