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

/** The documented content for a media type that arrived: the same type, then a range, then any JSON for JSON. */
export function matchContent(
  content: Readonly<Record<string, ContentDescriptor>>,
  mediaType: string,
): ContentDescriptor | undefined {
  const arrived = essence(mediaType);
  const entries = Object.entries(content).map(([type, descriptor]) => [essence(type), descriptor] as const);
  const range = `${arrived.split("/", 1)[0]}/*`;
  for (const wanted of [arrived, range, "*/*"]) {
    const found = entries.find(([type]) => type === wanted);
    if (found !== undefined) return found[1];
  }
  return isJson(arrived) ? entries.find(([type]) => isJson(type))?.[1] : undefined;
}
