import type { DocumentReport } from "./document-report.js";

/** A row of the table: a document, or the total. */
export interface Row {
  readonly name: string;
  readonly cells: readonly (string | number)[];
}

const columns = [
  "outcome",
  "ops",
  "models",
  "generate ms",
  "tsc errors",
  "requests",
  "listed",
  "unsat",
  "unknown",
  "explained",
  "failures",
];

/** The row of a document. */
export function rowOf(report: DocumentReport, compilerErrors: number): Row {
  return {
    name: report.id,
    cells: [
      report.outcome,
      report.operations,
      report.models,
      report.generated,
      compilerErrors,
      report.requests,
      report.listed,
      report.unsatisfiable.length,
      report.unknowns.printed,
      report.unknowns.explained,
      report.failures.length + report.failedRequests.length,
    ],
  };
}

/** Rows under a head, columns aligned, with their sums. */
export function table(rows: readonly Row[]): string {
  const sums = columns.map((_, index) => {
    const cells = rows.map(({ cells: own }) => own[index]);
    return typeof cells[0] === "string" ? "" : cells.reduce<number>((sum, cell) => sum + Number(cell), 0);
  });
  const lines = [
    ["document", ...columns],
    ...rows.map(({ name, cells }) => [name, ...cells]),
    [`${rows.length} documents`, ...sums],
  ].map((line) => line.map(String));
  const widths = ["document", ...columns].map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
