/**
 * One statement of a new token's inline role.
 *
 * Set either `resources` or `notResources`, and either `actions` or `notActions`.
 */
export interface StatementPost {
  /** Resource specifiers that the statement is about. */
  resources?: string[];
  /** Resource specifiers that the statement is **not** about; it is about all others. */
  notResources?: string[];
  /** Actions that the statement is about. */
  actions?: string[];
  /** Actions that the statement is **not** about; it is about all others. */
  notActions?: string[];
  /** Whether the statement allows or denies the actions on the resources. */
  effect: "allow" | "deny";
}
