import type { HttpMethod } from "./http-method.js";

/** What can be done with a linked resource. */
export interface HrefHints {
  /** HTTP methods that the resource takes. The list may not be complete. */
  allow?: HttpMethod[];
}
