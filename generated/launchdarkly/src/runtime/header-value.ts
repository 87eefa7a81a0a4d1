import { type ErrorContext, InvalidParameterError } from "./errors.js";

/** Headers by lower-case name. */
export type HeaderMap = Map<string, string>;

/** Headers that `fetch` writes itself, or that belong to the connection. */
export const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Refuses a value that a header cannot carry exactly; the error never shows the value. */
export function checkHeaderValue(value: string, parameter: string, context?: ErrorContext): string {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw new InvalidParameterError(
      parameter,
      "holds a character that a header cannot carry: a line break, another control character, or one outside Latin-1",
      context,
    );
  }
  return value;
}

/** Reads the `headers` option: each name once, in lower case. */
export function readHeaders(given: unknown, context?: ErrorContext): HeaderMap {
  const headers: HeaderMap = new Map();
  if (given === undefined) return headers;
  if (typeof given !== "object" || given === null || Symbol.iterator in given) {
    throw new InvalidParameterError("headers", "must be an object of names and values", context);
  }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const letters = name.replace(/[^!#$%&'*+.^_`|~\w-].*/s, "");
    // Who writes a whole line in place of a name has its value in it.
    if (letters !== name || name === "") {
      throw new InvalidParameterError(`headers["${letters}…"]`, "is not the name of a header", context);
    }
    const place = `headers["${name}"]`;
    if (connectionHeaders.has(name.toLowerCase())) {
      throw new InvalidParameterError(place, "belongs to the connection and cannot be set", context);
    }
    if (typeof value !== "string") throw new InvalidParameterError(place, "must be a string", context);
    headers.set(name.toLowerCase(), checkHeaderValue(value, place, context).trim());
  }
  return headers;
}
