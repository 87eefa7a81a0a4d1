/** One operation of a JSON Patch. */
export interface JsonPatchElt {
  /** What to do: `add`, `remove`, `replace` or `test`. */
  op: "add" | "remove" | "replace" | "test" | (string & {});
  /**
   * A JSON pointer to the member.
   *
   * `/name` is the name, `/customRoleIds/0` the first custom role.
   */
  path: string;
  /** The value, of any type. A `remove` has none. */
  value?: unknown;
}
