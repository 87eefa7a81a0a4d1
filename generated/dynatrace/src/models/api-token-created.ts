import type { Secret } from "../runtime/secret.js";

/**
 * A new API token, with its secret.
 *
 * It is not a whole `ApiToken`: read the token by its ID for the rest.
 */
export interface ApiTokenCreated {
  /** The ID of the token, its prefix and public part. */
  id: string;
  /**
   * The secret of the token, with its prefix and public part.
   *
   * Only this response has it.
   */
  token: Secret;
  /**
   * When the token expires, an ISO 8601 string in UTC (`2020-11-05T08:15:30.144Z`).
   *
   * Absent, it never does.
   */
  expirationDate?: string;
}
