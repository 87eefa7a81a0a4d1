import type { CoreState } from "./core.js";
import type { ApiDescriptor, OperationDescriptor, SecuritySchemeDescriptor } from "./descriptor.js";
import { InvalidParameterError, MissingCredentialError, SdkError } from "./errors.js";
import type { Credential } from "./options.js";
import { droppedHeader, isBrowser, type PlatformSignal, platform } from "./platform.js";
import { isRevealable } from "./secret.js";
import type { BaseUrl } from "./server-url.js";
import { checkMembers, type Settings } from "./settings.js";

/** Configured credentials by scheme: parts, of which basic ones have two, or where tokens come from. */
export type Credentials = ReadonlyMap<
  string,
  readonly [scheme: SecuritySchemeDescriptor, from: readonly Credential[] | TokenSource]
>;

/** What a token is needed for. */
export interface TokenAsk {
  readonly core: CoreState;
  readonly operation: string;
  /** What the operation's requirement names. */
  readonly scopes: readonly string[];
  /** Of the attempt. */
  readonly signal: PlatformSignal;
  /** Values that no message may show. */
  readonly secrets: string[];
}

/** A token that was fetched. */
export interface FetchedToken {
  readonly token: string;
  readonly secrets: readonly string[];
  /** Lets go of it, so that the next call fetches another. */
  forget(): void;
}

/** Hands out tokens. */
export type TokenSource = (ask: TokenAsk) => Promise<FetchedToken>;

/**
 * Makes a source of tokens from a client's credentials: `oauth-token.ts`, which only the packages hold that hand it in.
 * @throws InvalidParameterError where they cannot work.
 */
export type TokenSourceOf = (
  name: string,
  given: object,
  scheme: SecuritySchemeDescriptor,
  base: BaseUrl,
  settings: Settings,
) => TokenSource;

/** One credential as it is put on a request. */
export interface AttachedCredential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** Checks the `auth` option; values that are functions are checked when they are asked. */
export function readCredentials(
  given: unknown,
  schemes: ApiDescriptor["securitySchemes"],
  tokensOf: (name: string, given: object, scheme: SecuritySchemeDescriptor) => TokenSource | undefined,
): Credentials {
  const credentials = new Map<string, readonly [SecuritySchemeDescriptor, readonly Credential[] | TokenSource]>();
  if (given === undefined) return credentials;
  if (typeof given !== "object" || given === null) throw new InvalidParameterError("auth", "must be an object");
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
    if (scheme === undefined) {
      throw new InvalidParameterError(
        `auth.${name}`,
        `is not a security scheme; known: ${Object.keys(schemes).join(", ") || "none"}`,
      );
    }
    const isClient = scheme.kind === "oauth2" && typeof value === "object" && value !== null && !isRevealable(value);
    const tokens = isClient ? tokensOf(name, value, scheme) : undefined;
    const parts = (): readonly Credential[] =>
      scheme.kind === "basic" ? basicParts(name, value) : [checkCredential(`auth.${name}`, value)];
    credentials.set(name, [scheme, tokens ?? parts()]);
  }
  return credentials;
}

function basicParts(name: string, value: unknown): readonly Credential[] {
  if (typeof value !== "object" || value === null) {
    throw new InvalidParameterError(`auth.${name}`, "must be { username, password }");
  }
  checkMembers(value, `auth.${name}`, ["username", "password"]);
  const { username, password } = value as { readonly username?: unknown; readonly password?: unknown };
  return [checkCredential(`auth.${name}.username`, username), checkCredential(`auth.${name}.password`, password)];
}

/** Checks a credential as it was configured; a function is checked when it is asked. */
export function checkCredential(place: string, value: unknown): Credential {
  if (typeof value === "string") return checkText(place, value);
  if (typeof value === "function" || isRevealable(value)) return value as Credential;
  throw new InvalidParameterError(
    place,
    "must be a string, an object with reveal(), or a function that returns one of them",
  );
}

/** The error says which option is wrong and never shows the value. */
function checkText(place: string, value: string): string {
  const problem = textProblem(value);
  if (problem !== undefined) throw new InvalidParameterError(place, problem);
  return value;
}

function textProblem(value: string): string | undefined {
  if (value.trim() === "") return "is empty";
  if (/\p{Cc}/u.test(value)) return "holds a line break or another control character: trim it";
  return /\p{Surrogate}/u.test(value) ? "holds half of a character" : undefined;
}

/** The schemes that a call uses, with the scopes it needs: the operation's first alternative that is configured. */
export function chooseSchemes(
  operation: OperationDescriptor,
  credentials: Credentials,
): ReadonlyMap<string, readonly string[]> {
  const alternatives = operation.security ?? [{}];
  const chosen = alternatives.find((schemes) => Object.keys(schemes).every((name) => credentials.has(name)));
  if (chosen !== undefined || alternatives.length === 0) return new Map(Object.entries(chosen ?? {}));
  const wanted = alternatives
    .map((schemes) =>
      Object.keys(schemes)
        .map((name) => `auth.${name}`)
        .join(" and "),
    )
    .join(", or ");
  throw new MissingCredentialError(`${operation.name} needs a credential: set ${wanted} in the client's options`, {
    operation: operation.name,
  });
}

/** Where a scheme's credential goes. */
export function placeOf(scheme: SecuritySchemeDescriptor): {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
} {
  return scheme.kind === "apiKey" ? scheme : { in: "header", name: "Authorization" };
}

/** What credentials are attached to. */
export interface Attachable {
  readonly schemes: ReadonlyMap<string, readonly string[]>;
  readonly secrets: string[];
  readonly tokens: FetchedToken[];
}

/** Asks for the credentials of one attempt; every value is also added to `secrets`, which no message may show. */
export async function attachCredentials(
  request: Attachable,
  core: CoreState,
  operation: string,
  signal: PlatformSignal,
): Promise<readonly AttachedCredential[]> {
  const { secrets } = request;
  const attached: AttachedCredential[] = [];
  for (const [name, scopes] of request.schemes) {
    const entry = core.credentials.get(name);
    if (entry === undefined) continue;
    const [scheme, from] = entry;
    const texts: string[] = [];
    if (typeof from === "function") {
      const fetched = await from({ core, operation, scopes, signal, secrets });
      request.tokens.push(fetched);
      secrets.push(...fetched.secrets);
      texts.push(fetched.token);
    } else {
      for (const part of from) {
        const text = await askFor(part, `auth.${name}`);
        if (typeof text !== "string") throw text(operation);
        texts.push(text);
      }
    }
    const place = placeOf(scheme);
    const value = credentialText(scheme, texts, name, operation);
    secrets.push(...secretsOf(scheme, texts, value));
    const isDropped = place.in === "header" && droppedHeader(new Map([[place.name.toLowerCase(), "x"]])) !== undefined;
    if (isDropped || (place.in === "cookie" && isBrowser())) {
      throw new InvalidParameterError(
        `auth.${name}`,
        `is a ${place.in}${isDropped ? " that" : ", which"} a browser does not let a script send`,
        { operation },
      );
    }
    attached.push({ in: place.in, name: place.name, value });
  }
  return attached;
}

/** What a configured credential gives when it is asked, or the error of an operation that needs it. */
export async function askFor(
  credential: Credential,
  place: string,
): Promise<string | ((operation: string) => SdkError)> {
  let value: unknown;
  try {
    value = typeof credential === "function" ? await credential() : credential;
    if (isRevealable(value)) value = value.reveal();
  } catch (cause) {
    if (cause instanceof SdkError) return () => cause;
    return (operation) =>
      new MissingCredentialError(`${operation}: the function in ${place} failed; its error is the cause`, {
        operation,
        cause,
      });
  }
  if (value === undefined || value === null || value === "") {
    return (operation) =>
      new MissingCredentialError(`${operation}: the function in ${place} returned no credential`, { operation });
  }
  const problem = typeof value === "string" ? textProblem(value) : "must give a string";
  if (typeof value === "string" && problem === undefined) return value;
  return (operation) => new InvalidParameterError(place, problem ?? "", { operation });
}

/** What of a credential no message may show: neither the scheme's word, which messages need, nor a mere user name. */
function secretsOf(scheme: SecuritySchemeDescriptor, texts: readonly string[], value: string): readonly string[] {
  const isAuthorization = placeOf(scheme).name.toLowerCase() === "authorization";
  const secret = isAuthorization ? value.replace(/^[\w-]{1,30} +/, "") : value;
  if (scheme.kind !== "basic") return [secret];
  const [username = "", password = ""] = texts;
  // Some servers take a key as the user name, and whatever as the password.
  return password.length < 8 ? [username, password, secret] : [password, secret];
}

function credentialText(
  scheme: SecuritySchemeDescriptor,
  texts: readonly string[],
  name: string,
  operation: string,
): string {
  const [first = "", second = ""] = texts;
  if (scheme.kind === "basic") {
    if (first.includes(":"))
      throw new InvalidParameterError(`auth.${name}.username`, "must not hold a colon", { operation });
    const bytes = new platform.TextEncoder().encode(`${first}:${second}`);
    return `Basic ${platform.btoa(String.fromCharCode(...bytes))}`;
  }
  const prefix = scheme.kind === "apiKey" ? (scheme.prefix ?? "") : "Bearer ";
  const hasPrefix = prefix !== "" && first.toLowerCase().startsWith(prefix.toLowerCase());
  const value = prefix + (hasPrefix ? first.slice(prefix.length).trimStart() : first);
  const place = placeOf(scheme).in;
  // The prefix is the document's, and may be anything.
  if (place === "header" ? !/^[\x20-\x7e]+$/.test(value) : /\p{Surrogate}/u.test(value)) {
    throw new InvalidParameterError(`auth.${name}`, `holds a character that a ${place} cannot carry`, { operation });
  }
  if (place !== "header") return value;
  if (/^ | $/.test(first)) {
    throw new InvalidParameterError(`auth.${name}`, "begins or ends with white space: trim it", { operation });
  }
  return value;
}
