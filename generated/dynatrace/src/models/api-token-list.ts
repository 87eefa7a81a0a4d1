import type { ApiToken } from "./api-token.js";

/** A page of API tokens. */
export interface ApiTokenList {
  /** The tokens of this page. */
  apiTokens?: ApiToken[];
  /** The number of tokens on all pages. */
  totalCount: number;
  /** The number of tokens on a page. */
  pageSize?: number;
  /**
   * The cursor of the next page, for the query parameter `nextPageKey`.
   *
   * `null` or absent on the last page.
   */
  nextPageKey?: string | null;
}
