import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isInside, manifestName } from "./manifest.js";

/** Holds new files until all of them are whole, and copies of the old ones until they are not needed. */
export const stagingName = ".openapi-fluent.staging";
/** While it exists, the package is between old and new, and goes on to new. */
export const journalName = ".openapi-fluent.journal.json";
/** While it exists, the package is between old and new, and goes back to old. */
export const undoName = ".openapi-fluent.undo.json";

/** One file that changes; its new text and a copy of the old one are staged under its index. */
export interface JournalEntry {
  readonly path: string;
  /** A hash over its bytes before; `null` when there was no file. */
  readonly before: string | null;
  /** A hash over its bytes afterwards; `null` when it is removed. */
  readonly after: string | null;
}

/** Something that the generator did not make has a name that it needs. */
export class InTheWayError extends Error {
  readonly folder: string;
  readonly path: string;

  constructor(folder: string, path: string, reason: string) {
    super(reason);
    this.folder = folder;
    this.path = path;
  }
}

/** The text of a journal. */
export function journalText(entries: readonly JournalEntry[]): string {
  return JSON.stringify({ entries });
}

/** What a journal says: `null` when there is none, and no entry when it was not written by the generator. */
export function readJournal(folder: string, name: string): readonly JournalEntry[] | null {
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isFile()) throw new InTheWayError(folder, name, "is no file, and the generator needs the name");
  const text = readFileSync(join(folder, name), "utf8");
  try {
    const { entries } = JSON.parse(text) as { entries: unknown };
    // A journal is renamed when it is whole. One with a wrong entry is not ours, and nothing of it holds.
    return Array.isArray(entries) && entries.every(isEntry) ? entries : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== "object" || value === null) return false;
  const { path, before, after } = value as Partial<Record<keyof JournalEntry, unknown>>;
  const isHash = (hash: unknown): boolean => hash === null || (typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash));
  const isPath = typeof path === "string" && (path === manifestName || isInside(path));
  return isPath && isHash(before) && isHash(after) && before !== after;
}
