import {
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileAt, hashOfBytes } from "./file-on-disk.js";
import {
  InTheWayError,
  type JournalEntry,
  journalName,
  journalText,
  readJournal,
  stagingName,
  undoName,
} from "./journal.js";
import { refusedPath } from "./output-folder.js";
import type { OutputPlan } from "./plan-output.js";

/** Writes the new files of a plan beside the old ones, and copies of those; a kill leaves the old package. */
export function stage({ folder, writes, removes }: OutputPlan): void {
  makeFolder(join(folder, stagingName), false);
  const entries: JournalEntry[] = [
    ...removes.map(({ path, before }) => ({ path, before, after: null })),
    // The manifest comes last: until then, the files that may be replaced are those of the old one.
    ...writes.map(({ file, before }) => ({ path: file.path, before, after: hashOfBytes(file.text) })),
  ];
  const texts = new Map(writes.map(({ file }) => [file.path, file.text]));
  entries.forEach(({ path, before, after }, index) => {
    if (after !== null) create(staged(folder, index, "new"), texts.get(path) ?? "");
    if (before === null) return;
    copyFileSync(join(folder, path), staged(folder, index, "old"), constants.COPYFILE_EXCL);
    if (fileAt(folder, stagedPath(index, "old")).hash !== before) throw new InTheWayError(folder, path, changed);
  });
  // On disk before it has its name: after a power failure, a journal is whole.
  create(join(folder, stagingName, "journal"), journalText(entries), true);
}

/** From here on a kill leads to the new package: the next run goes on where this one ended. */
export function commit(folder: string): void {
  renameSync(join(folder, stagingName, "journal"), join(folder, journalName));
}

/** Puts the staged files in their places. */
export function apply(folder: string): void {
  const entries = readJournal(folder, journalName) ?? [];
  if (entries.length === 0) throw new Error(`The journal of ${folder} cannot be read back.`);
  const [kept] = goForward(folder, entries);
  if (kept !== undefined) throw new InTheWayError(folder, kept, changed);
}

/** Forgets the old package. */
export function finish(folder: string): void {
  for (const name of [journalName, undoName]) {
    if (lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined) unlinkSync(join(folder, name));
  }
  clearStaging(folder);
}

/** Brings the old package back, however far the new one has come. */
export function undo(folder: string): void {
  const entries = readJournal(folder, journalName);
  if (entries !== null) {
    renameSync(join(folder, journalName), join(folder, undoName));
    goBack(folder, entries);
  }
  finish(folder);
}

/** Finishes or rolls back what a killed run left. */
export function recover(folder: string): void {
  stagedNames(folder);
  const back = readJournal(folder, undoName);
  const forward = readJournal(folder, journalName);
  if (back !== null) goBack(folder, back);
  else if (forward !== null && isTorn(folder, forward)) {
    undo(folder);
    return;
  } else if (forward !== null) goForward(folder, forward);
  finish(folder);
}

const changed = "was changed while the package was written";

/** Only what is as it was before is replaced or removed. Answers with the paths that were left as they are. */
function goForward(folder: string, entries: readonly JournalEntry[]): readonly string[] {
  const kept: string[] = [];
  entries.forEach(({ path, before, after }, index) => {
    if (refusedPath(folder, path) !== null) {
      kept.push(path);
      return;
    }
    const { kind, hash } = fileAt(folder, path);
    const isFree = kind === "none" || hash === before;
    if (after === null) {
      if (isFree) remove(folder, path, kind);
      else kept.push(path);
    } else if (hash !== after) {
      if (isFree && fileAt(folder, stagedPath(index, "new")).hash === after) put(folder, index, "new", path);
      else kept.push(path);
    }
  });
  return kept;
}

/** Only what is as it would be afterwards is replaced or removed. */
function goBack(folder: string, entries: readonly JournalEntry[]): void {
  const steps = entries.map((entry, index) => ({ ...entry, index })).reverse();
  for (const { path, before, after, index } of steps) {
    if (refusedPath(folder, path) !== null) continue;
    const { kind, hash } = fileAt(folder, path);
    if (kind === "file" && hash !== after) continue;
    if (before === null) remove(folder, path, kind);
    else if (fileAt(folder, stagedPath(index, "old")).hash === before) put(folder, index, "old", path);
  }
}

/** Whether a staged file is not what the journal says: then it cannot go on, and what it replaced is still there. */
function isTorn(folder: string, entries: readonly JournalEntry[]): boolean {
  return entries.some(({ after }, index) => {
    const { kind, hash } = fileAt(folder, stagedPath(index, "new"));
    return kind === "file" && hash !== after;
  });
}

function put(folder: string, index: number, part: "new" | "old", path: string): void {
  makeFolder(dirname(join(folder, path)), true);
  renameSync(staged(folder, index, part), join(folder, path));
}

/** Removes a file, if a run that was killed has not done so, and the folders that are empty then. */
function remove(folder: string, path: string, kind: "none" | "other" | "file"): void {
  if (kind !== "none") unlinkSync(join(folder, path));
  for (let at = dirname(path); at !== "."; at = dirname(at)) {
    if (lstatSync(join(folder, at), { throwIfNoEntry: false }) === undefined) continue;
    if (readdirSync(join(folder, at)).length > 0) return;
    rmdirSync(join(folder, at));
  }
}

/** Removes what the generator has staged. */
function clearStaging(folder: string): void {
  for (const name of stagedNames(folder)) unlinkSync(join(folder, stagingName, name));
  if (lstatSync(join(folder, stagingName), { throwIfNoEntry: false }) !== undefined)
    rmdirSync(join(folder, stagingName));
}

/** What is staged. Anything else in there is somebody's: it stays, and nothing is done until it is gone. */
function stagedNames(folder: string): readonly string[] {
  const found = lstatSync(join(folder, stagingName), { throwIfNoEntry: false });
  if (found === undefined) return [];
  const refuse = (path: string, reason: string): never => {
    throw new InTheWayError(folder, path, reason);
  };
  if (!found.isDirectory()) refuse(stagingName, "is no folder, and the generator needs the name");
  const names = readdirSync(join(folder, stagingName));
  for (const name of names) {
    const path = `${stagingName}/${name}`;
    const isOurs = /^(?:\d+\.(?:new|old)|journal)$/.test(name) && lstatSync(join(folder, path)).isFile();
    if (!isOurs) refuse(path, "was not written by the generator, and is where it keeps files while it writes");
  }
  return names;
}

/** Never through a link, and never over what is there. */
function create(file: string, text: string, flush = false): void {
  writeFileSync(file, text, { flag: "wx", mode: 0o644, flush });
}

function makeFolder(folder: string, recursive: boolean): void {
  mkdirSync(folder, { recursive, mode: 0o755 });
}

function staged(folder: string, index: number, part: "new" | "old"): string {
  return join(folder, stagedPath(index, part));
}

function stagedPath(index: number, part: "new" | "old"): string {
  return `${stagingName}/${index}.${part}`;
}
