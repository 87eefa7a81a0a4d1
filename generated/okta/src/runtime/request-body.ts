import type { BodyDescriptor } from "./descriptor.js";
import { jsonText } from "./json-text.js";
import { platform, type RequestBody } from "./platform.js";
import { type Place, refuse, revealed } from "./primitive-text.js";
import { isRevealable } from "./secret.js";

/** A request body as it is sent. */
export interface EncodedBody {
  readonly mediaType: string;
  readonly data: RequestBody;
}

/** Writes a body in the media type that the caller chose, or in the first that is documented. */
export function encodeBody(
  descriptor: BodyDescriptor,
  value: unknown,
  chosen: string | undefined,
  place: Place,
): EncodedBody {
  const mediaType = chosen ?? Object.keys(descriptor.content)[0] ?? "application/json";
  const content = Object.hasOwn(descriptor.content, mediaType) ? descriptor.content[mediaType] : undefined;
  if (content === undefined) {
    throw refuse(place, `cannot be sent as that media type; documented: ${Object.keys(descriptor.content).join(", ")}`);
  }
  if (content.as === "json") return { mediaType, data: jsonText(value, place, content.plan) };
  if (content.as === "text") return { mediaType, data: bodyText(value, place) };
  const isBytes = value instanceof Uint8Array || value instanceof ArrayBuffer;
  const isBlob = platform.Blob !== undefined && value instanceof platform.Blob;
  if (typeof value !== "string" && !isBytes && !isBlob)
    throw refuse(place, "must be a Uint8Array, an ArrayBuffer or a Blob");
  return { mediaType, data: value as RequestBody };
}

function bodyText(value: unknown, place: Place): string {
  const text = isRevealable(value) ? revealed(value, place) : value;
  if (typeof text !== "string") throw refuse(place, "must be a string");
  if (/\p{Surrogate}/u.test(text)) throw refuse(place, "holds half of a character (a lone surrogate)");
  return text;
}
