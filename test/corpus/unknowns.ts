import type { BuiltPackage } from "../../generator/build-package.js";
import type { Place } from "../../generator/place.js";

/** What the generator must say of a package: the place of the schema behind every `unknown` that it prints. */
export interface WithUnknowns {
  /** One entry for each `unknown` in the text of `src/models`, `src/apis`: the place of its schema. */
  readonly unknowns?: readonly Place[];
}

/** Compares the `unknown`s in the text with those that the package explains. */
export function unknownFindings(
  printed: number,
  built: BuiltPackage & WithUnknowns,
): { readonly explained: number; readonly findings: readonly string[] } {
  const { unknowns } = built;
  // Until the generator says so, both counts are shown and nothing is required.
  if (unknowns === undefined) return { explained: 0, findings: [] };
  const findings =
    printed === unknowns.length
      ? []
      : [`unknown stands ${printed} times in the types and is explained ${unknowns.length} times`];
  return { explained: unknowns.length, findings };
}
