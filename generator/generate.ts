import { relative, sep } from "node:path";
import { type BuiltPackage, buildPackage, readDocument } from "./build-package.js";
import { type Diagnostic, Diagnostics } from "./diagnostic.js";
import { FolderBusyError, withFolders } from "./output/folder-lock.js";
import { refusedFolder } from "./output/output-folder.js";
import { type OutputPlan, planOutput } from "./output/plan-output.js";
import { apply, commit, recover, stage } from "./output/transaction.js";
import { type PackageTarget, UsageError } from "./package-target.js";
import type { PackageReport, Report } from "./report.js";

/** How targets are generated. */
export interface RunOptions {
  /** Replaces edited and foreign files that are in the way. */
  readonly force: boolean;
  /** Compares only; nothing is written. */
  readonly dryRun: boolean;
}

interface Planned {
  readonly target: PackageTarget;
  readonly built: BuiltPackage;
  readonly plan: OutputPlan;
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
  try {
    return await withFolders(outputs, () => run(targets, options));
  } catch (error) {
    if (!(error instanceof FolderBusyError)) throw error;
    return { ok: false, packages: [], diagnostics: [problem("OF2003", "", error.message, "")] };
  }
}

/** Reads documents and reports what is wrong with them. */
export function validateDocuments(inputs: readonly string[]): Report {
  const diagnostics = inputs.flatMap((input) => {
    const found = new Diagnostics();
    readDocument(input, found);
    return found.list();
  });
  return { ok: !diagnostics.some((diagnostic) => diagnostic.severity === "error"), packages: [], diagnostics };
}

function run(targets: readonly PackageTarget[], { force, dryRun }: RunOptions): Report {
  for (const { output } of targets) recover(output);
  const diagnostics: Diagnostic[] = [];
  const planned: Planned[] = [];
  for (const target of targets) {
    const start = performance.now();
    const found = new Diagnostics();
    const built = buildPackage(target, found);
    diagnostics.push(...found.list());
    if (built === null) continue;
    const plan = planOutput(target.output, built.files, force);
    if (!dryRun) diagnostics.push(...plan.conflicts.map(({ path, reason }) => conflict(target.output, path, reason)));
    planned.push({ target, built, plan, ms: performance.now() - start });
  }
  const failed = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  if (!failed && !dryRun) write(planned.map(({ plan }) => plan));
  const drift = planned.some(({ plan }) => plan.drift.length > 0);
  return {
    ok: !failed && !(dryRun && drift),
    packages: planned.map((entry) => packageReport(entry, dryRun)),
    diagnostics,
  };
}

function write(plans: readonly OutputPlan[]): void {
  const changing = plans.filter((plan) => plan.writes.length + plan.removes.length > 0);
  changing.forEach(stage);
  for (const { folder } of changing) commit(folder);
  for (const { folder } of changing) apply(folder);
}

function packageReport({ target, built, plan, ms }: Planned, dryRun: boolean): PackageReport {
  const changed = dryRun ? plan.drift : [...plan.writes.map((file) => file.path), ...plan.removes];
  return {
    name: target.packageName,
    operations: built.api.operations.length,
    models: built.api.models.size,
    files: built.files.length + 1,
    changed: changed.map((path) => displayPath(`${target.output}/${path}`)),
    skipped: built.api.skipped.map(({ place, reason }) => ({ pointer: `#${place.pointer}`, reason })),
    ms: Math.round(ms),
  };
}

function conflict(folder: string, path: string, reason: string): Diagnostic {
  const help = "Move your change elsewhere, or let --force replace the file.";
  return problem("OF2001", displayPath(`${folder}/${path}`), `This file ${reason}.`, help);
}

function problem(code: string, file: string, message: string, help: string): Diagnostic {
  return { code, severity: "error", file, line: 0, column: 0, pointer: "", message, help };
}

function displayPath(path: string): string {
  const near = relative(process.cwd(), path);
  return (near.startsWith("..") ? path : near).split(sep).join("/");
}
