import type { Position } from "./positions.js";

/** Fields that refer to a name that is declared elsewhere: text in them changes nothing but themselves. */
const references =
  /^(?:\w+\.\$ref|Link\.operation(?:Ref|Id)|Discriminator\.(?:mapping|defaultMapping)|Schema\.(?:required|discriminator|dependentRequired|\$dynamicRef)|Discriminator\.propertyName|Pagination\..*|(?:Root|Operation)\.security.*|Operation\.tags|Tag\.parent|PathItem\.\$ref)$/;

/** Whether a position only names what stands elsewhere. */
function isReference({ field, kind }: Position): boolean {
  return kind === "value" ? references.test(field) : /\.security\{\}/.test(field);
}

/** The word that a position declares; `null` where it only refers to one, or is too short to be told from others. */
export function declaredWord(position: Position): string | null {
  return isReference(position) || position.text.length < 6 ? null : position.text;
}

/**
 * A copy of a document with another text in one position. A name that is declared there is changed wherever the
 * document uses it, as its author would; words of the base documents are unique for that.
 */
export function substituted(document: unknown, position: Position, text: string): unknown {
  const word = declaredWord(position);
  const at = (value: unknown, steps: readonly string[], field: string): unknown => {
    if (typeof value === "string") {
      if (position.kind === "value" && same(steps, position.steps)) return text;
      return word === null ? value : linked(value, word, text, field);
    }
    if (Array.isArray(value)) return value.map((item, index) => at(item, [...steps, String(index)], field));
    if (typeof value !== "object" || value === null) return value;
    // A map of the author's may have a key like `__proto__`.
    const copy = Object.create(null) as Record<string, unknown>;
    for (const [key, member] of Object.entries(value)) {
      const here = [...steps, key];
      const isHere = position.kind === "key" && same(here, position.steps);
      const name = isHere ? text : word !== null && key.includes(word) ? linked(key, word, text, "key") : key;
      copy[name] = at(member, here, /^\d+$/.test(key) ? field : key);
    }
    return copy;
  };
  return at(document, [], "");
}

/** A use of a name, written as its place wants it. */
function linked(value: string, word: string, text: string, field: string): string {
  if (!value.includes(word)) return value;
  const pointed = text.replaceAll("~", "~0").replaceAll("/", "~1");
  if (value.startsWith("#/"))
    return value.replaceAll(word, () => encodeURIComponent(pointed.replace(/\p{Surrogate}/gu, "\ufffd")));
  if (field === "items" || field === "next" || field.startsWith("total")) return value.replaceAll(word, () => pointed);
  // Prose and names that only contain the word are their own.
  const isUse = value === word || value.includes(`{${word}}`);
  return isUse ? value.replaceAll(word, () => text) : value;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, at) => step === other[at]);
}
