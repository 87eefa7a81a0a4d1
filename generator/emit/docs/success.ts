import type { Content, Operation, Response, Schema } from "../../model/api.js";
import { failures, successes } from "../failure-type.js";
import { type DocsInput, modelOf } from "./package-docs.js";

/** What an operation answers when it succeeds. */
export interface Success {
  /** The first documented success. */
  readonly response: Response | null;
  /** Bodies of all successes, each type once, by media type. */
  readonly content: readonly Content[];
  /** Schema of the first body; `null` when there is none. */
  readonly schema: Schema | null;
}

/** The success responses of an operation. */
export function successOf(operation: Operation): Success {
  const responses = successes(operation);
  const content = responses.flatMap((response) => response.content);
  return { response: responses[0] ?? null, content, schema: content[0]?.schema ?? null };
}

/** The documented failures of an operation. */
export function failuresOf(operation: Operation): readonly Response[] {
  return failures(operation);
}

/** Name for a variable that holds a value of a schema: `token`, `tokens` for an array of them; else the fallback. */
export function variableName(docs: DocsInput, schema: Schema | null, fallback: string): string {
  if (schema === null) return fallback;
  const model = modelOf(docs, schema);
  if (model !== null) return lowerFirst(docs.names.models.get(model.id)?.type ?? "", fallback);
  const item = schema.items === null ? null : modelOf(docs, schema.items);
  if (item === null) return fallback;
  const name = lowerFirst(docs.names.models.get(item.id)?.type ?? "", "");
  return name === "" ? fallback : name.endsWith("s") ? `${name}List` : `${name}s`;
}

/** Names that the examples use themselves, or that cannot be a variable's. */
const taken: ReadonlySet<string> = new Set([
  ...["client", "console", "error", "item", "page", "process", "request", "result", "stop"],
  ...[
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
  ],
  ...[
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
  ],
  ...["instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static"],
  ...[
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
  ],
]);

function lowerFirst(type: string, fallback: string): string {
  const name = type.slice(0, 1).toLowerCase() + type.slice(1);
  return /^[a-z][A-Za-z0-9]*$/.test(name) && !taken.has(name) ? name : fallback;
}
