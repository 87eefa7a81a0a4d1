import type { Json, Operation, Schema } from "../model/api.js";
import { type Code, type DocText, docText, joinParagraphs, jsDoc } from "./code.js";
import { htmlAsMarkdown } from "./html-prose.js";
import { wrapProse } from "./wrap-prose.js";

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
export function docComment({ text, deprecated = false, parameter = null }: DocParts, indent = 0): DocText[] {
  const paragraphs = text.map((part) => htmlAsMarkdown(part).trim()).filter((part) => part !== "");
  const columns = width - indent - 3;
  const body = jsDoc(wrapProse(paragraphs.join("\n\n"), columns));
  const tags: DocText[] = [];
  const [parameterText = ""] =
    htmlAsMarkdown(parameter?.text ?? "")
      .trim()
      .split(/\n\s*\n/) ?? [];
  if (parameter !== null && parameterText !== "") {
    const tag = docText`@param ${jsDoc(parameter.name)} `;
    tags.push(docText`${tag}${jsDoc(wrapProse(parameterText, columns - tag.length))}`);
  }
  if (deprecated) tags.push(docText`@deprecated`);
  const tagged = joinParagraphs([...(body === "" ? [] : [body]), ...tags]);
  if (tagged === "") return [];
  return [tagged.includes("\n") || tagged.length >= columns ? docText`\n${tagged}` : tagged];
}

/** An operation's summary and description; a summary that the description begins with is said once. */
export function summaryAndDescription({
  summary,
  description,
}: Pick<Operation, "summary" | "description">): readonly string[] {
  const said = summary.trim().replace(/\.$/, "");
  return description.trimStart().startsWith(said) ? [description] : [summary, description];
}

/** What a schema says of itself beyond its description: default and constraints. */
export function schemaNotes(schema: Schema): string {
  const notes: string[] = [];
  if (schema.default !== undefined) notes.push(`Default: ${inlineCode(schema.default)}.`);
  const constraints = schema.constraints.filter((words) => !words.startsWith("format "));
  if (constraints.length > 0) notes.push(`${capitalized(constraints.join(", "))}.`);
  return [notes.join(" "), valueNotes(schema)].filter((part) => part !== "").join("\n\n");
}

/** What the document says of each member of an enum; those with names have it beside them. */
function valueNotes({ values, valueNames, valueDescriptions }: Schema): string {
  if (valueNames.length > 0) return "";
  return valueDescriptions
    .map((words, index) => `- ${inlineCode(values?.[index] ?? null)}: ${words.replace(/\s+/g, " ").trim()}`)
    .join("\n");
}

function inlineCode(value: Json): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function capitalized(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}
