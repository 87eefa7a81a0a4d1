import type { CallOutcome, Unsatisfiable } from "./conformance.js";

/** What judging one document came to. */
export interface DocumentReport {
  readonly id: string;
  readonly outcome: "generated" | "refused" | "crashed";
  readonly operations: number;
  readonly models: number;
  /** Milliseconds. */
  readonly generated: number;
  readonly called: number;
  readonly requests: number;
  readonly unknowns: { readonly printed: number; readonly explained: number };
  readonly unsatisfiable: readonly Unsatisfiable[];
  readonly failedRequests: readonly CallOutcome[];
  /** Requests that a known defect of the validator refuses. */
  readonly listed: number;
  /** Everything else that is wrong, a sentence each. */
  readonly failures: readonly string[];
  /** Where the sources are, to be compiled; `null` when nothing was generated. */
  readonly sources: string | null;
  /** Bytes of the sources. */
  readonly size: number;
}
