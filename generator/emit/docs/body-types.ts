import type { Content } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { isPlainEvent } from "../body-type.js";
import { docType, typeText, wrappedType } from "./doc-type.js";
import { code, type Markdown } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";

/** The type of a body as plain text. */
export function bodyTypeText(content: Content, docs: DocsInput, direction: Direction): string {
  const fixed = fixedType(content, direction);
  if (fixed !== null) return fixed;
  const [before, after] = around(content, direction);
  return `${before}${typeText(content.schema, docs, direction)}${after}`;
}

/** The type of a body, models linked to their pages in the folder `models`. */
export function bodyTypeDoc(content: Content, docs: DocsInput, direction: Direction, models: string): Markdown {
  const fixed = fixedType(content, direction);
  if (fixed !== null) return code(fixed);
  const [before, after] = around(content, direction);
  const writer = { docs, direction, models };
  return before === "" && after === ""
    ? docType(content.schema, writer)
    : wrappedType(before, content.schema, after, writer);
}

/** The type of a body whose schema says nothing that the type does. */
function fixedType(content: Content, direction: Direction): string | null {
  const { as, stream, eventData } = content;
  if (as === "binary") return direction === "request" ? "BinaryInput" : "Uint8Array";
  if (as === "text" && eventData === null) return stream === null ? "string" : "ItemStream<string>";
  return isPlainEvent(content) ? "ItemStream<ServerEvent>" : null;
}

function around({ stream }: Content, direction: Direction): readonly [before: string, after: string] {
  if (stream === null) return ["", ""];
  return direction === "request" ? ["", "[]"] : ["ItemStream<", ">"];
}
