/** The networks that an API token works from. */
export interface ApiTokenNetwork {
  /**
   * Kind of the condition: `ANYWHERE`, or `ZONE` with zones in `include` or `exclude`.
   *
   * The list is open: there may be other values.
   */
  connection?: "ANYWHERE" | "ZONE" | (string & {});
  /** IDs of the network zones that the token works from. Absent when empty. */
  include?: string[];
  /** IDs of the network zones that the token does not work from. Absent when empty. */
  exclude?: string[];
}
