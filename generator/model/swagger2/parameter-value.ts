import { SpecNode } from "../../load/spec-node.js";
import type { Schema } from "../api.js";
import { anySchema, stringSchema } from "../schema.js";
import type { SchemaReader } from "../schema-reader.js";
import { type CollectionFormat, readCollectionFormat, separators } from "./collection-format.js";

/** The value of a parameter that is not the body. */
export interface ParameterValue {
  readonly schema: Schema;
  /** Of a list; `null`: it is a single value. */
  readonly format: CollectionFormat | null;
  readonly isFile: boolean;
}

const primitives = ["string", "number", "integer", "boolean"];

/** Reads what 2.0 writes beside a parameter's name: type, format, items, enum and the like. */
export function readValue(parameter: SpecNode, schemas: SchemaReader): ParameterValue | null {
  const location = parameter.at("in").value;
  const isForm = location === "formData";
  // Its description is the parameter's; a form has no other place for it.
  const node = valueNode(parameter, isForm ? [] : ["description"]);
  const target = node?.dereferenced() ?? null;
  if (node === null || target === null) return null;
  const type = typeOf(target);
  if (type === "file")
    return isForm ? { schema: fileSchema(node, schemas), format: null, isFile: true } : noFile(target);
  if (type === "array") return readList(parameter, node, target, schemas, location === "query" || isForm);
  const schema = readSingle(node, target, type, schemas);
  return schema === null ? null : { schema: withEmpty(parameter, schema), format: null, isFile: false };
}

/** A list whose items the caller joins, since no style of OpenAPI 3 has this separator. */
export function joinedByCaller(schema: Schema, format: CollectionFormat, schemas: SchemaReader): Schema {
  const separator = separators[format];
  schemas.skipped.push({
    place: schema.place,
    reason: `a list with ${separator} between its items is not expressed here: callers give it as one string`,
  });
  return {
    ...stringSchema(schema.place),
    title: schema.title,
    description: schema.description,
    deprecated: schema.deprecated,
    secret: schema.secret,
    constraints: [`a list with ${separator} between its items`],
  };
}

/** Bytes. */
export function fileSchema(node: SpecNode, schemas: SchemaReader): Schema {
  return { ...schemas.read(without(node, ["type", "format"])), types: ["string"], format: "binary" };
}

/** Where type and format stand: beside the name or, as in OpenAPI 3, below `schema`. */
function valueNode(parameter: SpecNode, annotations: readonly string[]): SpecNode | null {
  if (parameter.has("type") || !parameter.has("schema")) return without(parameter, annotations);
  const schema = parameter.at("schema");
  const help = "Write type, format, items and the like on the parameter itself.";
  schema.warning("OF1806", "In OpenAPI 2.0 only a body has a schema; it is read as in OpenAPI 3.", help);
  return schema;
}

function readList(
  parameter: SpecNode,
  node: SpecNode,
  target: SpecNode,
  schemas: SchemaReader,
  takesMulti: boolean,
): ParameterValue | null {
  const items = readItems(target, schemas, parameter.at("in").value === "formData");
  if (items === null) return null;
  const own = node.at("$ref").value === undefined ? without(node, ["items"]) : node;
  const list = schemas.read(own);
  const schema =
    list.ref === null ? { ...list, types: list.types.length === 0 ? (["array"] as const) : list.types, items } : list;
  return {
    schema: withEmpty(parameter, schema),
    format: readCollectionFormat(parameter, takesMulti),
    isFile: items.format === "binary" && typeOf(target.at("items")) === "file",
  };
}

function readItems(list: SpecNode, schemas: SchemaReader, isForm: boolean): Schema | null {
  const items = list.at("items");
  if (items.value === undefined) {
    list.warning("OF1807", "A list without items is read as one of strings.", "Say what is in it under items.");
    return stringSchema(list.place);
  }
  const target = items.dereferenced();
  if (target === null) return null;
  const type = typeOf(target);
  if (type === "file" && isForm) return fileSchema(items, schemas);
  if (type === "file") return noFile(items);
  if (type === "object") {
    const message = "How an object is written in a list like this is not known; callers give each item as a string.";
    target.warning("OF1808", message, "Write items of type string, number, integer or boolean.");
    return stringSchema(items.place);
  }
  if (type !== "array") return readSingle(items, target, type, schemas);
  // A list in a list: styles know of one level, so the inner ones arrive joined.
  if (readItems(target, schemas, false) === null) return null;
  return joinedByCaller({ ...anySchema(items.place) }, readCollectionFormat(target, false), schemas);
}

function readSingle(node: SpecNode, target: SpecNode, type: string | null, schemas: SchemaReader): Schema | null {
  if (type === null) {
    const message = "This says no type, so it is read as a string.";
    target.warning("OF1807", message, "Add type: string, number, integer, boolean or array.");
    const schema = schemas.read(node);
    return schema.ref === null ? { ...schema, types: ["string"] } : schema;
  }
  if (primitives.includes(type)) return schemas.read(node);
  const message = "Only a body can be an object or of a type of its own: how this is written is not known.";
  target.at("type").error("OF1808", message, "Write string, number, integer, boolean or array.");
  return null;
}

function noFile(node: SpecNode): null {
  const message = "A file can only be sent in a form, or come as a response.";
  node.at("type").error("OF1809", message, "Put it in formData, or write another type.");
  return null;
}

/** The type's name; `null` when none is said and none can be told. Null beside a type adds nothing to a text. */
function typeOf(node: SpecNode): string | null {
  const { value } = node.at("type");
  if (Array.isArray(value)) return value.length === 0 ? null : String(value.find((name) => name !== "null"));
  if (value !== undefined) return String(value);
  if (node.has("items")) return "array";
  if (node.has("properties")) return "object";
  return Array.isArray(node.at("enum").value) ? "string" : null;
}

/** `allowEmptyValue`: the empty text is fine, whatever the type. */
function withEmpty(parameter: SpecNode, schema: Schema): Schema {
  if (!parameter.at("allowEmptyValue").boolean()) return schema;
  if (schema.types.includes("string") && schema.values === null) return schema;
  const { title, description, deprecated, secret, default: value, example, place } = schema;
  const empty: Schema = { ...anySchema(place), types: ["string"], values: [""] };
  return {
    ...anySchema(place),
    title,
    description,
    deprecated,
    secret,
    default: value,
    example,
    anyOf: [schema, empty],
  };
}

function without(node: SpecNode, keys: readonly string[]): SpecNode {
  if (!node.isMap || keys.length === 0) return node;
  const kept = Object.entries(node.value as object).filter(([key]) => !keys.includes(key));
  return new SpecNode(node.document, node.place, Object.fromEntries(kept));
}
