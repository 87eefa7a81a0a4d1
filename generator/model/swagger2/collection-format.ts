import type { SpecNode } from "../../load/spec-node.js";
import type { Parameter, ParameterLocation } from "../api.js";

/** How the items of a list stand in one text, or, with `multi`, in several. */
export type CollectionFormat = "csv" | "ssv" | "tsv" | "pipes" | "multi";

/** What stands between the items of a list, in words. */
export const separators: Readonly<Record<CollectionFormat, string>> = {
  csv: "commas",
  ssv: "spaces",
  tsv: "tabs",
  pipes: "vertical bars",
  multi: "commas",
};

/** Reads a list's `collectionFormat`. Only queries and forms have names to repeat, so elsewhere `multi` is `csv`. */
export function readCollectionFormat(owner: SpecNode, takesMulti: boolean): CollectionFormat {
  const node = owner.at("collectionFormat");
  if (node.value === undefined || node.value === "csv") return "csv";
  if (node.value === "multi") {
    if (takesMulti) return "multi";
    node.warning("OF1804", "Only query and formData parameters can be multi; it is read as csv.", "Write csv.");
    return "csv";
  }
  if (node.value === "ssv" || node.value === "tsv" || node.value === "pipes") return node.value;
  node.error("OF1805", "This is no collectionFormat.", "Write csv, ssv, tsv, pipes or multi.");
  return "csv";
}

type Style = Pick<Parameter, "style" | "explode">;

const queryStyles: Readonly<Record<CollectionFormat, Style | null>> = {
  csv: { style: "form", explode: false },
  ssv: { style: "spaceDelimited", explode: false },
  tsv: null,
  pipes: { style: "pipeDelimited", explode: false },
  multi: { style: "form", explode: true },
};

/** The style that writes a list in this format; `null` when none does. */
export function styleOf(format: CollectionFormat, location: ParameterLocation): Style | null {
  if (location === "query") return queryStyles[format];
  return format === "csv" ? { style: "simple", explode: false } : null;
}
