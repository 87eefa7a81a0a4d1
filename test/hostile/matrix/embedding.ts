import type { Position } from "./positions.js";

/** How a string stands in a position, and where requests show it. */
export interface Written {
  readonly text: string;
  /** What of the address, the media types or the words of requests changes; `null` where nothing can be foretold. */
  readonly change: Change | null;
}

/** A change of what requests say. */
export type Change =
  /** A word of any sentence becomes a text. */
  | { readonly kind: "word"; readonly word: string; readonly text: string }
  /** The beginning of addresses becomes another one, or the server is not used. */
  | { readonly kind: "address"; readonly retold: (address: string) => readonly string[] }
  /** A media type becomes another one, or is not used. */
  | { readonly kind: "media type"; readonly word: string; readonly text: string };

/** Fields with a grammar so narrow that few strings pass it as they are; there strings also stand inside a good value. */
export function isNarrow({ field, kind }: Position): boolean {
  return (
    isMediaTypeField(field, kind) || /^(?:Root\.(?:paths\{\}|host|basePath)|Server\.url|Variable\..*)$/.test(field)
  );
}

/** Whether a field holds a media type that requests name. */
export function isMediaTypeField(field: string, kind: Position["kind"]): boolean {
  return kind === "key"
    ? /^(?:Body|Response)\.content\{\}$/.test(field)
    : /^(?:Root|Operation)\.(?:consumes|produces)$/.test(field);
}

/** Whether a field is part of an address. */
export function isAddressField(field: string): boolean {
  return /^(?:Root\.(?:host|basePath)|Server\.(?:url|variables.*)|Variable\.(?:default|enum))$/.test(field);
}

/** Writes a string into a position: as it is, or in turn at the places of a value of the position's grammar. */
export function writtenAt(position: Position, text: string, turn: number): Written {
  const { field, kind, text: former } = position;
  // In a server's URL a brace begins a variable.
  if (field === "Server.url" && /[{}]/.test(text)) return { text, change: null };
  if (field === "Root.paths{}") return pathAt(former, turn % 4 === 3 ? text : `${former}${text}`);
  if (isMediaTypeField(field, kind)) {
    const written = turn % 2 === 0 ? `${former};p="${text}"` : text;
    return { text: written, change: { kind: "media type", word: former, text: written } };
  }
  if (field === "Server.url" || field === "Root.host" || field === "Root.basePath")
    return addressAt(field, former, text, turn);
  if (isAddressField(field)) return { text, change: { kind: "address", retold: withWord(former, text) } };
  return { text, change: null };
}

/**
 * A path is sent as it is written, without what stands behind a `#`; a brace in it may begin an expression, and what
 * follows a `?` is a query, which has sentences of its own.
 */
function pathAt(former: string, written: string): Written {
  const sent = (path: string): string => path.replaceAll(/\{\w+\}/g, "s");
  const path = sent(written.replace(/#.*$/s, ""));
  if (/[{}?]/.test(path)) return { text: written, change: null };
  const text = path.startsWith("/") ? path : `/${path}`;
  return { text: written, change: { kind: "word", word: sent(former), text: decodedPath(text) } };
}

/** What is percent-encoded in a path is sent as it is written, and read by a server. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What a relative server of an operation stands on. */
const hosts = ["hostone", "hosttwo", "second", "api"].map((name) => `https://${name}.example.test`);

/** What an operation asks whose own server is left out. */
const roots = hosts.flatMap((host) =>
  ["", "/s/rootpath", "/basedefault/rootpath", "/secondpath"].map((path) => host + path),
);

function addressAt(field: string, former: string, text: string, turn: number): Written {
  const begins = field === "Server.url" ? "" : field === "Root.host" ? "https://" : "https?://[^/]+";
  const literal = former.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  const pattern = new RegExp(`^${begins}${literal.join("[^/]+?")}`);
  const raw = turn % 3 === 2;
  const inHost = turn % 3 === 1 && field !== "Root.basePath";
  const written = raw ? text : inHost ? former.replace(/^(https:\/\/)?/, `$1${"\u0000"}.`) : `${former}${text}`;
  const retold = (address: string): readonly string[] => {
    const found = pattern.exec(address)?.[0];
    if (found === undefined) return [address];
    const rest = address.slice(found.length);
    const path = text.trim().replace(/\/+$/, "");
    const instead = field === "Server.url" ? roots.map((root) => root + rest) : [];
    if (raw && field === "Server.url") {
      const relative = hosts.map((host) => host + path.replace(/^\/?/, "/"));
      return [...instead, ...[path, `https:${path}`, ...relative].map((start) => start + rest)];
    }
    if (raw) return [address.replace(former, () => (field === "Root.host" ? text.trim() : path.replace(/^\/?/, "/")))];
    if (inHost) return [...instead, `https://${text.trim()}.${address.slice("https://".length)}`];
    return [...instead, `${found}${text.replace(/#.*$/s, "").trimEnd().replace(/\/+$/, "")}${rest}`];
  };
  return { text: written.replace("\u0000", () => text), change: { kind: "address", retold } };
}

/**
 * A server variable's value is sent, or the caller gives another one: of the base documents, or the prober's. An
 * operation's own server is left out where it fits none; paths of base documents have one segment.
 */
function withWord(word: string, text: string): (address: string) => readonly string[] {
  return (address) => [
    ...[text, "s", "value", "hostone", "hosttwo", word].map((value) => address.replaceAll(word, () => value)),
    ...roots.map((root) => root + address.slice(address.lastIndexOf("/"))),
  ];
}
