import type { ParameterDescriptor, SerializedValue } from "./descriptor.js";
import { type Place, percentEncode, refuse } from "./primitive-text.js";

/** Writes a text so that it arrives as it is, or refuses it. */
export type Encode = (text: string, place: Place) => string;

/** How the texts of one parameter are written. */
export interface Encoders {
  /** A value that stands alone. */
  readonly single: Encode;
  /** An element, a member or a key: what separates them from each other must not be in it. */
  readonly part: Encode;
}

const reservedInQuery = ":/?@!$'()*,;=";

/** Reserved characters that mean nothing in a place, and so can stand there as they are. */
const reserved = {
  path: ":@!$&'()*+,;=",
  query: reservedInQuery,
  querystring: reservedInQuery,
  cookie: ":/?#[]@!$&'()*+=",
} as const;

/** The encoders of a parameter in its place and style. */
export function encodersOf(
  parameter: SerializedValue,
  place: "path" | ParameterDescriptor["in"],
  isExploded: boolean,
): Encoders {
  if (place === "header") return { single: keep, part: without(",", "a comma", keep) };
  if (parameter.style === "cookie") return { single: cookieText, part: cookieText };
  const single: Encode = parameter.allowReserved ? reservedEncoder(reserved[place]) : percent;
  const part = parameter.allowReserved ? reservedEncoder(reserved[place].replace(/[,;=]/g, "")) : percent;
  const separator = ambiguousSeparator(parameter.style, isExploded);
  return { single, part: separator === undefined ? part : without(...separator, part) };
}

/** The separator of a style, where no encoding tells it from the same character in a value. */
function ambiguousSeparator(
  style: SerializedValue["style"],
  isExploded: boolean,
): readonly [character: string, name: string] | undefined {
  if (isExploded) return style === "label" ? [".", "a dot"] : undefined;
  if (style === "spaceDelimited") return [" ", "a space"];
  return style === "pipeDelimited" ? ["|", "a pipe"] : undefined;
}

/** A text of a query or a form in which reserved characters that mean nothing there are left as they are. */
export function reservedQueryText(text: string): string {
  return reservedText(text, reservedInQuery);
}

const percent: Encode = (text) => percentEncode(text);

const keep: Encode = (text) => text;

/** RFC 6265 has no escapes: what a server could not read back is refused. */
const cookieText: Encode = (text, place) => {
  if (/^[!#-+\--:<-[\]-~]*$/.test(text)) return text;
  throw refuse(place, "holds a character that a cookie cannot carry: escape it as the API says");
};

function reservedEncoder(characters: string): Encode {
  return (text) => reservedText(text, characters);
}

/** RFC 6570's reserved expansion: some characters, and what is percent-encoded already, are left as they are. */
function reservedText(text: string, characters: string): string {
  return percentEncode(text)
    .replace(/%[0-9A-F]{2}/g, (triple) => {
      const character = String.fromCharCode(Number.parseInt(triple.slice(1), 16));
      return characters.includes(character) ? character : triple;
    })
    .replace(/%25([0-9A-Fa-f]{2})/g, "%$1");
}

function without(separator: string, name: string, encode: Encode): Encode {
  return (text, place) => {
    if (text.includes(separator)) throw refuse(place, `must not hold ${name}, which separates values here`);
    return encode(text, place);
  };
}
