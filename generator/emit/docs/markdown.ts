/**
 * Text on its way into a page. Spec text becomes {@link Markdown} through {@link text}, {@link code} and {@link
 * literal} here, and through `inline` and `block` for CommonMark; a plain string cannot stand in a template's field.
 */

import type { Json } from "../../model/api.js";
import { joinLines, unicodeEscape } from "../../printable.js";
import type { Code } from "../code.js";

declare const markdown: unique symbol;
declare const cellBrand: unique symbol;

/** Markdown that is safe to stand in a page as it is. */
export type Markdown = string & { readonly [markdown]: true };

/** Markdown that fits into one cell of a table: one line, its `|` escaped. */
export type Cell = Markdown & { readonly [cellBrand]: true };

/** Joins constant Markdown of ours and parts that are Markdown already. */
export function md(strings: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return String.raw({ raw: strings }, ...parts) as Markdown;
}

/** Joins parts with a constant separator. */
export function join(
  parts: readonly Markdown[],
  separator: "" | " " | ", " | "\n" | "\n\n" | " or " | " & ",
): Markdown {
  return parts.join(separator) as Markdown;
}

/** Marks Markdown that the escapers of this folder have produced. */
export function escaped(markdownText: string): Markdown {
  return markdownText as Markdown;
}

/** Plain text, shown as it is, on one line. */
export function text(source: string): Markdown {
  return visible(source)
    .replace(/\s+/g, " ")
    .replace(/[\\`*[\]<]|~~|&(?=#?\w+;)/g, (found) => `\\${found}`)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/^(\s*\d*)([#>+=.)-])/, "$1\\$2")
    .replace(/\S+/g, (word) => (isAddress(word) ? word.replace(/\\./g, " $&") : word)) as Markdown;
}

/**
 * Whether renderers may make a link of a word by themselves: they would take a `\` into it, so none may stand in it.
 */
export function isAddress(word: string): boolean {
  return /:\/\/|www\.|@/i.test(word);
}

/**
 * A code span with exactly this text; what cannot be seen is written as `\u…`. Renderers differ about an odd number
 * of `\` before a `|` in a table: such a text is shown as a string literal, which has twice as many.
 */
export function code(source: string): Markdown {
  if (source === "") return "(empty)" as Markdown;
  return source.match(/\\./gs)?.includes("\\|") === true ? literal(source) : codeSpan(source);
}

/** A code span of the document's own Markdown. */
export function codeSpan(source: string): Markdown {
  const shown = source.replace(invisible, unicodeEscape);
  const fence = "`".repeat(longestRun(shown) + 1);
  const pad = /^`|`$/.test(shown) || isPadded(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}` as Markdown;
}

/** Whether renderers take a blank off both ends of a code span. */
export function isPadded(span: string): boolean {
  return span.startsWith(" ") && span.endsWith(" ") && /[^ ]/.test(span);
}

/** A code span with a JSON value, as it would be written in TypeScript. */
export function literal(value: Json): Markdown {
  return codeSpan(JSON.stringify(value));
}

/** A fenced block of TypeScript. */
export function codeBlock(source: Code): Markdown {
  const fence = "`".repeat(Math.max(3, longestRun(source) + 1));
  return `${fence}ts\n${source.replace(/\n+$/, "")}\n${fence}` as Markdown;
}

/** A fenced block with a JSON value. */
export function jsonBlock(value: Json): Markdown {
  const json = JSON.stringify(value, null, 2).replace(invisible, (found) =>
    found === "\n" ? found : unicodeEscape(found),
  );
  const fence = "`".repeat(Math.max(3, longestRun(json) + 1));
  return `${fence}json\n${json}\n${fence}` as Markdown;
}

/** A link to a place in the package, or to a heading of the page. */
export function link(label: Markdown, path: string, anchor = ""): Markdown {
  const target = path.split("/").map(encodeURIComponent).join("/");
  return `[${label}](${target}${anchor === "" ? "" : `#${encodeURIComponent(anchor)}`})` as Markdown;
}

/** Makes Markdown of one line fit into a table: every `|` is escaped, in code spans too, unless it is already. */
export function cell(source: Markdown): Cell {
  return joinLines(source.trim()).replace(/\\.|\|/gs, (found) => (found === "|" ? "\\|" : found)) as Cell;
}

/** The text without what cannot be seen: control, bidi and zero-width characters; every line break is `\n`. */
export function visible(source: string): string {
  return source.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(invisible, (found) => {
    if (found === "\n" || found === "\t") return found;
    return /[\ud800-\udfff]/.test(found) && found.length === 1 ? "\ufffd" : "";
  });
}

/** Control, bidi, zero-width, tag and other ignorable characters, and halves of surrogate pairs. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|(?!\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;

/** How many backticks stand in a row, at most. */
export function longestRun(source: string): number {
  return (source.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
