import type { SpecNode } from "../../load/spec-node.js";
import type { Content, Json, Response } from "../api.js";
import { bodyShape, readAnswer, readResponses, readUnwrap, writtenIn } from "../content.js";
import type { OperationSource } from "../dialect.js";
import { formOfJson, formsOfJson } from "../json-forms.js";
import { responseEncoding } from "../media-type.js";
import { contentIn } from "./content.js";
import { mediaTypes } from "./media-types.js";
import { fileSchema } from "./parameter-value.js";

/** Reads the responses: every media type that the operation produces, with the response's one schema. */
export function readSwaggerResponses(source: OperationSource): readonly Response[] {
  const { schemas } = source;
  return readResponses(source.node.at("responses"), schemas, {
    contentOf: (response, status) => contentOf(response, status, source),
    headerSchema,
  });
}

function contentOf(response: SpecNode, status: string, { root, node, schemas }: OperationSource): readonly Content[] {
  const written = response.at("schema");
  if (written.value === undefined) return foreignContent(response, schemas);
  const target = written.dereferenced("warning");
  const isFile = target?.isMap === true && target.at("type").value === "file";
  const listed = mediaTypes("produces", root, node);
  const produced = isFile ? listed.map(([mediaType]) => mediaType) : withoutForms(listed, written, schemas);
  const fallback = isFile ? "application/octet-stream" : "application/json";
  const mediaTypesOfResponse =
    produced.length === 0 || (!isFile && isError(status) && isStructure(target) && produced.every(isBinary))
      ? [fallback]
      : produced;
  return mediaTypesOfResponse.map((mediaType) => {
    const { as, stream, eventData, node: body } = writtenIn(mediaType, written, response.at("itemSchema"), "response");
    const example = exampleOf(response, mediaType);
    if (isFile) return contentIn({ mediaType, as: "binary", schema: fileSchema(target, schemas), example });
    const unwrapFirst = readUnwrap(response.at("x-unwrap"), schemas.skipped);
    return contentIn({ mediaType, as, schema: schemas.read(body), stream, eventData, unwrapFirst, example });
  });
}

/** The media types that are read, where all have one schema: the others only repeat its JSON. */
function withoutForms(
  listed: ReturnType<typeof mediaTypes>,
  schema: SpecNode,
  schemas: OperationSource["schemas"],
): readonly string[] {
  const shape = bodyShape(schema);
  const bodies = listed.map(([mediaType, node]) => ({ mediaType, node, schema, shape }));
  const forms = formsOfJson(bodies);
  for (const { node } of forms) schemas.skipped.push({ place: node.place, reason: formOfJson });
  return bodies.filter((body) => !forms.has(body)).map(({ mediaType }) => mediaType);
}

/** OpenAPI 3's `content`, where a document mixes the two. */
function foreignContent(response: SpecNode, schemas: OperationSource["schemas"]): readonly Content[] {
  const content = response.at("content");
  if (content.value === undefined) return [];
  const help = "Write schema, and the media types under produces.";
  content.warning("OF1806", "OpenAPI 2.0 has no content; it is read as in OpenAPI 3.", help);
  return readAnswer(content, schemas);
}

function isError(status: string): boolean {
  return /^[45]/.test(status);
}

/** An object is no picture: where an operation produces pictures, its errors are JSON. */
function isBinary(mediaType: string): boolean {
  return responseEncoding(mediaType, null) === "binary";
}

function isStructure(schema: SpecNode | null): boolean {
  return schema !== null && ["properties", "allOf", "items", "additionalProperties"].some((key) => schema.has(key));
}

function exampleOf(response: SpecNode, mediaType: string): Json | undefined {
  const examples = response.at("examples");
  return examples.isMap && examples.has(mediaType) ? examples.at(mediaType).json() : undefined;
}

const headerTypes: readonly unknown[] = ["string", "number", "integer", "boolean", "array"];

/** A header is its own schema. A list with another separator than a comma is one text to us. */
function headerSchema(header: SpecNode): SpecNode {
  if (!header.has("type") && header.has("schema")) return header.at("schema");
  const type = header.at("type");
  if (type.value !== undefined && !headerTypes.includes(type.value)) {
    const help = "Write string, number, integer, boolean or array.";
    type.warning("OF1812", "A header has no such type; it is read as a string.", help);
  }
  const format = header.at("collectionFormat").value;
  return format === undefined || format === "csv" ? header : header.at("items");
}
