import type { ValuePlan } from "./descriptor.js";
import { heedLeaf, isOpaque, type Place, refuse, revealed, within } from "./primitive-text.js";
import { isRevealable } from "./secret.js";
import { itemPlan, propertyPlan, resolvePlan } from "./value-plan.js";

/** Deeper than any document that a person writes, shallower than any stack. */
const maxDepth = 500;

/** The JSON of a value. Secrets are revealed here and nowhere else; what JSON would silently lose is refused. */
export function jsonText(value: unknown, place: Place, plan?: ValuePlan): string {
  const text = JSON.stringify(toJson(value, place, plan, 0));
  if (text === undefined) throw refuse(place, "must be a JSON value");
  return text;
}

function toJson(given: unknown, place: Place, plan: ValuePlan | undefined, depth: number): unknown {
  if (depth > maxDepth) throw refuse(place, "is nested too deeply, or contains itself");
  if (isRevealable(given)) return revealed(given, place);
  // `toJSON` makes null of an invalid date.
  if (given instanceof Date && Number.isNaN(given.getTime())) throw refuse(place, "must be a valid date");
  const value = hasToJson(given) ? given.toJSON("") : given;
  if (typeof value === "number" && !Number.isFinite(value)) throw refuse(place, "must be a finite number");
  heedLeaf(value, plan, place);
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    throw refuse(place, `is a ${typeof value}, which JSON cannot hold`);
  }
  if (typeof value !== "object" || value === null) return value;
  const node = resolvePlan(plan);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => toJson(item, within(place, index), itemPlan(node, index), depth + 1));
  }
  if (isOpaque(value)) throw refuse(place, "is a collection, buffer, file, stream or promise, which JSON cannot hold");
  // `fromEntries` defines properties, so that `__proto__` stays an ordinary name.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      toJson(member, within(place, name), propertyPlan(node, name), depth + 1),
    ]),
  );
}

function hasToJson(value: unknown): value is { toJSON(key: string): unknown } {
  return typeof value === "object" && value !== null && "toJSON" in value && typeof value.toJSON === "function";
}
