import type { ApiTokenScope } from "./api-token-scope.js";

/** Parameters of a new API token. */
export interface ApiTokenCreate {
  /** The name of the token. It need not be unique. */
  name: string;
  /**
   * The scopes of the token.
   *
   * A personal access token takes a small set only: `.read` and `.write` of `apiTokens`, `entities`, `metrics`,
   * `networkZones`, `problems`, `securityProblems`, `settings` and `slo`, and `releases.read`.
   */
  scopes: ApiTokenScope[];
  /**
   * Whether it is a personal access token (`true`) or an API token (`false`).
   *
   * Absent, an API token is created.
   */
  personalAccessToken?: boolean;
  /**
   * When the token expires. Absent, it never does.
   *
   * It must not lie in the past. One of these formats:
   *
   * - Milliseconds since the Unix epoch (UTC), as a string: `"1611554221123"`.
   * - A timestamp: `2021-01-25T05:57:01.123+01:00`. Without a time zone it is UTC. A space may stand for the `T`;
   *   seconds and their fractions may be left out.
   * - A time from now: `now+NU`, such as `now+14d`. Units are `m` (minutes), `h` (hours), `d` (days), `w` (weeks),
   *   `M` (months) and `y` (years).
   */
  expirationDate?: string;
}
