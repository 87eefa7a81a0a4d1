import { readFileSync } from "node:fs";
import { isIdentifier } from "../identifier.js";
import { escapeUnprintable, foldNewlines } from "../printable.js";

/**
 * The one way from text to code. A `Code` is text that is safe to print into a TypeScript file; only the functions of
 * this file make one, so that a string of the document in a code position does not compile.
 */
declare const brand: unique symbol;
export type Code = string & { readonly [brand]: "code" };

/** Text that is safe in a comment, and nowhere else. */
export type DocText = string & { readonly [brand]: "doc" };

/** Joins code with the literal parts of a template: `` code`export type ${name} = ${type};` ``. */
export function code(parts: TemplateStringsArray, ...values: readonly (Code | readonly Code[])[]): Code {
  let joined = "";
  parts.forEach((part, index) => {
    const value = values[index] ?? "";
    joined += part + (typeof value === "string" ? value : value.join(""));
  });
  return joined as Code;
}

/** Joins pieces of code. The separator is one of ours. */
export function joinCode(pieces: readonly Code[], separator: Separator): Code {
  return pieces.join(separator) as Code;
}
type Separator = "" | ", " | ",\n  " | "\n" | "\n\n" | " | " | " & " | "; ";

/** Takes out what stands between two edges, and the edges. */
export function cutOut<T extends string>(
  piece: T,
  edge: "\u0001",
): { readonly kept: T; readonly cut: readonly string[] } {
  const pieces = piece.split(edge);
  return {
    kept: pieces.filter((_, index) => index % 2 === 0).join("") as T,
    cut: pieces.filter((_, index) => index % 2 === 1),
  };
}

/** The text of a module of ours in `templates/runtime/`, as it is. */
export function runtimeSource(module: string): Code {
  if (!/^[a-z][a-z-]*$/.test(module)) throw new Error("not a module of the runtime");
  const url = new URL(`../../templates/runtime/${module}.ts`, import.meta.url);
  return readFileSync(url, "utf8").replaceAll("\r\n", "\n") as Code;
}

/** Indents every line but the first. */
export function indentCode(piece: Code, spaces: number): Code {
  return piece.replaceAll("\n", `\n${" ".repeat(spaces)}`) as Code;
}

/** A double-quoted string literal with exactly this value, in printable characters only. */
export function stringLiteral(text: string): Code {
  // Node looks for the directive in all of a file's text, also in its strings.
  return escapeUnprintable(JSON.stringify(text)).replace(/[#@](?=\s*source(?:Mapping)?URL)/gi, hexEscape) as Code;
}

function hexEscape(character: string): string {
  return `\\u00${character.charCodeAt(0).toString(16)}`;
}

/** An identifier; throws for anything else, since naming makes sure of it. */
export function identifier(name: string): Code {
  if (!isIdentifier(name)) throw new Error(`not an identifier: ${escapeUnprintable(JSON.stringify(name))}`);
  return name as Code;
}

/** A property's key in an object literal or type: bare where every compiler takes it and it means the same. */
export function propertyKey(name: string): Code {
  // In an object literal `__proto__: x` and `"__proto__": x` set the prototype; a computed key never does.
  if (name === "__proto__") return '["__proto__"]' as Code;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? (name as Code) : stringLiteral(name);
}

/** A number literal; throws for what is no finite number. */
export function numberLiteral(value: number): Code {
  if (!Number.isFinite(value)) throw new Error("not a finite number");
  return (Object.is(value, -0) ? "0" : String(value)) as Code;
}

/** The text of a JSDoc comment, without its delimiters: cannot end the comment, start a tag or a directive. */
export function jsDoc(text: string): DocText {
  return escapeUnprintable(foldNewlines(text))
    .replaceAll("*/", "*\\/")
    .replaceAll("/*", "/\\*")
    .replace(/(^|\s)@/g, "$1\\@")
    .replace(/(sourceMapping|source)URL/gi, "$1 URL")
    .replace(/\/\/\/(\s*<)/g, "// /$1")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim() as DocText;
}

/** Joins text of comments with the literal parts of a template, such as tags of ours. */
export function docText(parts: TemplateStringsArray, ...values: readonly DocText[]): DocText {
  return String.raw({ raw: parts.map((part) => part) }, ...values) as DocText;
}

/** Joins paragraphs of a comment. */
export function joinParagraphs(paragraphs: readonly DocText[]): DocText {
  return paragraphs.join("\n\n") as DocText;
}

/** A documentation comment around a text that {@link jsDoc} has made safe. */
export function blockComment(text: DocText): Code {
  const lines = text.trim().split("\n");
  if (lines.length === 1) return `/** ${lines[0]} */` as Code;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */` as Code;
}
