import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, parse, relative, resolve, sep } from "node:path";

/** Why a folder must not be written to, or `null`. */
export function refusedFolder(folder: string): string | null {
  const path = resolve(folder);
  const real = realPath(path);
  if (path === parse(path).root || real === parse(real).root) return "it is the root of the file system";
  if (holds(real, realPath(homedir()))) return "it is your home folder, or holds it";
  if (holds(real, process.cwd())) return "it holds the folder that you are in";
  const steps = real.toLowerCase().split(sep);
  if (steps.includes("node_modules")) return "it is inside node_modules";
  if (steps.includes(".git")) return "it is inside .git";
  if (isSymlink(path)) return "it is a symbolic link; give the path that it leads to";
  if (holds(process.cwd(), path) && !holds(process.cwd(), real)) {
    return "a symbolic link leads it out of the folder that you are in; give the path that it leads to";
  }
  for (let at = path; ; at = dirname(at)) {
    const found = statsOf(at, statSync);
    if (found !== undefined) return found.isDirectory() ? null : `${at} is a file`;
  }
}

/** Two of the folders of which one is, or is inside, the other, or `null`; upper and lower case are the same. */
export function nestedFolders(folders: readonly string[]): readonly [outer: string, inner: string] | null {
  const sorted = folders.map((folder) => ({ folder, real: realPath(folder).toLowerCase() }));
  sorted.sort((one, other) => one.real.length - other.real.length);
  for (const [index, outer] of sorted.entries()) {
    const inner = sorted.slice(index + 1).find(({ real }) => holds(outer.real, real));
    if (inner !== undefined) return [outer.folder, inner.folder];
  }
  return null;
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/**
 * Why a file of a package must not be written, or `null`: it must not leave the folder through a link, and what is no
 * file, or is one where a folder must be, stays as it is.
 */
export function refusedPath(folder: string, path: string): string | null {
  const steps = path.split("/");
  let at = folder;
  for (const [index, step] of steps.entries()) {
    at = join(at, step);
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (found.isSymbolicLink()) return `cannot be written: ${relative(folder, at)} is a symbolic link`;
    if (index === steps.length - 1) return found.isFile() ? null : "cannot be written: what has that name is no file";
    if (!found.isDirectory()) return `cannot be written: ${relative(folder, at)} is no folder`;
  }
  return null;
}

/** The real path of what may not exist yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), parse(path).base);
  }
}

function isSymlink(path: string): boolean {
  return statsOf(path, lstatSync)?.isSymbolicLink() ?? false;
}

/** Nothing, too, for what would be below a file. */
function statsOf(path: string, read: (path: string) => Stats): Stats | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}
