import { mkdirSync } from "node:fs";
import { relative } from "node:path";
import { type BuiltPackage, buildPackage } from "../../generator/build-package.js";
import { Diagnostics } from "../../generator/diagnostic.js";
import type { CorpusDocument } from "./archives.js";
import { checkRequests } from "./conformance.js";
import { countFindings } from "./counts.js";
import type { DocumentReport } from "./document-report.js";
import { isKnownDefect } from "./known-validator-defects.js";
import { loadPackage, writeSources } from "./package-on-disk.js";
import { RawDocument } from "./raw-document.js";
import { type RawOperation, rawOperations } from "./raw-operations.js";
import { unknownFindings } from "./unknowns.js";

/** What is judged of a document. */
export interface Judging {
  readonly requests: boolean;
  /** Picks the operations that are called; all by default. */
  readonly called?: (operation: RawOperation) => boolean;
}

/** Generates the package of a document below a folder and judges everything but its compilation. */
export async function judgeDocument(
  document: CorpusDocument,
  folder: string,
  judging: Judging,
): Promise<DocumentReport> {
  const empty = {
    id: document.id,
    operations: 0,
    models: 0,
    called: 0,
    requests: 0,
    unknowns: { printed: 0, explained: 0 },
    unsatisfiable: [],
    failedRequests: [],
    listed: 0,
    sources: null,
    size: 0,
  };
  const start = performance.now();
  const elapsed = (): number => Math.round(performance.now() - start);
  const diagnostics = new Diagnostics();
  let built: BuiltPackage | null;
  try {
    built = buildPackage(
      {
        key: document.id,
        input: document.file,
        output: `${folder}/nowhere`,
        packageName: "@corpus/package",
        clientClass: "ApiClient",
        docs: false,
        allowPaths: [document.folder],
      },
      diagnostics,
    );
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...empty, outcome: "crashed", generated: elapsed(), failures: [`generation threw: ${text}`] };
  }
  const generated = elapsed();
  if (built === null) {
    const errors = diagnostics.list().filter((found) => found.severity === "error");
    const lines = errors.map(({ file, line, code, pointer, message }) => {
      return `${relative(folder, file)}:${line} ${code} ${message} (${pointer})`;
    });
    const isPlaced = errors.some((found) => found.line > 0 || found.pointer !== "");
    const failures = document.mayBeRefused
      ? isPlaced
        ? []
        : ["it is refused without a line or a pointer"]
      : [`it is refused: ${lines.slice(0, 3).join(" | ")}${lines.length > 3 ? ` and ${lines.length - 3} more` : ""}`];
    return { ...empty, outcome: "refused", generated, failures };
  }
  mkdirSync(folder, { recursive: true });
  writeSources(built, folder);
  const raw = new RawDocument(document.file);
  const operations = rawOperations(raw);
  const counts = countFindings(raw, operations, built, diagnostics.list());
  const unknowns = unknownFindings(counts.printedUnknowns, raw, built);
  const called = judging.requests ? operations.filter(judging.called ?? (() => true)) : [];
  let conformance: Awaited<ReturnType<typeof checkRequests>> = { checked: 0, failures: [], unsatisfiable: [] };
  const failures = [...counts.findings, ...unknowns.findings];
  try {
    if (called.length > 0) conformance = await checkRequests(raw, called, built, await loadPackage(built, folder));
  } catch (error) {
    failures.push(
      `the package cannot be loaded: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  const failed = conformance.failures.filter((outcome) => !isKnownDefect(document.id, outcome));
  return {
    ...empty,
    outcome: "generated",
    operations: operations.length,
    models: built.api.models.size,
    generated,
    called: called.length,
    requests: conformance.checked,
    unknowns: { printed: counts.printedUnknowns, explained: unknowns.explained },
    unsatisfiable: conformance.unsatisfiable,
    failedRequests: failed,
    listed: conformance.failures.length - failed.length,
    failures,
    sources: folder,
    size: built.files.reduce((sum, file) => sum + (file.path.startsWith("src/") ? file.text.length : 0), 0),
  };
}
