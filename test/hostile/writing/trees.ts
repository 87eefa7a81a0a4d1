import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Names that the generator keeps for itself while it writes; none may be left after the next run. */
export const machinery: RegExp = /^\.openapi-fluent\.(?:staging|journal\.json|undo\.json|lock)/;

/** Everything below a folder, by path: bytes, modes, links and folders. */
export type Tree = Readonly<Record<string, string>>;

/** Looks at everything below a folder; the folder itself is empty when it does not exist. */
export function treeOf(folder: string, isLeftOut: (name: string) => boolean = () => false): Tree {
  const found: Record<string, string> = {};
  const walk = (at: string): void => {
    for (const name of readdirSync(join(folder, at)).sort()) {
      if (at === "" && isLeftOut(name)) continue;
      const path = at === "" ? name : `${at}/${name}`;
      const stats = lstatSync(join(folder, path));
      const mode = (stats.mode & 0o777).toString(8);
      if (stats.isSymbolicLink()) found[path] = `link to ${readlinkSync(join(folder, path))}`;
      else if (stats.isFile()) found[path] = `${mode} ${hash(readFileSync(join(folder, path)))}`;
      else if (stats.isDirectory()) {
        found[`${path}/`] = mode;
        walk(path);
      } else found[path] = "special";
    }
  };
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) walk("");
  return found;
}

/** The tree without what the generator keeps while it writes. */
export function packageTree(folder: string): Tree {
  return treeOf(folder, (name) => machinery.test(name));
}

export function hash(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

let base: string | undefined;
afterAll(() => {
  if (base !== undefined) rmSync(base, { recursive: true, force: true });
});

/** A folder that is gone after the tests of a file. In memory if possible: most of the time would be the disk's. */
export function temporaryFolder(): string {
  const memory = "/dev/shm";
  base ??= realpathSync(mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "openapi-fluent-writing-")));
  return mkdtempSync(join(base, "t-"));
}

/** Numbers from 0 to 1 that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
