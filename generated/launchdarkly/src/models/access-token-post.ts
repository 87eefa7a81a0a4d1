import type { StatementPost } from "./statement-post.js";

/**
 * A new access token.
 *
 * Set exactly one of `role`, `customRoleIds` and `inlineRole`.
 */
export interface AccessTokenPost {
  /** Name of the token, for people. */
  name?: string;
  /** Description of the token. */
  description?: string;
  /** Built-in role of the token. */
  role?: "reader" | "writer" | "admin";
  /**
   * Custom roles of the token.
   *
   * Give their keys; responses have their IDs, and a patch wants IDs.
   */
  customRoleIds?: string[];
  /** Statements that say what the token may do. */
  inlineRole?: StatementPost[];
  /**
   * Whether it is a service token (`true`) or a personal token (`false`).
   *
   * It cannot change later. Absent, a personal token is created.
   */
  serviceToken?: boolean;
  /**
   * API version that the token's calls get without an `LD-API-Version` header.
   *
   * It cannot change later. The current version is `20240415`.
   */
  defaultApiVersion?: number;
}
