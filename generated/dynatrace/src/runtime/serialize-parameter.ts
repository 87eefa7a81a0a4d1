import type { ParameterDescriptor, PathParameterDescriptor, ValuePlan } from "./descriptor.js";
import { jsonText } from "./json-text.js";
import { type Place, percentEncode, primitiveText, refuse, within } from "./primitive-text.js";
import { isRevealable } from "./secret.js";
import { itemPlan, propertyPlan, resolvePlan } from "./value-plan.js";

type Encode = (text: string) => string;

/** The text of a path parameter, encoded, in its style. */
export function serializePathParameter(parameter: PathParameterDescriptor, value: unknown, place: Place): string {
  const { name, style, explode = false, contentType } = parameter;
  if (contentType !== undefined)
    return nonEmpty(percentEncode(mediaText(value, contentType, place, parameter.plan)), place);
  const isPlain = style === undefined && parameter.explode === undefined && parameter.shape === undefined;
  if (isPlain && isStructure(value) && typeof resolvePlan(parameter.plan) !== "object") {
    throw refuse(place, "must be a single value, not an array or object");
  }
  if (!isStructure(value)) {
    const text = primitiveText(value, place, parameter.plan);
    if (text === "" || text === "." || text === "..")
      throw refuse(place, 'must not be empty, "." or "..": it would name another path');
    if (text.includes("\0")) throw refuse(place, "must not hold a NUL character");
    const encoded = percentEncode(text);
    return style === "label" ? `.${encoded}` : style === "matrix" ? `;${percentEncode(name)}=${encoded}` : encoded;
  }
  const parts = flatten(value, explode, percentEncode, place, parameter.plan);
  if (parts.length === 0) throw refuse(place, "must not be empty");
  if (style === "label") return `.${parts.join(explode ? "." : ",")}`;
  if (style !== "matrix") return nonEmpty(parts.join(","), place);
  const key = percentEncode(name);
  if (!explode) return `;${key}=${parts.join(",")}`;
  return parts.map((part) => (Array.isArray(value) ? `;${key}=${part}` : `;${part}`)).join("");
}

/** The `name=value` pairs of a query or cookie parameter, encoded. An empty array or object has none. */
export function serializePairs(parameter: ParameterDescriptor, value: unknown, place: Place): string[] {
  const { name, style = "form", explode = style === "form", contentType, allowReserved, plan } = parameter;
  const encode: Encode = (text) => percentEncode(text, allowReserved);
  const key = percentEncode(name);
  if (contentType !== undefined) return [`${key}=${encode(mediaText(value, contentType, place, plan))}`];
  if (!isStructure(value)) return [`${key}=${encode(primitiveText(value, place, plan))}`];
  if (style === "deepObject" && !Array.isArray(value)) return deepPairs(key, value, encode, place, plan);
  const parts = flatten(value, explode, encode, place, plan);
  if (parts.length === 0) return [];
  if (explode || style === "deepObject") return Array.isArray(value) ? parts.map((part) => `${key}=${part}`) : parts;
  const delimiter = style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ",";
  return [`${key}=${parts.join(delimiter)}`];
}

/** The text of a header parameter; headers are not percent-encoded. */
export function serializeHeader(parameter: ParameterDescriptor, value: unknown, place: Place): string {
  const { contentType, explode = false, plan } = parameter;
  if (contentType !== undefined) return mediaText(value, contentType, place, plan);
  if (!isStructure(value)) return primitiveText(value, place, plan);
  return flatten(value, explode, (text) => text, place, plan).join(",");
}

function isStructure(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date) && !isRevealable(value);
}

function nonEmpty(text: string, place: Place): string {
  if (text === "") throw refuse(place, "must not be empty");
  return text;
}

/**
 * Elements of an array; of an object `k=v` when exploded, else `k`, `v` in turn. Members that are `undefined` are
 * left out.
 */
function flatten(value: object, explode: boolean, encode: Encode, place: Place, plan: ValuePlan | undefined): string[] {
  const node = resolvePlan(plan);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      encode(primitiveText(item, within(place, index), itemPlan(node, index))),
    );
  }
  if (Symbol.iterator in value) throw refuse(place, "must be an array or a plain object");
  return Object.entries(value).flatMap(([key, member]) => {
    if (member === undefined) return [];
    const text = encode(primitiveText(member, within(place, key), propertyPlan(node, key)));
    return explode ? [`${encode(checked(key, place))}=${text}`] : [encode(checked(key, place)), text];
  });
}

function checked(key: string, place: Place): string {
  return primitiveText(key, place);
}

function deepPairs(key: string, value: object, encode: Encode, place: Place, plan: ValuePlan | undefined): string[] {
  const node = resolvePlan(plan);
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const inner = `${key}%5B${percentEncode(checked(name, place))}%5D`;
    const at = within(place, name);
    const memberPlan = propertyPlan(node, name);
    if (Array.isArray(member)) return flatten(member, true, encode, at, memberPlan).map((text) => `${inner}=${text}`);
    if (isStructure(member)) return deepPairs(inner, member, encode, at, memberPlan);
    return [`${inner}=${encode(primitiveText(member, at, memberPlan))}`];
  });
}

function mediaText(value: unknown, contentType: string, place: Place, plan: ValuePlan | undefined): string {
  return /[/+]json\b/i.test(contentType) ? jsonText(value, place, plan) : primitiveText(value, place, plan);
}
