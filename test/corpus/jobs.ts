import { type Compiler, compilers } from "../compile/compilers.js";
import type { CorpusDocument } from "./archives.js";
import { compilePackages, type PackageSources } from "./compile-packages.js";
import type { DocumentReport } from "./document-report.js";
import { judgeDocument } from "./judge-document.js";

/** A piece of work for one process. */
export type Job =
  | { readonly kind: "judge"; readonly document: CorpusDocument; readonly folder: string; readonly requests: boolean }
  | { readonly kind: "compile"; readonly version: string; readonly packages: readonly PackageSources[] };

/** What a job came to. */
export type Result =
  | { readonly kind: "judge"; readonly report: DocumentReport }
  | {
      readonly kind: "compile";
      readonly version: string;
      readonly findings: readonly (readonly [id: string, lines: readonly string[]])[];
      /** Milliseconds. */
      readonly took: number;
    };

/** Does a job. */
export async function runJob(job: Job): Promise<Result> {
  if (job.kind === "judge") {
    return { kind: "judge", report: await judgeDocument(job.document, job.folder, { requests: job.requests }) };
  }
  const start = performance.now();
  const compiler = compilers.find(({ version }) => version === job.version) as Compiler;
  const findings = await compilePackages(compiler, job.packages);
  return {
    kind: "compile",
    version: job.version,
    findings: [...findings],
    took: Math.round(performance.now() - start),
  };
}
