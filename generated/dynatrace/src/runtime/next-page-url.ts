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
  const isKey = (name: string): boolean =>
    Object.values(schemes).some((one) => one.kind === "apiKey" && one.in === "query" && one.name === name);
  const query = url.search
    .slice(1)
    .split("&")
    .filter((part) => !isKey(queryName(part)))
    .join("&");
  return url.origin + url.pathname + (query === "" ? "" : `?${query}`);
}
