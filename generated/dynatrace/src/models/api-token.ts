import type { ApiTokenReadScope } from "./api-token-read-scope.js";

/**
 * Metadata of an API token.
 *
 * In a list, members are absent unless they are asked for with `fields`.
 */
export interface ApiToken {
  /** The ID of the token, its prefix and public part. */
  id: string;
  /** The name of the token. */
  name?: string;
  /** Whether the token is enabled (`true`) or disabled (`false`). */
  enabled?: boolean;
  /** Whether it is a personal access token (`true`) or an API token (`false`). */
  personalAccessToken?: boolean;
  /** The user who owns the token. */
  owner?: string;
  /** When the token was created, an ISO 8601 string in UTC with milliseconds. */
  creationDate?: string;
  /**
   * When the token was last changed, an ISO 8601 string in UTC with milliseconds.
   *
   * A new name or new scopes count, enabling and disabling does not. Newer servers only.
   */
  modifiedDate?: string;
  /**
   * When the token was last used, an ISO 8601 string in UTC with milliseconds.
   *
   * Absent, it was never used.
   */
  lastUsedDate?: string;
  /** The address that the token was last used from. */
  lastUsedIpAddress?: string;
  /**
   * When the token expires, an ISO 8601 string in UTC with milliseconds.
   *
   * Absent, it never does.
   */
  expirationDate?: string;
  /** The scopes of the token. Scopes that can no longer be given may be among them. */
  scopes?: ApiTokenReadScope[];
  /**
   * Further facts about the token, such as the `dashboardId` or `reportId` that it shares.
   *
   * Newer servers only.
   */
  additionalMetadata?: { [key: string]: unknown };
}
