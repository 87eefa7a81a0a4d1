import type { PublicModule } from "./public-runtime.js";
import { type Statement, tsMorph } from "./structures.js";
import { withoutMarks } from "./unknown-type.js";

/**
 * `api.txt`: one sorted line per public symbol, so that a change of the public API is a diff that a person can read.
 */
export function apiListing(statements: readonly Statement[], runtime: readonly PublicModule[]): string {
  const lines = new Set(statements.flatMap(linesOf));
  for (const { values, types } of runtime) {
    for (const name of values) lines.add(`class ${name}`);
    for (const name of types) lines.add(`type ${name}`);
  }
  return `${[...lines].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join("\n")}\n`;
}

function linesOf(statement: Statement): readonly string[] {
  if ("declares" in statement) return [];
  const { StructureKind } = tsMorph();
  switch (statement.kind) {
    case StructureKind.Interface: {
      const bases = statement.extends as readonly string[] | undefined;
      return [
        `interface ${statement.name}${bases === undefined ? "" : ` extends ${bases.join(", ")}`}`,
        ...(statement.properties ?? []).map(
          (p) => `${statement.name}.${p.name}${p.hasQuestionToken ? "?" : ""}: ${oneLine(p.type)}`,
        ),
        ...(statement.indexSignatures ?? []).map((s) => `${statement.name}[${s.keyType}]: ${oneLine(s.returnType)}`),
      ];
    }
    case StructureKind.TypeAlias:
      return [`type ${statement.name} = ${oneLine(statement.type)}`];
    case StructureKind.VariableStatement:
      return statement.declarations.map(
        (d) => `const ${d.name} = ${oneLine(d.initializer).replace(/\/\*\*.*?\*\/ /g, "")}`,
      );
    case StructureKind.Function:
      return [
        `function ${statement.name}${generics(statement.typeParameters)}(${parameters(statement.parameters)}): ${oneLine(statement.returnType)}`,
      ];
    case StructureKind.Class: {
      const name = `${statement.name}`;
      const base = statement.extends === undefined ? "" : ` extends ${oneLine(statement.extends)}`;
      return [
        `class ${name}${generics(statement.typeParameters)}${base}`,
        ...(statement.ctors ?? []).map((ctor) => `new ${name}(${parameters(ctor.parameters)})`),
        ...(statement.properties ?? [])
          .filter((p) => !p.name.includes("#"))
          .map((p) => `${name}.${p.name}: ${oneLine(p.type)}`),
        ...(statement.methods ?? []).flatMap((method) =>
          (method.overloads ?? [method]).map(
            (m) => `${name}.${method.name}(${parameters(m.parameters)}): ${oneLine(m.returnType)}`,
          ),
        ),
      ];
    }
    default:
      return [];
  }
}

function generics(list: unknown): string {
  const all = (
    (list ?? []) as readonly { readonly name: string; readonly constraint: string; readonly default?: string }[]
  ).map(
    (t) => `${oneLine(t.name)} extends ${t.constraint}${t.default === undefined ? "" : ` = ${oneLine(t.default)}`}`,
  );
  return all.length === 0 ? "" : `<${all.join(", ")}>`;
}

type Parameters = readonly {
  readonly name: string;
  readonly type?: unknown;
  readonly hasQuestionToken?: boolean;
  readonly initializer?: unknown;
}[];

function parameters(list: unknown): string {
  return ((list ?? []) as Parameters)
    .map((p) => `${oneLine(p.name)}${p.hasQuestionToken || p.initializer !== undefined ? "?" : ""}: ${oneLine(p.type)}`)
    .join(", ");
}

function oneLine(type: unknown): string {
  return withoutMarks(String(type ?? ""))
    .text.replace(/\s+/g, " ")
    .trim()
    .replace(/^\| /, "")
    .replace(/[;,] \}/g, " }")
    .replace(/< (.*) >$/, "<$1>")
    .replaceAll("( | ", "(")
    .replaceAll(" )[]", ")[]")
    .replace(/,$/, "");
}
