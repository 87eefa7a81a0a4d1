import type { BodyEncoding } from "./api.js";

/** `null` for media types that a request body cannot be written in yet. */
export function requestEncoding(mediaType: string): BodyEncoding | null {
  return formEncoding(mediaType) === null ? responseEncoding(mediaType) : null;
}

/** Which kind of form a media type is; `null` when it is none. */
export function formEncoding(mediaType: string): "form" | "multipart" | null {
  const essence = essenceOf(mediaType);
  if (/[/+]x-www-form-urlencoded$/.test(essence)) return "form";
  return essence.startsWith("multipart/") ? "multipart" : null;
}

/** JSON and its relatives are parsed, text is decoded, everything else stays bytes. */
export function responseEncoding(mediaType: string): BodyEncoding {
  const essence = essenceOf(mediaType);
  if (essence === "application/json" || essence.endsWith("+json") || essence === "*/*") return "json";
  if (essence.startsWith("text/") || essence.endsWith("/xml") || essence.endsWith("+xml")) return "text";
  return "binary";
}

/** A token, a slash, a token, and parameters that could stand in a header. */
export function isMediaType(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:[ \t]*;[\t\x20-\x7e]*)?$/.test(text);
}

function essenceOf(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}
