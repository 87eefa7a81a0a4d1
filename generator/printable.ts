/**
 * Control, direction and invisible characters, line separators and lone surrogates. Tabs and newlines are none, nor are
 * the selectors that make a picture of a character.
 */
const unprintable = /(?!\t|\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Shows every character that a reader could not see as `\uXXXX`: means the same in JSON and in string literals. */
export function escapeUnprintable(text: string): string {
  return text.replace(unprintable, unicodeEscape);
}

/** Each unit of a text as `\uXXXX`. */
export function unicodeEscape(character: string): string {
  let escaped = "";
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}

/** Text on one line: a line's end, with the blanks around it, becomes a blank. */
export function joinLines(text: string): string {
  return text.replace(/\s+/g, (blanks) => (blanks.includes("\n") ? " " : blanks));
}

/** Every character that some reader takes for a line's end becomes a newline. */
export function foldNewlines(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n");
}

/** Whether UTF-8, and so a URL, can hold a text: it has no half of a character, which JSON can write. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
