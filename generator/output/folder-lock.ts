import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { claimName, isClaim, isHeld } from "./claim.js";

/** Another run works on the folder. */
export class FolderBusyError extends Error {}

/** What a run holds: its claim, and the topmost folder that had to be made for it. */
interface Lock {
  readonly folder: string;
  readonly claim: string;
  readonly made: string | null;
}

/**
 * Runs something while no other run works on the folders; what a killed process has claimed is taken over. Who only
 * looks needs no claim to a folder that does not exist, or that is read-only.
 */
export async function withFolders<T>(
  folders: readonly string[],
  run: () => T | Promise<T>,
  looksOnly: boolean = false,
): Promise<T> {
  const locks: Lock[] = [];
  try {
    // In one order, so that two runs never wait for each other.
    for (const folder of [...new Set(folders)].sort()) {
      if (looksOnly && !isWritable(folder)) continue;
      locks.push(await lock(folder));
    }
    return await run();
  } finally {
    for (const held of locks.reverse()) release(held);
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Claims a folder, then looks for claims of others: of two runs, at least one sees the other. Both give way then, and
 * try again at different times.
 */
async function lock(folder: string): Promise<Lock> {
  for (let attempt = 0; attempt < 12; attempt++) {
    if (attempt > 0) await wait(10 + Math.random() * 40);
    const made = mkdirSync(folder, { recursive: true, mode: 0o755 }) ?? null;
    const mine: Lock = { folder, claim: claimName(), made };
    try {
      writeFileSync(join(folder, mine.claim), made ?? "", { flag: "wx", mode: 0o644 });
    } catch (error) {
      if (made !== null) removeEmpty(folder, made);
      // The run that made the folder has removed it.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
      throw error;
    }
    try {
      const others = readdirSync(folder).filter((name) => isClaim(name) && name !== mine.claim);
      if (!others.some((name) => isHeld(folder, name))) return { ...mine, made: takeOver(folder, others) ?? made };
    } catch (error) {
      release(mine);
      throw error;
    }
    release(mine);
  }
  throw new FolderBusyError(`Another openapi-fluent writes to ${folder}; run this again when it has ended.`);
}

/** Removes claims of processes that are gone. Answers with the topmost folder that they made. */
function takeOver(folder: string, claims: readonly string[]): string | null {
  let made: string | null = null;
  for (const name of claims) {
    const path = join(folder, name);
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue;
    const top = readFileSync(path, "utf8");
    if (top !== "" && (made === null || top.length < made.length)) made = top;
    unlinkSync(path);
  }
  return made;
}

function release({ folder, claim, made }: Lock): void {
  try {
    unlinkSync(join(folder, claim));
  } catch {
    // The claim of a process that has ended is nobody's.
  }
  if (made !== null) removeEmpty(folder, made);
}

/** Removes the folders that locking made, as long as nothing was written to them. */
function removeEmpty(folder: string, top: string): void {
  for (let at = folder; at.startsWith(top); at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
    if (at === dirname(at)) return;
  }
}
