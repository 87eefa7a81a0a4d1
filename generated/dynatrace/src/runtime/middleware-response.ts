import { type MinimalResponse, platform } from "./platform.js";

/** The responses that copies were made of: some platforms end a body when the response that it came with is forgotten. */
const originals = new WeakMap<object, MinimalResponse>();

/**
 * A response as a middleware sees it: with the URL that the middleware asked for, not the one with the key that was
 * attached to it.
 */
export function withoutCredentials(response: MinimalResponse, url: string): MinimalResponse {
  const { url: asked } = response as { readonly url?: unknown };
  if (typeof asked !== "string" || asked === "" || asked === url) return response;
  const shown = copyOf(response);
  originals.set(shown, response);
  const { type, redirected } = response;
  for (const [name, value] of Object.entries({ url, type, redirected })) {
    Object.defineProperty(shown, name, { value, configurable: true });
  }
  return shown;
}

/** A response that has never known its URL, where one can be made: printing all of an object shows more than its members. */
function copyOf(response: MinimalResponse): MinimalResponse {
  const { Response } = platform;
  const { status, statusText, headers, body } = response;
  const isOurs = Response !== undefined && response instanceof Response && status >= 200 && status <= 599;
  return isOurs ? new Response(body, { status, statusText, headers }) : response;
}
