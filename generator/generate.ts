import { join } from "node:path";
import { setImmediate as signalsAreHeard } from "node:timers/promises";
import { type BuiltPackage, buildPackage, readDocument } from "./build-package.js";
import { type Diagnostic, Diagnostics } from "./diagnostic.js";
import { displayPath } from "./display-path.js";
import { orReported } from "./failure.js";
import { withFolders } from "./output/folder-lock.js";
import { nestedFolders, refusedFolder } from "./output/output-folder.js";
import { type OutputPlan, planOutput } from "./output/plan-output.js";
import { recover } from "./output/transaction.js";
import { writePackages } from "./output/write-packages.js";
import { writeProblem } from "./output/write-problem.js";
import { type PackageTarget, UsageError } from "./package-target.js";
import { hintPagination } from "./pagination-hints.js";
import type { PackageReport, Report } from "./report.js";
import { type CachedReport, cachedReport, rememberReport } from "./result-cache.js";

/** How targets are generated. */
export interface RunOptions {
  /** Replaces edited and foreign files that are in the way. */
  readonly force: boolean;
  /** Compares only; nothing is written. */
  readonly dryRun: boolean;
  /** Ends the run before anything is written; then its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** A target with what is to be done for it; nothing, when the last result still holds. */
interface Planned {
  readonly target: PackageTarget;
  readonly result: CachedReport;
  readonly work: { readonly built: BuiltPackage; readonly plan: OutputPlan } | null;
  readonly ms: number;
}

/** Generates packages, all or none of them. */
export async function generateTargets(targets: readonly PackageTarget[], options: RunOptions): Promise<Report> {
  const outputs = targets.map((target) => target.output);
  for (const output of outputs) {
    const refused = refusedFolder(output);
    if (refused !== null) throw new UsageError(`${output} cannot be written to: ${refused}.`);
  }
  if (new Set(outputs).size < outputs.length) throw new UsageError("Two packages have the same output folder.");
  const nested = nestedFolders(outputs);
  if (nested !== null) throw new UsageError(`Two packages share a folder: ${nested[1]} is inside ${nested[0]}.`);
  try {
    return await withFolders(outputs, () => run(targets, options), options.dryRun);
  } catch (error) {
    const stopped = writeProblem(error);
    if (stopped === null) throw error;
    return { ok: false, packages: [], diagnostics: [stopped] };
  }
}

/** Reads documents and reports what is wrong with them. */
export function validateDocuments(inputs: readonly string[], allowPaths: readonly string[] = []): Report {
  const diagnostics = inputs.flatMap((input) => {
    const found = new Diagnostics();
    orReported(input, found, () => {
      const read = readDocument({ input, allowPaths }, found);
      if (read !== null) hintPagination(read.api, found);
    });
    return found.list();
  });
  return { ok: !diagnostics.some((diagnostic) => diagnostic.severity === "error"), packages: [], diagnostics };
}

async function run(targets: readonly PackageTarget[], { force, dryRun, signal }: RunOptions): Promise<Report> {
  for (const { output } of targets) recover(output);
  const diagnostics: Diagnostic[] = [];
  const planned: Planned[] = [];
  for (const target of targets) {
    const start = performance.now();
    const found = plan(target, force);
    for (const diagnostic of found.diagnostics) diagnostics.push(diagnostic);
    if (found.result === null) continue;
    const conflicts = found.work?.plan.conflicts ?? [];
    if (!dryRun) diagnostics.push(...conflicts.map(({ path, reason }) => conflict(target.output, path, reason)));
    planned.push({ target, result: found.result, work: found.work, ms: performance.now() - start });
    await signalsAreHeard();
    signal?.throwIfAborted();
  }
  const failed = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  if (!failed && !dryRun) write(planned);
  const drift = planned.some(({ work }) => work !== null && work.plan.drift.length > 0);
  return {
    ok: !failed && !(dryRun && drift),
    packages: planned.map((entry) => packageReport(entry, dryRun)),
    diagnostics,
  };
}

function plan(
  target: PackageTarget,
  force: boolean,
): Pick<Planned, "work"> & { readonly result: CachedReport | null; readonly diagnostics: readonly Diagnostic[] } {
  const cached = cachedReport(target);
  if (cached !== null) return { work: null, result: cached, diagnostics: cached.diagnostics };
  const found = new Diagnostics();
  const built = orReported(target.input, found, () => buildPackage(target, found));
  const diagnostics = found.list();
  if (built === null) return { work: null, result: null, diagnostics };
  const { api, files } = built;
  const summary = {
    operations: api.operations.length,
    models: api.models.size,
    files: files.length + 1,
    skipped: api.skipped.map(({ place, reason }) => ({ pointer: `#${place.pointer}`, reason })),
  };
  const work = { built, plan: planOutput(target.output, files, { force, sources: new Set(built.sources.keys()) }) };
  return { work, result: { package: summary, diagnostics }, diagnostics };
}

function write(planned: readonly Planned[]): void {
  writePackages(planned.flatMap(({ work }) => (work === null ? [] : [work.plan])));
  for (const { target, work, result } of planned) {
    if (work === null) continue;
    const outputs = new Map(work.plan.complete.map((file) => [join(target.output, file.path), file.text]));
    rememberReport(target, work.built.sources, outputs, result);
  }
}

function packageReport({ target, work, result, ms }: Planned, dryRun: boolean): PackageReport {
  const written = work === null ? [] : [...work.plan.writes.map(({ file }) => file), ...work.plan.removes];
  const changed = dryRun ? (work?.plan.drift ?? []) : written.map(({ path }) => path);
  return {
    name: target.packageName,
    ...result.package,
    changed: changed.map((path) => displayPath(`${target.output}/${path}`)),
    ms: Math.round(ms),
  };
}

function conflict(folder: string, path: string, reason: string): Diagnostic {
  const help = "Move your change elsewhere, or let --force replace the file.";
  const file = displayPath(`${folder}/${path}`);
  const place = { file, line: 0, column: 0, pointer: "" };
  return { code: "OF2001", severity: "error", ...place, message: `This file ${reason}.`, help };
}
