import type { Operation, SecurityScheme, ServerVariable } from "../../model/api.js";
import { serverVariableKey } from "../../naming/server-variable.js";
import { type Code, code, identifier, indentCode, joinCode, propertyKey, stringLiteral } from "../code.js";
import { type LiteralValue, literal, Verbatim } from "../literal.js";
import { environmentName } from "./environment-name.js";
import type { DocsInput } from "./package-docs.js";

/** The import of an example: the names that it uses, in the order of their code units. */
export function importLine(docs: DocsInput, names: readonly string[], types: readonly string[] = []): Code {
  const sorted = [...new Set(names)].sort().map(identifier);
  const sortedTypes = [...new Set(types)].sort().map((name) => code`type ${identifier(name)}`);
  const from = stringLiteral(docs.names.packageName);
  if (sorted.length === 0)
    return code`import type { ${joinCode([...new Set(types)].sort().map(identifier), ", ")} } from ${from};`;
  return code`import { ${joinCode([...sorted, ...sortedTypes], ", ")} } from ${from};`;
}

/** The statement that builds a client which can call an operation. */
export function clientStatement(
  docs: DocsInput,
  operation: Operation | null,
  extra: ReadonlyMap<string, LiteralValue> = new Map(),
): Code {
  const options = new Map<string, LiteralValue>([...serverOption(docs), ...authOption(docs, operation), ...extra]);
  const name = identifier(docs.names.clientClass);
  if (options.size === 0) return code`const client = new ${name}();`;
  const members = [...options].map(
    ([key, value]) => code`  ${propertyKey(key)}: ${indentCode(literal(value, key.length + 4, 2), 2)},\n`,
  );
  return code`const client = new ${name}({\n${members}});`;
}

/** Schemes that serve an operation: of its alternatives the first that the package can serve. */
export function schemesOf(docs: DocsInput, operation: Operation | null): readonly SecurityScheme[] {
  const known = new Map(docs.api.securitySchemes.map((scheme) => [scheme.name, scheme]));
  const alternatives = operation?.security ?? docs.api.operations.flatMap((candidate) => candidate.security);
  const served = alternatives.find(
    (schemes) => schemes.size > 0 && [...schemes.keys()].every((name) => known.has(name)),
  );
  return [...(served?.keys() ?? [])].map((name) => known.get(name) as SecurityScheme);
}

/** The default server's variables that a caller must give, with the document's examples. */
function serverOption(docs: DocsInput): readonly (readonly [string, LiteralValue])[] {
  const server = docs.api.servers[0];
  if (server === undefined) return [["server", `https://api.example.com${examplePath(docs)}`]];
  const required = server.variables.filter((variable) => variable.required);
  if (required.length === 0) return [];
  return [["server", new Map<string, LiteralValue>(required.map(variableExample))]];
}

/** A server's variable with the document's example of it. */
export function variableExample({ name, default: example }: ServerVariable): readonly [string, LiteralValue] {
  return [serverVariableKey(name), example];
}

/** What a base URL ends with where the document's servers have no host. */
export function examplePath({ api }: DocsInput): string {
  const path = api.relativeServer ?? "";
  return path.includes("{") ? "" : path;
}

function authOption(docs: DocsInput, operation: Operation | null): readonly (readonly [string, LiteralValue])[] {
  const schemes = schemesOf(docs, operation);
  if (schemes.length === 0) return [];
  return [["auth", new Map<string, LiteralValue>(schemes.map((scheme) => [scheme.name, credential(docs, scheme)]))]];
}

/**
 * Asked for at every attempt, so that a rotated credential is taken up; an empty one is refused before anything is
 * sent.
 */
function credential(docs: DocsInput, scheme: SecurityScheme): LiteralValue {
  const fromEnvironment = (part: string): Verbatim =>
    new Verbatim(code`() => process.env[${stringLiteral(environmentName(docs.names, part))}] ?? ""`);
  if (scheme.credential.kind !== "basic") return fromEnvironment(scheme.name);
  return new Map<string, LiteralValue>([
    ["username", "someone"],
    ["password", fromEnvironment(`${scheme.name} password`)],
  ]);
}
