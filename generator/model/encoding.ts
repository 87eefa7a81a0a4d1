import type { SpecNode } from "../load/spec-node.js";
import type { BodyEncoding, PropertyEncoding } from "./api.js";
import { mediaTypesOf } from "./media-type.js";
import type { SchemaReader } from "./schema-reader.js";

const styles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

/**
 * Reads the Encoding Objects of a form or multipart body. Where one gives `style`, `explode` or `allowReserved`, the
 * property is written as a query parameter is. Else `contentType` decides, and without one the property's type: text
 * for single values, JSON for objects, one after the other for lists. So say 3.0.4, 3.1.1 and 3.2; earlier editions of
 * 3.0 and 3.1 also say in one place that an object's default is style form, beside an example where it is one string.
 */
export function readEncodings(
  node: SpecNode,
  as: BodyEncoding,
  schemas: SchemaReader,
): ReadonlyMap<string, PropertyEncoding> {
  const encodings = new Map<string, PropertyEncoding>();
  for (const [name, given] of node.entries()) {
    const entry = given.dereferenced();
    if (entry === null) continue;
    for (const member of ["headers", "encoding", "prefixEncoding", "itemEncoding"]) {
      const reason = `${member} of a part are not expressed`;
      if (entry.has(member)) schemas.skipped.push({ place: entry.at(member).place, reason });
    }
    const encoding = readEncoding(entry);
    const says = encoding.contentType !== null || encoding.style !== null;
    if (says && as !== "json") encodings.set(name, encoding);
  }
  return encodings;
}

function readEncoding(entry: SpecNode): PropertyEncoding {
  const isStyled = entry.has("style") || entry.has("explode") || entry.has("allowReserved");
  const given = entry.at("style").string("form");
  const style = styles.find((known) => known === given);
  if (style === undefined) {
    entry.at("style").error("OF1705", "A property of a body has no such style.", `Use ${styles.join(", ")}.`);
  }
  return {
    contentType: readContentType(entry.at("contentType")),
    style: isStyled ? (style ?? "form") : null,
    explode: entry.at("explode").boolean(given === "form"),
    allowReserved: entry.at("allowReserved").boolean(),
  };
}

function readContentType(node: SpecNode): string | null {
  if (node.value === undefined || node.string() === "") return null;
  if (mediaTypesOf(node.string()).length > 0) return node.string();
  node.warning("OF1704", "This is not a media type, nor a list of them.", "Write it as image/png, image/jpeg.");
  return null;
}
