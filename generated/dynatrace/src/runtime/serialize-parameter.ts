import type { ParameterDescriptor, PathParameterDescriptor, ValuePlan } from "./descriptor.js";
import { type Encode, encodersOf } from "./encode-parameter.js";
import { jsonText } from "./json-text.js";
import { isJson } from "./media-type.js";
import { isOpaque, isStructure, type Place, percentEncode, primitiveText, refuse, within } from "./primitive-text.js";
import { itemPlan, propertyPlan, resolvePlan } from "./value-plan.js";

/** Deeper than any query that a server reads, shallower than any stack. */
const maxDepth = 100;

/** The text of a path parameter, encoded, in its style. */
export function serializePathParameter(parameter: PathParameterDescriptor, value: unknown, place: Place): string {
  const { name, style, explode = false, contentType } = parameter;
  if (contentType !== undefined)
    return nonEmpty(percentEncode(mediaText(value, contentType, place, parameter.plan)), place);
  const isPlain = style === undefined && parameter.explode === undefined && parameter.shape === undefined;
  if (isPlain && isStructure(value) && typeof resolvePlan(parameter.plan) !== "object") {
    throw refuse(place, "must be a single value, not an array or object");
  }
  const { single, part } = encodersOf(parameter, "path", explode);
  // Only the style `matrix` writes the name.
  const key = (): string => percentEncode(checked(name, place));
  if (!isStructure(value)) {
    const text = primitiveText(value, place, parameter.plan);
    if (text.includes("\0")) throw refuse(place, "must not hold a NUL character");
    // Behind a name, no text can be taken for another path.
    if (style === "matrix") return `;${named(key(), single(text, place))}`;
    if (text === "" || text === "." || text === "..")
      throw refuse(place, 'must not be empty, "." or "..": it would name another path');
    if (parameter.spans) return segments(text, single, place);
    return style === "label" ? `.${single(text, place)}` : single(text, place);
  }
  const parts = flatten(value, explode, part, place, parameter.plan);
  if (parts.length === 0) throw refuse(place, "must not be empty");
  if (style === "label") return `.${parts.join(explode ? "." : ",")}`;
  if (style !== "matrix") return nonEmpty(parts.join(","), place);
  if (!explode) return `;${key()}=${parts.join(",")}`;
  return parts.map((text) => `;${Array.isArray(value) ? named(key(), text) : text.replace(/=$/, "")}`).join("");
}

/** A value of several segments leads below its place, never beside it. */
function segments(text: string, encode: Encode, place: Place): string {
  const parts = text.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    throw refuse(place, 'must not hold an empty segment, "." or "..": it would name another path');
  return parts.map((part) => encode(part, place)).join("/");
}

/** The `name=value` pairs of a query or cookie parameter, encoded. An empty array or object has none. */
export function serializePairs(parameter: ParameterDescriptor, value: unknown, place: Place): string[] {
  const { style = "form", explode = style === "form" || style === "cookie", contentType, plan } = parameter;
  const { single, part } = encodersOf(parameter, parameter.in, explode);
  // The name of a cookie is a token, and is not decoded.
  const key = parameter.in === "cookie" ? parameter.name : percentEncode(checked(parameter.name, place));
  if (contentType !== undefined) {
    const text = mediaText(value, contentType, place, plan);
    return [`${key}=${parameter.style === "cookie" ? percentEncode(text) : single(text, place)}`];
  }
  if (!isStructure(value)) return [`${key}=${single(primitiveText(value, place, plan), place)}`];
  const pairs = structurePairs(key, value, { style, explode, part, plan }, place);
  return pairs.length === 0 && parameter.allowEmpty ? [`${key}=`] : pairs;
}

/** The whole query of a `querystring` parameter, encoded. */
export function serializeQueryString(parameter: ParameterDescriptor, value: unknown, place: Place): string {
  const { contentType = "", plan } = parameter;
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType) || !isStructure(value)) {
    return percentEncode(mediaText(value, contentType, place, plan));
  }
  if (Array.isArray(value) || isOpaque(value)) throw refuse(place, "must be a plain object");
  const node = resolvePlan(plan);
  return Object.entries(value)
    .flatMap(([name, member]: [string, unknown]) => {
      const at = within(place, name);
      const memberPlan = propertyPlan(node, name);
      const items: readonly unknown[] = Array.isArray(member) ? member : member === undefined ? [] : [member];
      const listPlan = resolvePlan(memberPlan);
      return items.map((item, index) => {
        const itemAt = Array.isArray(member) ? within(at, index) : at;
        const own = Array.isArray(member) ? itemPlan(listPlan, index) : memberPlan;
        const text = isStructure(item) ? jsonText(item, itemAt, own) : primitiveText(item, itemAt, own);
        return `${percentEncode(checked(name, place))}=${percentEncode(text)}`;
      });
    })
    .join("&");
}

/** The text of a header parameter; headers are not percent-encoded. An empty array or object has none. */
export function serializeHeader(parameter: ParameterDescriptor, value: unknown, place: Place): string | undefined {
  const { contentType, explode = false, plan } = parameter;
  if (contentType !== undefined) {
    // JSON has an escape for what a header cannot carry, and needs it within strings alone.
    const text = mediaText(value, contentType, place, plan);
    return isJson(contentType) ? text.replace(/[^\x20-\x7e]/g, jsonEscape) : text;
  }
  const { single, part } = encodersOf(parameter, "header", explode);
  if (!isStructure(value)) return single(primitiveText(value, place, plan), place);
  const parts = flatten(value, explode, part, place, plan);
  return parts.length === 0 ? undefined : parts.join(",");
}

function nonEmpty(text: string, place: Place): string {
  if (text === "") throw refuse(place, "must not be empty");
  return text;
}

/** A matrix parameter without a value is its name alone. */
function named(key: string, text: string): string {
  return text === "" ? key : `${key}=${text}`;
}

function structurePairs(
  key: string,
  value: object,
  how: {
    readonly style: string;
    readonly explode: boolean;
    readonly part: Encode;
    readonly plan: ValuePlan | undefined;
  },
  place: Place,
): string[] {
  const { style, explode, part, plan } = how;
  if (style === "deepObject") return deepPairs(key, value, part, place, plan);
  const parts = flatten(value, explode, part, place, plan);
  if (parts.length === 0) return [];
  if (explode) return Array.isArray(value) ? parts.map((text) => `${key}=${text}`) : parts;
  const delimiter = style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ",";
  return [`${key}=${parts.join(delimiter)}`];
}

/**
 * Elements of an array; of an object `k=v` when exploded, else `k`, `v` in turn. Members that are `undefined` are
 * left out.
 */
function flatten(value: object, explode: boolean, encode: Encode, place: Place, plan: ValuePlan | undefined): string[] {
  const node = resolvePlan(plan);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => {
      const at = within(place, index);
      return encode(primitiveText(item, at, itemPlan(node, index)), at);
    });
  }
  if (isOpaque(value)) throw refuse(place, "must be an array or a plain object");
  return Object.entries(value).flatMap(([key, member]) => {
    if (member === undefined) return [];
    const at = within(place, key);
    const text = encode(primitiveText(member, at, propertyPlan(node, key)), at);
    const name = encode(checked(key, place), at);
    if (!explode) return [name, text];
    if (name.includes("=")) throw refuse(at, "has an equals sign in its name, which separates name and value here");
    return [`${name}=${text}`];
  });
}

function checked(key: string, place: Place): string {
  return primitiveText(key, place);
}

/** OpenAPI leaves lists in here open; numbered, it stays clear which members of their elements belong together. */
function deepPairs(
  key: string,
  value: object,
  encode: Encode,
  place: Place,
  plan: ValuePlan | undefined,
  depth = 0,
): string[] {
  if (depth > maxDepth) throw refuse(place, "is nested too deeply, or contains itself");
  const node = resolvePlan(plan);
  const isList = Array.isArray(value);
  if (!isList && isOpaque(value)) throw refuse(place, "must be an array or a plain object");
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const inner = `${key}%5B${percentEncode(checked(name, place))}%5D`;
    const at = within(place, isList ? Number(name) : name);
    const memberPlan = isList ? itemPlan(node, Number(name)) : propertyPlan(node, name);
    if (isStructure(member)) return deepPairs(inner, member, encode, at, memberPlan, depth + 1);
    return [`${inner}=${encode(primitiveText(member, at, memberPlan), at)}`];
  });
}

function mediaText(value: unknown, contentType: string, place: Place, plan: ValuePlan | undefined): string {
  return isJson(contentType) ? jsonText(value, place, plan) : primitiveText(value, place, plan);
}

function jsonEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
