import type { Diagnostic } from "./diagnostic.js";

/** What a run did, as `--json` prints it. */
export interface Report {
  /** Nothing is wrong; for `check`, also that nothing would change. */
  readonly ok: boolean;
  readonly packages: readonly PackageReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a run did with one package. */
export interface PackageReport {
  readonly name: string;
  readonly operations: number;
  readonly models: number;
  /** How many files the package has. */
  readonly files: number;
  /** Paths that were, or would be, written or removed; relative to the working directory. */
  readonly changed: readonly string[];
  /** Parts of the document that the package does not express. */
  readonly skipped: readonly { readonly pointer: string; readonly reason: string }[];
  readonly ms: number;
}
