import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support.js";

/** The compiled command line. */
export const bin: string = join(root, "dist/cli/main.js");

/** What a run of the command line did. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kills the process after so many milliseconds. */
  readonly killAfter?: number;
}

/** Runs `openapi-fluent` in a folder. */
export async function cli(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const timer =
    options.killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), options.killAfter);
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  return { code, signal, ...output };
}

/** Throws when `dist/` is not what `generator/` would give: `npm run build` makes it. */
export function requireBuild(): void {
  const newest = (folder: string, ending: string): number =>
    Math.max(
      0,
      ...readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(ending))
        .map((path) => statSync(join(root, folder, path)).mtimeMs),
    );
  if (newest("dist", ".js") < newest("generator", ".ts")) {
    throw new Error("dist/ is older than generator/. Run npm run build.");
  }
}
