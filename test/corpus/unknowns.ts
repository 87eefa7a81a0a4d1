import { resolve } from "node:path";
import type { BuiltPackage } from "../../generator/build-package.js";
import type { Place } from "../../generator/place.js";
import { objectOf, type RawDocument } from "./raw-document.js";
import { isAssertion } from "./schema-bundle.js";

/** What the generator says of a package: the place of the schema behind every `unknown` that it prints. */
export interface WithUnknowns {
  /**
   * One entry for each `unknown` in the types of `src/models` and `src/apis`, as often as it is printed: the place of
   * the empty schema, of the object whose other members may be anything, or of what `skipped` lists.
   */
  readonly unknowns?: readonly Place[];
}

/** Compares the `unknown`s in the text with those that the package explains, and each of these with the document. */
export function unknownFindings(
  printed: number,
  document: RawDocument,
  built: BuiltPackage & WithUnknowns,
): { readonly explained: number; readonly findings: readonly string[] } {
  const { unknowns } = built;
  // Until the generator says so, the count is shown and nothing is required.
  if (unknowns === undefined) return { explained: 0, findings: [] };
  const keyOf = ({ file, pointer }: Place): string => `${resolve(file)}#${pointer.replace(/^#/, "")}`;
  const skipped = new Set(built.api.skipped.map(({ place }) => keyOf(place)));
  // A type that JSON Schema does not have is listed where it stands, below the schema.
  const isListed = (key: string): boolean =>
    skipped.has(key) || [...skipped].some((one) => one.startsWith(`${key}/type`));
  const explained = unknowns.filter((place) => isListed(keyOf(place)) || isEmpty(document, place));
  const wrong = unknowns.filter((place) => !explained.includes(place));
  const findings = wrong.map((place) => `unknown stands for ${place.pointer}, which is neither empty nor reported`);
  if (printed !== unknowns.length) {
    findings.push(`unknown stands ${printed} times in the types and is explained ${unknowns.length} times`);
  }
  return { explained: explained.length, findings };
}

/** An empty schema, none at all, or an object that says nothing of its other members. */
function isEmpty(document: RawDocument, { file, pointer }: Place): boolean {
  const node = document.target(`#${encodeURI(pointer.replace(/^#/, ""))}`, {
    value: null,
    file: resolve(file),
    pointer: "",
  });
  if (node === null || node.value === undefined || node.value === true) return true;
  const schema = objectOf(node.value);
  const said = Object.keys(schema).filter((key) => isAssertion(key) && key !== "nullable");
  if (said.length === 0) return true;
  const { additionalProperties: others = true, items, type } = schema;
  const isFree =
    others === true || (typeof others === "object" && Object.keys(objectOf(others)).every((key) => !isAssertion(key)));
  const types = [type].flat();
  return (
    (types.includes("array") && items === undefined) || ((types.includes("object") || type === undefined) && isFree)
  );
}
