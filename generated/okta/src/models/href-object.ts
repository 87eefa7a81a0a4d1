import type { HrefHints } from "./href-hints.js";

/** A link to a resource. */
export interface HrefObject {
  /** URL of the resource. */
  href: string;
  /** What can be done with a linked resource. */
  hints?: HrefHints;
  /** Name of the link. */
  name?: string;
  /** Whether `href` is a URL template. */
  templated?: boolean;
  /** Media type of the resource. */
  type?: string;
}
