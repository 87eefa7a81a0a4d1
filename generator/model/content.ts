import type { SpecNode } from "../load/spec-node.js";
import type { Body, Content, Json, Response, ResponseHeader, Skipped } from "./api.js";
import { readEncodings } from "./encoding.js";
import { readRateLimit } from "./extensions.js";
import type { Direction } from "./forms.js";
import { isToken } from "./http-token.js";
import { formOfJson, formsOfJson } from "./json-forms.js";
import { type BodyShape, isRange, mediaTypesOf, requestEncoding, responseEncoding, streamOf } from "./media-type.js";
import { ownText } from "./own-extension.js";
import type { SchemaReader } from "./schema-reader.js";

/** Reads a request body; `null` when there is none that can be written. */
export function readBody(node: SpecNode, override: SpecNode, method: string, schemas: SchemaReader): Body | null {
  const body = node.value === undefined ? null : node.dereferenced();
  if (body === null) return null;
  if (method === "GET" || method === "HEAD") {
    schemas.skipped.push({ place: node.place, reason: `fetch sends no body with ${method}` });
    return null;
  }
  const content = readContent(body.at("content"), "request", schemas);
  if (content.length === 0) {
    const reason = "no media type says how this body is written";
    if (body.at("content").entries().length === 0) schemas.skipped.push({ place: body.place, reason });
    return null;
  }
  return {
    place: body.place,
    required: body.at("required").boolean(),
    description: body.at("description").prose(),
    name: ownText(override, schemas.skipped),
    content,
  };
}

/** Where a response keeps its bodies, and a header its schema. */
export interface ResponseParts {
  contentOf(response: SpecNode, status: string): readonly Content[];
  headerSchema(header: SpecNode): SpecNode;
}

/** Reads the responses of an operation: exact statuses, then ranges, then `default`. */
export function readResponses(
  node: SpecNode,
  schemas: SchemaReader,
  { contentOf, headerSchema }: ResponseParts = {
    contentOf: (response) => readAnswer(response.at("content"), schemas),
    headerSchema: (header) => header.at("schema"),
  },
): readonly Response[] {
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
      description: response.at("description").prose(),
      content: contentOf(response, status),
      headers: response
        .at("headers")
        .entries()
        .flatMap(([name, header]) => readHeader(name, header, headerSchema, schemas) ?? []),
      rateLimit: readRateLimit(response.at("x-rate-limit"), schemas.skipped),
    });
  }
  const rank = (status: string): number => (status === "default" ? 2 : status.endsWith("XX") ? 1 : 0);
  return responses.sort((a, b) => rank(a.status) - rank(b.status) || (a.status < b.status ? -1 : 1));
}

/** A media type of a map, with what it says. */
interface MediaEntry {
  readonly mediaType: string;
  readonly given: SpecNode;
  readonly entry: SpecNode;
}

/** Reads a map of media types. */
export function readContent(node: SpecNode, direction: Direction, schemas: SchemaReader): readonly Content[] {
  return readEntries(mediaEntries(node, schemas), direction, schemas);
}

/** Reads the media types of a response, without those that only repeat its JSON. */
export function readAnswer(node: SpecNode, schemas: SchemaReader): readonly Content[] {
  const bodies = mediaEntries(node, schemas).map((each) => {
    const schema = each.entry.at("schema");
    return { ...each, schema, shape: bodyShape(schema) };
  });
  const forms = formsOfJson(bodies);
  for (const { given } of forms) schemas.skipped.push({ place: given.place, reason: formOfJson });
  return readEntries(
    bodies.filter((body) => !forms.has(body)),
    "response",
    schemas,
  );
}

/** Each media type once. */
function mediaEntries(node: SpecNode, schemas: SchemaReader): readonly MediaEntry[] {
  const found = new Map<string, MediaEntry>();
  for (const [key, given] of node.entries()) {
    const entry = given.dereferenced();
    if (entry === null) continue;
    const mediaTypes = mediaTypesOf(key);
    if (mediaTypes.length === 0) {
      given.warning("OF1702", "This is not a media type.", "Write it as type/subtype: application/json.");
      schemas.skipped.push({ place: given.place, reason: "it is not a media type" });
    }
    for (const mediaType of mediaTypes) {
      const known = mediaType.toLowerCase();
      if (found.has(known)) schemas.skipped.push({ place: given.place, reason: "this media type stands here twice" });
      else found.set(known, { mediaType, given, entry });
    }
  }
  return [...found.values()];
}

function readEntries(entries: readonly MediaEntry[], direction: Direction, schemas: SchemaReader): readonly Content[] {
  return entries.flatMap(({ mediaType, entry }) => readMediaType(mediaType, entry, direction, schemas) ?? []);
}

function readMediaType(
  mediaType: string,
  entry: SpecNode,
  direction: Direction,
  schemas: SchemaReader,
): Content | null {
  const skip = (place: SpecNode, reason: string): void => void schemas.skipped.push({ place: place.place, reason });
  const { as, stream, eventData, shape, node } = writtenIn(
    mediaType,
    entry.at("schema"),
    entry.at("itemSchema"),
    direction,
  );
  const reason = unwritable(as, mediaType, entry.at("schema"));
  if (direction === "request" && reason !== null) {
    skip(entry, reason);
    return null;
  }
  for (const member of ["prefixEncoding", "itemEncoding", ...(stream === null ? ["itemSchema"] : [])]) {
    if (entry.has(member)) skip(entry.at(member), `${member} is not expressed for this media type`);
  }
  const isTyped = as === "json" || as === "form" || as === "multipart";
  if (!isTyped && shape === "json")
    skip(entry.at("schema"), `a body of this media type is ${as}, whatever its schema says`);
  return {
    mediaType,
    as,
    schema: schemas.read(node),
    stream,
    eventData,
    encoding: direction === "request" && isTyped ? readEncodings(entry.at("encoding"), as, schemas) : new Map(),
    unwrapFirst: readUnwrap(entry.at("x-unwrap"), schemas.skipped),
    example: exampleOf(entry),
  };
}

/** Why a body cannot be written in a media type; `null` where it can. */
export function unwritable(as: Content["as"], mediaType: string, schema: SpecNode): string | null {
  if (as !== "form" && as !== "multipart") return null;
  if (!isList(schema) && !isRange(mediaType)) return null;
  return `a ${as} body is written from an object with a property for each ${as === "form" ? "field" : "part"}`;
}

/** How a body of a media type is written or read, and where its schema stands, or in a stream that of an item. */
export function writtenIn(
  mediaType: string,
  schema: SpecNode,
  itemSchema: SpecNode,
  direction: Direction,
): Pick<Content, "as" | "stream" | "eventData"> & { readonly shape: BodyShape; readonly node: SpecNode } {
  const shape = bodyShape(schema);
  const encoded = direction === "request" ? requestEncoding(mediaType, shape) : responseEncoding(mediaType, shape);
  const stream = direction === "request" && streamOf(mediaType) !== "lines" ? null : streamOf(mediaType);
  const hasItemSchema = stream !== null && itemSchema.value !== undefined;
  // Nobody sends events, or records with separators, to an API: their text is the caller's.
  const isCallers = direction === "request" && streamOf(mediaType) !== stream;
  const isText = stream === "events" && !hasItemSchema && shape === "text";
  const written = hasItemSchema ? itemSchema : schema;
  return {
    as: isCallers || isText ? "text" : encoded,
    stream,
    // Without any schema the event itself is what the document speaks of.
    eventData: stream !== "events" || (shape !== null && !hasItemSchema) ? null : "text",
    shape,
    node: stream !== null && !hasItemSchema && isList(written) ? itemsOf(written) : written,
  };
}

/** What a schema says of a body as a whole, before schemas are read. */
export function bodyShape(schema: SpecNode): BodyShape {
  const node = schema.value === undefined ? null : schema.dereferenced("warning");
  if (!node?.isMap || Object.keys(node.value as object).length === 0) return null;
  const types = [node.at("type").value].flat().filter((type) => type !== "null");
  if (types.length !== 1 || types[0] !== "string") return "json";
  const isBytes = node.at("format").value === "binary" || node.has("contentMediaType") || node.has("contentEncoding");
  return isBytes ? "binary" : "text";
}

function isList(schema: SpecNode): boolean {
  const node = schema.value === undefined ? null : schema.dereferenced("warning");
  return node?.isMap === true && (node.at("type").value === "array" || node.has("prefixItems"));
}

function itemsOf(schema: SpecNode): SpecNode {
  return (schema.dereferenced() ?? schema).at("items");
}

/** Reads `x-unwrap`. */
export function readUnwrap(node: SpecNode, skipped: Skipped[]): boolean {
  const value = ownText(node, skipped);
  if (value !== null && value !== "first") node.error("OF1507", "This is none of the known values.", "Known is first.");
  return value === "first";
}

function readHeader(
  name: string,
  entry: SpecNode,
  schemaOf: ResponseParts["headerSchema"],
  schemas: SchemaReader,
): ResponseHeader | null {
  const header = entry.dereferenced();
  if (header === null || name.toLowerCase() === "content-type") return null;
  if (!isToken(name)) {
    entry.warning("OF1703", "This cannot be a header's name.", "Use letters, digits and hyphens.");
    schemas.skipped.push({ place: entry.place, reason: "this cannot be a header's name" });
    return null;
  }
  const type = schemaOf(header).dereferenced()?.at("type").value;
  return {
    name,
    description: header.at("description").prose(),
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
