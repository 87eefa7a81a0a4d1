import type { ServerDescriptor, ServerVariableDescriptor } from "./descriptor.js";
import { InvalidParameterError } from "./errors.js";
import { type MinimalUrl, parseUrl } from "./platform.js";

/** Where requests go: an origin, and a path without its last slash. */
export interface BaseUrl {
  readonly origin: string;
  readonly path: string;
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
}

/**
 * Reads a base URL that stands in place of a documented server; errors never quote it, since it may hold a password.
 */
export function readBaseUrl(text: string): BaseUrl {
  const url = /^[\x21-\x7e\u0080-\uffff]+$/.test(text) ? parseUrl(text) : undefined;
  const refuse = (problem: string): InvalidParameterError => new InvalidParameterError("server", problem);
  if (url === undefined) throw refuse("is not a URL: give one such as https://api.example.com/base");
  // The parser takes the next thing that it finds for the host: "https:///base" would be the host "base".
  const authority = /^https?:\/\/([^/?#\\]+)/i.exec(text)?.[1];
  if (authority === undefined) throw refuse("must be an http or https URL with a host");
  if (authority.includes("@")) throw refuse("must not hold a user name or password: use auth");
  if (/[?#\\]/.test(text)) throw refuse("must not hold a query, a fragment or a backslash");
  return toBaseUrl(url);
}

/**
 * Builds the URL of a documented server; each value is checked for its place, and the whole once more as parsed. An
 * operation's server without a host stands on the host of the API's.
 */
export function buildServerUrl(
  server: ServerDescriptor,
  values: Readonly<Record<string, unknown>>,
  api?: BaseUrl,
): BaseUrl {
  let text = api !== undefined && isRelative(server) ? api.origin : "";
  server.url.forEach((part, index) => {
    text += typeof part === "string" ? part : variableText(server, part.variable, values, text, index);
  });
  const url = parseUrl(text);
  if (url === undefined || !isHttp(url)) {
    const [variable] = Object.keys(server.variables ?? {});
    throw variable === undefined
      ? new InvalidParameterError("server", "has no absolute URL in the API's description: give a base URL")
      : new InvalidParameterError(
          `server.${variable}`,
          "does not make a URL: check the values of the server's variables",
        );
  }
  // Default ports are left out by the parser, and hosts are lower case.
  const written = /^https?:\/\/([^/?#@\\]+)([^?#\\]*)$/i.exec(text);
  const host = written?.[1]?.toLowerCase().replace(url.protocol === "https:" ? /:443$/ : /:80$/, "");
  if (host !== url.host || (written?.[2] || "/") !== url.pathname) {
    throw new InvalidParameterError(
      "server",
      "does not name the host and path that its variables say: check their values",
    );
  }
  return toBaseUrl(url);
}

/** Whether a documented server has no host of its own. */
export function isRelative({ url: [first = ""] }: ServerDescriptor): boolean {
  return first === "" || (typeof first === "string" && first.startsWith("/"));
}

function isHttp(url: MinimalUrl): boolean {
  return url.protocol === "https:" || url.protocol === "http:";
}

function toBaseUrl(url: MinimalUrl): BaseUrl {
  return {
    origin: url.origin,
    path: url.pathname.replace(/\/+$/, ""),
    isSecure: url.protocol === "https:",
    isLoopback: isLoopback(url),
  };
}

/** Whether a URL leads to this machine. */
export function isLoopback(url: MinimalUrl): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

function variableText(
  server: ServerDescriptor,
  name: string,
  values: Readonly<Record<string, unknown>>,
  before: string,
  index: number,
): string {
  const variables = server.variables ?? {};
  const variable: ServerVariableDescriptor = (Object.hasOwn(variables, name) && variables[name]) || {};
  const given = Object.hasOwn(values, name) ? values[name] : undefined;
  const place = `server.${name}`;
  if (given === undefined) {
    if (variable.default !== undefined) return variable.default;
    throw new InvalidParameterError(place, "is required");
  }
  if (typeof given !== "string") throw new InvalidParameterError(place, "must be a string");
  if (given === variable.default || variable.enum?.includes(given)) return given;
  const next = server.url[index + 1];
  const [alphabet, meaning] = alphabetAt(before, typeof next === "string" ? next : next === undefined ? "" : "{");
  if (!alphabet.test(given) || /(^|\/)\.{1,2}(\/|$)/.test(given))
    throw new InvalidParameterError(place, `must be ${meaning}`);
  return given;
}

const label = "[A-Za-z0-9-]{1,63}";

/** What a variable may hold, by where in the URL it stands. */
function alphabetAt(before: string, after: string): readonly [RegExp, string] {
  if (!before.includes("://")) {
    if (after.startsWith("://")) return [/^https?$/, "http or https"];
    return [new RegExp(`^https?://${label}(\\.${label})*(:\\d{1,5})?(/[\\w.~-]+)*/?$`), "an http or https URL"];
  }
  const authority = before.slice(before.indexOf("://") + 3);
  if (authority.includes("/")) return [/^[\w.~/-]+$/, "letters, digits, - . _ ~ and / without . or .. segments"];
  if (authority.endsWith(":")) return [/^\d{1,5}$/, "a port"];
  const isWhole = authority === "" && (after === "" || after.startsWith("/") || after.startsWith(":"));
  if (!isWhole) return [new RegExp(`^${label}$`), "one host label: 1 to 63 letters, digits and -"];
  const port = after.startsWith(":") ? "" : "(:\\d{1,5})?";
  return [new RegExp(`^${label}(\\.${label})*${port}$`), "a host name: labels of letters, digits and -, and a port"];
}
