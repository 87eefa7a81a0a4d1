import { type Diagnostic, formatDiagnostic } from "../diagnostic.js";
import { escapeUnprintable } from "../printable.js";
import type { PackageReport, Report } from "../report.js";

/** Where a command prints: results to `out`, progress and diagnostics to `err`. */
export interface Printer {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

type Severity = Diagnostic["severity"];
const colors: Readonly<Record<Severity, number>> = { error: 31, warning: 33, hint: 36 };

/** The whole report as one JSON document; what a terminal would not show, or obey, is escaped. */
export function printJson(report: Report, { out }: Pick<Printer, "out">): void {
  out(escapeUnprintable(JSON.stringify(report, null, 2)));
}

/** Diagnostics, each with what to do about it, and how many there are. */
export function printDiagnostics({ diagnostics }: Report, { err, color }: Printer, writes: boolean): void {
  for (const diagnostic of diagnostics) {
    const [head = "", ...help] = formatDiagnostic(diagnostic).split("\n");
    err(
      color
        ? head.replace(/ (error|warning|hint) /, (word) => `\u001b[${colors[word.trim() as Severity]}m${word}\u001b[0m`)
        : head,
    );
    for (const line of help) err(line);
  }
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  if (errors > 0) err(`${count(errors, "error")}.${writes ? " Nothing was written." : ""}`);
}

/** A line per package, then what to do next. */
export function printGenerated({ packages }: Report, { out, quiet }: Printer): void {
  if (quiet) return;
  for (const entry of packages) out(packageLine(entry));
  for (const { name, skipped } of packages) for (const line of skippedLines(skipped)) out(`  ${name} skipped ${line}`);
  const changed = packages.reduce((sum, entry) => sum + entry.changed.length, 0);
  out(
    changed === 0
      ? "Nothing changed. Next: npm test."
      : `${count(changed, "file")} written. Next: look at the diff, run npm test, and commit.`,
  );
}

/** How many places of one reason are told one by one; beyond, readers want the reason, and programs have `--json`. */
const fewPlaces = 10;

function skippedLines(skipped: PackageReport["skipped"]): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { pointer, reason } of skipped) {
    const pointers = reasons.get(reason);
    if (pointers === undefined) reasons.set(reason, [pointer]);
    else pointers.push(pointer);
  }
  return [...reasons].flatMap(([reason, pointers]) => {
    const told = pointers.slice(0, pointers.length > fewPlaces ? 1 : fewPlaces);
    const others = pointers.length - told.length;
    const rest = others === 0 ? "" : ` (and ${others} other places, see --json)`;
    return told.map((pointer) => `${pointer}: ${reason}${rest}`);
  });
}

/** The paths that `generate` would change. */
export function printDrift({ packages }: Report, { out, err, quiet }: Printer): void {
  const changed = packages.flatMap((entry) => entry.changed);
  for (const path of changed) out(path);
  if (quiet) return;
  err(
    changed.length === 0
      ? "Everything is up to date."
      : `${count(changed.length, "file")} would change. Run openapi-fluent generate.`,
  );
}

function packageLine({ name, operations, models, files, changed, ms }: PackageReport): string {
  const parts = [
    count(operations, "operation"),
    count(models, "model"),
    `${count(files, "file")} (${changed.length} changed)`,
    `${ms} ms`,
  ];
  return `${name}  ${parts.join(", ")}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
