import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const folder: string = join(import.meta.dirname, "installed");
const require = createRequire(join(folder, "package.json"));

/** The path of a file of an installed package. */
export function installed(path: string): string {
  return join(folder, "node_modules", path);
}

/** A package that drives a runtime; it has its types in its own folder, which no compilation of ours reads. */
export function load(name: string): unknown {
  return require(name);
}

/** Installs the runtimes at the versions of the lockfile, unless they are; no script of theirs runs. */
export async function install(): Promise<void> {
  const [wanted, have] = await Promise.all(["package-lock.json", "node_modules/.package-lock.json"].map(versions));
  if (wanted === have) return;
  console.log(`Installing the runtimes into ${folder}.`);
  // Not `npm ci`: it wants the packages of all platforms in the lock file, and this registry does not tell of all.
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", ["install", "--prefix", folder, ...flags]);
}

/** What a lockfile says of packages that fit this machine. */
async function versions(lockfile: string): Promise<string> {
  const path = join(folder, lockfile);
  if (!existsSync(path)) return "nothing";
  const { packages } = JSON.parse(await readFile(path, "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return Object.entries(packages)
    .filter(([name]) => existsSync(join(folder, name, "package.json")) && name !== "")
    .map(([name, { version }]) => `${name}@${version}`)
    .sort()
    .join();
}
