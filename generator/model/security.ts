import type { SpecNode } from "../load/spec-node.js";
import type { SecurityScheme, Skipped } from "./api.js";
import type { Dialect } from "./dialect.js";

/** Reads the security schemes; those that a client cannot serve are listed as skipped. */
export function readSecuritySchemes(root: SpecNode, dialect: Dialect, skipped: Skipped[]): readonly SecurityScheme[] {
  return dialect
    .securitySchemes(root)
    .entries()
    .flatMap(([name, node]) => {
      const scheme = node.dereferenced();
      if (scheme === null) return [];
      const credential = dialect.readCredential(scheme);
      if (credential === null) {
        skipped.push({ place: scheme.place, reason: "this kind of security scheme is not supported" });
        return [];
      }
      return [{ name, description: scheme.at("description").string(), credential }];
    });
}

/** What a Security Scheme Object of OpenAPI 3 asks for; `null` for one that a client cannot serve. */
export function readCredential(node: SpecNode): SecurityScheme["credential"] | null {
  switch (node.at("type").string()) {
    case "apiKey": {
      const place = node.at("in").string();
      const name = node.at("name").string();
      if (place !== "header" && place !== "query" && place !== "cookie") {
        node.error("OF1601", "An apiKey scheme is in header, query or cookie.", "Correct in.");
        return null;
      }
      if (name === "") {
        node.error("OF1602", "An apiKey scheme names its header, query parameter or cookie.", "Add name.");
        return null;
      }
      return { kind: "apiKey", in: place, name, prefix: node.at("x-token-prefix").string() };
    }
    case "http": {
      const scheme = node.at("scheme").string().toLowerCase();
      return scheme === "bearer" || scheme === "basic" ? { kind: scheme } : null;
    }
    case "oauth2":
    case "openIdConnect":
      return { kind: "bearer" };
    default:
      return null;
  }
}

/** Reads a list of security requirements: alternatives of scheme name → scopes. */
export function readSecurity(
  node: SpecNode,
  known: ReadonlySet<string>,
  declared: ReadonlySet<string>,
): readonly ReadonlyMap<string, readonly string[]>[] {
  const alternatives: ReadonlyMap<string, readonly string[]>[] = [];
  for (const requirement of node.items()) {
    const schemes = requirement.entries();
    for (const [name, scheme] of schemes) {
      if (!declared.has(name))
        scheme.error(
          "OF1603",
          "This security scheme is not declared.",
          "Declare it beside the other security schemes.",
        );
    }
    if (schemes.every(([name]) => known.has(name))) {
      alternatives.push(new Map(schemes.map(([name, scopes]) => [name, scopes.strings()])));
    }
  }
  return alternatives;
}
