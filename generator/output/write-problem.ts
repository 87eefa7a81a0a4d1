import type { Diagnostic } from "../diagnostic.js";
import { displayPath } from "../display-path.js";
import { FolderBusyError } from "./folder-lock.js";
import { InTheWayError } from "./journal.js";

/** What each code of the system means, and what helps. */
const causes: ReadonlyMap<string, readonly [what: string, help: string]> = new Map([
  ["ENOSPC", ["the disk is full", "Free some space"]],
  ["EDQUOT", ["your share of the disk is used up", "Free some space"]],
  ["EACCES", ["access is not permitted", "Give yourself the right to read and write it"]],
  ["EPERM", ["the operation is not permitted", "Give yourself the right to read and write it"]],
  ["EROFS", ["the file system is read-only", "Make it writable, or choose another output folder"]],
  ["EMFILE", ["this process may not open more files", "Raise the limit of open files (ulimit -n)"]],
  ["ENFILE", ["the system may not open more files", "End programs that hold many files open"]],
  ["EXDEV", ["parts of the folder are on different file systems", "Mount the package's folder as a whole"]],
  ["EIO", ["the device failed to read or write", "Look after the disk"]],
  ["ENAMETOOLONG", ["the path is too long", "Choose an output folder with a shorter path"]],
  ["EBUSY", ["another program holds the file", "Close that program"]],
  ["ENOENT", ["the file or its folder has disappeared", "Let nothing else change the folder meanwhile"]],
]);

/** The diagnostic for an error that stopped a run; `null` for one that is a mistake of the generator. */
export function writeProblem(error: unknown): Diagnostic | null {
  if (error instanceof FolderBusyError) {
    const help = "If none runs, delete the files of that folder whose names begin with .openapi-fluent.lock.";
    return problem("OF2003", "", error.message, help);
  }
  if (error instanceof InTheWayError) {
    const { folder, path, message } = error;
    const help = "Move or remove it, then run this again.";
    return problem("OF2002", displayPath(`${folder}/${path}`), `This ${message}.`, help);
  }
  if (!isSystemError(error)) return null;
  const [what, help] = causes.get(error.code) ?? ["the system refuses it", "Remove the cause"];
  const path = error.path === undefined ? "" : displayPath(error.path);
  const then = "then run this again. Each package is as it was, or is made whole by that.";
  return problem("OF2005", path, `A file or folder cannot be used: ${what} (${error.code}).`, `${help}, ${then}`);
}

function isSystemError(error: unknown): error is { readonly code: string; readonly path?: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}

function problem(code: string, file: string, message: string, help: string): Diagnostic {
  return { code, severity: "error", file, line: 0, column: 0, pointer: "", message, help };
}
