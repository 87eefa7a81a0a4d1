import type { SpecNode } from "../load/spec-node.js";
import type { Json, Place, Schema, Skipped, TypeName } from "./api.js";
import { constraintsOf } from "./constraints.js";
import { ownFlag } from "./own-extension.js";
import type { shapeless } from "./schema.js";

/** Keywords that say something of the value's type. */
export const shaping: readonly string[] = [
  ...["type", "properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems"],
  ...["allOf", "anyOf", "oneOf", "enum", "const"],
];

/** Lists beside `enum` with a name for each member. */
export const enumNames: readonly string[] = ["x-enum-varnames", "x-enumNames", "x-enumnames"];

/** Objects with properties, and compositions that hold one, get a name from their place. */
export function deservesName(node: SpecNode): boolean {
  const properties = node.at("properties");
  if (properties.isMap && Object.keys(properties.value as object).length > 0) return true;
  const parts = node.at("allOf");
  const isComposed =
    Array.isArray(parts.value) && (parts.value.length > 1 || (parts.value.length === 1 && node.has("required")));
  return isComposed || enumNames.some((keyword) => node.has(keyword));
}

/** The `$ref` of a schema; a `$dynamicRef` means the anchor that it names, as long as nobody overrides that. */
export function referenceOf(node: SpecNode): string | null {
  const found = [node.at("$ref"), node.at("$dynamicRef")].find(({ value }) => typeof value === "string");
  return found === undefined ? null : found.string();
}

/** A part of a composition: what it says of the value, without what the whole says already. */
export function bare(schema: Schema): Schema {
  return { ...schema, description: "", title: "", default: undefined, example: undefined, constraints: [] };
}

/** The key of a component, or the name of a file that is a schema as a whole; `null` for any other place. */
export function nameOf(place: Place): string | null {
  if (place.pointer === "") return place.file.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const match = /^(?:\/components\/schemas|\/definitions|.*\/\$defs)\/([^/]+)$/.exec(place.pointer);
  return match === null ? null : (match[1] as string).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** `x-nullable` is how Swagger 2.0 documents say it, which has no word of its own for it. */
export function isNullable(node: SpecNode): boolean {
  return node.at("nullable").value === true || node.at("x-nullable").value === true;
}

/** The types of a schema that names none but speaks of an object's or a list's members. */
export function impliedTypes(node: SpecNode): readonly TypeName[] {
  if (["properties", "additionalProperties", "patternProperties"].some((key) => node.has(key))) return ["object"];
  return node.has("items") || node.has("prefixItems") ? ["array"] : [];
}

/** The words that a list beside `enum` has for its members; none where the list does not fit. */
export function wordsFor(
  values: readonly Json[] | null,
  node: SpecNode,
  keywords: readonly string[],
): readonly string[] {
  const found = keywords
    .map((keyword) => node.at(keyword))
    .find(({ value }) => typeof value === "object" && value !== null);
  if (values === null || found === undefined) return [];
  // Some write a map from the member to its words.
  const words = found.isMap ? values.map((value) => found.at(String(value)).value) : (found.value as unknown[]);
  return words.length === values.length && words.every((word) => typeof word === "string") ? (words as string[]) : [];
}

/** `x-extensible-enum` in its older form is the list itself. */
export function enumOf(node: SpecNode): readonly Json[] | null {
  const list = [node.at("enum"), node.at("x-extensible-enum")].find((candidate) => Array.isArray(candidate.value));
  if (list === undefined && node.has("enum")) node.at("enum").items();
  return list === undefined ? null : list.items().map((item) => item.json() as Json);
}

/** Draft 3 wrote `required: true` on the property itself; it is not of this schema. */
export function requiredOf(node: SpecNode): readonly string[] {
  return typeof node.value === "boolean" ? [] : node.strings();
}

/** What a schema says beside its shape. */
export function annotationsOf(node: SpecNode, skipped: Skipped[]): Omit<Schema, keyof typeof shapeless | "ref"> {
  const examples = node.at("examples");
  return {
    place: node.place,
    without: [],
    format: textOf(node.at("format")),
    contentMediaType: textOf(node.at("contentMediaType")),
    contentEncoding: textOf(node.at("contentEncoding")),
    isFile: false,
    extensible: node.at("x-extensible-enum").value !== undefined && node.at("x-extensible-enum").value !== false,
    secret: ownFlag(node.at("x-secret"), skipped),
    readOnly: node.at("readOnly").boolean(),
    writeOnly: node.at("writeOnly").boolean(),
    deprecated: node.at("deprecated").boolean(),
    title: node.at("title").prose(),
    description: node.at("description").prose(),
    default: node.at("default").json(),
    example: node.has("example")
      ? node.at("example").json()
      : Array.isArray(examples.value)
        ? examples.at(0).json()
        : undefined,
    constraints: constraintsOf(node),
  };
}

function textOf(node: SpecNode): string | null {
  return typeof node.value === "string" ? node.value : null;
}
