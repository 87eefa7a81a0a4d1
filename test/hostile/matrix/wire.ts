import type { ProbedCall, ProbeResult, SentRequest } from "../probe/probe-packages.js";

/**
 * What the requests of an operation said, decoded as a server would: one entry a name, a value, a leaf of a body.
 * Operations have no name here, since a document's text decides it.
 */
export interface OperationSaid {
  readonly sentences: ReadonlySet<string>;
  /** Whether any of its calls ended before a byte was sent. */
  readonly isKept: boolean;
}

/** What was different from what was wanted. */
export interface Difference {
  readonly flaws: readonly string[];
  /** Operations of which a call was refused before a byte was sent. */
  readonly kept: number;
}

/** What the requests of each operation of a package said. */
export function saidBy({ calls }: Pick<ProbeResult, "calls">): readonly OperationSaid[] {
  const operations = new Map<string, ProbedCall[]>();
  for (const call of calls) {
    if (call.kind === "construct") continue;
    const known = operations.get(call.operation);
    if (known === undefined) operations.set(call.operation, [call]);
    else known.push(call);
  }
  return [...operations.values()].map((each) => ({
    sentences: new Set(each.flatMap(({ requests }) => requests.flatMap((request) => sentences(request)))),
    isKept: each.some(isKept),
  }));
}

const refusals = /^(?:invalid_parameter|missing_parameter|missing_credential)$/;

function isKept({ kind, outcome, requests }: ProbedCall): boolean {
  return kind !== "bare" && refusals.test(outcome) && requests.length === 0;
}

/** A word of any sentence that has become another text; without one, nothing that is said changes. */
export interface Retelling {
  readonly word: string | null;
  readonly text: string;
}

/** Compares operation by operation when words have become other texts: nothing else may be said, and all of it. */
export function wordDifference(
  before: readonly OperationSaid[],
  now: readonly OperationSaid[],
  retellings: readonly Retelling[],
  isTold: boolean,
): Difference {
  const flaws: string[] = [];
  let kept = 0;
  for (const [wanted, found] of paired(
    before.map(({ sentences: said }) => retold(said, retellings)),
    now,
  )) {
    const extra = [...found.sentences].filter((one) => !wanted.has(one));
    const missing = [...wanted.keys()].filter((one) => !found.sentences.has(one));
    if (extra.length + missing.length === 0) continue;
    if (extra.length > 0) flaws.push(`says ${brief(extra)} instead of ${brief(missing)}`);
    // What the report lists as left out is not said: a header whose name is none.
    else if (isTold && missing.every((one) => wanted.get(one))) kept += 1;
    else if (!found.isKept) flaws.push(`does not say ${brief(missing)}`);
    else if (!missing.some((one) => wanted.get(one) && mayBeKept(one))) flaws.push(`refuses to say ${brief(missing)}`);
    else kept += 1;
  }
  return { flaws, kept };
}

/** What an operation must say: each sentence, and whether a retelling has changed it. */
type Wanted = ReadonlyMap<string, boolean>;

/** Each operation that was with the one that it has become: the closest pairs first. */
function paired(
  wanted: readonly Wanted[],
  now: readonly OperationSaid[],
): readonly (readonly [Wanted, OperationSaid])[] {
  const pairs = wanted
    .flatMap((before) =>
      now.map((after) => {
        const common = [...after.sentences].filter((one) => before.has(one)).length;
        return { before, after, distance: before.size + after.sentences.size - 2 * common };
      }),
    )
    .sort((one, other) => one.distance - other.distance);
  const done = new Set<unknown>();
  return pairs.flatMap(({ before, after }) => {
    if (done.has(before) || done.has(after)) return [];
    done.add(before).add(after);
    return [[before, after] as const];
  });
}

/** Names and values of queries, forms and JSON hold any text that UTF-8 can write; others have a grammar. */
function mayBeKept(sentence: string): boolean {
  const [kind, ...parts] = JSON.parse(sentence) as Sentence;
  return /^(?:header|cookie|path)$/.test(kind) || parts.some((part) => /\p{Cs}/u.test(part));
}

/** Compares addresses when a part of them has become another text: none may be asked that is not one of the wanted. */
export function addressDifference(
  before: readonly OperationSaid[],
  now: readonly OperationSaid[],
  retoldAddress: (address: string) => readonly string[],
): Difference {
  const known = addressesOf(before).flatMap((address) => [address, ...retoldAddress(address)]);
  const wanted = new Set(known.flatMap((address) => [address, plainAddress(address)]));
  const flaws = addressesOf(now)
    .filter((address) => !wanted.has(plainAddress(address)))
    .map((address) => `asks ${address.slice(0, 200)}`);
  return { flaws: flaws.slice(0, 1), kept: now.filter((each) => each.isKept).length };
}

function addressesOf(said: readonly OperationSaid[]): readonly string[] {
  const all = said.flatMap(({ sentences: each }) => [...each].map((one) => JSON.parse(one) as Sentence));
  return all.flatMap(([kind, , origin = "", path = ""]) => (kind === "path" ? [origin + path] : []));
}

/** An address with its host as every parser of URLs writes it, and decoded. */
function plainAddress(address: string): string {
  return decoded(
    address.replace(/^https?:\/\/[^/]*/i, (found) => (URL.canParse(found) ? new URL(found).origin : found)),
  );
}

/** Compares what `content-type` and `accept` say when a media type has become another one. */
export function mediaTypeDifference(
  before: readonly OperationSaid[],
  now: readonly OperationSaid[],
  word: string,
  text: string,
): Difference {
  const known = new Set(headersOf(before).flatMap(listed));
  const said = headersOf(now);
  const written = text.trim();
  const isKnown = (part: string): boolean => known.has(part) || general.test(part);
  const flaws = said.flatMap((value) => {
    const parts = listed(written === "" ? value : value.replaceAll(written, () => word));
    return parts.every(isKnown) || listed(value).every(isKnown) ? [] : [`says the media type ${value}`];
  });
  return { flaws: flaws.slice(0, 1), kept: 0 };
}

/** Media types that are sent where a document has none left. */
const general = /^(?:\*\/\*|application\/(?:json|octet-stream|x-www-form-urlencoded)|text\/plain.*|multipart\/.*|)$/;

function headersOf(said: readonly OperationSaid[]): readonly string[] {
  const all = said.flatMap(({ sentences: each }) => [...each].map((one) => JSON.parse(one) as Sentence));
  return all.flatMap(([kind, name = "", value = ""]) =>
    kind === "header" && /^(?:content-type|accept)$/.test(name) ? [value] : [],
  );
}

function listed(value: string): readonly string[] {
  return value.split(",").map((part) => part.replace(/;\s*q=[\d.]+/, "").trim());
}

function brief(all: readonly string[]): string {
  return (all[0] ?? "nothing").slice(0, 200);
}

/** What must be said instead of `before`, and nothing besides. */
function retold(before: ReadonlySet<string>, retellings: readonly Retelling[]): Wanted {
  return new Map(
    [...before].map((sentence) => {
      const now = JSON.stringify(retellings.reduce(retoldSentence, JSON.parse(sentence) as Sentence));
      return [now, now !== sentence];
    }),
  );
}

function retoldSentence(sentence: Sentence, { word, text }: Retelling): Sentence {
  if (word === null) return sentence;
  const [kind, ...parts] = sentence;
  if (kind !== "header") return [kind, ...parts.map((each) => each.replaceAll(word, () => text))];
  // Names of headers have no case.
  const [name = "", value = ""] = parts;
  return [kind, lower(name).replaceAll(lower(word), () => lower(text)), value.replaceAll(word, () => text).trim()];
}

type Sentence = readonly [kind: string, ...string[]];

function sentences({ url, method, headers, body }: SentRequest): readonly string[] {
  const { origin, pathname, search } = new URL(url);
  const said: Sentence[] = [["path", method, origin, decoded(pathname)]];
  for (const [name, value] of pairs(search.slice(1))) {
    const json = /^[[{]/.test(value) ? jsonOf(value) : value;
    if (typeof json === "string") said.push(["query", name, value]);
    else leaves(json, [name], said, "query");
  }
  const types: string[] = [];
  for (const [name, value] of headers) {
    if (name === "content-type") types.push(value);
    if (name === "cookie") {
      for (const part of value.split("; ")) said.push(["cookie", ...split(part, "=")]);
    } else if (!/^multipart/.test(value)) said.push(["header", name, Buffer.from(value, "latin1").toString("utf8")]);
  }
  const [type = ""] = types;
  const content = Buffer.from(body, "latin1").toString("utf8");
  if (/json/.test(type)) leaves(jsonOf(content), [], said);
  else if (type.includes("urlencoded")) for (const [name, value] of pairs(content)) said.push(["form", name, value]);
  else if (type.startsWith("multipart")) said.push(...partsOf(content));
  else if (content !== "") said.push(["body", content]);
  return said.map((sentence) => JSON.stringify(sentence));
}

function leaves(value: unknown, steps: readonly string[], said: Sentence[], kind: "json" | "query" = "json"): void {
  if (Array.isArray(value)) for (const item of value) leaves(item, [...steps, "[]"], said, kind);
  else if (typeof value === "object" && value !== null)
    for (const [name, member] of Object.entries(value)) leaves(member, [...steps, name], said, kind);
  else said.push([kind, ...steps, typeof value === "string" ? value : JSON.stringify(value ?? null)]);
}

/** Names of parts as WHATWG's FormData writes them. */
function partsOf(content: string): readonly Sentence[] {
  return [...content.matchAll(/name="([^"]*)"/g)].map(([, name = ""]) => [
    "part",
    name.replace(/%0D|%0A|%22/g, (found) => decodeURIComponent(found)),
  ]);
}

function pairs(text: string): readonly (readonly [string, string])[] {
  if (text === "") return [];
  return text.split("&").map((pair) => {
    const [name = "", value = ""] = split(pair, "=").map((part) => decoded(part.replaceAll("+", " ")));
    return [name, value];
  });
}

function split(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
