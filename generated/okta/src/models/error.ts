import type { ErrorCause } from "./error-cause.js";

/**
 * The body of an error response.
 *
 * No member of it is certain.
 */
export interface Error {
  /** Code of the error, such as `E0000007`. */
  errorCode?: string;
  /** A sentence for people. */
  errorSummary?: string;
  /** Code that documents the error. */
  errorLink?: string;
  /** ID of this occurrence, for Okta's support. */
  errorId?: string;
  /** The single causes. */
  errorCauses?: ErrorCause[];
}
