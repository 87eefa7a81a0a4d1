import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { hostname, uptime } from "node:os";
import { join } from "node:path";

/** A run's claim to a folder: a file whose name says which process made it. */
const claimPattern = /^\.openapi-fluent\.lock\.([0-9a-f]{8})\.(\d{1,10})\.(\d{1,20})\.[0-9a-f]{16}$/;

/** A claim of another machine tells nothing of its process; no run takes this long. */
const longestRun = 10 * 60_000;

/** A name that no other claim has. */
export function claimName(): string {
  return `.openapi-fluent.lock.${machine()}.${process.pid}.${startOf(process.pid) ?? 0}.${randomBytes(8).toString("hex")}`;
}

/** Whether a file's name is that of a claim. */
export function isClaim(name: string): boolean {
  return claimPattern.test(name);
}

/** Whether the process that made a claim still runs: not when its number belongs to another process now. */
export function isHeld(folder: string, name: string): boolean {
  const [, host, pid, start] = claimPattern.exec(name) ?? [];
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (found?.isFile() !== true) return false;
  const age = Date.now() - found.mtimeMs;
  if (host !== machine()) return Math.abs(age) < longestRun;
  if (!isAlive(Number(pid)) || age > uptime() * 1000) return false;
  const began = startOf(Number(pid));
  return began === null || start === "0" || began === start;
}

function isAlive(pid: number): boolean {
  // Zero and what does not fit would reach a group of processes, or throw.
  if (pid <= 0 || pid > 2 ** 31 - 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, in a unit of the system's own; `null` where the system does not tell. */
function startOf(pid: number): string | null {
  try {
    // The second field is the program's name in parentheses, and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)?.trim().split(" ");
    return fields?.[19] ?? null;
  } catch {
    return null;
  }
}

let known: string | undefined;

/** Process numbers mean something on one machine, and in one container, only. */
function machine(): string {
  known ??= createHash("sha256").update(`${hostname()} ${processSpace()}`).digest("hex").slice(0, 8);
  return known;
}

function processSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
