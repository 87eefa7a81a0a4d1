import { parse } from "qs";
import type { PropertyEncoding } from "../../generator/model/api.js";
import { objectOf } from "./raw-document.js";
import type { JsonSchema } from "./schema-bundle.js";
import type { CapturedRequest } from "./validator.js";

/**
 * The value that a form body holds, all leaves as texts: multipart is read by the platform, brackets in names by `qs`;
 * what the schema says of a property tells a list of one from a single value, and JSON from text. A text: it is none.
 */
export async function readForm(
  { headers, body }: CapturedRequest,
  schema: JsonSchema | undefined,
  encodings: ReadonlyMap<string, PropertyEncoding>,
): Promise<Record<string, unknown> | string> {
  const type = headers["content-type"] ?? "";
  let pairs: URLSearchParams;
  if (/^multipart\/form-data/i.test(type)) {
    pairs = new URLSearchParams();
    try {
      const form = await new Response(body ?? null, { headers: { "content-type": type } }).formData();
      for (const [name, value] of form) pairs.append(name, typeof value === "string" ? value : await value.text());
    } catch (error) {
      return `the multipart body cannot be read: ${String(error)}`;
    }
  } else if (/^application\/x-www-form-urlencoded/i.test(type)) {
    pairs = new URLSearchParams(new TextDecoder().decode(body));
  } else return {};
  const read = parse(pairs.toString(), { depth: 30, arrayLimit: 1000, parameterLimit: 1e5, allowPrototypes: true });
  const properties = propertiesOf(schema);
  const values = new Map(Object.entries(read));
  for (const [name, encoding] of encodings) {
    const members = [...propertiesOf(properties.get(name)).keys()];
    if (encoding.style === null || encoding.style === "deepObject" || members.length === 0) continue;
    gatherObject(name, members, encoding, values);
  }
  return Object.fromEntries(
    [...values].map(([name, value]) => [name, typed(value, properties.get(name), encodings.get(name))]),
  );
}

/** An object that a style has spread over fields of its own, or joined in one, is put together again. */
function gatherObject(
  name: string,
  members: readonly string[],
  { explode, style }: PropertyEncoding,
  values: Map<string, unknown>,
): void {
  const joined = values.get(name);
  if (explode) {
    const found = members.flatMap((member) => (values.has(member) ? [[member, values.get(member)] as const] : []));
    for (const [member] of found) values.delete(member);
    if (found.length > 0) values.set(name, Object.fromEntries(found));
  } else if (typeof joined === "string") {
    const texts = joined.split(style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",");
    values.set(name, Object.fromEntries(texts.flatMap((text, at) => (at % 2 === 0 ? [[text, texts[at + 1]]] : []))));
  }
}

/** The value with a `Blob` where the schema has a file. */
export function withFiles(value: unknown, schema: JsonSchema | undefined): unknown {
  if (typeof value !== "object" || value === null) return value;
  const properties = propertiesOf(schema);
  const file = (text: unknown, own: JsonSchema | undefined): unknown => {
    if (typeof text === "string" && own?.type === "string" && own.format === "binary") return new Blob([text]);
    return Array.isArray(text) ? text.map((one) => file(one, objectOf(own?.items))) : text;
  };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, file(one, properties.get(name))]));
}

/** Properties of a schema and of the parts of its compositions. */
function propertiesOf(schema: JsonSchema | undefined, found = new Map<string, JsonSchema>()): Map<string, JsonSchema> {
  if (schema === undefined) return found;
  for (const [name, own] of Object.entries(objectOf(schema.properties))) found.set(name, objectOf(own));
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    for (const part of Array.isArray(schema[key]) ? schema[key] : []) propertiesOf(objectOf(part), found);
  }
  return found;
}

/** Nested values carry no type, so they are read by the schema alone. */
function typed(value: unknown, schema: JsonSchema | undefined, encoding?: PropertyEncoding): unknown {
  const alternatives = alternativesOf(schema);
  const texts = alternatives.filter(({ type }) => [type].flat().some((one) => scalars.has(String(one))));
  const isText = texts.some((one) => !Array.isArray(one.enum) || one.enum.map(String).includes(String(value)));
  const list = alternatives.find(({ type }) => [type].flat().includes("array"));
  if (list !== undefined && !(isText && typeof value === "string")) {
    const isJoined = typeof value === "string" && encoding?.style != null && !encoding.explode;
    const separator = encoding?.style === "spaceDelimited" ? " " : encoding?.style === "pipeDelimited" ? "|" : ",";
    const read = isJoined ? value.split(separator) : typeof value === "string" ? fromJson(value, value) : value;
    // qs makes an object of a list with gaps in its numbers.
    const isNumbered = typeof read === "object" && read !== null && Object.keys(read).every((key) => /^\d+$/.test(key));
    const isObject = alternatives.some(({ type }) => type === "object") && !isNumbered && typeof read === "object";
    if (!isObject) {
      const members = Array.isArray(read) ? read : isNumbered ? Object.values(read) : [read];
      return members.map((member) => typed(member, objectOf(list.items)));
    }
  }
  if (typeof value === "string") return isText ? value : fromJson(value, value);
  if (typeof value !== "object" || value === null) return value;
  const properties = propertiesOf(schema);
  const others = objectOf(schema?.additionalProperties);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, typed(member, properties.get(name) ?? others)]),
  );
}

const scalars = new Set(["string", "number", "integer", "boolean"]);

/** A schema and the parts of its compositions. */
function alternativesOf(schema: JsonSchema | undefined): readonly JsonSchema[] {
  if (schema === undefined) return [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
  return [schema, ...parts.flatMap((part) => alternativesOf(objectOf(part)))];
}

/** Lists and objects stand in a field as JSON, unless a style says otherwise. */
function fromJson(text: string, otherwise: unknown): unknown {
  if (!/^[[{]/.test(text)) return otherwise;
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
