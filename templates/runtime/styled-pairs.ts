import type { PropertyEncodingDescriptor, ValuePlan } from "./descriptor.js";
import { isOpaque, type Place, primitiveText, refuse, within } from "./primitive-text.js";
import { isRevealable } from "./secret.js";
import { itemPlan, propertyPlan, resolvePlan } from "./value-plan.js";

/** A field of a form: its name and its text, neither encoded yet. */
export type Pair = readonly [name: string, text: string];

/** Deeper than any form that a server reads, shallower than any stack. */
const maxDepth = 100;

/**
 * The fields of a property with a style. Under `deepObject` elements of arrays are numbered, `items[0][name]`: OpenAPI
 * leaves them open, and servers that read such forms know which fields belong together only so.
 */
export function styledPairs(
  name: string,
  value: unknown,
  encoding: PropertyEncodingDescriptor,
  place: Place,
  plan: ValuePlan | undefined,
): Pair[] {
  const { style = "form", explode = style === "form" } = encoding;
  if (!isStructure(value)) return [[name, primitiveText(value, place, plan)]];
  if (style === "deepObject") return deepPairs(name, value, place, plan, 0);
  const members = membersOf(value, place, plan);
  const texts = members.map((member) => primitiveText(member.value, member.place, member.plan));
  if (members.length === 0) return [];
  const isList = Array.isArray(value);
  if (explode) return members.map(({ key }, at): Pair => [isList ? name : key, texts[at] ?? ""]);
  const [separator, what] = separators[style];
  const flat = members.flatMap((member, at) => {
    const own = isList ? [texts[at] ?? ""] : [member.key, texts[at] ?? ""];
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

/** Whether a value has members of its own: an array or an object, other than a secret, a date or bytes. */
export function isStructure(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date) && !isRevealable(value);
}

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
