import type { SpecNode } from "../../load/spec-node.js";
import type { Body, Content, Json } from "../api.js";
import { readBody, unwritable, writtenIn } from "../content.js";
import type { OperationSource } from "../dialect.js";
import { requestEncoding } from "../media-type.js";
import type { SchemaReader } from "../schema-reader.js";
import { contentIn } from "./content.js";
import { readForm } from "./form.js";
import { mediaTypes } from "./media-types.js";
import type { SortedParameters } from "./parameter-lists.js";
import { fileSchema } from "./parameter-value.js";

/** Reads the request body, which 2.0 writes among the parameters; `null` when there is none. */
export function readSwaggerBody({ body, form }: SortedParameters, source: OperationSource): Body | null {
  if (source.method === "GET" || source.method === "HEAD") {
    for (const { place } of [...(body === null ? [] : [body]), ...form]) {
      source.schemas.skipped.push({ place, reason: `fetch sends no body with ${source.method}` });
    }
    return null;
  }
  const own = source.node.at("x-codegen-request-body-name");
  const name = own.value === undefined ? null : own.string();
  if (body !== null) return readBodyParameter(body, name, source);
  if (form.length > 0) return readForm(form, name, source);
  const foreign = source.node.at("requestBody");
  if (foreign.value === undefined) return null;
  const help = "Write a parameter in body, and its media types under consumes.";
  foreign.warning("OF1806", "OpenAPI 2.0 has no requestBody; it is read as in OpenAPI 3.", help);
  const read = readBody(foreign, own, source.method, source.schemas);
  // That it is required is said in words that 2.0 does not have.
  return read === null ? null : { ...read, required: false };
}

function readBodyParameter(node: SpecNode, name: string | null, source: OperationSource): Body | null {
  const { root, node: operation, schemas } = source;
  const consumed = mediaTypes("consumes", root, operation).map(([mediaType]) => mediaType);
  const schema = schemaOf(node);
  const target = schema.value === undefined ? null : schema.dereferenced("warning");
  const isFile = target?.isMap === true && target.at("type").value === "file";
  const content = (consumed.length === 0 ? ["application/json"] : consumed).flatMap((mediaType) => {
    const example = exampleOf(node, mediaType);
    if (isFile) return [fileIn(mediaType, target, example, schemas)];
    const { as, stream, eventData, node: written } = writtenIn(mediaType, schema, node.at("itemSchema"), "request");
    const reason = unwritable(as, mediaType, schema);
    if (reason === null)
      return [contentIn({ mediaType, as, schema: schemas.read(written), stream, eventData, example })];
    schemas.skipped.push({ place: node.place, reason: `${mediaType}: ${reason}` });
    return [];
  });
  if (content.length === 0) return null;
  return {
    place: node.place,
    required: node.at("required").boolean(),
    description: node.at("description").prose(),
    name,
    content,
  };
}

/** Where the body's schema stands: below `schema` or, wrongly, beside the parameter's name. */
function schemaOf(node: SpecNode): SpecNode {
  const schema = node.at("schema");
  if (schema.value !== undefined || !node.has("type")) return schema;
  const help = "Move type, format and the like below schema.";
  node.at("type").warning("OF1806", "In OpenAPI 2.0 a body has a schema; its type is read from here.", help);
  return node;
}

/** A file in a media type that is bytes anyway. */
function fileIn(mediaType: string, target: SpecNode, example: Json | undefined, schemas: SchemaReader): Content {
  const as = requestEncoding(mediaType, "binary");
  if (as !== "binary") {
    const message = "A file can only be sent in a form, or come as a response.";
    const help = "Put it in formData, or write type: string, format: binary.";
    target.at("type").error("OF1809", message, help);
  }
  return contentIn({ mediaType, as, schema: fileSchema(target, schemas), example });
}

/** `x-example`, or `x-examples` by media type: 2.0 itself has no examples of requests. */
function exampleOf(node: SpecNode, mediaType: string): Json | undefined {
  const examples = node.at("x-examples");
  if (examples.isMap && examples.has(mediaType)) return examples.at(mediaType).json();
  return node.at("x-example").json();
}
