import type { SpecNode } from "../load/spec-node.js";
import { isWellFormed } from "../printable.js";
import type { SecurityScheme, Skipped } from "./api.js";
import type { Dialect } from "./dialect.js";
import { isToken } from "./http-token.js";
import { ownText } from "./own-extension.js";

/** Security requirements as an operation has them: alternatives of scheme name → scopes. */
export type Requirements = readonly ReadonlyMap<string, readonly string[]>[];

/** What security requirements may name, and where what they cannot mean is listed. */
export interface SecurityContext {
  /** Schemes that a client can serve. */
  readonly known: ReadonlySet<string>;
  /** Schemes that the platform serves, with nothing for a client to attach. */
  readonly ambient: ReadonlySet<string>;
  /** All that are declared. */
  readonly declared: ReadonlySet<string>;
  readonly skipped: Skipped[];
}

/** Reads the security schemes; those that a client cannot serve are listed as skipped. */
export function readSecuritySchemes(
  root: SpecNode,
  dialect: Dialect,
  skipped: Skipped[],
): { readonly schemes: readonly SecurityScheme[]; readonly context: SecurityContext } {
  const entries = dialect.securitySchemes(root).entries();
  const schemes: SecurityScheme[] = [];
  const ambient = new Set<string>();
  for (const [name, node] of entries) {
    const scheme = node.dereferenced();
    if (scheme === null) continue;
    if (scheme.at("type").string() === "mutualTLS") {
      ambient.add(name);
      const reason = "mutual TLS is the platform's: give the client certificate to its fetch or its TLS settings";
      skipped.push({ place: scheme.place, reason });
      continue;
    }
    const credential = dialect.readCredential(scheme, skipped);
    if (credential !== null) schemes.push({ name, description: scheme.at("description").prose(), credential });
  }
  const known = new Set(schemes.map(({ name }) => name));
  return { schemes, context: { known, ambient, declared: new Set(entries.map(([name]) => name)), skipped } };
}

/** What a Security Scheme Object of OpenAPI 3 asks for; `null` for one that a client cannot serve, which is listed. */
export function readCredential(node: SpecNode, skipped: Skipped[]): SecurityScheme["credential"] | null {
  const unusable = (reason: string): null => {
    skipped.push({ place: node.place, reason });
    return null;
  };
  switch (node.at("type").string()) {
    case "apiKey": {
      const place = node.at("in").string();
      const name = node.at("name").string();
      if (place !== "header" && place !== "query" && place !== "cookie") {
        node.warning("OF1601", "An apiKey scheme is in header, query or cookie.", "Correct in.");
        return unusable("an apiKey scheme that is in none of header, query and cookie is not served");
      }
      if (name === "") {
        node.warning("OF1602", "An apiKey scheme names its header, query parameter or cookie.", "Add name.");
        return unusable("an apiKey scheme without a name is not served");
      }
      // A query has an escape for everything but half of a character.
      if (place === "query" ? !isWellFormed(name) : !isToken(name)) {
        const owner = place === "query" ? "query parameter" : place;
        node.at("name").warning("OF1703", `This cannot be a ${owner}'s name.`, "Use letters, digits and hyphens.");
        return unusable(`this cannot be a ${owner}'s name`);
      }
      return { kind: "apiKey", in: place, name, prefix: ownText(node.at("x-token-prefix"), skipped) ?? "" };
    }
    case "http": {
      const scheme = node.at("scheme").string();
      return httpCredential(scheme) ?? unusable("an http scheme without a usable name is not served");
    }
    case "oauth2": {
      const flows = node.at("flows");
      return flows.has("clientCredentials")
        ? clientCredentials(flows.at("clientCredentials"), skipped)
        : { kind: "bearer" };
    }
    case "openIdConnect":
      return { kind: "bearer" };
    default:
      return unusable("this kind of security scheme is not supported");
  }
}

/** The credential of an HTTP authentication scheme; other ones than basic and bearer send the value behind their name. */
function httpCredential(scheme: string): SecurityScheme["credential"] | null {
  const kind = scheme.toLowerCase();
  if (kind === "bearer" || kind === "basic") return { kind };
  if (!isToken(scheme)) return null;
  return { kind: "apiKey", in: "header", name: "Authorization", prefix: `${scheme} ` };
}

/** The credential of an OAuth 2 flow for client credentials: the flow of 3.x, or a scheme of 2.0 with flow `application`. */
export function clientCredentials(flow: SpecNode, skipped: Skipped[]): SecurityScheme["credential"] {
  const node = flow.at("tokenUrl");
  const text = node.string().trim();
  const isUsable = text !== "" && !/[{}\s\\]/.test(text) && (!/^[a-z][a-z0-9+.-]*:/i.test(text) || isHttpUrl(text));
  if (isUsable) return { kind: "oauth2", tokenUrl: text };
  skipped.push({ place: node.place, reason: "this is no URL that a token can be fetched from: callers give tokenUrl" });
  return { kind: "oauth2", tokenUrl: null };
}

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

/** Reads a list of security requirements. An alternative that a client cannot serve is left out. */
export function readSecurity(node: SpecNode, context: SecurityContext): Requirements {
  const alternatives: ReadonlyMap<string, readonly string[]>[] = [];
  const unattached: ReadonlyMap<string, readonly string[]>[] = [];
  for (const requirement of node.items()) {
    const schemes = requirement.entries();
    for (const [name, scheme] of schemes) if (!context.declared.has(name)) reportUndeclared(name, scheme, context);
    const asked = schemes.filter(([name]) => !context.ambient.has(name));
    if (!asked.every(([name]) => context.known.has(name))) continue;
    // What asks for nothing would always be chosen; credentials that the caller has given must not lose to it.
    const list = asked.length === 0 && schemes.length > 0 ? unattached : alternatives;
    // Hand-written documents leave the empty list away: `- token:`.
    list.push(new Map(asked.map(([name, scopes]) => [name, readScopes(scopes, context)])));
  }
  return [...alternatives, ...unattached];
}

function readScopes(node: SpecNode, { skipped }: SecurityContext): readonly string[] {
  if (node.value === null) return [];
  const scopes = node.strings();
  const asked = scopes.filter(isWellFormed);
  if (asked.length < scopes.length)
    skipped.push({ place: node.place, reason: "a scope with half of a character cannot be asked for" });
  return asked;
}

function reportUndeclared(name: string, node: SpecNode, { skipped }: SecurityContext): void {
  const outcome = "requests that need it are sent without credentials, unless another alternative can be served";
  if (/[#/:]/.test(name)) {
    skipped.push({
      place: node.place,
      reason: `a security scheme that is named by its URI is not looked up: ${outcome}`,
    });
    return;
  }
  node.warning(
    "OF1603",
    "This security scheme is not declared.",
    "Declare it under components/securitySchemes; until then callers can only give it in headers.",
  );
  skipped.push({ place: node.place, reason: `this security scheme is not declared: ${outcome}` });
}
