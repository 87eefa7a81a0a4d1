import type { SpecNode } from "../load/spec-node.js";
import { type BodyShape, essenceOf, isJson, responseEncoding } from "./media-type.js";

/** A body of a response as it stands in the document: its media type, and its schema before it is read. */
export interface WrittenBody {
  readonly mediaType: string;
  readonly schema: SpecNode;
  readonly shape: BodyShape;
}

/** Why a media type is not asked for: it says again what the JSON beside it says. */
export const formOfJson = "the response is asked for as JSON, and this is another form of it";

/** Binary formats that hold what JSON holds. */
const serialized = /^application\/(?:.+[.+-])?(?:avro|bson|cbor|ion|msgpack|messagepack|protobuf|smile)$/;

/**
 * The bodies of one response that only repeat its JSON, by `docs/decisions/0012-json-before-xml.md`: XML that is not
 * described as a string, and text of the same structured schema. A caller gets data of the first, of these a text.
 */
export function formsOfJson<T extends WrittenBody>(bodies: readonly T[]): ReadonlySet<T> {
  const written = ({ schema }: WrittenBody): string => JSON.stringify(schema.value) ?? "";
  const inJson = new Set(bodies.filter(({ mediaType }) => isJson(mediaType)).map(written));
  if (inJson.size === 0) return new Set();
  return new Set(
    bodies.filter((body) => {
      const essence = essenceOf(body.mediaType);
      const isText = responseEncoding(body.mediaType, body.shape) === "text";
      if (isText && /[/+]xml$/.test(essence)) return body.shape === "json" || body.shape === null;
      return body.shape === "json" && (isText || serialized.test(essence)) && inJson.has(written(body));
    }),
  );
}
