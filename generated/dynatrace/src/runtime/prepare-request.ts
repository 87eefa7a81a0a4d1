import { baseOf, type CoreState } from "./core.js";
import { chooseSchemes, type FetchedToken, placeOf } from "./credentials.js";
import type { OperationDescriptor, ParameterDescriptor } from "./descriptor.js";
import { type ErrorContext, InvalidParameterError, MissingParameterError } from "./errors.js";
import { checkHeaderValue, type HeaderMap, readHeaders } from "./header-value.js";
import {
  droppedHeader,
  isBrowser,
  isStream,
  type MinimalUrl,
  parseUrl,
  type RequestBody,
  takesStreams,
} from "./platform.js";
import { type Place, percentEncode, refuse } from "./primitive-text.js";
import { encodeBody } from "./request-body.js";
import {
  serializeHeader,
  serializePairs,
  serializePathParameter,
  serializeQueryString,
} from "./serialize-parameter.js";
import type { BaseUrl } from "./server-url.js";

/** What the caller has set. */
export interface RequestValues {
  readonly path: Readonly<Record<string, unknown>>;
  /** By setter name. */
  readonly set: ReadonlyMap<string, { readonly value: unknown; readonly mediaType: string | undefined }>;
}

/** How a page differs from the request that the caller made. */
export interface PageOverride {
  /** What names the page. */
  readonly cursor?: string | number | undefined;
  /** The page's whole URL. */
  readonly url?: string;
  /** Parameters by key. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The only query parameter that is sent, by key. */
  readonly onlyQuery?: string;
}

/** A request without credentials, ready to be sent as often as is needed; once, where its body is a stream. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: MinimalUrl;
  readonly base: BaseUrl;
  readonly headers: HeaderMap;
  readonly body: RequestBody | undefined;
  /** The body is a stream, which can be sent once. */
  readonly isOneShot: boolean;
  /** The security schemes to attach, with the scopes that the operation needs. */
  readonly schemes: ReadonlyMap<string, readonly string[]>;
  /** Tokens that were fetched for it, until the server refuses them. */
  readonly tokens: FetchedToken[];
  /** Values that no message may show. */
  readonly secrets: string[];
}

/** Writes a request from what the caller set; whatever cannot be sent exactly is an error here, before I/O. */
export function prepareRequest(
  core: CoreState,
  operation: OperationDescriptor,
  values: RequestValues,
  callHeaders: unknown,
  page: PageOverride = {},
): PreparedRequest {
  const context = { operation: operation.name };
  const base = baseOf(core, operation);
  const schemes = chooseSchemes(operation, core.credentials);
  const secrets: string[] = [];
  const headers: HeaderMap = new Map([["accept", acceptOf(operation)]]);
  if (!isBrowser()) headers.set("user-agent", core.settings.userAgent);
  const extra = new Map([...core.settings.headers, ...readHeaders(callHeaders, context)]);
  refuseCredentialHeader(extra, schemes, core, operation);
  for (const [name, value] of extra) headers.set(name, value);

  const query: string[] = [];
  const cookies: string[] = [];
  for (const parameter of operation.parameters ?? []) {
    // What the caller says in `headers` goes before a value that nobody chose.
    const isInHeaders = parameter.in === "header" && extra.has(parameter.name.toLowerCase());
    if (isInHeaders && !values.set.has(parameter.key ?? parameter.name)) continue;
    const value = parameterValue(parameter, values, page, operation);
    if (value === undefined) continue;
    const key = parameter.key ?? parameter.name;
    const place: Place = { operation: operation.name, parameter: key, secrets };
    if (parameter.in === "header") {
      const text = serializeHeader(parameter, value, place);
      if (text !== undefined) headers.set(parameter.name.toLowerCase(), headerText(text, key, context));
      else refuseNothing(parameter, place);
      continue;
    }
    if (parameter.in === "cookie" && isBrowser())
      throw new InvalidParameterError(key, "is a cookie, which a browser does not let a script send", context);
    const pairs =
      parameter.in === "querystring"
        ? [serializeQueryString(parameter, value, place)].filter((text) => text !== "")
        : serializePairs(parameter, value, place);
    if (pairs.length === 0) refuseNothing(parameter, place);
    (parameter.in === "cookie" ? cookies : query).push(...pairs);
  }
  if (cookies.length > 0) headers.set("cookie", [headers.get("cookie") ?? [], ...cookies].flat().join("; "));
  const body = prepareBody(operation, values, headers, secrets);
  const url =
    page.url === undefined ? buildUrl(base, operation, values, query, secrets) : pageUrl(page.url, base, operation);
  const isOneShot = isStream(body);
  if (isOneShot && !takesStreams())
    throw new InvalidParameterError("body", "is a stream, which this browser cannot send", context);
  const dropped = droppedHeader(headers);
  if (dropped !== undefined) {
    const parameter = operation.parameters?.find((one) => one.in === "header" && one.name.toLowerCase() === dropped);
    throw new InvalidParameterError(
      parameter === undefined ? `headers[${JSON.stringify(dropped)}]` : (parameter.key ?? parameter.name),
      "is a header that a browser does not let a script send",
      context,
    );
  }
  return { method: operation.method, url, base, headers, body, isOneShot, schemes, tokens: [], secrets };
}

/** An optional parameter without elements is not sent; a required one would be missing. */
function refuseNothing(parameter: ParameterDescriptor, place: Place): void {
  if (parameter.required) throw refuse(place, "must not be empty: it is required, and nothing would be sent");
}

/** Servers do not see white space around a header's value. */
function headerText(text: string, key: string, context: ErrorContext): string {
  if (/^[ \t]|[ \t]$/.test(text))
    throw new InvalidParameterError(key, "must not begin or end with white space: a header does not keep it", context);
  return checkHeaderValue(text, key, context);
}

function acceptOf(operation: OperationDescriptor): string {
  const types = Object.values(operation.responses).flatMap((response) => Object.keys(response.content ?? {}));
  return [...new Set(types)].join(", ") || "*/*";
}

/** A credential that `auth` attaches must not also come from `headers`: one of them would be lost silently. */
function refuseCredentialHeader(
  extra: HeaderMap,
  schemes: ReadonlyMap<string, unknown>,
  core: CoreState,
  operation: OperationDescriptor,
): void {
  for (const name of schemes.keys()) {
    const scheme = core.credentials.get(name)?.[0];
    const place = scheme && placeOf(scheme);
    if (place?.in === "header" && extra.has(place.name.toLowerCase())) {
      throw new InvalidParameterError(
        `headers[${JSON.stringify(place.name)}]`,
        `is also set by auth.${name}: give one of them`,
        {
          operation: operation.name,
        },
      );
    }
  }
}

function parameterValue(
  parameter: ParameterDescriptor,
  values: RequestValues,
  page: PageOverride,
  operation: OperationDescriptor,
): unknown {
  const key = parameter.key ?? parameter.name;
  if (parameter.in.startsWith("query") && page.onlyQuery !== undefined && page.onlyQuery !== key) return undefined;
  const { parameters = {} } = page;
  const set = values.set.get(key);
  const given = Object.hasOwn(parameters, key) ? parameters[key] : set === undefined ? parameter.value : set.value;
  if (given !== undefined || parameter.required === undefined || page.url !== undefined) return given;
  throw new MissingParameterError(key, `${operation.name}: ${key} is required: call .${key}(…) first`, {
    operation: operation.name,
  });
}

function prepareBody(
  operation: OperationDescriptor,
  values: RequestValues,
  headers: HeaderMap,
  secrets: string[],
): RequestBody | undefined {
  const descriptor = operation.body;
  if (descriptor === undefined) return undefined;
  const { key } = descriptor;
  const given = values.set.get(key);
  if (given === undefined) {
    if (descriptor.required === undefined) return undefined;
    throw new MissingParameterError(key, `${operation.name}: ${key} is required: call .${key}(…) first`, {
      operation: operation.name,
    });
  }
  const place: Place = { operation: operation.name, parameter: key, secrets };
  if (operation.method === "GET" || operation.method === "HEAD") {
    throw new InvalidParameterError(key, `cannot be sent: fetch allows no body with ${operation.method}`, {
      operation: operation.name,
    });
  }
  const encoded = encodeBody(descriptor, given.value, given.mediaType, place);
  headers.set("content-type", encoded.mediaType);
  return encoded.data;
}

function buildUrl(
  base: BaseUrl,
  operation: OperationDescriptor,
  values: RequestValues,
  query: readonly string[],
  secrets: string[],
): MinimalUrl {
  let path = "";
  let literalQuery: string | undefined;
  for (const part of operation.path) {
    if (typeof part === "string") {
      // Some documents write fixed query parameters into the path.
      const [text = "", ...rest] = part.split("?");
      path += literalPath(text);
      if (rest.length > 0) literalQuery = rest.join("?");
      continue;
    }
    const key = part.key ?? part.name;
    const value = Object.hasOwn(values.path, key) ? values.path[key] : undefined;
    if (value === undefined || value === null) {
      throw new MissingParameterError(key, `${operation.name}: ${key} is required: it names the resource`, {
        operation: operation.name,
      });
    }
    path += serializePathParameter(part, value, { operation: operation.name, parameter: key, secrets });
  }
  const wanted = base.path + path || "/";
  const pairs = literalQuery === undefined ? query : [literalQuery, ...query];
  const url = parseUrl(base.origin + wanted + (pairs.length === 0 ? "" : `?${pairs.join("&")}`));
  // The parser resolves dot segments, which adjacent values can form together.
  if (url?.origin !== base.origin || url.pathname !== wanted) {
    throw new InvalidParameterError("path", "would name another path than the operation's: check the path values", {
      operation: operation.name,
    });
  }
  return url;
}

/** What the document wrote, with an escape where there must be one; its own are left as they are. */
function literalPath(text: string): string {
  return text.replace(/[^\w.~!$&'()*+,;=:@/%-]+|%(?![\dA-Fa-f]{2})/gu, (piece) => percentEncode(piece));
}

function pageUrl(text: string, base: BaseUrl, operation: OperationDescriptor): MinimalUrl {
  const url = parseUrl(text);
  if (url?.origin !== base.origin || url.username !== "" || url.password !== "") {
    throw new InvalidParameterError("page", "is not on the server of this client", { operation: operation.name });
  }
  return url;
}
