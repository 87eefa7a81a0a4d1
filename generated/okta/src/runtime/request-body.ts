import type { EncodedBody } from "./body-codec.js";
import type { BodyDescriptor, ContentDescriptor } from "./descriptor.js";
import { jsonText } from "./json-text.js";
import { isMediaType, isRange, matchContent } from "./media-type.js";
import { isBlob, isStream, type RequestBody } from "./platform.js";
import { type Place, refuse, revealed } from "./primitive-text.js";
import { isRevealable } from "./secret.js";

/** Writes a body in the media type that the caller chose, or in the first that is documented. */
export function encodeBody(
  descriptor: BodyDescriptor,
  value: unknown,
  chosen: string | undefined,
  place: Place,
): EncodedBody {
  const { content: documented } = descriptor;
  const given = chosen ?? Object.keys(documented)[0] ?? "application/json";
  const content = documentedAs(documented, given);
  if (content === undefined) {
    throw refuse(place, `cannot be sent as that media type; documented: ${Object.keys(documented).join(", ")}`);
  }
  const mediaType = isRange(given) ? content.sendAs : given;
  if (mediaType === undefined) {
    throw refuse(place, `needs the media type that is sent, as the second argument: one of ${given}`);
  }
  if (!isMediaType(mediaType)) throw refuse(place, "needs a media type such as image/png as the second argument");
  if (content.as === "json") return { mediaType, data: jsonText(value, place, content.plan) };
  if (content.as === "text") return { mediaType, data: bodyText(value, place) };
  if (content.as === "binary") return { mediaType, data: binaryBody(value, place) };
  return content.as(value, mediaType, content, place);
}

/** A type that is documented as it is, or as a range. */
function documentedAs(
  documented: Readonly<Record<string, ContentDescriptor>>,
  mediaType: string,
): ContentDescriptor | undefined {
  if (Object.hasOwn(documented, mediaType)) return documented[mediaType];
  const ranges = Object.entries(documented).filter(([type]) => isRange(type));
  return matchContent(Object.fromEntries(ranges), mediaType);
}

function bodyText(value: unknown, place: Place): string {
  const text = isRevealable(value) ? revealed(value, place) : value;
  if (typeof text !== "string") throw refuse(place, "must be a string");
  if (/\p{Surrogate}/u.test(text)) throw refuse(place, "holds half of a character (a lone surrogate)");
  return text;
}

/** Streams that have been handed to `fetch`: what they held is gone. */
const spent = new WeakSet<object>();

/** Notes that a body is on its way; one that is a stream cannot be sent again. */
export function spend(body: RequestBody | undefined): void {
  if (isStream(body)) spent.add(body);
}

function binaryBody(value: unknown, place: Place): RequestBody {
  if (typeof value === "string" || isRevealable(value)) return bodyText(value, place);
  if (value instanceof Uint8Array || value instanceof ArrayBuffer || isBlob(value)) return value as RequestBody;
  if (!isStream(value)) throw refuse(place, "must be a string, Uint8Array, ArrayBuffer, Blob or ReadableStream");
  if (value.locked) throw refuse(place, isRead);
  refuseSpent(value, place);
  return value;
}

const isRead = "is a stream that has been read already: a request with a stream can be sent once";

/** Refuses a stream that is on its way already. */
export function refuseSpent(body: unknown, place: Place): void {
  if (isStream(body) && spent.has(body)) throw refuse(place, isRead);
}
