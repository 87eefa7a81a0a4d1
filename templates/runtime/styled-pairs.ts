import type { PropertyEncodingDescriptor, ValuePlan } from "./descriptor.js";
import { isOpaque, isStructure, type Place, primitiveText, refuse, within } from "./primitive-text.js";
import { itemPlan, propertyPlan, resolvePlan } from "./value-plan.js";

/** A field of a form: its name and its text, neither encoded yet. */
export type Pair = readonly [name: string, text: string];

/** An encoding that says how a value is written, and not in which media type. */
export type StyledEncoding = PropertyEncodingDescriptor & Required<Pick<PropertyEncodingDescriptor, "style">>;

/** Whether a property has a style. */
export function isStyled(encoding: PropertyEncodingDescriptor | undefined): encoding is StyledEncoding {
  return encoding?.style !== undefined;
}

/** Deeper than any form that a server reads, shallower than any stack. */
const maxDepth = 100;

/**
 * The fields of a property with a style. Under `deepObject` elements of arrays are numbered, `items[0][name]`: OpenAPI
 * leaves them open, and servers that read such forms know which fields belong together only so.
 */
export function styledPairs(
  name: string,
  value: unknown,
  encoding: StyledEncoding,
  place: Place,
  plan: ValuePlan | undefined,
): Pair[] {
  const { style, explode = style === "form" } = encoding;
  if (!isStructure(value)) return [[name, primitiveText(value, place, plan)]];
  if (style === "deepObject") return deepPairs(name, value, place, plan, 0);
  const members = membersOf(value, place, plan);
  if (members.length === 0) return [];
  const isList = Array.isArray(value);
  const [separator, what] = separators[style];
  const fields = members.map((member) => {
    const text = primitiveText(member.value, member.place, member.plan);
    return { member, pair: [isList ? name : member.key, text] as const };
  });
  if (explode) return fields.map(({ pair }) => pair);
  const flat = fields.flatMap(({ member, pair }) => {
    const own = isList ? pair.slice(1) : pair;
    // The text is one field, which is decoded as a whole: no encoding tells this character from a separator.
    if (!own.some((text) => text.includes(separator))) return own;
    throw refuse(member.place, `must not hold ${what}, which separates values here`);
  });
  return [[name, flat.join(separator)]];
}

const separators = {
  form: [",", "a comma"],
  spaceDelimited: [" ", "a space"],
  pipeDelimited: ["|", "a pipe"],
} as const;

/** A member of an object or an element of an array, with what is known of it. */
export interface Member {
  readonly key: string;
  readonly value: unknown;
  readonly place: Place;
  readonly plan: ValuePlan | undefined;
}

/** The members of a structure. Of an object those that are `undefined` or `null` are left out: a form has neither. */
export function membersOf(value: object, place: Place, plan: ValuePlan | undefined): Member[] {
  const node = resolvePlan(plan);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({
      key: String(index),
      value: item,
      place: within(place, index),
      plan: itemPlan(node, index),
    }));
  }
  if (isOpaque(value)) throw refuse(place, "must be an array or a plain object");
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined || member === null
      ? []
      : [{ key: primitiveText(key, place), value: member, place: within(place, key), plan: propertyPlan(node, key) }],
  );
}

function deepPairs(name: string, value: object, place: Place, plan: ValuePlan | undefined, depth: number): Pair[] {
  if (depth > maxDepth) throw refuse(place, "is nested too deeply, or contains itself");
  return membersOf(value, place, plan).flatMap((member): Pair[] => {
    const inner = `${name}[${member.key}]`;
    if (isStructure(member.value)) return deepPairs(inner, member.value, member.place, member.plan, depth + 1);
    return [[inner, primitiveText(member.value, member.place, member.plan)]];
  });
}
