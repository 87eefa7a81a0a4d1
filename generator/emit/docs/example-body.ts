import type { Body, Content, Json } from "../../model/api.js";
import { defaultOfRange, essenceOf, isRange } from "../../model/media-type.js";
import { type Code, code, stringLiteral } from "../code.js";
import { exampleLiteral } from "./example-literal.js";
import { exampleValue } from "./example-value.js";
import type { DocsInput } from "./package-docs.js";

/** The arguments of a body's setter: a value of the first media type, and that type where the setter asks for it. */
export function exampleBody(docs: DocsInput, body: Body, column: number): readonly [value: Code, type: string | null] {
  const [content] = body.content;
  if (content === undefined) throw new Error("a body without content");
  return [valueFor(docs, content, column), typeFor(body, content)];
}

function valueFor(docs: DocsInput, content: Content, column: number): Code {
  const { as, schema, example, stream } = content;
  if (as === "binary") return code`new Uint8Array([1, 2, 3])`;
  if (as === "text") {
    const value = example ?? exampleValue(docs, schema, "request");
    return stringLiteral(typeof value === "string" ? value : "example");
  }
  if (stream !== null)
    return code`[${exampleLiteral(docs, schema, exampleValue(docs, schema, "request"), "request", column)}]`;
  // An example of a form may be the form's text, which is not what the setter takes.
  const told = as === "json" || isRecord(example) ? example : undefined;
  return exampleLiteral(docs, schema, told ?? exampleValue(docs, schema, "request"), "request", column);
}

function isRecord(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeFor(body: Body, { mediaType, as }: Content): string | null {
  if (!isRange(mediaType)) return body.content.length > 1 ? mediaType : null;
  if (defaultOfRange(mediaType, as) !== null) return null;
  const [type = ""] = essenceOf(mediaType).split("/");
  return (
    new Map([
      ["image", "image/png"],
      ["audio", "audio/mpeg"],
      ["video", "video/mp4"],
    ]).get(type) ?? `${type}/example`
  );
}
