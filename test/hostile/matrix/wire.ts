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

/** Compares operation by operation when a word has become another text: nothing else may be said, and all of it. */
export function wordDifference(
  before: readonly OperationSaid[],
  now: readonly OperationSaid[],
  { word, text, isTold }: { readonly word: string; readonly text: string; readonly isTold: boolean },
): Difference {
  const rest = [...now];
  const flaws: string[] = [];
  let kept = 0;
  const wanted = before.map(({ sentences: said }) => retold(said, word, text));
  const left = wanted.filter((each) => {
    const at = rest.findIndex(
      ({ sentences: said }) => said.size === each.size && [...said].every((one) => each.has(one)),
    );
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
  for (const each of left) {
    const overlaps = rest.map(({ sentences: said }) => [...said].filter((one) => each.has(one)).length);
    const [found] = rest.splice(overlaps.indexOf(Math.max(...overlaps)), 1);
    if (found === undefined) continue;
    const extra = [...found.sentences].filter((one) => !each.has(one));
    const missing = [...each].filter((one) => !found.sentences.has(one));
    if (extra.length > 0) flaws.push(`says ${brief(extra)} instead of ${brief(missing)}`);
    // What the report lists as left out is not said: a header whose name is none.
    else if (isTold && missing.every((one) => concerns(one, text))) kept += 1;
    else if (!found.isKept) flaws.push(`does not say ${brief(missing)}`);
    else if (!mayBeKept(missing, text)) flaws.push(`refuses to say ${brief(missing)}`);
    else kept += 1;
  }
  return { flaws, kept };
}

/** Names and values of queries, forms and JSON hold any text that UTF-8 can write; others have a grammar. */
function mayBeKept(missing: readonly string[], text: string): boolean {
  const changed = missing.filter((each) => concerns(each, text)).map((each) => JSON.parse(each) as Sentence);
  return /\p{Cs}/u.test(text) || changed.some(([kind]) => kind === "header" || kind === "cookie" || kind === "path");
}

function concerns(sentence: string, text: string): boolean {
  return (JSON.parse(sentence) as Sentence).slice(1).some((part) => part.includes(lower(text)) || part.includes(text));
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
  const flaws = said.flatMap((value) => {
    const parts = listed(written === "" ? value : value.replaceAll(written, () => word));
    return parts.every((part) => known.has(part) || general.test(part)) ? [] : [`says the media type ${value}`];
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

/** What of `before` must be said when a word has become another text, and nothing besides. */
function retold(before: ReadonlySet<string>, word: string, text: string): ReadonlySet<string> {
  const parts = [...before].map((sentence) => JSON.parse(sentence) as Sentence);
  return new Set(
    parts.map(([kind, ...rest]) => {
      const changed = rest.map((each) => each.replaceAll(word, () => text));
      // Names of headers have no case.
      if (kind === "header") changed[0] = lower(rest[0] ?? "").replaceAll(lower(word), () => lower(text));
      if (kind === "header") changed[1] = (changed[1] ?? "").trim();
      return JSON.stringify([kind, ...changed]);
    }),
  );
}

type Sentence = readonly [kind: string, ...string[]];

function sentences({ url, method, headers, body }: SentRequest): readonly string[] {
  const { origin, pathname, search } = new URL(url);
  const said: Sentence[] = [["path", method, origin, decoded(pathname)]];
  for (const [name, value] of pairs(search.slice(1))) said.push(["query", name, value]);
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

function leaves(value: unknown, steps: readonly string[], said: Sentence[]): void {
  if (Array.isArray(value)) for (const item of value) leaves(item, [...steps, "[]"], said);
  else if (typeof value === "object" && value !== null)
    for (const [name, member] of Object.entries(value)) leaves(member, [...steps, name], said);
  else said.push(["json", ...steps, typeof value === "string" ? value : JSON.stringify(value ?? null)]);
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
