import type { SpecNode } from "../load/spec-node.js";
import type { Body, Content, Json, Response, ResponseHeader } from "./api.js";
import { readRateLimit } from "./extensions.js";
import { isMediaType, requestEncoding, responseEncoding } from "./media-type.js";
import type { SchemaReader } from "./schema-reader.js";

/** Reads a request body; `null` when there is none that can be written. */
export function readBody(node: SpecNode, override: SpecNode, schemas: SchemaReader): Body | null {
  const body = node.value === undefined ? null : node.dereferenced();
  if (body === null) return null;
  const content = readContent(body.at("content"), requestEncoding, schemas);
  if (content.length === 0) return null;
  return {
    place: body.place,
    required: body.at("required").boolean(),
    description: body.at("description").string(),
    name: override.value === undefined ? null : override.string(),
    content,
  };
}

/** Reads the responses of an operation: exact statuses, then ranges, then `default`. */
export function readResponses(node: SpecNode, schemas: SchemaReader): readonly Response[] {
  const responses: Response[] = [];
  for (const [key, entry] of node.entries()) {
    if (key.startsWith("x-")) continue;
    const status = key.toUpperCase() === "DEFAULT" ? "default" : key.toUpperCase();
    if (status !== "default" && !/^[1-5](?:\d\d|XX)$/.test(status)) {
      entry.error("OF1701", "This is not a status.", "Write a status such as 200, a range such as 4XX, or default.");
      continue;
    }
    const response = entry.dereferenced();
    if (response === null) continue;
    responses.push({
      place: response.place,
      status,
      description: response.at("description").string(),
      content: readContent(response.at("content"), responseEncoding, schemas),
      headers: response
        .at("headers")
        .entries()
        .flatMap(([name, header]) => readHeader(name, header, schemas) ?? []),
      rateLimit: readRateLimit(response.at("x-rate-limit")),
    });
  }
  const rank = (status: string): number => (status === "default" ? 2 : status.endsWith("XX") ? 1 : 0);
  return responses.sort((a, b) => rank(a.status) - rank(b.status) || (a.status < b.status ? -1 : 1));
}

function readContent(
  node: SpecNode,
  encodingOf: (mediaType: string) => Content["as"] | null,
  schemas: SchemaReader,
): readonly Content[] {
  const contents: Content[] = [];
  for (const [mediaType, entry] of node.entries()) {
    const as = encodingOf(mediaType);
    if (!isMediaType(mediaType)) {
      entry.error("OF1702", "This is not a media type.", "Write it as type/subtype: application/json.");
    } else if (as === null) {
      schemas.skipped.push({ place: entry.place, reason: "bodies of this media type are not supported" });
    } else {
      const schema = entry.at("schema");
      contents.push({
        mediaType,
        as,
        schema: schemas.read(schema),
        stream: null,
        encoding: new Map(),
        unwrapFirst: readUnwrap(entry.at("x-unwrap")),
        example: exampleOf(entry),
      });
    }
  }
  return contents;
}

function readUnwrap(node: SpecNode): boolean {
  if (node.value === undefined) return false;
  if (node.value !== "first") node.error("OF1507", "This is none of the known values.", "Known is first.");
  return node.value === "first";
}

function readHeader(name: string, entry: SpecNode, schemas: SchemaReader): ResponseHeader | null {
  const header = entry.dereferenced();
  if (header === null || name.toLowerCase() === "content-type") return null;
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
    entry.warning("OF1703", "This cannot be a header's name.", "Use letters, digits and hyphens.");
    schemas.skipped.push({ place: entry.place, reason: "this cannot be a header's name" });
    return null;
  }
  const type = header.at("schema").dereferenced()?.at("type").value;
  return {
    name,
    description: header.at("description").string(),
    required: header.at("required").boolean(),
    as:
      type === "integer" || type === "number"
        ? "number"
        : type === "boolean"
          ? "boolean"
          : type === "array"
            ? "list"
            : "string",
  };
}

/** The `example`, or the first of `examples`, of a parameter or media type. */
export function exampleOf(node: SpecNode): Json | undefined {
  if (node.has("example")) return node.at("example").json();
  const first = node.at("examples").isMap ? node.at("examples").entries()[0]?.[1].dereferenced() : undefined;
  return first?.isMap ? first.at("value").json() : undefined;
}
