import { checkCredential } from "./credentials.js";
import type { SecuritySchemeDescriptor } from "./descriptor.js";
import { InvalidParameterError } from "./errors.js";
import type { Credential } from "./options.js";
import { type MinimalUrl, parseUrl } from "./platform.js";
import { type BaseUrl, isLoopback } from "./server-url.js";
import { checkMembers, type Settings } from "./settings.js";

/** A client's OAuth 2.0 credentials, checked. */
export interface OAuthClient {
  /** Where they stand in the options, for messages: `auth.oauth`. */
  readonly place: string;
  readonly clientId: Credential;
  readonly clientSecret: Credential;
  /** What the caller asks for in place of what operations need. */
  readonly scopes: readonly string[] | undefined;
  readonly url: MinimalUrl;
  readonly authentication: "basic" | "body";
}

const members: readonly string[] = ["clientId", "clientSecret", "scopes", "tokenUrl", "clientAuthentication"];

/** Checks client credentials; errors name the member and never show a value. */
export function readOAuthClient(
  place: string,
  given: object,
  scheme: SecuritySchemeDescriptor,
  base: BaseUrl,
  settings: Settings,
): OAuthClient {
  checkMembers(given, place, members);
  const { clientId, clientSecret, scopes, tokenUrl, clientAuthentication = "basic" } = given as Record<string, unknown>;
  if (clientAuthentication !== "basic" && clientAuthentication !== "body") {
    throw new InvalidParameterError(`${place}.clientAuthentication`, 'must be "basic" or "body"');
  }
  const documented = scheme.kind === "oauth2" ? scheme.tokenUrl : undefined;
  return {
    place,
    clientId: checkCredential(`${place}.clientId`, clientId),
    clientSecret: checkCredential(`${place}.clientSecret`, clientSecret),
    scopes: readScopes(`${place}.scopes`, scopes),
    url: readTokenUrl(`${place}.tokenUrl`, tokenUrl ?? documented, base, settings),
    authentication: clientAuthentication,
  };
}

function readScopes(place: string, given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  // RFC 6749 section 3.3; a space would make two scopes of one.
  const isScope = (scope: unknown): scope is string =>
    typeof scope === "string" && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope);
  if (Array.isArray(given) && given.every(isScope)) return [...given];
  throw new InvalidParameterError(place, "must be an array of scopes without spaces");
}

/** The secret goes there and nowhere else, so it must be one place that nobody on the way can read along. */
function readTokenUrl(place: string, given: unknown, base: BaseUrl, settings: Settings): MinimalUrl {
  if (given === undefined) throw new InvalidParameterError(place, "must be given: the API documents no usable one");
  const text = typeof given === "string" && /^[\x21-\x7e\u0080-\uffff]+$/.test(given) ? given : undefined;
  const url = text === undefined ? undefined : parseUrl(text, `${base.origin}${base.path}/`);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidParameterError(place, "must be an http or https URL, or a path on the server");
  }
  if (url.username !== "" || url.password !== "" || url.href.includes("#")) {
    throw new InvalidParameterError(place, "must not hold a user name, a password or a fragment");
  }
  if (url.protocol === "https:" || isLoopback(url) || settings.allowInsecureHttp) return url;
  throw new InvalidParameterError(
    place,
    "is plain http, over which anyone on the way can read the client secret: use https, or set allowInsecureHttp",
  );
}
