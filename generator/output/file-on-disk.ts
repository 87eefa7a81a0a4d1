import { createHash } from "node:crypto";
import { lstatSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A regular file's bytes, also behind a link; `null` for anything else, since reading a pipe or a device may not end. */
export function readBytes(folder: string, path: string): Buffer | null {
  const file = join(folder, path);
  try {
    return statSync(file).isFile() ? readFileSync(file) : null;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** A regular file's text with LF line ends, or `null` when there is none. */
export function readText(folder: string, path: string): string | null {
  return readBytes(folder, path)?.toString("utf8").replaceAll("\r\n", "\n") ?? null;
}

/** A hash over the bytes of a file. */
export function hashOfBytes(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What is at a path: nothing, a file with a hash over its bytes, or something that is no file. */
export function fileAt(
  folder: string,
  path: string,
): { readonly kind: "none" | "other" | "file"; readonly hash: string } {
  const found = lstatSync(join(folder, path), { throwIfNoEntry: false });
  if (found === undefined) return { kind: "none", hash: "" };
  if (!found.isFile()) return { kind: "other", hash: "" };
  return { kind: "file", hash: hashOfBytes(readFileSync(join(folder, path))) };
}

/** Whether an error says that there is no such file, and not that the file system refuses to answer. */
function isAbsence(error: unknown): boolean {
  const absent = ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];
  return absent.includes((error as NodeJS.ErrnoException).code ?? "");
}
