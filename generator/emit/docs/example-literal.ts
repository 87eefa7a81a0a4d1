import type { Json, Schema } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { type Code, code, stringLiteral } from "../code.js";
import { type LiteralValue, literal, Verbatim } from "../literal.js";
import { environmentName } from "./environment-name.js";
import { type DocsInput, isNullable, membersOf, shapeOf } from "./package-docs.js";

/**
 * A value of the document as a TypeScript literal of a schema's type: members that do not travel this way, and those
 * that the type does not have, are left out; a secret is a `Secret`, which no log shows, in requests with a value of
 * the environment.
 */
export function exampleLiteral(docs: DocsInput, schema: Schema, value: Json, direction: Direction, column = 0): Code {
  return literal(literalValue(docs, schema, value, direction, "secret"), column);
}

/**
 * Names that a piece of an example needs besides the client's: `Secret`, where a literal holds one outside its
 * strings.
 */
export function secretImport(source: Code): readonly string[] {
  return source.replace(/"(?:[^"\\]|\\.)*"/g, '""').includes("new Secret(") ? ["Secret"] : [];
}

function literalValue(docs: DocsInput, schema: Schema, value: Json, direction: Direction, name: string): LiteralValue {
  if (isSecret(docs, schema) && value !== null) return secretValue(docs, direction, name);
  if (direction === "request" && value !== null && isFile(docs, schema)) {
    return new Map([
      ["data", "Hello"],
      ["filename", "hello.txt"],
    ]);
  }
  if (Array.isArray(value)) {
    const items = itemSchema(docs, schema);
    return value.map((item: Json) => (items === null ? plain(item) : literalValue(docs, items, item, direction, name)));
  }
  if (isRecord(value)) return objectValue(docs, schema, value, direction);
  return value as LiteralValue;
}

function isSecret(docs: DocsInput, schema: Schema): boolean {
  return schema.secret || shapeOf(docs, schema).secret;
}

function isFile(docs: DocsInput, schema: Schema): boolean {
  const shape = shapeOf(docs, schema);
  return shape.isFile || [...shape.anyOf, ...shape.oneOf].some((branch) => shapeOf(docs, branch).isFile);
}

function secretValue(docs: DocsInput, direction: Direction, name: string): Verbatim {
  if (direction === "response") return new Verbatim(code`new Secret("example-secret")`);
  return new Verbatim(code`new Secret(process.env[${stringLiteral(environmentName(docs.names, name))}] ?? "")`);
}

function objectValue(docs: DocsInput, schema: Schema, value: JsonRecord, direction: Direction): LiteralValue {
  const branch = branchFor(docs, schema, value, direction);
  const other = direction === "request" ? "response" : "request";
  const members = new Map(membersOf(docs, branch, direction).map((property) => [property.name, property.schema]));
  const untold = new Set(membersOf(docs, branch, other).map((property) => property.name));
  const { additional } = shapeOf(docs, branch);
  // An object type of ours takes no members beside those that it names, an object without any takes all.
  const takesMore = members.size + untold.size === 0 || (additional !== null && additional !== false);
  const written = new Map<string, LiteralValue>();
  for (const [name, member] of Object.entries(value)) {
    const known = members.get(name);
    if (known !== undefined && (member !== null || isNullable(docs, known))) {
      written.set(name, literalValue(docs, known, member, direction, name));
    } else if (known === undefined && takesMore && !untold.has(name)) {
      written.set(
        name,
        typeof additional === "object" && additional !== null
          ? literalValue(docs, additional, member, direction, name)
          : plain(member),
      );
    }
  }
  return written;
}

/** Of alternatives, the first that has every member of the value. */
function branchFor(docs: DocsInput, schema: Schema, value: JsonRecord, direction: Direction): Schema {
  const shape = shapeOf(docs, schema);
  if (shape.properties.length > 0) return schema;
  const fits = (branch: Schema): boolean => {
    const known = new Set(membersOf(docs, branch, direction).map((property) => property.name));
    return Object.keys(value).every((name) => known.has(name));
  };
  return [...shape.oneOf, ...shape.anyOf].find(fits) ?? schema;
}

function itemSchema(docs: DocsInput, schema: Schema): Schema | null {
  const shape = shapeOf(docs, schema);
  const branches = [shape, ...shape.oneOf, ...shape.anyOf].map((branch) => shapeOf(docs, branch));
  return branches.find((branch) => branch.items !== null)?.items ?? null;
}

function plain(value: Json): LiteralValue {
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value)
    ? new Map(Object.entries(value).map(([name, member]) => [name, plain(member)]))
    : (value as LiteralValue);
}

type JsonRecord = { readonly [key: string]: Json };

function isRecord(value: Json): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
