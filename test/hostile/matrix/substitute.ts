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

/** A position and the text that takes the place of its own. */
export interface Substitute {
  readonly position: Position;
  readonly text: string;
}

/**
 * A document with other texts in some positions. A name that is declared there is changed wherever the document uses
 * it, as its author would; words of the base documents are unique for that.
 */
export class Substitution {
  readonly #own: ReadonlyMap<string, string>;
  readonly #words: readonly (readonly [word: string, text: string])[];

  constructor(substitutes: readonly Substitute[]) {
    this.#own = new Map(substitutes.map(({ position, text }) => [placeOf(position.kind, position.steps), text]));
    this.#words = substitutes.flatMap(({ position, text }) => {
      const word = declaredWord(position);
      return word === null ? [] : [[word, text] as const];
    });
  }

  /** A copy of the document. */
  applied(document: unknown): unknown {
    return this.#at(document, [], "");
  }

  /** The JSON pointer, in the copy, of what these steps lead to in the document. */
  pointer(steps: readonly string[]): string {
    return steps
      .map((key, at) => this.#key(key, steps.slice(0, at + 1)))
      .map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
  }

  #at(value: unknown, steps: readonly string[], field: string): unknown {
    if (typeof value === "string") return this.#own.get(placeOf("value", steps)) ?? this.#linked(value, field);
    if (Array.isArray(value)) return value.map((item, index) => this.#at(item, [...steps, String(index)], field));
    if (typeof value !== "object" || value === null) return value;
    // A map of the author's may have a key like `__proto__`.
    const copy = Object.create(null) as Record<string, unknown>;
    for (const [key, member] of Object.entries(value)) {
      const here = [...steps, key];
      copy[this.#key(key, here)] = this.#at(member, here, /^\d+$/.test(key) ? field : key);
    }
    return copy;
  }

  #key(key: string, steps: readonly string[]): string {
    return this.#own.get(placeOf("key", steps)) ?? this.#linked(key, "key");
  }

  #linked(value: string, field: string): string {
    return this.#words.reduce((so, [word, text]) => linked(so, word, text, field), value);
  }
}

function placeOf(kind: Position["kind"], steps: readonly string[]): string {
  return JSON.stringify([kind, ...steps]);
}

/** A use of a name, written as its place wants it. */
function linked(value: string, word: string, text: string, field: string): string {
  if (!value.includes(word)) return value;
  const pointed = text.replaceAll("~", "~0").replaceAll("/", "~1");
  // Half of a surrogate pair cannot be percent-encoded, so it stands there as it is.
  if (value.startsWith("#/"))
    return value.replaceAll(word, () => pointed.replace(/\P{Surrogate}+/gu, encodeURIComponent));
  if (field === "items" || field === "next" || field.startsWith("total")) return value.replaceAll(word, () => pointed);
  // Prose and names that only contain the word are their own.
  const isUse = value === word || value.includes(`{${word}}`);
  return isUse ? value.replaceAll(word, () => text) : value;
}
