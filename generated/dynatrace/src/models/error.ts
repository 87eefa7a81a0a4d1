import type { ConstraintViolation } from "./constraint-violation.js";

/** What is wrong with a request. */
export interface Error {
  /** The HTTP status code. */
  code?: number;
  /** A sentence for people. */
  message?: string;
  /** The single faults of the request, or `null`. */
  constraintViolations?: ConstraintViolation[] | null;
}
