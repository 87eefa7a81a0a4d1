import type { Link } from "./link.js";
import type { Token } from "./token.js";

/** A page of access tokens. */
export interface Tokens {
  /** The tokens of this page. */
  items?: Token[];
  /** The number of access tokens on all pages. */
  totalCount?: number;
  /** Links of the page. */
  _links?: { [key: string]: Link };
}
