import type { SpecNode } from "../../load/spec-node.js";
import { mediaTypesOf } from "../media-type.js";

/** The media types that an operation consumes or produces: its own, else the document's, else none. */
export function mediaTypes(
  keyword: "consumes" | "produces",
  root: SpecNode,
  operation: SpecNode,
): readonly (readonly [string, SpecNode])[] {
  const list = (operation.has(keyword) ? operation : root).at(keyword);
  const found = new Map<string, SpecNode>();
  // One that should stand in a list of one is clear, too.
  for (const item of typeof list.value === "string" ? [list] : list.items()) {
    const named = mediaTypesOf(item.string().trim());
    for (const mediaType of named) found.set(mediaType, found.get(mediaType) ?? item);
    if (named.length === 0)
      item.warning("OF1810", "This is not a media type, and is left out.", "Write it as type/subtype.");
  }
  return [...found];
}
