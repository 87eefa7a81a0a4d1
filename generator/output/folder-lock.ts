import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const lockName = ".openapi-fluent.lock";

/** Another run works on the folder. */
export class FolderBusyError extends Error {}

/** Runs something while no other run works on the folders; a lock whose process is gone is taken over. */
export async function withFolders<T>(folders: readonly string[], run: () => T | Promise<T>): Promise<T> {
  const locked: { file: string; made: string | undefined }[] = [];
  try {
    // In one order, so that two runs never wait for each other.
    for (const folder of [...new Set(folders)].sort()) locked.push(lock(folder));
    return await run();
  } finally {
    for (const { file, made } of locked.reverse()) {
      rmSync(file, { force: true });
      if (made !== undefined) removeIfEmpty(dirname(file), made);
    }
  }
}

function lock(folder: string): { file: string; made: string | undefined } {
  const made = mkdirSync(folder, { recursive: true });
  const file = join(folder, lockName);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o644 });
      return { file, made };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isAlive(readPid(file))) break;
      rmSync(file, { force: true });
    }
  }
  throw new FolderBusyError(`Another openapi-fluent writes to ${folder}; run this again when it has ended.`);
}

function readPid(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes the folders that locking made, as long as nothing was written to them. */
function removeIfEmpty(folder: string, top: string): void {
  for (let at = folder; at.startsWith(top); at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
  }
}
