/** One cause of an error. */
export interface ErrorCause {
  /** A sentence for people. */
  errorSummary?: string;
}
