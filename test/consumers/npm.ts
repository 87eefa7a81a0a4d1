import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProcessResult, run } from "../compile/run-node.js";

/** A tarball that `npm pack` made. */
export interface Tarball {
  readonly name: string;
  readonly path: string;
  /** Paths inside, without `package/`, sorted. */
  readonly files: readonly string[];
  /** Paths that the owner may execute. */
  readonly executables: readonly string[];
}

interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** Runs npm, and throws what it said when it fails. */
export async function npm(args: readonly string[], cwd: string): Promise<ProcessResult> {
  const result = await run("npm", args, { cwd });
  if (result.exitCode !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`);
  return result;
}

/** Packs folders into another one, which must exist. */
export async function pack(folders: readonly string[], destination: string): Promise<Tarball[]> {
  const { stdout } = await npm(["pack", "--json", "--pack-destination", destination, ...folders], destination);
  return (JSON.parse(stdout) as PackReport[]).map(({ name, filename, files }) => ({
    name,
    path: join(destination, filename),
    files: files.map(({ path }) => path).sort(),
    executables: files.filter(({ mode }) => (mode & 0o100) !== 0).map(({ path }) => path),
  }));
}

/** An empty folder in the system's place for temporary files. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "openapi-fluent-consumer-"));
}

/** A project that has nothing but a name. */
export async function emptyProject(manifest: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const folder = await emptyFolder();
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, ...manifest }));
  return folder;
}

/** Removes folders with all that is in them. */
export async function remove(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
