import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";
import { withFolders } from "../../../generator/output/folder-lock.js";
import { planOutput } from "../../../generator/output/plan-output.js";
import { recover } from "../../../generator/output/transaction.js";
import { writePackages } from "../../../generator/output/write-packages.js";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What happens at which call of the file system. `E…+`: every call from there on that changes something fails. */
export interface Fault {
  readonly at: number;
  readonly how: "kill-before" | "kill-after" | "cut" | `E${string}`;
}

/** How writing a package ended, if the child was not killed. */
export interface End {
  readonly code: number;
  readonly stderr: string;
  /** The names of the calls of the file system. */
  readonly calls: readonly string[];
}

/** Writes packages in a process of their own, one after another; each folder with a fault, or with none. */
export async function writeInChild(
  command: "generate" | "check",
  files: string,
  jobs: readonly (Partial<Fault> & { readonly folder: string })[],
): Promise<{ readonly signal: NodeJS.Signals | null; readonly ends: readonly End[] }> {
  const program = ["--require", here("faulty-fs.cjs"), here("write-packages.mjs")];
  const child = spawn(process.execPath, [...program, command, files, JSON.stringify(jobs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  const ends = text.split("\n").filter((line) => line !== "");
  return { signal, ends: ends.map((line) => JSON.parse(line) as End) };
}

/** The names of the file-system calls of a run that is left alone. */
export async function callsOf(
  command: "generate" | "check",
  files: string,
  folder: string,
): Promise<readonly string[]> {
  const [end] = (await writeInChild(command, files, [{ folder }])).ends;
  if (end?.code !== 0) throw new Error(end?.stderr);
  return end.calls;
}

/** What `check` or `generate` does with a folder, in this process. */
export async function writeHere(
  command: "generate" | "check",
  folder: string,
  files: readonly GeneratedFile[],
): Promise<readonly string[]> {
  const run = (): readonly string[] => {
    recover(folder);
    const plan = planOutput(folder, files, { force: false });
    if (command === "generate" && plan.conflicts.length === 0) writePackages([plan]);
    return plan.conflicts.map(({ path }) => path);
  };
  return await withFolders([folder], run, command === "check");
}
