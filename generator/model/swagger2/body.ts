import type { SpecNode } from "../../load/spec-node.js";
import type { Body, BodyEncoding, Json, Schema } from "../api.js";
import { readBody } from "../content.js";
import type { OperationSource } from "../dialect.js";
import { formEncoding, requestEncoding } from "../media-type.js";
import { contentIn } from "./content.js";
import { readForm } from "./form.js";
import { mediaTypes } from "./media-types.js";
import type { SortedParameters } from "./parameter-lists.js";
import { fileSchema } from "./parameter-value.js";

/** Reads the request body, which 2.0 writes among the parameters; `null` when there is none. */
export function readSwaggerBody({ body, form }: SortedParameters, source: OperationSource): Body | null {
  if (/^(?:get|head)$/.test(source.method)) {
    for (const { place } of [...(body === null ? [] : [body]), ...form]) {
      source.schemas.skipped.push({ place, reason: `fetch sends no body with ${source.method.toUpperCase()}` });
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
  return readBody(foreign, own, source.schemas);
}

function readBodyParameter(node: SpecNode, name: string | null, source: OperationSource): Body {
  const encodings = encodingsOf(source);
  const schema = bodySchema(node, encodings, source);
  const content = encodings.map(([mediaType, as]) =>
    contentIn({ mediaType, as, schema, example: exampleOf(node, mediaType) }),
  );
  return {
    place: node.place,
    required: node.at("required").boolean(),
    description: node.at("description").string(),
    name,
    content,
  };
}

/** A request has one media type, so ranges are left out; `*\/*` and nothing at all mean JSON. */
function encodingsOf({ root, node, schemas }: OperationSource): readonly (readonly [string, BodyEncoding])[] {
  const found = new Map<string, BodyEncoding>();
  for (const [mediaType, item] of mediaTypes("consumes", root, node)) {
    const name = mediaType === "*/*" ? "application/json" : mediaType;
    const as = formEncoding(name) ?? requestEncoding(name);
    if (as !== null && !name.includes("*")) found.set(name, as);
    else schemas.skipped.push({ place: item.place, reason: "a range of media types is not sent" });
  }
  return found.size === 0 ? [["application/json", "json"]] : [...found];
}

function bodySchema(
  node: SpecNode,
  encodings: readonly (readonly [string, BodyEncoding])[],
  source: OperationSource,
): Schema {
  const schema = node.at("schema");
  if (schema.value === undefined && node.has("type")) {
    const help = "Move type, format and the like below schema.";
    node.at("type").warning("OF1806", "In OpenAPI 2.0 a body has a schema; its type is read from here.", help);
  }
  const written = schema.value === undefined && node.has("type") ? node : schema;
  const target = written.value === undefined ? null : written.dereferenced("warning");
  if (target?.isMap !== true || target.at("type").value !== "file") return source.schemas.read(written);
  if (encodings.some(([, as]) => as !== "binary")) {
    const message = "A file can only be sent in a form, or come as a response.";
    const help = "Put it in formData, or write type: string, format: binary.";
    target.at("type").error("OF1809", message, help);
  }
  return fileSchema(target, source.schemas);
}

/** `x-example`, or `x-examples` by media type: 2.0 itself has no examples of requests. */
function exampleOf(node: SpecNode, mediaType: string): Json | undefined {
  const examples = node.at("x-examples");
  if (examples.isMap && examples.has(mediaType)) return examples.at(mediaType).json();
  return node.at("x-example").json();
}
