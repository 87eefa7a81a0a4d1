import { replaceForeign, startsAsIdentifier } from "../identifier.js";

/** Takes a name of the document apart: `JSONPatchElt` → `JSON Patch Elt`, `LD-API-Version` → `LD API Version`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(" ")
    .filter((word) => word !== "");
}

/** `JsonPatchElt`; acronyms are words. */
export function pascalCase(text: string): string {
  return identifierFrom(wordsOf(text).map(capitalized).join(""), text);
}

/** `jsonPatchElt`. */
export function camelCase(text: string): string {
  const [first = "", ...rest] = wordsOf(text);
  return identifierFrom(first.toLowerCase() + rest.map(capitalized).join(""), text);
}

/** `json-patch-elt`, in ASCII: other letters as `u<hex>`. */
export function kebabCase(text: string): string {
  return wordsOf(text)
    .map((word) => asciiOnly(word.toLowerCase()))
    .join("-");
}

/** The spelling on the wire as an identifier, `_` for characters that none may have. */
export function wireSpelling(text: string): string {
  return identifierFrom(replaceForeign(text.normalize("NFC"), "_"), text);
}

/** Letters and digits of ASCII as they are, every other character as `u<hex>`. */
export function asciiOnly(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/gu, (letter) => `u${(letter.codePointAt(0) as number).toString(16)}`);
}

function capitalized(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("").toLowerCase();
}

/** Makes sure of an identifier: never empty, never with a digit in front. */
function identifierFrom(candidate: string, source: string): string {
  // Words that are put together, or put into capitals, need not be in NFC again.
  const kept = replaceForeign(candidate, "");
  if (kept === "") return `_${asciiOnly(source).replaceAll("-", "_")}`;
  return startsAsIdentifier(kept) ? kept : `_${kept}`;
}
