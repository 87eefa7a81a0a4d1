import type { ApiTokenNetwork } from "./api-token-network.js";

/**
 * An API token as it is sent to set its network condition.
 *
 * Only the network condition changes. The vendor's own clients send the other members along as they were read.
 */
export interface ApiTokenUpdate {
  /** Name of the token. */
  name?: string;
  /** Client that the token is for, as it was read. */
  clientName?: string;
  /** ID of the user who created the token, as it was read. */
  userId?: string;
  /** When the token was created, an RFC 3339 string, as it was read. */
  created?: string;
  /** The networks that an API token works from. */
  network?: ApiTokenNetwork;
}
