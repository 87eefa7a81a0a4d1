/**
 * One statement of a token's inline role.
 *
 * It has either `resources` or `notResources`, and either `actions` or `notActions`.
 */
export interface Statement {
  /** Resource specifiers that the statement is about. */
  resources?: string[];
  /** Resource specifiers that the statement is **not** about; it is about all others. */
  notResources?: string[];
  /** Actions that the statement is about. */
  actions?: string[];
  /** Actions that the statement is **not** about; it is about all others. */
  notActions?: string[];
  /** Whether the statement allows or denies the actions on the resources. */
  effect: "allow" | "deny" | (string & {});
}
