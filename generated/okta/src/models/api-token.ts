import type { ApiTokenLinks } from "./api-token-links.js";
import type { ApiTokenNetwork } from "./api-token-network.js";
import type { TimeDuration } from "./time-duration.js";

/** Metadata of an API token. The secret is never among it. */
export interface ApiToken {
  /** ID of the token. */
  id: string;
  /** Name of the token. */
  name: string;
  /** Client that the token is for, such as `Okta API` or the name of an agent. */
  clientName?: string;
  /** ID of the user who created the token, and whose rights it has. */
  userId?: string;
  /** When the token was created, an RFC 3339 string in UTC with milliseconds. */
  created?: string;
  /** When the token was last changed, an RFC 3339 string in UTC with milliseconds. */
  lastUpdated?: string;
  /**
   * When the token expires, an RFC 3339 string in UTC with milliseconds.
   *
   * Each use moves it by `tokenWindow`.
   */
  expiresAt?: string;
  /** A duration, an ISO 8601 string such as `P30D` (30 days) or `PT5M` (5 minutes). */
  tokenWindow?: TimeDuration;
  /** The networks that an API token works from. */
  network?: ApiTokenNetwork;
  /** Resources that belong to an API token. */
  _links?: ApiTokenLinks;
}
