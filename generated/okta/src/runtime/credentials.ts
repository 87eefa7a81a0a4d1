import type { ApiDescriptor, OperationDescriptor, SecuritySchemeDescriptor } from "./descriptor.js";
import { type ErrorContext, InvalidParameterError, MissingCredentialError, SdkError } from "./errors.js";
import type { Credential } from "./options.js";
import { isBrowser, platform } from "./platform.js";
import { isRevealable } from "./secret.js";

/** Configured credentials by scheme; basic ones have two parts. */
export type Credentials = ReadonlyMap<
  string,
  readonly [scheme: SecuritySchemeDescriptor, parts: readonly Credential[]]
>;

/** One credential as it is put on a request. */
export interface AttachedCredential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** Checks the `auth` option; values that are functions are checked when they are asked. */
export function readCredentials(given: unknown, schemes: ApiDescriptor["securitySchemes"]): Credentials {
  const credentials = new Map<string, readonly [SecuritySchemeDescriptor, readonly Credential[]]>();
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
    credentials.set(name, [
      scheme,
      scheme.kind === "basic" ? basicParts(name, value) : [checkPart(`auth.${name}`, value)],
    ]);
  }
  return credentials;
}

function basicParts(name: string, value: unknown): readonly Credential[] {
  if (typeof value !== "object" || value === null) {
    throw new InvalidParameterError(`auth.${name}`, "must be { username, password }");
  }
  const { username, password } = value as { readonly username?: unknown; readonly password?: unknown };
  return [checkPart(`auth.${name}.username`, username), checkPart(`auth.${name}.password`, password)];
}

function checkPart(place: string, value: unknown): Credential {
  if (typeof value === "string") return checkText(place, value);
  if (typeof value === "function" || isRevealable(value)) return value as Credential;
  throw new InvalidParameterError(
    place,
    "must be a string, an object with reveal(), or a function that returns one of them",
  );
}

/** The error says which option is wrong and never shows the value. */
function checkText(place: string, value: string, context?: ErrorContext): string {
  if (value.trim() === "") throw new InvalidParameterError(place, "is empty", context);
  if (/\p{Cc}/u.test(value)) {
    throw new InvalidParameterError(place, "holds a line break or another control character: trim it", context);
  }
  if (/\p{Surrogate}/u.test(value)) throw new InvalidParameterError(place, "holds half of a character", context);
  return value;
}

/** Names of the schemes that a call uses: those of the operation's first alternative that is configured. */
export function chooseSchemes(operation: OperationDescriptor, credentials: Credentials): readonly string[] {
  const alternatives = (operation.security ?? [{}]).map((alternative) => Object.keys(alternative));
  const chosen = alternatives.find((names) => names.every((name) => credentials.has(name)));
  if (chosen !== undefined || alternatives.length === 0) return chosen ?? [];
  const wanted = alternatives.map((names) => names.map((name) => `auth.${name}`).join(" and ")).join(", or ");
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

/** Asks for the credentials of one attempt; every value is also added to `secrets`, which no message may show. */
export async function attachCredentials(
  names: readonly string[],
  credentials: Credentials,
  operation: string,
  secrets: string[],
): Promise<readonly AttachedCredential[]> {
  const attached: AttachedCredential[] = [];
  for (const name of names) {
    const entry = credentials.get(name);
    if (entry === undefined) continue;
    const [scheme, parts] = entry;
    const texts: string[] = [];
    for (const part of parts) texts.push(await askFor(part, `auth.${name}`, operation));
    const place = placeOf(scheme);
    const value = credentialText(scheme, texts, name, operation);
    secrets.push(...texts, value);
    if (place.in === "cookie" && isBrowser()) {
      throw new InvalidParameterError(`auth.${name}`, "is a cookie, which a browser does not let a script send", {
        operation,
      });
    }
    attached.push({ in: place.in, name: place.name, value });
  }
  return attached;
}

async function askFor(credential: Credential, place: string, operation: string): Promise<string> {
  let value: unknown;
  try {
    value = typeof credential === "function" ? await credential() : credential;
    if (isRevealable(value)) value = value.reveal();
  } catch (cause) {
    if (cause instanceof SdkError) throw cause;
    throw new MissingCredentialError(`${operation}: the function in ${place} failed; its error is the cause`, {
      operation,
      cause,
    });
  }
  if (value === undefined || value === null || value === "") {
    throw new MissingCredentialError(`${operation}: the function in ${place} returned no credential`, { operation });
  }
  if (typeof value !== "string") throw new InvalidParameterError(place, "must give a string", { operation });
  return checkText(place, value, { operation });
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
  const prefix = scheme.kind === "bearer" ? "Bearer " : (scheme.prefix ?? "");
  const hasPrefix = prefix !== "" && first.toLowerCase().startsWith(prefix.toLowerCase());
  const value = prefix + (hasPrefix ? first.slice(prefix.length).trimStart() : first);
  if (placeOf(scheme).in === "header" && !/^[\x20-\x7e]+$/.test(value)) {
    throw new InvalidParameterError(`auth.${name}`, "holds a character that a header cannot carry", { operation });
  }
  return value;
}
