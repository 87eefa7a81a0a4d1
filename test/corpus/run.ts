import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { compilers } from "../compile/compilers.js";
import { type CorpusDocument, unpackCorpus } from "./archives.js";
import type { DocumentReport } from "./document-report.js";
import { type Job, type Result, runJob } from "./jobs.js";
import { runJobs, type WorkerMessage } from "./pool.js";
import { rowOf, table } from "./table.js";

interface Flags {
  readonly only?: string;
  readonly shard?: string;
  readonly skipCompile?: true;
  readonly skipRequests?: true;
  readonly report: string;
  readonly processes: string;
}

const program = fileURLToPath(import.meta.url);
/** Packages of one program hold about as much text as the largest does alone. */
const shardSize = 6e6;

async function main(): Promise<void> {
  const flags = new Command("test:corpus")
    .description("Judges the generator by real documents: generation, counts, compilation, requests.")
    .option("--only <texts>", "documents whose id holds one of these, comma-separated")
    .option("--shard <i/n>", "every n-th document, from the i-th")
    .option("--skip-compile", "without the three compilers")
    .option("--skip-requests", "without calling the operations")
    .option("--report <file>", "where the whole report goes", "node_modules/.cache/corpus/report.json")
    .option("--processes <n>", "how many processes work", String(Math.min(4, availableParallelism())))
    .parse()
    .opts<Flags>();
  const shared = process.env.OPENAPI_FLUENT_SHARED;
  if (shared === undefined) {
    console.error("OPENAPI_FLUENT_SHARED must name the folder that holds corpus/.");
    process.exitCode = 2;
    return;
  }
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "openapi-fluent-corpus-"));
  try {
    const documents = picked(unpackCorpus(join(shared, "corpus"), join(folder, "documents")), flags);
    const reports = await judge(documents, folder, flags);
    const errors = flags.skipCompile ? new Map<string, string[]>() : await compile(reports, flags);
    const isFine = print(documents, reports, errors, flags);
    console.log(`${Math.round((performance.now() - start) / 1000)} s; the whole report is in ${flags.report}`);
    process.exitCode = isFine ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function picked(documents: readonly CorpusDocument[], { only, shard }: Flags): readonly CorpusDocument[] {
  const texts = only?.split(",") ?? [""];
  const [index = 1, count = 1] = shard?.split("/").map(Number) ?? [];
  return documents.filter(({ id }, at) => texts.some((text) => id.includes(text)) && at % count === index - 1);
}

async function judge(
  documents: readonly CorpusDocument[],
  folder: string,
  flags: Flags,
): Promise<readonly DocumentReport[]> {
  const packages = join(folder, "packages");
  mkdirSync(packages);
  writeFileSync(join(packages, "package.json"), '{ "type": "module" }');
  // The largest first, so that no process waits for another at the end.
  const ordered = [...documents].sort((a, b) => b.bytes - a.bytes);
  const jobs = ordered.map((document): Job => {
    const own = join(packages, document.id.replace(/[^\w.-]/g, "_"));
    return { kind: "judge", document, folder: own, requests: flags.skipRequests === undefined };
  });
  const reports = new Map<string, DocumentReport>();
  const onResult = (result: Result): void => {
    if (result.kind !== "judge") return;
    reports.set(result.report.id, result.report);
    progress(`${reports.size}/${documents.length} ${result.report.id}`);
  };
  await runJobs(program, jobs, Number(flags.processes), onResult, (job, reason) => {
    if (job.kind === "judge") reports.set(job.document.id, crashed(job.document.id, reason));
  });
  return documents.flatMap(({ id }) => reports.get(id) ?? []);
}

async function compile(reports: readonly DocumentReport[], flags: Flags): Promise<ReadonlyMap<string, string[]>> {
  const shards: { size: number; packages: { id: string; folder: string }[] }[] = [];
  for (const { id, sources, size } of [...reports].sort((a, b) => b.size - a.size)) {
    if (sources === null) continue;
    let shard = shards.find((one) => one.size + size < shardSize);
    if (shard === undefined) {
      shard = { size: 0, packages: [] };
      shards.push(shard);
    }
    shard.size += size;
    shard.packages.push({ id, folder: sources });
  }
  const jobs = compilers.flatMap(({ version }) =>
    shards.map(({ packages }): Job => ({ kind: "compile", version, packages })),
  );
  const errors = new Map<string, string[]>();
  const add = (id: string, lines: readonly string[]): void => {
    errors.set(id, [...(errors.get(id) ?? []), ...lines]);
  };
  const times = new Map<string, number>();
  let done = 0;
  const onResult = (result: Result): void => {
    if (result.kind !== "compile") return;
    progress(`compiled ${++done}/${jobs.length}`);
    times.set(result.version, (times.get(result.version) ?? 0) + result.took);
    for (const [id, lines] of result.findings)
      add(
        id,
        lines.map((line) => `TypeScript ${result.version}: ${line}`),
      );
  };
  await runJobs(program, jobs, Number(flags.processes), onResult, (job, reason) => {
    if (job.kind === "compile") for (const { id } of job.packages) add(id, [`TypeScript ${job.version}: ${reason}`]);
  });
  for (const [version, took] of times)
    console.log(`TypeScript ${version}: ${Math.round(took / 1000)} s in ${shards.length} programs`);
  return errors;
}

function print(
  documents: readonly CorpusDocument[],
  reports: readonly DocumentReport[],
  errors: ReadonlyMap<string, string[]>,
  flags: Flags,
): boolean {
  const rows = reports.map((report) => rowOf(report, errors.get(report.id)?.length ?? 0));
  console.log(table(rows));
  const isWrong = (report: DocumentReport): boolean =>
    report.failures.length > 0 || report.failedRequests.length > 0 || errors.has(report.id);
  for (const report of reports.filter(isWrong)) {
    console.log(`\n${report.id}`);
    for (const failure of some(report.failures)) console.log(`  ${failure}`);
    for (const error of some(errors.get(report.id) ?? [])) console.log(`  ${error}`);
    for (const { operation, mode, request, findings } of some(report.failedRequests)) {
      console.log(`  ${operation} (${mode}): ${findings.join("; ")}\n    ${request.slice(0, 300)}`);
    }
  }
  const requests = reports.reduce((sum, report) => sum + report.requests, 0);
  const listed = reports.reduce((sum, report) => sum + report.listed, 0);
  const failed = reports.reduce((sum, report) => sum + report.failedRequests.length, 0);
  const generated = reports.filter((report) => report.outcome === "generated").length;
  console.log(
    `\n${generated} of ${documents.length} documents generate; of ${requests} requests ${requests - listed - failed} are ` +
      `accepted, ${listed} (${((100 * listed) / Math.max(1, requests)).toFixed(2)} %) meet a listed defect of the validator, ${failed} fail.`,
  );
  const isTooMuchListed = listed > requests / 100;
  if (isTooMuchListed) console.log("More than 1 % of the requests are listed as the validator's defects.");
  mkdirSync(join(flags.report, ".."), { recursive: true });
  const whole = reports.map((report) => ({ ...report, compilerErrors: errors.get(report.id) ?? [] }));
  writeFileSync(flags.report, JSON.stringify(whole, null, 1));
  return !isTooMuchListed && reports.length === documents.length && !reports.some(isWrong);
}

/** The first of many; the report has all. */
function some<T>(list: readonly T[]): readonly T[] {
  return list.slice(0, 5);
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else process.stderr.write(`${text}\n`);
}

function crashed(id: string, reason: string): DocumentReport {
  return {
    ...{ id, operations: 0, models: 0, generated: 0, called: 0, requests: 0, listed: 0, size: 0 },
    ...{ outcome: "crashed", unknowns: { printed: 0, explained: 0 }, unsatisfiable: [], failedRequests: [] },
    failures: [reason],
    sources: null,
  };
}

if (process.argv.includes("--worker")) {
  process.on("message", async (job: Job) => {
    const message: WorkerMessage = { result: await runJob(job), memory: process.memoryUsage().rss };
    process.send?.(message);
  });
} else await main();
