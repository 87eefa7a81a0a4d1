import type { Secret } from "../runtime/secret.js";
import type { PrivilegeOrg, PrivilegeOrgInput } from "./privilege-org.js";

/**
 * An API token of an organization.
 *
 * A request sets `name`, `privileges` and, at creation, `src_ips`; the server fills in the rest.
 */
export interface OrgApitoken {
  /**
   * E-mail address of the administrator who created the token.
   *
   * `null` once that administrator is deleted.
   */
  created_by?: string | null;
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
  name: string;
  /** ID of the organization that the token belongs to. */
  org_id?: string;
  /**
   * What the token may do: one to ten privileges, no two alike.
   *
   * The server needs them to create a token. The response of the creation may leave them out; a later read has
   * them.
   *
   * 1 to 10 items, no item twice.
   */
  privileges?: PrivilegeOrg[];
  /**
   * Source addresses that may use the token: up to ten IP addresses or CIDR subnets.
   *
   * Fixed at creation. Absent, the token works from anywhere.
   *
   * At most 10 items.
   */
  src_ips?: string[];
}

/**
 * An API token of an organization.
 *
 * A request sets `name`, `privileges` and, at creation, `src_ips`; the server fills in the rest.
 *
 * This is the form of `OrgApitoken` in requests.
 */
export interface OrgApitokenInput {
  /** Name of the token. It need not be unique. */
  name: string;
  /**
   * What the token may do: one to ten privileges, no two alike.
   *
   * The server needs them to create a token. The response of the creation may leave them out; a later read has
   * them.
   *
   * 1 to 10 items, no item twice.
   */
  privileges?: PrivilegeOrgInput[];
  /**
   * Source addresses that may use the token: up to ten IP addresses or CIDR subnets.
   *
   * Fixed at creation. Absent, the token works from anywhere.
   *
   * At most 10 items.
   */
  src_ips?: string[];
}
