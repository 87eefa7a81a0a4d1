import type { ContentDescriptor } from "./descriptor.js";

/** `type/subtype` in lower case, without parameters. */
export function essence(mediaType: string): string {
  return mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** The `charset` parameter in lower case. */
export function charsetOf(mediaType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(mediaType)?.[1]?.toLowerCase();
}

/** Whether a media type holds JSON. */
export function isJson(mediaType: string): boolean {
  return /^[^/]+\/([^+]+\+)?json$/.test(essence(mediaType));
}

/** Whether a media type holds a page for people: what proxies and login screens answer with. */
export function isPage(mediaType: string): boolean {
  return /^(text\/html|application\/xhtml\+xml)$/.test(essence(mediaType));
}

/** Whether a text can stand in `Content-Type`, and means one type. */
export function isMediaType(text: string): boolean {
  return /^[\w!#$%&'+.^`|~-]+\/[\w!#$%&'+.^`|~-]+(?:[ \t]*;[\t\x20-\x7e]*)?$/.test(text);
}

/** Whether a media type stands for several: `image/*`. */
export function isRange(mediaType: string): boolean {
  return essence(mediaType).includes("*");
}

/** The documented content for a media type: as it is written, the same type, then a range, then any JSON for JSON. */
export function matchContent(
  content: Readonly<Record<string, ContentDescriptor>>,
  mediaType: string,
): ContentDescriptor | undefined {
  const given = essence(mediaType);
  const entries = Object.entries(content).map(([type, descriptor]) => [type, essence(type), descriptor] as const);
  const same =
    entries.find(([type]) => compact(type) === compact(mediaType)) ?? entries.find(([, type]) => type === given);
  if (same !== undefined) return same[2];
  const [type = "", subtype = ""] = given.split("/");
  for (const wanted of [`${type}/*+${subtype.replace(/^.*\+/, "")}`, `${type}/*`, "*/*"]) {
    const found = entries.find(([, range]) => range === wanted);
    if (found !== undefined) return found[2];
  }
  return isJson(given) ? entries.find(([, documented]) => isJson(documented))?.[2] : undefined;
}

function compact(mediaType: string): string {
  return mediaType.replace(/[\s"]/g, "").toLowerCase();
}
