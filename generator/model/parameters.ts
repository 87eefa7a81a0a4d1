import type { SpecNode } from "../load/spec-node.js";
import type { Parameter, ParameterLocation, ParameterStyle, Schema } from "./api.js";
import { exampleOf } from "./content.js";
import { stringSchema } from "./schema.js";
import type { SchemaReader } from "./schema-reader.js";

const styles: Record<ParameterLocation, readonly ParameterStyle[]> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

/** OpenAPI says that header parameters of these names are ignored. */
const ignoredHeaders = new Set(["accept", "content-type", "authorization"]);

/** Reads the parameters of a path item and an operation; the operation's replace those of the same name and place. */
export function readParameters(
  pathItem: SpecNode,
  operation: SpecNode,
  pathNames: readonly string[],
  schemas: SchemaReader,
): readonly Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const owner of [pathItem, operation]) {
    for (const entry of owner.at("parameters").items()) {
      const parameter = readParameter(entry, pathNames, schemas);
      if (parameter !== null) byKey.set(`${parameter.in} ${parameter.name}`, parameter);
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

function readParameter(entry: SpecNode, pathNames: readonly string[], schemas: SchemaReader): Parameter | null {
  const node = entry.dereferenced();
  if (node === null) return null;
  const name = node.at("name").string();
  const location = node.at("in").value;
  if (location !== "path" && location !== "query" && location !== "header" && location !== "cookie") {
    node.at("in").error("OF1301", "A parameter is in path, query, header or cookie.", "Write one of these.");
    return null;
  }
  if (!canBeSent(node, name, location, pathNames, schemas)) return null;
  const media = node.at("content").entries()[0];
  const schema = media === undefined ? schemas.read(node.at("schema")) : schemas.read(media[1].at("schema"));
  const style = readStyle(node.at("style"), location);
  const required = location === "path" || node.at("required").boolean();
  return {
    place: node.place,
    name,
    in: location,
    required,
    description: node.at("description").string(),
    deprecated: node.at("deprecated").boolean(),
    style,
    explode: node.at("explode").boolean(style === "form"),
    allowReserved: node.at("allowReserved").boolean(),
    contentType: media?.[0] ?? null,
    schema,
    preset: presetOf({ required, in: location }, schema),
    example: exampleOf(node),
  };
}

/** Whether a parameter has a place to go to; if not, it is reported or listed. */
export function canBeSent(
  node: SpecNode,
  name: string,
  location: ParameterLocation,
  pathNames: readonly string[],
  schemas: SchemaReader,
): boolean {
  if (location === "header" && ignoredHeaders.has(name.toLowerCase())) {
    schemas.skipped.push({ place: node.place, reason: "OpenAPI ignores header parameters of this name" });
    return false;
  }
  if (location === "path" && !pathNames.includes(name)) {
    node.warning("OF1302", "The path has no such parameter.", "Add it to the path in braces, or remove it.");
    return false;
  }
  if ((location === "header" || location === "cookie") && !/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
    node.at("name").error("OF1703", `This is not a ${location}'s name.`, "Use letters, digits and hyphens.");
    return false;
  }
  return true;
}

function readStyle(node: SpecNode, location: ParameterLocation): ParameterStyle {
  const [fallback] = styles[location];
  const style = node.string(fallback);
  if ((styles[location] as readonly string[]).includes(style)) return style as ParameterStyle;
  node.error("OF1303", `A ${location} parameter has no such style.`, `Use ${styles[location].join(", ")}.`);
  return fallback as ParameterStyle;
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
    contentType: null,
    schema: stringSchema(operation.place),
    preset: null,
    example: undefined,
  };
}
