import type { Secret } from "../runtime/secret.js";
import type { Link } from "./link.js";
import type { MemberSummary } from "./member-summary.js";
import type { Statement } from "./statement.js";

/**
 * An access token.
 *
 * Members whose names begin with `_` cannot be patched.
 */
export interface Token {
  /** ID of the token, 24 hexadecimal digits. */
  _id: string;
  /** ID of the owner of the account. */
  ownerId: string;
  /** ID of the member who created the token. */
  memberId: string;
  /** The member whom a token belongs to. */
  _member?: MemberSummary;
  /** Name of the token, for people. */
  name?: string;
  /** Description of the token. */
  description?: string;
  /** When the token was created, in milliseconds since the Unix epoch. */
  creationDate: number;
  /** When the token was last changed, in milliseconds since the Unix epoch. */
  lastModified: number;
  /**
   * When the token was last used, in milliseconds since the Unix epoch.
   *
   * `0` or absent as long as it was never used.
   */
  lastUsed?: number;
  /** IDs of the custom roles of the token. */
  customRoleIds?: string[];
  /** Statements that say what the token may do. */
  inlineRole?: Statement[];
  /** Built-in role of the token, such as `reader`, `writer` or `admin`. */
  role?: string;
  /**
   * The token itself. In full only in the responses that create or reset it.
   *
   * Elsewhere it is shortened to its last four characters.
   */
  token?: Secret;
  /** Whether it is a service token (`true`) or a personal token (`false`). */
  serviceToken?: boolean;
  /** Links of the token, `self` and `parent`. */
  _links: { [key: string]: Link };
  /** API version that the token's calls get without an `LD-API-Version` header. */
  defaultApiVersion?: number;
}
