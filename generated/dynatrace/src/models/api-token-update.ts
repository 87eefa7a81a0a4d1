import type { ApiTokenScope } from "./api-token-scope.js";

/** Changes to an API token. */
export interface ApiTokenUpdate {
  /** The new name of the token. */
  name?: string;
  /** Whether the token is enabled (`true`) or disabled (`false`). */
  enabled?: boolean;
  /**
   * The new scopes of the token, on newer servers.
   *
   * They **replace** the whole set: list every scope that the token is to keep.
   */
  scopes?: ApiTokenScope[];
}
