import type { ValuePlan } from "./descriptor.js";
import { InvalidParameterError } from "./errors.js";
import { isRevealable } from "./secret.js";
import { resolvePlan } from "./value-plan.js";

/** Where a value sits, for errors; and where revealed secrets are noted, which no message may show. */
export interface Place {
  readonly operation: string;
  readonly parameter: string;
  readonly secrets: string[];
}

/** An error that names the place, and never the value. */
export function refuse(place: Place, problem: string): InvalidParameterError {
  const { parameter, operation } = place;
  // What is nested without end must not make a message without end.
  const shown = parameter.length > 200 ? `${parameter.slice(0, 200)}…` : parameter;
  return new InvalidParameterError(shown, problem, { operation });
}

/** The place of a member or an element. */
export function within(place: Place, key: string | number): Place {
  const step = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(String(key)) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return { ...place, parameter: place.parameter + step };
}

/** Reveals a secret and notes it. */
export function revealed(value: { reveal(): unknown }, place: Place): string {
  const text = value.reveal();
  if (typeof text !== "string") throw refuse(place, "must reveal a string");
  place.secrets.push(text);
  return text;
}

/** Heeds a plan's leaf: notes a secret, refuses an integer that JavaScript cannot hold exactly. */
export function heedLeaf(value: unknown, plan: ValuePlan | undefined, place: Place): void {
  const leaf = resolvePlan(plan);
  if (leaf === "secret" && typeof value === "string") place.secrets.push(value);
  if (leaf === "integer" && typeof value === "number" && !Number.isSafeInteger(value)) {
    throw refuse(place, "must be a whole number between -(2^53 - 1) and 2^53 - 1");
  }
}

/** The text of a single value in a path, query, header or cookie: numbers as decimals, dates as ISO 8601. */
export function primitiveText(given: unknown, place: Place, plan?: ValuePlan): string {
  const value = isRevealable(given) ? revealed(given, place) : given;
  heedLeaf(value, plan, place);
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) throw refuse(place, "holds half of a character (a lone surrogate)");
    return value;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw refuse(place, "must be a finite number");
    return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  }
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refuse(place, "must be a valid date");
    return value.toISOString();
  }
  throw refuse(
    place,
    value === null || value === undefined ? "must not be null" : "must be a single value: a string, number or boolean",
  );
}

/** Whether a value has members of its own: an array or an object, other than a secret or a date. */
export function isStructure(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date) && !isRevealable(value);
}

/** Whether an object keeps what it holds to itself: a collection, bytes, a file, a stream, a promise that nobody awaited. */
export function isOpaque(value: object): boolean {
  if (Symbol.iterator in value || Symbol.asyncIterator in value) return true;
  // A name of its own, and no members: written as an object it would be an empty one, without a word.
  return Object.prototype.toString.call(value) !== "[object Object]" && Object.keys(value).length === 0;
}

/** The name of one `name=value` pair of a query, however it is written. */
export function queryName(pair: string): string {
  const name = pair.replace(/=.*/s, "");
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

/** Percent-encodes all but RFC 3986's unreserved characters. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
