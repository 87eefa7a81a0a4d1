import type { Secret } from "../runtime/secret.js";

/**
 * An API token of an administrator.
 *
 * Only `name` can be set by a request; the server fills in the rest.
 */
export interface UserApitoken {
  /** When the token was created, in seconds since the Unix epoch. */
  created_time?: number;
  /** ID of the token. */
  id: string;
  /**
   * The token itself. In full only in the response that creates it.
   *
   * Later it is masked: the first four characters, `...`, the last four.
   */
  key?: Secret;
  /**
   * When the token was last used, in seconds since the Unix epoch.
   *
   * `null` as long as it was never used.
   */
  last_used?: number | null;
  /** Name of the token. It need not be unique. */
  name?: string;
}

/**
 * An API token of an administrator.
 *
 * Only `name` can be set by a request; the server fills in the rest.
 *
 * This is the form of `UserApitoken` in requests.
 */
export interface UserApitokenInput {
  /** Name of the token. It need not be unique. */
  name?: string;
}
