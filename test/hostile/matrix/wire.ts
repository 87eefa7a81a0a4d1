import type { ProbedCall, ProbeResult, SentRequest } from "../probe/probe-packages.js";

/** Each thing that requests of a package said, decoded as a server would: one entry a name, a value, a leaf of a body. */
export type Said = ReadonlySet<string>;

/** What all requests of a package said. */
export function saidBy({ calls }: Pick<ProbeResult, "calls">): Said {
  return new Set(calls.flatMap(({ requests }) => requests.flatMap((request) => sentences(request))));
}

/** What of `before` must be said when a word has become another text, and nothing besides. */
export function retold(before: Said, word: string, text: string): Said {
  const parts = [...before].map((sentence) => JSON.parse(sentence) as Sentence);
  return new Set(
    parts.map(([kind, ...rest]) => {
      const changed = rest.map((each) => each.replaceAll(word, () => text));
      // Names of headers have no case.
      if (kind === "header" && changed[0] !== undefined) changed[0] = lower(changed[0]);
      if (kind === "header") for (const at of [1]) changed[at] = (changed[at] ?? "").trim();
      return JSON.stringify([kind, ...changed]);
    }),
  );
}

/** Calls that ended before a byte was sent. */
export function refusedCalls({ calls }: Pick<ProbeResult, "calls">): readonly ProbedCall[] {
  const refusals = /^(?:invalid_parameter|missing_parameter|missing_credential)$/;
  return calls.filter(
    ({ kind, outcome, requests }) => kind !== "bare" && refusals.test(outcome) && requests.length === 0,
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
