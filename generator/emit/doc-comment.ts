import type { Json, Schema } from "../model/api.js";
import { type Code, code, joinCode, jsDoc } from "./code.js";

/** Parts of a comment: paragraphs of the document, one after the other; empty ones are left out. */
export interface DocParts {
  readonly text: readonly string[];
  readonly deprecated?: boolean;
  /** The one parameter, for `@param`. */
  readonly parameter?: { readonly name: Code; readonly text: string } | null;
}

/** Comments end before this column. */
const width = 116;

/** A JSDoc comment for a structure's `docs`: none when there is nothing to say. `indent` is that of the member. */
export function docComment({ text, deprecated = false, parameter = null }: DocParts, indent = 0): Code[] {
  const paragraphs = text.map((part) => part.trim()).filter((part) => part !== "");
  const body = wrap(jsDoc(paragraphs.join("\n\n")), width - indent - 3);
  const tags: Code[] = [];
  if (parameter !== null && parameter.text.trim() !== "") {
    tags.push(code`@param ${parameter.name} ${jsDoc(parameter.text.trim().split(/\n\s*\n/)[0] ?? "")}`);
  }
  if (deprecated) tags.push(code`@deprecated`);
  const tagged = joinCode(
    [...(body === "" ? [] : [body]), ...tags.map((tag) => wrap(tag, width - indent - 3))],
    "\n\n",
  );
  if (tagged === "") return [];
  return [tagged.includes("\n") || tagged.length > width - indent - 4 ? code`\n${tagged}` : tagged];
}

/** What a schema says of itself beyond its description: default and constraints. */
export function schemaNotes(schema: Schema): string {
  const notes: string[] = [];
  if (schema.default !== undefined) notes.push(`Default: ${inlineCode(schema.default)}.`);
  const constraints = schema.constraints.filter((words) => !words.startsWith("format "));
  if (constraints.length > 0) notes.push(`${capitalized(constraints.join(", "))}.`);
  return notes.join(" ");
}

function inlineCode(value: Json): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function capitalized(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}

/** Folds prose to a width; list items keep their indent, and fenced blocks, tables and headings their lines. */
function wrap(text: Code, columns: number): Code {
  const lines: string[] = [];
  let fenced = false;
  let open: { indent: string; words: string } | null = null;
  const close = (): void => {
    if (open !== null) lines.push(...fold(open.words, columns, open.indent));
    open = null;
  };
  for (const line of text.split("\n")) {
    const fence = /^\s*(?:```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    const bullet = /^(\s*(?:[-*+]|\d+[.)])\s+)/.exec(line)?.[1];
    if (fence || fenced || line.trim() === "" || /^\s*[|#>]|^ {4}/.test(line)) {
      close();
      lines.push(line);
    } else if (bullet !== undefined || open === null) {
      close();
      open = { indent: " ".repeat(bullet?.length ?? /^\s*/.exec(line)?.[0].length ?? 0), words: line };
    } else {
      const paragraph: { indent: string; words: string } = open;
      open = { ...paragraph, words: `${paragraph.words} ${line.trim()}` };
    }
  }
  close();
  // Made of lines of code that only gained line breaks between words.
  return lines.join("\n") as Code;
}

function fold(text: string, columns: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=\S) +/)) {
    const next = line === "" ? (lines.length === 0 ? word : indent + word) : `${line} ${word}`;
    // A word that would begin a list, a quote or a heading stays where it means a word.
    const safe = !/^(?:[-*+>#|]|\d+[.)])/.test(word);
    if (next.length <= columns || line === "" || !safe) line = next;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}
