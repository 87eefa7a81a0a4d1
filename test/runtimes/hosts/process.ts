import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { installed } from "../installed.js";
import { bundleCases, stage } from "../staging.js";
import type { Host, Job } from "./host.js";

interface Program {
  readonly name: string;
  readonly file: string;
  /** Arguments before the program's path. */
  readonly flags?: readonly string[];
}

const programs: readonly Program[] = [
  { name: "node20", file: process.execPath },
  { name: "node22", file: installed("node-22/bin/node") },
  { name: "node24", file: installed("node-24/bin/node") },
  { name: "bun", file: installed("@oven/bun-linux-x64/bin/bun"), flags: ["run", "--no-install"] },
  {
    name: "deno",
    file: installed("@deno/linux-x64-glibc/deno"),
    flags: ["run", "--allow-all", "--no-prompt", "--node-modules-dir=manual", "--quiet"],
  },
];

/** Runtimes that are programs and run the packages as they lie in `node_modules`. */
export const processHosts: readonly Host[] = programs.map((program) => ({
  name: program.name,
  advice: "npm ci --prefix test/runtimes/installed --ignore-scripts (Linux on x64)",
  version: () => versionOf(program),
  run: (job) => run(program, job),
}));

async function versionOf({ name, file }: Program): Promise<string | undefined> {
  try {
    const version = /\d+\.\d+\.\d+/.exec((await promisify(execFile)(file, ["--version"])).stdout)?.[0];
    // The Node that runs this is one of the runtimes only where it is of that line.
    return name.startsWith("node") && !version?.startsWith(`${name.slice(4)}.`) ? undefined : version;
  } catch {
    return undefined;
  }
}

async function run({ name, file, flags = [] }: Program, { control, onOutput, signal }: Job): Promise<void> {
  const program = await bundleCases("node", { packages: "imported" });
  const env = { ...process.env, NO_COLOR: "1", DENO_DIR: join(stage, "deno"), DENO_NO_UPDATE_CHECK: "1" };
  const child = spawn(file, [...flags, program, control, name], {
    cwd: stage,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onOutput);
  child.on("error", () => undefined);
  const [code] = await once(child, "close");
  if (code !== 0 && !signal.aborted) throw new Error(`it ended with code ${code}`);
}
