import type { ApiDescriptor } from "./descriptor.js";
import { parseUrl } from "./platform.js";
import { queryName } from "./primitive-text.js";

/**
 * The URL of the next page as a page names it, without credentials; `undefined` where it cannot be read, `null` where it
 * leads to another server than the page came from.
 */
export function nextPageUrl(
  text: string,
  pageUrl: string,
  schemes: ApiDescriptor["securitySchemes"],
): string | undefined | null {
  const url = parseUrl(text, pageUrl);
  if (url === undefined) return undefined;
  if (url.origin !== parseUrl(pageUrl)?.origin || url.username !== "" || url.password !== "") return null;
  // A server may repeat the request's own URL, key included; the key is attached anew, and must not show in errors.
  const keys = Object.values(schemes).flatMap((scheme) =>
    scheme.kind === "apiKey" && scheme.in === "query" ? [scheme.name] : [],
  );
  const query = url.search
    .slice(1)
    .split("&")
    .filter((part) => !keys.includes(queryName(part)))
    .join("&");
  return url.origin + url.pathname + (query === "" ? "" : `?${query}`);
}
