import type { BodyEncoding, Content } from "./api.js";

/** What the schema of a body says where its media type does not: `null` when it says nothing either. */
export type BodyShape = "json" | "text" | "binary" | null;

/** How a request body of a media type is written. */
export function requestEncoding(mediaType: string, shape: BodyShape): BodyEncoding {
  return formEncoding(mediaType) ?? encodingOf(essenceOf(mediaType), shape ?? "binary");
}

/** Which kind of form a media type is; `null` when it is none. */
export function formEncoding(mediaType: string): "form" | "multipart" | null {
  const essence = essenceOf(mediaType);
  if (/[/+]x-www-form-urlencoded$/.test(essence)) return "form";
  return essence.startsWith("multipart/") ? "multipart" : null;
}

/** How a response body of a media type is read. */
export function responseEncoding(mediaType: string, shape: BodyShape): BodyEncoding {
  const essence = essenceOf(mediaType);
  if (essence === "application/x-www-form-urlencoded") return "text";
  return encodingOf(essence, shape ?? (essence === "*/*" ? "json" : "binary"));
}

/** Media types that are text although their names do not say so. */
const textual =
  /^application\/(?:x-)?(?:csv|ecmascript|graphql|javascript|jwt|pem-file|sdp|sh|sql|toml|typescript|xml|yaml)$/;

/** JSON and its relatives are parsed, text is decoded, everything else stays bytes; the schema decides for ranges. */
function encodingOf(essence: string, shape: Exclude<BodyShape, null>): BodyEncoding {
  if (isJson(essence) || streamOf(essence) !== null) return "json";
  if (essence.startsWith("text/") || /\+(?:xml|yaml|jwt)$/.test(essence) || textual.test(essence)) return "text";
  return essence === "*/*" || essence === "application/*" ? shape : "binary";
}

/** How items follow each other in a body of this media type; `null` where the body is one value. */
export function streamOf(mediaType: string): Content["stream"] {
  const essence = essenceOf(mediaType);
  if (essence === "text/event-stream") return "events";
  if (/^application\/(?:x-)?(?:jsonl|jsonlines|json-lines|ndjson|stream\+json)$|\+jsonl$/.test(essence)) return "lines";
  return /^application\/(?:.+\+)?json-seq$/.test(essence) ? "records" : null;
}

/** Whether a media type holds one JSON text. */
export function isJson(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return /^[^/]+\/(?:.+\+)?json$/.test(essence) && streamOf(essence) === null;
}

/** Whether a media type stands for several: `image/*`. */
export function isRange(mediaType: string): boolean {
  return essenceOf(mediaType).includes("*");
}

/** What is sent for a media range when the caller names no type; `null` when only the caller can know. */
export function defaultOfRange(mediaType: string, as: BodyEncoding): string | null {
  const essence = essenceOf(mediaType);
  if (essence === "text/*") return "text/plain";
  if (essence.startsWith("application/*+")) return `application/${essence.slice("application/*+".length)}`;
  if (essence !== "*/*" && essence !== "application/*") return null;
  return as === "json"
    ? "application/json"
    : as === "text" && essence === "*/*"
      ? "text/plain"
      : "application/octet-stream";
}

/** The media types of a key: several where a document lists them with commas; none where it is no media type. */
export function mediaTypesOf(key: string): readonly string[] {
  const listed = key.split(/,\s*(?=[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:[;,]|$))/).map((part) => part.trim());
  return listed.every(isMediaType) ? [...new Set(listed)] : [];
}

/** A token, a slash, a token, and parameters that could stand in a header; an asterisk only where a range has one. */
function isMediaType(text: string): boolean {
  if (text.includes("*") && !/^(?:\*\/\*|[^*/]+\/\*(?:\+[^*/]+)?)$/.test(essenceOf(text))) return false;
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:[ \t]*;[\t\x20-\x7e]*)?$/.test(text);
}

/** Type and subtype in lower case, without parameters. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}
