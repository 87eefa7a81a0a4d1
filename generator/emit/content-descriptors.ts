import type { Content, PropertyEncoding } from "../model/api.js";
import type { Direction } from "../model/forms.js";
import { defaultOfRange, isRange } from "../model/media-type.js";
import { type LiteralValue, object, Verbatim } from "./literal.js";
import { runtimePath } from "./package-paths.js";
import type { SourceFile } from "./source-file.js";
import type { ValuePlans } from "./value-plans.js";

/** Bodies by media type as the runtime reads them; `file` imports what only some packages need. */
export function contentDescriptors(
  contents: readonly Content[],
  direction: Direction,
  plans: ValuePlans,
  file: SourceFile,
): LiteralValue {
  const codec = (name: string, module: string): Verbatim => new Verbatim(file.value(name, runtimePath(module)));
  return new Map(
    contents.map((content) => {
      const { mediaType, as, stream } = content;
      const isStructured = as === "json" || as === "form" || as === "multipart" || content.eventData !== null;
      return [
        mediaType,
        object({
          as: direction === "request" ? writerOf(content, codec) : as,
          plan: isStructured ? plans.planOf(content.schema, direction) : undefined,
          encoding: encodingDescriptors(content.encoding),
          sendAs:
            direction === "request" && isRange(mediaType) ? (defaultOfRange(mediaType, as) ?? undefined) : undefined,
          unwrap: content.unwrapFirst ? "first" : undefined,
          stream: direction === "response" && stream !== null ? readerOf(stream, codec) : undefined,
          eventData: content.eventData ?? undefined,
        }),
      ];
    }),
  );
}

type Codec = (name: string, module: string) => Verbatim;

function writerOf({ as, stream }: Content, codec: Codec): LiteralValue {
  if (stream === "lines") return codec("jsonLinesBody", "json-lines-body");
  if (as === "form") return codec("formBody", "form-body");
  return as === "multipart" ? codec("multipartBody", "multipart-body") : as;
}

function readerOf(stream: NonNullable<Content["stream"]>, codec: Codec): LiteralValue {
  if (stream === "events") return codec("eventStream", "event-stream");
  return codec(stream === "lines" ? "jsonLines" : "jsonRecords", "json-lines");
}

function encodingDescriptors(encodings: ReadonlyMap<string, PropertyEncoding>): LiteralValue | undefined {
  if (encodings.size === 0) return undefined;
  return new Map(
    [...encodings].map(([name, { contentType, style, explode, allowReserved }]) => [
      name,
      // A style leaves no room for a content type, as OpenAPI says.
      style === null
        ? object({ contentType: contentType ?? undefined })
        : object({
            style,
            explode: style === "deepObject" || explode === (style === "form") ? undefined : explode,
            allowReserved: allowReserved || undefined,
          }),
    ]),
  );
}
