import { randomBytes } from "node:crypto";

/** A random secret that no text may show. */
export interface Canary {
  readonly name: string;
  readonly text: string;
  /** Letters that stay as they are in most encodings. */
  readonly core: string;
}

/** What one scan hides, by the names of `shared/runtime-attacks.json`. */
export const secretNames = [
  "token",
  "query api key",
  "basic password",
  "request body secret",
  "response secret",
  "proxy password",
] as const;
/** The name of one of the six secrets. */
export type SecretName = (typeof secretNames)[number];
/** The six secrets of one run. */
export type Canaries = Readonly<Record<SecretName, Canary>>;

/** Six new secrets, each with signs that every encoding treats in its own way. */
export function newCanaries(): Canaries {
  const made = secretNames.map((name): [SecretName, Canary] => {
    const core = letters(24);
    return [name, { name, core, text: `${letters(5)}+/"=%&\\<${core}` }];
  });
  return Object.fromEntries(made) as Canaries;
}

function letters(length: number): string {
  return Array.from(randomBytes(length), (byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32]).join("");
}

const units = (text: string, write: (unit: string) => string): string => text.split("").map(write).join("");
const hexOf = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(2, "0");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** How a server may write what it was sent. */
export const transforms: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  "percent-encoded": encodeURIComponent,
  "percent-encoded in small letters": (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "percent-encoded in part": (text) => units(text, (unit) => ("aeiou+".includes(unit) ? `%${hexOf(unit)}` : unit)),
  "percent-encoded all over": (text) => units(text, (unit) => `%${hexOf(unit)}`),
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "form-encoded": (text) => String(new URLSearchParams({ k: `a ${text}` })),
  "JSON-escaped": JSON.stringify,
  "JSON-escaped twice": (text) => JSON.stringify(JSON.stringify(text)),
  "by code unit": (text) => units(text, (unit) => `\\u00${hexOf(unit)}`),
  "as HTML": (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;"),
  "as references of HTML": (text) => units(text, (unit) => `&#x${hexOf(unit)};`),
  "in base64": base64,
  "in base64 behind one byte": (text) => base64(`x${text}`),
  "in base64 behind two bytes": (text) => base64(`xy${text}`),
  "in base64 for URLs": (text) => Buffer.from(`id:${text}`).toString("base64url"),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
  "in UTF-16": (text) => units(text, (unit) => `${unit}\0`),
  "in capitals": (text) => text.toUpperCase(),
  "broken by a line": (text) => `${text.slice(0, 20)}\n  ${text.slice(20)}`,
  "cut at its end": (text) => `${text.slice(0, 26)}…`,
  "cut at its start": (text) => `…${text.slice(-14)}`,
  "cut in the middle": (text) => `${text.slice(0, 22)}…${text.slice(-12)}`,
  "a part in base64": (text) => base64(text.slice(14, 36)),
};

/** Where a text shows a secret, in any form that the scan knows; `undefined` where it does not. */
export function findSecret(text: string, canary: Canary): string | undefined {
  const small = text.toLowerCase();
  const squeezed = small.replace(/[^a-z0-9]/g, "");
  const found = partsOf(canary).find((part) => small.includes(part) || squeezed.includes(part));
  if (found === undefined) return undefined;
  const at = small.includes(found) ? small.indexOf(found) : 0;
  return `${canary.name} (as ${found}) in: ${text.slice(Math.max(0, at - 200), at + 120)}`;
}

/** Forms that are searched for each secret. */
export function formCount(canary: Canary): number {
  return partsOf(canary).length;
}

const known = new WeakMap<Canary, readonly string[]>();

/** Parts of the secret that give it away, in small letters: every ten letters, and each half of every encoding. */
function partsOf(canary: Canary): readonly string[] {
  const parts = known.get(canary) ?? [...new Set(newParts(canary.core))];
  known.set(canary, parts);
  return parts;
}

function newParts(core: string): string[] {
  const tens = Array.from({ length: core.length - 9 }, (_, at) => core.slice(at, at + 10));
  const halves = [core.slice(0, 12), core.slice(12)];
  const encodings = [
    (text: string) => units(text, (unit) => `%${hexOf(unit)}`),
    (text: string) => units(text, (unit) => `%25${hexOf(unit)}`),
    (text: string) => units(text, (unit) => `\\u00${hexOf(unit)}`),
    (text: string) => units(text, (unit) => `\\x${hexOf(unit)}`),
    (text: string) => units(text, (unit) => `&#x${hexOf(unit)};`),
    (text: string) => units(text, (unit) => `&#${unit.charCodeAt(0)};`),
    (text: string) => units(text, (unit) => `${unit}\0`),
    (text: string) => Buffer.from(text).toString("hex"),
    ...["", "x", "xy"].map((before) => (text: string) => base64(before + text).slice(4, 14)),
  ];
  return [...tens, ...halves.flatMap((half) => encodings.map((encode) => encode(half).toLowerCase()))];
}
