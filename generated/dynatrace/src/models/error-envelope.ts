import type { Error } from "./error.js";

/** The body of an error response. */
export interface ErrorEnvelope {
  /** What is wrong with a request. */
  error?: Error;
}
