import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isInside } from "./manifest.js";
import type { OutputPlan } from "./plan-output.js";

/** Holds new files until all of them are whole. */
const staging = ".openapi-fluent.staging";
/** Names what is to be renamed and removed. While it exists, the package is between old and new, and goes on to new. */
const journal = ".openapi-fluent.journal.json";

interface Journal {
  readonly renames: readonly { readonly staged: string; readonly path: string }[];
  readonly removes: readonly string[];
}

/** Writes the new files of a plan beside the old ones; a kill leaves the old package. */
export function stage(plan: OutputPlan): void {
  mkdirSync(join(plan.folder, staging), { recursive: true });
  plan.writes.forEach((file, index) => {
    writeFileSync(join(plan.folder, staging, String(index)), file.text, { mode: 0o644 });
  });
  const entries: Journal = {
    renames: plan.writes.map((file, index) => ({ staged: String(index), path: file.path })),
    removes: plan.removes,
  };
  writeFileSync(join(plan.folder, staging, "journal"), JSON.stringify(entries), { mode: 0o644 });
}

/** From here on a kill leads to the new package: the next run goes on where this one ended. */
export function commit(folder: string): void {
  renameSync(join(folder, staging, "journal"), join(folder, journal));
}

/** Puts the staged files in their places. */
export function apply(folder: string): void {
  const entries = readJournal(folder);
  if (entries === null) return;
  for (const { staged, path } of entries.renames) {
    const from = join(folder, staging, staged);
    // Already renamed by the run that was killed.
    if (!existsSync(from)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    renameSync(from, join(folder, path));
  }
  for (const path of entries.removes) {
    rmSync(join(folder, path), { force: true });
    removeEmptyParents(folder, path);
  }
  rmSync(join(folder, journal));
  rmSync(join(folder, staging), { recursive: true, force: true });
}

/** Finishes or rolls back what a killed run left. */
export function recover(folder: string): void {
  if (existsSync(join(folder, journal))) {
    apply(folder);
    return;
  }
  if (!existsSync(join(folder, staging))) return;
  rmSync(join(folder, staging), { recursive: true, force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function readJournal(folder: string): Journal | null {
  const text = readFileSync(join(folder, journal), "utf8");
  const { renames, removes } = JSON.parse(text) as Journal;
  // The journal was renamed whole, so a wrong one was not written by us.
  const paths = [...renames.map((rename) => rename.path), ...removes];
  if (!paths.every(isInside) || !renames.every(({ staged }) => /^\d+$/.test(staged))) return null;
  return { renames, removes };
}

function removeEmptyParents(folder: string, path: string): void {
  for (let at = dirname(path); at !== "."; at = dirname(at)) {
    try {
      rmdirSync(join(folder, at));
    } catch {
      return;
    }
  }
}
