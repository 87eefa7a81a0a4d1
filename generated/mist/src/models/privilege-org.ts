/** One privilege of an organization's token, a role within a scope. */
export interface PrivilegeOrg {
  /** What may be done. */
  role: "admin" | "helpdesk" | "installer" | "read" | "write" | (string & {});
  /**
   * Where it may be done.
   *
   * `site` needs `site_id`, `sitegroup` needs `sitegroup_id`.
   */
  scope: "org" | "site" | "sitegroup" | "orgsites" | (string & {});
  /**
   * ID of the organization, when the scope is `org`.
   *
   * The server fills it in; an update may send it back.
   */
  org_id?: string;
  /** ID of the site. Needed when the scope is `site`. */
  site_id?: string;
  /** ID of the site group. Needed when the scope is `sitegroup`. */
  sitegroup_id?: string;
  /** Views of the user interface that the role is narrowed to. No effect on the API. */
  views?: (
    | "lobby_admin"
    | "location"
    | "marketing"
    | "mxedge_admin"
    | "reporting"
    | "security"
    | "super_observer"
    | "switch_admin"
    | (string & {})
  )[];
  /**
   * Former single view. Use `views`.
   *
   * @deprecated
   */
  view?: string;
}

/**
 * One privilege of an organization's token, a role within a scope.
 *
 * This is the form of `PrivilegeOrg` in requests.
 */
export interface PrivilegeOrgInput {
  /** What may be done. */
  role: "admin" | "helpdesk" | "installer" | "read" | "write";
  /**
   * Where it may be done.
   *
   * `site` needs `site_id`, `sitegroup` needs `sitegroup_id`.
   */
  scope: "org" | "site" | "sitegroup" | "orgsites";
  /**
   * ID of the organization, when the scope is `org`.
   *
   * The server fills it in; an update may send it back.
   */
  org_id?: string;
  /** ID of the site. Needed when the scope is `site`. */
  site_id?: string;
  /** ID of the site group. Needed when the scope is `sitegroup`. */
  sitegroup_id?: string;
  /** Views of the user interface that the role is narrowed to. No effect on the API. */
  views?: (
    | "lobby_admin"
    | "location"
    | "marketing"
    | "mxedge_admin"
    | "reporting"
    | "security"
    | "super_observer"
    | "switch_admin"
  )[];
  /**
   * Former single view. Use `views`.
   *
   * @deprecated
   */
  view?: string;
}
