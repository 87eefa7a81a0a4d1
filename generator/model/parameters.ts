import type { SpecNode } from "../load/spec-node.js";
import type { Model, ModelId, Parameter, ParameterLocation, ParameterStyle, Schema } from "./api.js";
import { exampleOf } from "./content.js";
import { isToken } from "./http-token.js";
import { anySchema, stringSchema } from "./schema.js";
import { possibleTypes, resolved } from "./schema-lookup.js";
import type { SchemaReader } from "./schema-reader.js";

/** The styles of each place, its default first. */
const styles: Record<ParameterLocation, readonly [ParameterStyle, ...ParameterStyle[]]> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  querystring: ["form"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** OpenAPI says that header parameters of these names are ignored. */
const ignoredHeaders = new Set(["accept", "content-type", "authorization"]);

/** Headers that `fetch` writes itself, or that belong to the connection: the runtime lets nobody set them. */
export const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Reads the parameters of a path item and an operation; the operation's replace those of the same name and place. */
export function readParameters(
  pathItem: SpecNode,
  operation: SpecNode,
  pathNames: readonly string[],
  schemas: SchemaReader,
): readonly Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const owner of [pathItem, operation]) {
    const own = new Set<string>();
    const list = owner.at("parameters").items();
    schemas.budget.limit(list.length, "parameters in one list", owner);
    for (const entry of list) {
      const parameter = readParameter(entry, pathNames, schemas);
      if (parameter === null) continue;
      const key = keyOf(parameter);
      if (own.has(key)) reportTwin(entry, schemas);
      own.add(key);
      byKey.set(key, parameter);
    }
  }
  return inOrder([...byKey.values()], pathNames, operation);
}

/** Path parameters in the template's order, described or not, then the others. */
export function inOrder(
  parameters: readonly Parameter[],
  pathNames: readonly string[],
  operation: SpecNode,
): readonly Parameter[] {
  const byName = new Map(parameters.filter((p) => p.in === "path").map((p) => [p.name, p]));
  const path = pathNames.map((name) => byName.get(name) ?? undescribed(name, operation));
  return [...path, ...parameters.filter((parameter) => parameter.in !== "path")];
}

/** Names of headers do not differ by case alone. */
function keyOf({ in: place, name }: Parameter): string {
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

function reportTwin(entry: SpecNode, schemas: SchemaReader): void {
  entry.warning("OF1306", "This list has the parameter twice; the later one counts.", "Remove one of them.");
  schemas.skipped.push({ place: entry.place, reason: "the list has this parameter twice" });
}

function readParameter(entry: SpecNode, pathNames: readonly string[], schemas: SchemaReader): Parameter | null {
  const node = entry.dereferenced();
  if (node === null) return null;
  const location = readLocation(node.at("in"));
  if (location === null) return null;
  const name = node.at("name").string(location === "querystring" ? "query" : "");
  if (!canBeSent(node, name, location, pathNames, schemas)) return null;
  const media = readMedia(node, location, schemas);
  const schema = schemas.read((media?.node ?? node).at("schema"));
  const style = readStyle(node.at("style"), location);
  const required = location === "path" || node.at("required").boolean();
  return {
    place: node.place,
    name,
    in: location,
    required,
    description: node.at("description").prose(),
    deprecated: node.at("deprecated").boolean(),
    style,
    explode: node.at("explode").boolean(style === "form" || style === "cookie"),
    allowReserved: node.at("allowReserved").boolean() && takesReserved(node, location),
    spans: false,
    allowEmpty: location === "query" && node.at("allowEmptyValue").boolean(),
    contentType: media?.type ?? null,
    schema,
    preset: presetOf({ required, in: location }, schema),
    example: exampleOf(node),
  };
}

function readLocation(node: SpecNode): ParameterLocation | null {
  if (typeof node.value === "string" && Object.hasOwn(styles, node.value)) return node.value as ParameterLocation;
  node.error("OF1301", "A parameter is in path, query, querystring, header or cookie.", "Write one of these.");
  return null;
}

/** Whether a parameter has a place to go to; if not, it is listed. */
export function canBeSent(
  node: SpecNode,
  name: string,
  location: ParameterLocation,
  pathNames: readonly string[],
  schemas: SchemaReader,
): boolean {
  const reason = unsendable(node, name, location, pathNames);
  if (reason !== null) schemas.skipped.push({ place: node.place, reason });
  return reason === null;
}

/** Why a parameter has no place in a request; `null` for one that has. */
function unsendable(
  node: SpecNode,
  name: string,
  location: ParameterLocation,
  pathNames: readonly string[],
): string | null {
  if (location === "path" && !pathNames.includes(name)) {
    node.warning("OF1302", "The path has no such parameter.", "Add it to the path in braces, or remove it.");
    return "the path has no such parameter";
  }
  if (location === "header" && ignoredHeaders.has(name.toLowerCase())) {
    return "OpenAPI ignores header parameters of this name";
  }
  if (location === "header" && connectionHeaders.has(name.toLowerCase())) {
    return "this header belongs to the connection, and `fetch` writes it";
  }
  if ((location === "header" || location === "cookie") && !isToken(name)) {
    node.at("name").warning("OF1703", `This cannot be a ${location}'s name.`, "Use letters, digits and hyphens.");
    return `this cannot be a ${location}'s name`;
  }
  return null;
}

/** The media type of a parameter with `content`, which takes exactly one. */
function readMedia(
  node: SpecNode,
  location: ParameterLocation,
  schemas: SchemaReader,
): { readonly type: string; readonly node: SpecNode } | null {
  const [first, ...others] = node.at("content").entries();
  for (const [, other] of others) {
    other.warning("OF1307", "A parameter has one media type; the first one counts.", "Remove the others.");
    schemas.skipped.push({ place: other.place, reason: "a parameter is sent in the first of its media types" });
  }
  if (first !== undefined) {
    const [type, media] = first;
    if (media.has("encoding")) {
      schemas.skipped.push({ place: media.at("encoding").place, reason: "the encoding of a parameter's properties" });
    }
    return { type, node: media };
  }
  return location === "querystring" ? { type: "application/x-www-form-urlencoded", node } : null;
}

/** Until 3.2, `allowReserved` is said of the query alone. Nothing is encoded in a header. */
function takesReserved(node: SpecNode, location: ParameterLocation): boolean {
  if (location === "query" || location === "header") return location === "query";
  return !/^3\.[01](?:\.|$)/.test(String(node.document.root.at("openapi").value));
}

function readStyle(node: SpecNode, location: ParameterLocation): ParameterStyle {
  const [fallback] = styles[location];
  const style = styles[location].find((known) => known === node.string(fallback));
  if (style !== undefined) return style;
  const allowed = styles[location].join(", ");
  node.warning("OF1303", `A ${location} parameter has no such style; ${fallback} is used.`, `Use ${allowed}.`);
  return fallback;
}

/** A parameter with what only a schema says that is read by now. */
export function completed(parameter: Parameter, models: ReadonlyMap<ModelId, Model>): Parameter {
  const schema = resolved(parameter.schema, models);
  const preset = parameter.preset ?? presetOf(parameter, schema);
  const takesText = possibleTypes(schema, models).has("string") && schema.values === null;
  const isAny = schema.types.length + schema.allOf.length + schema.anyOf.length + schema.oneOf.length === 0;
  if (!parameter.allowEmpty || parameter.contentType !== null || takesText || (isAny && schema.values === null)) {
    return { ...parameter, preset };
  }
  return { ...parameter, preset, schema: orEmptyText(parameter.schema) };
}

/** A schema, or empty text. */
function orEmptyText(schema: Schema): Schema {
  const { title, description, deprecated, default: value, example, constraints } = schema;
  const nothing = anySchema(schema.place);
  const annotations = { title, description, deprecated, default: value, example, constraints };
  return { ...nothing, ...annotations, anyOf: [schema, { ...nothing, values: [""] }] };
}

/** What a required parameter is sent with unless the caller sets it: its constant, its only value, or its default. */
export function presetOf(
  { required, in: place }: Pick<Parameter, "required" | "in">,
  schema: Schema,
): Parameter["preset"] {
  if (!required || place === "path") return null;
  const value = schema.values?.length === 1 ? schema.values[0] : schema.default;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function undescribed(name: string, operation: SpecNode): Parameter {
  operation.warning(
    "OF1304",
    `The path parameter ${JSON.stringify(name)} is not described.`,
    "Describe it under parameters.",
  );
  return {
    place: operation.place,
    name,
    in: "path",
    required: true,
    description: "",
    deprecated: false,
    style: "simple",
    explode: false,
    allowReserved: false,
    spans: false,
    allowEmpty: false,
    contentType: null,
    schema: stringSchema(operation.place),
    preset: null,
    example: undefined,
  };
}
