import { redact } from "./redact.js";

/** Longest message of a server that is repeated in an error. */
const maxLength = 300;
/** Enough of it for that length, whatever is redacted: what a server may send is longer than is worth the search. */
const mostRead = 6000;
const members = [
  "message",
  "detail",
  "errorSummary",
  "error_description",
  "error",
  "title",
  "description",
  "reason",
  "msg",
  "errors",
];

/** The server's own message in an error's JSON body, safe to print: one line, capped, without the caller's secrets. */
export function serverMessage(body: unknown, secrets: readonly string[]): string | undefined {
  const found = findMessage(body, 0);
  if (found === undefined) return undefined;
  const clean = redact(found.slice(0, mostRead), secrets).replace(
    /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    escapeSign,
  );
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
}

function escapeSign(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function findMessage(value: unknown, depth: number): string | undefined {
  if (typeof value !== "object" || value === null || depth > 2) return undefined;
  if (Array.isArray(value)) return findMessage(value[0], depth + 1);
  for (const name of members) {
    const member: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    if (typeof member === "string" && member !== "") return member;
    const inner = findMessage(member, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
