import type { Content, Response } from "../model/api.js";
import type { Direction } from "../model/forms.js";
import { essenceOf, isRange } from "../model/media-type.js";
import { type Code, code, joinCode, stringLiteral } from "./code.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import type { SourceFile } from "./source-file.js";
import { typeOf } from "./types/type-of.js";
import { isUnknown } from "./unknown-type.js";

/** What the bodies of some responses decode to; `empty` stands for a response without a body. */
export function bodyType(
  responses: readonly Response[],
  file: SourceFile,
  context: PackageContext,
  empty: Code,
  direction: Direction = "response",
): Code {
  // What is unknown swallows the other types, and with them what they import.
  const draft = file.draft();
  const types = new Set<Code>();
  for (const response of responses) {
    for (const content of response.content) types.add(receivedType(content, direction, draft, context));
  }
  const bodyless = responses.some((response) => response.content.length === 0);
  const known = joinCode([...types, ...(bodyless ? [code`undefined`] : [])], " | ");
  const type = types.size === 0 ? empty : ([...types].find(isUnknown) ?? known);
  file.adopt(draft, type);
  return type;
}

/** Answers of the consumer to a webhook travel as requests do. */
function receivedType(content: Content, direction: Direction, file: SourceFile, context: PackageContext): Code {
  if (content.stream === null) return valueType(content, direction, file, context);
  const item = isPlainEvent(content)
    ? file.type("ServerEvent", runtimePath("event-stream"))
    : valueType(content, direction, file, context);
  return code`${file.type("ItemStream", runtimePath("item-stream"))}<${item}>`;
}

/** Nothing is said of the events, so they are what the WHATWG makes of any. */
export function isPlainEvent({ eventData, schema }: Content): boolean {
  return (
    eventData !== null &&
    schema.ref === null &&
    schema.types.length === 0 &&
    schema.properties.length === 0 &&
    schema.allOf.length + schema.anyOf.length + schema.oneOf.length === 0
  );
}

function valueType(content: Content, direction: Direction, file: SourceFile, context: PackageContext): Code {
  if (content.as === "json" || content.eventData !== null) return typeOf(content.schema, direction, file, context);
  return content.as === "text" ? code`string` : code`Uint8Array`;
}

/** What a request body of one media type may be. */
export function requestBodyType(content: Content, file: SourceFile, context: PackageContext): Code {
  if (content.as === "text") return code`string`;
  if (content.as === "binary") return file.type("BinaryInput", runtimePath("platform"));
  const type = typeOf(content.schema, "request", file, context);
  if (content.stream === null) return type;
  return /^[\w$]+$/.test(type) ? code`readonly ${type}[]` : code`readonly (${type})[]`;
}

/** The type of the argument that names a media type: the type itself, or any of a range. */
export function mediaTypeType(mediaType: string, file: SourceFile): Code {
  if (!isRange(mediaType)) return stringLiteral(mediaType);
  const [type = "", subtype = ""] = essenceOf(mediaType).split("/");
  const any = file.type("MediaTypeOf", runtimePath("request"));
  if (type === "*") return code`${any}<string>`;
  const suffix = subtype === "*" ? code`` : code`, ${stringLiteral(subtype.slice(1))}`;
  return code`${any}<${stringLiteral(type)}${suffix}>`;
}
