import { fork } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "../../compile/run-node.js";
import type { ClassPlan } from "./call-plan.js";
import { compileBatch } from "./compile-batch.js";
import type { ProbedPackage } from "./probed-package.js";
import { writeModules } from "./write-modules.js";

/** A request as the platform would have sent it; its body one character a byte. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A call and what it ended in. */
export interface ProbedCall {
  readonly operation: string;
  /** Which terminal; `bare` calls no setter, `server` is a call to another documented server. */
  readonly kind: string;
  readonly turn: number;
  /** `returned`, the `code` of a typed error, or `threw`, which is also a problem. */
  readonly outcome: string;
  /** The data as JSON, or the error's message. */
  readonly data: string;
  readonly requests: readonly SentRequest[];
}

/** What became of a package. */
export interface ProbeResult {
  readonly id: string;
  /** What the compiler says, under the package's own flags; empty is right. */
  readonly errors: readonly string[];
  /** Signs that text of the document ran: canaries, output, exits, changed globals. Empty is right. */
  readonly hits: readonly string[];
  /** Modules that cannot be imported, classes that cannot be made, calls that end without a typed error. */
  readonly problems: readonly string[];
  readonly modules: number;
  readonly classes: number;
  readonly operations: number;
  readonly calls: readonly ProbedCall[];
}

type Ran = Omit<ProbeResult, "errors">;

interface Job {
  readonly id: string;
  readonly modules: readonly (readonly [path: string, file: string])[];
  readonly plans: readonly (readonly [path: string, plans: readonly ClassPlan[]])[];
}

/** How long a batch may take, in milliseconds, before its packages are tried one by one. */
const patience = 120_000;

/**
 * Compiles packages as one program, then imports every module, makes every class and calls every operation in a child
 * process with canaries. A hit is told of its package: where the child cannot say whose it is, each runs alone.
 */
export async function probePackages(packages: readonly ProbedPackage[]): Promise<readonly ProbeResult[]> {
  const compiled = compileBatch(packages);
  const work = realpathSync(mkdtempSync(join(tmpdir(), "openapi-fluent-probe-")));
  try {
    const paths = writeModules(
      packages.map((probed, at) => ({ probed, keys: compiled[at]?.keys ?? new Map() })),
      work,
    );
    const jobs = packages.map(({ id }, at) => ({
      id,
      modules: [...(paths[at] ?? [])],
      plans: [...(compiled[at]?.plans ?? [])],
    }));
    const ran = await runJobs(jobs, work);
    return ran.map((each, at) => ({ ...each, errors: compiled[at]?.errors ?? [] }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs all in one process; when that process did anything that no package owns, each in a process of its own. */
async function runJobs(jobs: readonly Job[], work: string): Promise<readonly Ran[]> {
  if (jobs.length === 0) return [];
  const { reports, stray } = await runChild(jobs, work);
  const isSuspect = stray.length > 0 || reports.length < jobs.length || reports.some(({ hits }) => hits.length > 0);
  if (!isSuspect) return reports;
  if (jobs.length === 1) {
    const [own = blank(jobs[0]?.id ?? "")] = reports;
    return [{ ...own, hits: [...own.hits, ...stray] }];
  }
  const middle = Math.ceil(jobs.length / 2);
  return [...(await runJobs(jobs.slice(0, middle), work)), ...(await runJobs(jobs.slice(middle), work))];
}

function blank(id: string): Ran {
  return { id, hits: [], problems: [], modules: 0, classes: 0, operations: 0, calls: [] };
}

/** The child prints nothing, writes nothing, and ends by itself with 0; all else is a hit that no package owns. */
function runChild(
  jobs: readonly Job[],
  work: string,
): Promise<{ readonly reports: readonly Ran[]; readonly stray: readonly string[] }> {
  const home = mkdtempSync(join(work, "home-"));
  const temporary = join(home, "tmp");
  mkdirSync(temporary);
  return new Promise((resolve) => {
    const reports: Ran[] = [];
    const stray: string[] = [];
    const child = fork(fileURLToPath(new URL("probe-child.mjs", import.meta.url)), {
      cwd: home,
      execArgv: ["--unhandled-rejections=strict"],
      env: { ...childEnvironment(), TMPDIR: temporary, HOME: home },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => stray.push(`printed: ${text.slice(0, 300)}`));
    const timer = setTimeout(() => child.kill("SIGKILL"), patience);
    child.on("message", (message: { ready?: true; report?: Ran; hits?: readonly string[] }) => {
      if (message.ready) child.send({ jobs });
      if (message.report) reports.push(message.report);
      if (message.hits) stray.push(...message.hits);
    });
    child.on("close", (exitCode, signal) => {
      clearTimeout(timer);
      if (exitCode !== 0) stray.push(`the process ended with ${exitCode ?? signal}`);
      for (const name of readdirSync(home, { recursive: true, encoding: "utf8" }))
        if (name !== "tmp") stray.push(`a file was written: ${name}`);
      if (existsSync(join(work, "PWNED"))) stray.push("a file PWNED was written");
      rmSync(home, { recursive: true, force: true });
      resolve({ reports, stray });
    });
  });
}
