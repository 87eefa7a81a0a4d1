import type { BodyWriter, EncodedBody } from "./body-codec.js";
import type { ContentDescriptor } from "./descriptor.js";
import { encodingOf, fieldText } from "./form-body.js";
import { essence, isMediaType } from "./media-type.js";
import { type Content, isBlob, isStream, type PlatformBlob, platform, type RequestBody } from "./platform.js";
import { isStructure, type Place, primitiveText, refuse, within } from "./primitive-text.js";
import { isStyled, type Member, membersOf, styledPairs } from "./styled-pairs.js";
import { resolvePlan } from "./value-plan.js";

/** One part: what its headers say, and its content. */
interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly contentType?: string;
  readonly data: Content;
}

/**
 * Writes an object as `multipart/*`, a part per property and per element of a list. In `multipart/form-data` parts have
 * names; in other kinds they have their order alone. The result can be sent any number of times.
 */
export const multipartBody: BodyWriter = (value, mediaType, content, place) => {
  if (!isStructure(value) || Array.isArray(value)) throw refuse(place, "must be an object");
  const type = essence(mediaType);
  const isForm = type === "multipart/form-data";
  const parts = membersOf(value, place, content.plan).flatMap((member) => partsOf(member, content, isForm));
  return written(type, parts, isForm);
};

function partsOf(member: Member, content: ContentDescriptor, isForm: boolean): Part[] {
  const { key: name, value, place, plan } = member;
  const encoding = encodingOf(content.encoding, name);
  if (isForm && isStyled(encoding) && !isFile(member)) {
    return styledPairs(name, value, encoding, place, plan).map(([field, data]) => ({ name: field, data }));
  }
  const elements = Array.isArray(value) ? membersOf(value, place, plan) : [member];
  const [documented] = encoding?.contentType?.split(/\s*,\s*/) ?? [];
  const known = documented?.includes("*") ? undefined : documented;
  return elements.map((element) => {
    if (isFile(element)) return filePart(name, element, known);
    if (isStream(element.value)) {
      throw refuse(element.place, "must be a string, Uint8Array, ArrayBuffer or Blob: read the stream first");
    }
    // Text without a type is what every reader of forms takes for a plain field.
    const fallback = isStructure(element.value) ? "application/json" : isForm ? undefined : "text/plain";
    const contentType = known ?? fallback;
    return { name, data: fieldText(element, known), ...(contentType !== undefined && { contentType }) };
  });
}

function isBytes(value: unknown): value is Uint8Array | ArrayBuffer | PlatformBlob {
  return value instanceof Uint8Array || value instanceof ArrayBuffer || isBlob(value);
}

/** Bytes are a file wherever they stand; text, and an object with `data`, where a file is documented. */
function isFile({ value, plan }: Member): boolean {
  if (isBytes(value)) return true;
  if (resolvePlan(plan) !== "file") return false;
  return typeof value === "string" || (isStructure(value) && Object.hasOwn(value, "data"));
}

function filePart(name: string, { value, place }: Member, documented: string | undefined): Part {
  const isNamed = typeof value === "object" && value !== null && !isBytes(value);
  const { data, filename, contentType }: { data?: unknown; filename?: unknown; contentType?: unknown } = isNamed
    ? value
    : { data: value };
  if (typeof data !== "string" && !isBytes(data)) {
    throw refuse(within(place, "data"), "must be a string, Uint8Array, ArrayBuffer or Blob");
  }
  const own = isBlob(data) ? (data as { readonly name?: unknown; readonly type?: unknown }) : {};
  const type = [contentType, own.type, documented].find((each) => each !== undefined && each !== "");
  return {
    name,
    data: typeof data === "string" ? primitiveText(data, place) : data,
    filename: textOr(filename ?? own.name, "blob", within(place, "filename")),
    contentType: checkedType(textOr(type, "application/octet-stream", place), within(place, "contentType")),
  };
}

function textOr(given: unknown, fallback: string, place: Place): string {
  if (given === undefined) return fallback;
  if (typeof given !== "string") throw refuse(place, "must be a string");
  return primitiveText(given, place);
}

function checkedType(contentType: string, place: Place): string {
  if (isMediaType(contentType)) return contentType;
  throw refuse(place, "must be a media type such as image/png");
}

function written(type: string, parts: readonly Part[], isForm: boolean): EncodedBody {
  const boundary = newBoundary();
  const chunks: Content[] = parts.flatMap((part) => [`--${boundary}\r\n${head(part, isForm)}\r\n`, part.data, "\r\n"]);
  // RFC 2387 wants to be told what the first part is.
  const root = type === "multipart/related" ? `; type="${essence(parts[0]?.contentType ?? "text/plain")}"` : "";
  return { mediaType: `${type}; boundary=${boundary}${root}`, data: together([...chunks, `--${boundary}--\r\n`]) };
}

function head({ name, filename, contentType }: Part, isForm: boolean): string {
  const file = filename === undefined ? "" : `; filename="${escaped(filename)}"`;
  const disposition = isForm ? `Content-Disposition: form-data; name="${escaped(name)}"${file}\r\n` : "";
  return disposition + (contentType === undefined ? "" : `Content-Type: ${contentType}\r\n`);
}

/** As the WHATWG writes names in forms. */
function escaped(text: string): string {
  return text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

/** 144 random bits: no content holds them but by intent, and nobody can know them before. */
function newBoundary(): string {
  const bytes = new Uint8Array(18);
  platform.crypto.getRandomValues(bytes);
  return `form-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Bytes in a row; where a `Blob` is among them a `Blob`, whose content is read only when it is sent. */
function together(chunks: readonly Content[]): RequestBody {
  if (platform.Blob !== undefined && chunks.some(isBlob)) return new platform.Blob(chunks) as PlatformBlob;
  const encoder = new platform.TextEncoder();
  const pieces = chunks.map((chunk) =>
    typeof chunk === "string" ? encoder.encode(chunk) : new Uint8Array(chunk as ArrayBuffer),
  );
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
