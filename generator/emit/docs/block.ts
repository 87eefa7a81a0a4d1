import { htmlAsMarkdown } from "../html-prose.js";
import { inline, paragraph } from "./inline.js";
import { escaped, longestRun, type Markdown, visible } from "./markdown.js";

/**
 * A description of the document as blocks of CommonMark. Paragraphs, lists, tables and fenced code stay; headings
 * turn into bold lines, since a page's own headings are what its links point to; raw HTML is shown as text; every
 * fence is closed.
 */
export function block(source: string): Markdown {
  const lines = linesOf(source);
  const out: string[] = [];
  let owner = "";
  for (let at = 0; at < lines.length; ) {
    const code = indentedCodeAt(lines, at, owner) ?? fenceAt(lines, at);
    const written = code?.lines ?? prose(lines[at] ?? "", out.at(-1) ?? "");
    for (const line of written) out.push(line);
    const next = code?.next ?? at + 1;
    for (; at < next; at++) if (lines[at] !== "" && !isIndented(lines[at] ?? "")) owner = lines[at] ?? "";
  }
  return escaped(out.join("\n").replace(/^\n+/, "").trimEnd());
}

/** Paragraphs up to this length go into one line together. */
const shortest = 240;

/**
 * A description on one line: whole if it is short and only paragraphs, else its first paragraph, with `more` to be
 * told.
 */
export function lead(source: string): { readonly first: Markdown; readonly more: boolean } {
  const lines = linesOf(source);
  const onLine = (some: readonly string[]): Markdown =>
    paragraph(
      some
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .join(" "),
    );
  if (!lines.some((line) => startsBlock.test(line)) && lines.join(" ").length <= shortest)
    return { first: onLine(lines), more: false };
  const end = lines.findIndex((line) => line === "" || startsBlock.test(line));
  return { first: onLine(end === -1 ? lines : lines.slice(0, end)), more: end !== -1 };
}

/** A list item, heading, quote, fence or table row. */
const startsBlock = /^\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|>|`{3,}|~{3,}|\|)/;

function linesOf(source: string): string[] {
  const lines = htmlAsMarkdown(visible(source))
    .split("\n")
    .map((line) => line.replace(/^[ \t]+/, (indent) => indent.replaceAll("\t", "    ")).trimEnd());
  const first = lines.findIndex((line) => line !== "");
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== "") + 1);
}

interface CodeLines {
  readonly lines: readonly string[];
  readonly next: number;
}

/**
 * A fence that starts at a line. It ends where its own fence says, or before a line that stands further left: there, a
 * renderer may have left the list that holds it. It is written anew, longer than any run of backticks in it.
 */
function fenceAt(lines: readonly string[], at: number): CodeLines | null {
  const open = /^( *)(?:(`{3,})([^`]*)|(~{3,})(.*))$/.exec(lines[at] ?? "");
  if (open === null) return null;
  const indent = open[1] ?? "";
  const fence = open[2] ?? open[4] ?? "";
  const content: string[] = [];
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    if (line !== "" && !line.startsWith(indent)) break;
    const close = line.trim();
    if (close.length >= fence.length && close === (fence[0] ?? "").repeat(close.length))
      return fenced(indent, open, content, end + 1);
    content.push(line);
  }
  return fenced(indent, open, content, end);
}

function fenced(indent: string, open: RegExpExecArray, content: readonly string[], next: number): CodeLines {
  const fence = "`".repeat(Math.max(3, longestRun(content.join("\n")) + 1));
  const language = /^\s*([\w+.#-]*)/.exec(open[3] ?? open[5] ?? "")?.[1] ?? "";
  return { lines: [`${indent}${fence}${language}`, ...content, `${indent}${fence}`], next };
}

function isIndented(line: string): boolean {
  return line.startsWith("    ");
}

/**
 * Code indented by four columns outside a list, as a fence: only there its text is not escaped. `owner` is the last line
 * before it that is not indented.
 */
function indentedCodeAt(lines: readonly string[], at: number, owner: string): CodeLines | null {
  if (!isIndented(lines[at] ?? "") || (at > 0 && lines[at - 1] !== "")) return null;
  if (/^\s*(?:[-*+]|\d+[.)]|>)|^ /.test(owner)) return null;
  const isCode = (line: string | undefined): boolean => isIndented(line ?? "");
  let next = at;
  while (next < lines.length && (isCode(lines[next]) || (lines[next] === "" && isCode(lines[next + 1])))) next += 1;
  const open = /^( *)(```)()$/.exec("```") as RegExpExecArray;
  return fenced(
    "",
    open,
    lines.slice(at, next).map((line) => line.slice(4)),
    next,
  );
}

const container = /^(?:[ >]|[-*+] +|\d+[.)] +)*/;

function prose(line: string, before: string): readonly string[] {
  const prefix = container.exec(line)?.[0] ?? "";
  const rest = line.slice(prefix.length);
  if (/^#{1,6}(?:\s|$)/.test(rest))
    return [
      ...(before === "" || prefix !== "" ? [] : [""]),
      `${prefix}${bold(headingOf(rest))}`,
      ...(prefix === "" ? [""] : []),
    ];
  // A line of = or - below text would make a heading of it.
  if (/^=+$/.test(rest)) return [`${prefix}\\${rest}`];
  if (/^-+$/.test(rest)) return prefix === "" ? ["", line] : [`${prefix}\\${rest}`];
  return [inline(line)];
}

/** A heading's words, without the signs in front of it and behind. */
function headingOf(line: string): string {
  const words = line.replace(/^#+/, "").trim();
  let end = words.length;
  while (words[end - 1] === "#") end -= 1;
  return end === 0 || /\s/.test(words.charAt(end - 1)) ? words.slice(0, end).trimEnd() : words;
}

function bold(heading: string): string {
  if (heading === "") return "";
  return heading.includes("*") ? inline(heading) : `**${inline(heading)}**`;
}
