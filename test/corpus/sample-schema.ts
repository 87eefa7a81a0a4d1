import fc from "fast-check";
import { listOf, objectOf, type RawDocument, type RawNode, type RawObject } from "./raw-document.js";
import { isReadOnly } from "./schema-bundle.js";

/** How much of a value is drawn: what is required, all there is (to some depth), or as the dice say. */
export type Mode = "required" | "everything" | "random";

/** What texts may be: anything, what a header holds, or letters and digits where a style splits at punctuation. */
export type Alphabet = "any" | "header" | "plain";

/** Draws from an arbitrary; fast-check's generator function. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

/** What stays the same while one value is drawn. */
export interface Sampling {
  readonly document: RawDocument;
  readonly draw: Draw;
  readonly mode: Mode;
  readonly alphabet: Alphabet;
  /** Of what is optional, how deep it is drawn. */
  readonly depth: number;
  /** A file's bytes, or a text in their stead. */
  readonly binary: "bytes" | "text";
  /** No list and no object is empty: in a form, nothing would be sent for it. */
  readonly filled?: true;
}

/** Stands for a member that is left out. */
const nothing = Symbol("nothing");

/** A value that a schema should accept; whether it does is for a validator to say. */
export function sample(node: RawNode, sampling: Sampling): unknown {
  const value = drawValue(node, sampling, 0, { left: 400 });
  return value === nothing ? null : value;
}

interface Budget {
  left: number;
}

/** A schema with what its refs and `allOf` say, flattened. */
interface Flat {
  readonly keywords: Record<string, unknown>;
  readonly properties: Map<string, RawNode>;
  readonly required: Set<string>;
  readonly items: RawNode | null;
  readonly prefixItems: readonly RawNode[];
  readonly additional: RawNode | null;
  /** Lists of alternatives, one of each holds. */
  readonly choices: RawNode[][];
  /** Discriminators with where they stand. */
  readonly discriminators: RawNode[];
}

function drawValue(node: RawNode, sampling: Sampling, depth: number, budget: Budget): unknown {
  budget.left--;
  // A schema that requires itself has no value that ends.
  if (depth > 30) return nothing;
  const flat = emptyFlat();
  const chosen: RawNode[] = [];
  flatten(node, sampling, flat, 0, chosen, depth);
  if (flat.keywords.impossible === true) return nothing;
  const { keywords } = flat;
  const { draw, mode } = sampling;
  if ("const" in keywords) return keywords.const;
  const types = typesOf(flat);
  if (Array.isArray(keywords.enum)) {
    const fitting = keywords.enum.filter((value) => types.length === 0 || types.some((type) => isOfType(value, type)));
    const real = fitting.filter((value) => value !== null && value !== "");
    const pool = real.length > 0 ? real : fitting.length > 0 ? fitting : keywords.enum;
    return pool.length === 0 ? nothing : draw(fc.constantFrom(...pool));
  }
  if (mode === "random" && isNullable(flat) && depth > 0 && draw(fc.integer({ min: 0, max: 4 })) === 0) return null;
  const candidates = types.filter((type) => type !== "null");
  const type = candidates.length === 0 ? (types[0] ?? "string") : draw(fc.constantFrom(...candidates));
  if (type === "null") return null;
  if (type === "boolean") return draw(fc.boolean());
  if (type === "integer" || type === "number") return drawNumber(keywords, type, draw);
  if (type === "array") return drawArray(flat, sampling, depth, budget);
  if (type === "object") return drawObject(flat, chosen, sampling, depth, budget);
  return drawString(keywords, sampling);
}

function emptyFlat(): Flat {
  return {
    keywords: {},
    properties: new Map(),
    required: new Set(),
    items: null,
    prefixItems: [],
    additional: null,
    choices: [],
    discriminators: [],
  };
}

/** Adds a schema to what is known, with its refs followed and one alternative of each choice taken. */
function flatten(
  at: RawNode,
  sampling: Sampling,
  flat: { -readonly [Key in keyof Flat]: Flat[Key] },
  level: number,
  chosen: RawNode[],
  depth: number,
): void {
  const { document } = sampling;
  if (level > 40) return;
  if (at.value === false) {
    flat.keywords.impossible = true;
    return;
  }
  const source = objectOf(at.value);
  if (typeof source.$ref === "string") {
    const target = document.target(source.$ref, at);
    if (target !== null) flatten(target, sampling, flat, level + 1, chosen, depth);
    if (document.version < "3.1") return;
  }
  const { keywords } = flat;
  for (const [key, value] of Object.entries(source)) mergeKeyword(keywords, key, value);
  const properties = document.child(at, "properties");
  for (const name of Object.keys(objectOf(properties.value))) {
    const own = document.child(properties, name);
    // A later schema of an allOf says more of the same property.
    const known = flat.properties.get(name);
    flat.properties.set(name, known === undefined ? own : both(known, own));
  }
  for (const name of listOf(source.required)) if (typeof name === "string") flat.required.add(name);
  if (source.items !== undefined && !Array.isArray(source.items)) flat.items = document.child(at, "items");
  const tuple = Array.isArray(source.items) ? "items" : "prefixItems";
  if (Array.isArray(source[tuple])) {
    const list = document.child(at, tuple);
    flat.prefixItems = [...source[tuple].keys()].map((index) => document.child(list, index));
  }
  if (typeof source.additionalProperties === "object") flat.additional = document.child(at, "additionalProperties");
  if (objectOf(source.discriminator).propertyName !== undefined) flat.discriminators.push(at);
  const all = document.child(at, "allOf");
  for (const index of listOf(all.value).keys()) {
    flatten(document.child(all, index), sampling, flat, level + 1, chosen, depth);
  }
  for (const keyword of ["oneOf", "anyOf"]) {
    const list = document.child(at, keyword);
    const members = [...listOf(list.value).keys()].map((index) => document.child(list, index));
    if (members.length === 0) continue;
    const branch = chooseBranch(members, sampling, depth);
    chosen.push(branch);
    flatten(branch, sampling, flat, level + 1, chosen, depth);
  }
}

/** Deep down the alternative that needs the least is taken, so that recursion ends. */
function chooseBranch(members: readonly RawNode[], { document, draw, mode }: Sampling, depth: number): RawNode {
  const real = members.filter((member) => objectOf(document.follow(member)?.value).type !== "null");
  const pool = real.length > 0 ? real : members;
  if (depth >= 6 || (mode === "required" && depth > 0)) {
    const flat = pool.filter((member) => {
      const { type } = objectOf(document.follow(member)?.value);
      return type !== "array" && type !== "object" && type !== undefined;
    });
    if (flat.length > 0) return draw(fc.constantFrom(...flat));
  }
  return draw(fc.constantFrom(...pool));
}

/** Two schemas of one property, as one. */
function both(first: RawNode, second: RawNode): RawNode {
  return { ...first, value: { allOf: [absolute(first), absolute(second)] } };
}

function absolute(node: RawNode): RawObject {
  return { $ref: `${encodeURI(`file://${node.file}`)}#${encodeURI(node.pointer).replaceAll("#", "%23")}` };
}

function mergeKeyword(keywords: Record<string, unknown>, key: string, value: unknown): void {
  const known = keywords[key];
  if (known === undefined || key === "pattern") keywords[key] = value;
  else if (key === "type") {
    const types = [value].flat();
    const common = [known].flat().filter((type) => types.includes(type));
    if (common.length > 0) keywords[key] = common;
  } else if (key === "enum" && Array.isArray(known) && Array.isArray(value)) {
    const common = value.filter((member) => known.some((other) => JSON.stringify(other) === JSON.stringify(member)));
    if (common.length > 0) keywords[key] = common;
  } else if (/^(?:minimum|minLength|minItems|minProperties)$/.test(key)) {
    keywords[key] = Math.max(Number(known), Number(value));
  } else if (/^(?:maximum|maxLength|maxItems|maxProperties)$/.test(key)) {
    keywords[key] = Math.min(Number(known), Number(value));
  } else keywords[key] = value;
}

function typesOf({ keywords, properties, items, additional, required, prefixItems }: Flat): readonly string[] {
  const given = [keywords.type].flat().filter((type) => typeof type === "string") as string[];
  if (given.length > 0) return given;
  if (properties.size > 0 || additional !== null || required.size > 0) return ["object"];
  if (items !== null || prefixItems.length > 0) return ["array"];
  if ("minimum" in keywords || "maximum" in keywords) return ["number"];
  return [];
}

function isNullable({ keywords }: Flat): boolean {
  return keywords.nullable === true || [keywords.type].flat().includes("null");
}

function isOfType(value: unknown, type: string): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function drawNumber(keywords: RawObject, type: "integer" | "number", draw: Draw): number {
  const { format } = keywords;
  const isWhole = type === "integer" || format === "int32" || format === "int64";
  const limit = format === "int32" ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  let min = numberOr(keywords.minimum, -limit);
  let max = numberOr(keywords.maximum, limit);
  const gap = isWhole ? 1 : 1e-3;
  if (typeof keywords.exclusiveMinimum === "number") min = Math.max(min, keywords.exclusiveMinimum + gap);
  else if (keywords.exclusiveMinimum === true) min += gap;
  if (typeof keywords.exclusiveMaximum === "number") max = Math.min(max, keywords.exclusiveMaximum - gap);
  else if (keywords.exclusiveMaximum === true) max -= gap;
  min = Math.max(min, -Number.MAX_SAFE_INTEGER);
  max = Math.min(max, Number.MAX_SAFE_INTEGER);
  // Mostly numbers as people have them.
  const low = Math.max(min, Math.min(1, max));
  const high = Math.min(max, Math.max(min, 1000));
  const [from, to] = low <= high ? [low, high] : [min, max];
  const step = Number(keywords.multipleOf);
  if (step > 0) {
    const first = Math.ceil(from / step);
    const last = Math.max(first, Math.floor(to / step));
    return Number((draw(fc.integer({ min: first, max: last })) * step).toPrecision(12));
  }
  if (isWhole) {
    const first = Math.ceil(from);
    return draw(fc.integer({ min: first, max: Math.max(first, Math.floor(to)) }));
  }
  return Math.min(to, Math.max(from, Math.round((from + draw(fc.integer({ min: 0, max: 8 })) / 4) * 100) / 100));
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}

function drawArray(flat: Flat, sampling: Sampling, depth: number, budget: Budget): unknown[] {
  const { keywords, items, prefixItems } = flat;
  const { draw, mode } = sampling;
  const min = Math.max(numberOr(keywords.minItems, 0), depth === 0 || sampling.filled === true ? 1 : 0);
  const max = Math.max(numberOr(keywords.minItems, 0), numberOr(keywords.maxItems, 1000));
  const isSpent = depth > sampling.depth || budget.left < 0;
  const wanted = isSpent
    ? min
    : mode === "required"
      ? min
      : mode === "everything"
        ? 2
        : draw(fc.integer({ min: 0, max: 3 }));
  const length = Math.min(max, Math.max(min, wanted), 300);
  const result: unknown[] = [];
  for (let index = 0; index < length; index++) {
    const node = prefixItems[index] ?? items;
    if (node === null && prefixItems.length > 0) break;
    for (let tries = 0; tries < (keywords.uniqueItems === true ? 20 : 1); tries++) {
      const value = node === null ? drawString({}, sampling) : drawValue(node, sampling, depth + 1, budget);
      if (value === nothing) break;
      const isTwin =
        keywords.uniqueItems === true && result.some((known) => JSON.stringify(known) === JSON.stringify(value));
      if (isTwin) continue;
      result.push(value);
      break;
    }
  }
  return result;
}

function drawObject(
  flat: Flat,
  chosen: readonly RawNode[],
  sampling: Sampling,
  depth: number,
  budget: Budget,
): Record<string, unknown> {
  const { document, draw, mode } = sampling;
  const { keywords, properties, required, additional } = flat;
  const result: Record<string, unknown> = {};
  const put = (name: string, value: unknown): void => {
    if (value === nothing) return;
    Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true });
  };
  const isSpent = depth > sampling.depth || budget.left < 0;
  const max = numberOr(keywords.maxProperties, Number.POSITIVE_INFINITY);
  for (const [name, node] of properties) {
    if (isReadOnly(document, node)) continue;
    const isWanted =
      required.has(name) ||
      (!isSpent &&
        Object.keys(result).length < max - required.size &&
        (mode === "everything" || (mode === "random" && draw(fc.boolean()))));
    if (isWanted) put(name, drawValue(node, sampling, depth + 1, budget));
  }
  for (const name of required) {
    if (properties.has(name)) continue;
    put(name, additional === null ? drawString({}, sampling) : drawValue(additional, sampling, depth + 1, budget));
  }
  const min = Math.max(numberOr(keywords.minProperties, 0), sampling.filled === true ? 1 : 0);
  const isMap = properties.size === 0 && keywords.additionalProperties !== false && keywords.type !== undefined;
  const extra = isMap && !isSpent && mode !== "required" ? 1 : 0;
  const names = draw(
    fc.constantFrom(["alpha", "beta", "gamma", "delta", "epsilon"], ["one", "two", "three", "four", "five"]),
  );
  for (let index = 0; Object.keys(result).length < Math.max(min, extra) && index < names.length; index++) {
    const optional = [...properties].find(([name, node]) => !(name in result) && !isReadOnly(document, node));
    if (optional !== undefined) put(optional[0], drawValue(optional[1], sampling, depth + 1, budget));
    else if (keywords.additionalProperties === false) break;
    else {
      const value = additional === null ? drawString({}, sampling) : drawValue(additional, sampling, depth + 1, budget);
      put(names[index] as string, value);
    }
  }
  for (const owner of flat.discriminators) discriminate(owner, chosen, sampling, result);
  return result;
}

/** The discriminating property says which alternative was taken. */
function discriminate(
  owner: RawNode,
  chosen: readonly RawNode[],
  { document, draw }: Sampling,
  into: Record<string, unknown>,
): void {
  const discriminator = objectOf(objectOf(owner.value).discriminator);
  const name = String(discriminator.propertyName);
  const mapping = Object.entries(objectOf(discriminator.mapping));
  const members = [...listOf(objectOf(owner.value).oneOf), ...listOf(objectOf(owner.value).anyOf)];
  const branch = chosen.find((node) => members.includes(node.value));
  const ref = objectOf(branch?.value).$ref;
  if (typeof ref !== "string" || branch === undefined) return;
  const target = document.target(ref, branch);
  const keys = mapping.filter(([, to]) => {
    const at = document.target(
      typeof to === "string" && /[#/.]/.test(to) ? to : `#/components/schemas/${String(to)}`,
      owner,
    );
    return at !== null && at.pointer === target?.pointer && at.file === target?.file;
  });
  const own = keys.map(([key]) => key);
  if (own.includes(String(into[name]))) return;
  into[name] =
    own.length > 0
      ? draw(fc.constantFrom(...own))
      : mapping.length > 0 && name in into
        ? into[name]
        : ref.replace(/^.*\//, "");
}

const formats: Readonly<Record<string, (draw: Draw) => string>> = {
  "date-time": (draw) => `${day(draw)}T10:20:30Z`,
  date: day,
  time: () => "10:20:30Z",
  duration: () => "P1DT2H",
  email: (draw) => `${word(draw)}@example.com`,
  "idn-email": (draw) => `${word(draw)}@example.com`,
  uuid: (draw) => draw(fc.uuid()),
  uri: (draw) => `https://example.com/${word(draw)}`,
  url: (draw) => `https://example.com/${word(draw)}`,
  "uri-reference": (draw) => `/a/${word(draw)}`,
  "uri-template": (draw) => `/a/{${word(draw)}}`,
  iri: (draw) => `https://example.com/${word(draw)}`,
  hostname: (draw) => `${word(draw)}.example.com`,
  ipv4: (draw) => `192.0.2.${draw(fc.integer({ min: 1, max: 254 }))}`,
  ipv6: (draw) => `2001:db8::${draw(fc.integer({ min: 1, max: 99 }))}`,
  byte: (draw) => Buffer.from(word(draw)).toString("base64"),
  "json-pointer": (draw) => `/${word(draw)}`,
  "relative-json-pointer": () => "1/a",
  regex: () => "^a+$",
};

function day(draw: Draw): string {
  return `20${draw(fc.integer({ min: 10, max: 39 }))}-0${draw(fc.integer({ min: 1, max: 9 }))}-1${draw(fc.integer({ min: 0, max: 9 }))}`;
}

function word(draw: Draw): string {
  return draw(words);
}

function drawString(keywords: RawObject, { draw, alphabet, binary }: Sampling): unknown {
  const { format, pattern } = keywords;
  if (format === "binary" && binary === "bytes") return new Blob([word(draw)]);
  const min = Math.min(numberOr(keywords.minLength, 0), 5000);
  const max = numberOr(keywords.maxLength, 5000);
  if (typeof pattern === "string") {
    const matched = drawMatching(pattern, min, max, typeof format === "string" ? format : "", alphabet, draw);
    if (matched !== null) return matched;
  }
  const make = typeof format === "string" && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (make !== undefined) {
    const text = make(draw);
    if (text.length >= min && text.length <= max) return text;
  }
  const length = Math.min(max, Math.max(min, draw(fc.integer({ min: 4, max: 10 }))));
  return draw(fc.string({ unit: units[alphabet], minLength: length, maxLength: length })).replace(/^[\s.]|\s$/g, "x");
}

const words: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"),
  minLength: 4,
  maxLength: 9,
});
const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const units: Readonly<Record<Alphabet, fc.Arbitrary<string>>> = {
  plain: fc.constantFrom(...letters),
  header: fc.constantFrom(...letters, ...letters, ..."-_.~!#$&'()*+/:;=?@[]{}|^`<>\"% "),
  any: fc.constantFrom(...letters, ...letters, ...letters, ..."-_.~!#$&'()*+/:;=?@[]{}|^`<>\"%\\ éß€漢😀"),
};

/** Texts for a pattern are made once: fast-check takes milliseconds for some of them. */
const matchingTexts = new Map<string, readonly string[]>();

function drawMatching(
  pattern: string,
  min: number,
  max: number,
  format: string,
  alphabet: Alphabet,
  draw: Draw,
): string | null {
  const key = JSON.stringify([pattern, min, max, format, alphabet]);
  let texts = matchingTexts.get(key);
  if (texts === undefined) {
    texts = textsMatching(pattern, min, max, format, alphabet);
    matchingTexts.set(key, texts);
  }
  return texts.length === 0 ? null : draw(fc.constantFrom(...texts));
}

function textsMatching(
  pattern: string,
  min: number,
  max: number,
  format: string,
  alphabet: Alphabet,
): readonly string[] {
  const expression = regularExpression(pattern);
  if (expression === null) return [];
  const isFine = (text: string): boolean =>
    expression.test(text) &&
    text.length >= min &&
    text.length <= max &&
    (alphabet === "any" || /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text));
  const seed = 1;
  const guess = Object.hasOwn(formats, format) ? formats[format] : undefined;
  const guesses = fc.sample(
    fc.gen().map((generate) => (guess ?? word)((arbitrary) => generate(() => arbitrary))),
    { seed, numRuns: 4 },
  );
  const guessed = guesses.filter(isFine);
  if (guessed.length > 0) return guessed;
  try {
    const arbitrary = fc.stringMatching(expression, max < 200 ? { maxLength: max } : {});
    const drawn = fc.sample(arbitrary, { seed, numRuns: 25 });
    const plain = drawn.map((text) => text.replace(/[^\x20-\x7e]/g, "x"));
    // A short text may be said again until it is long enough.
    for (const text of plain)
      plain.length < 60 &&
        text !== "" &&
        plain.push(text.repeat(Math.ceil(Math.max(1, min) / text.length)).slice(0, max));
    const fine = [...(alphabet === "any" ? drawn : []), ...plain].filter(isFine);
    return [...new Set(fine)].slice(0, 6);
  } catch {
    // fast-check does not know every syntax of a pattern.
    return [];
  }
}

function regularExpression(pattern: string): RegExp | null {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return null;
}
