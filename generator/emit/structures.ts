import { createRequire } from "node:module";
import type {
  ClassDeclarationStructure,
  FunctionDeclarationStructure,
  InterfaceDeclarationStructure,
  StatementStructures,
  TypeAliasDeclarationStructure,
  VariableStatementStructure,
} from "ts-morph";
import { type Code, code, type DocText } from "./code.js";

/** A ts-morph structure in which every text is {@link Code}, or {@link DocText} in comments: plain strings do not compile. */
export type Coded<T> = T extends string
  ? Code
  : T extends (...parameters: never[]) => unknown
    ? never
    : T extends object
      ? { [K in keyof T]: K extends "docs" ? readonly DocText[] : Coded<T[K]> }
      : T;

/** Code that structures cannot say well, and what it declares: `const x`, `export A from ./a.js`. */
export interface WrittenStatement {
  readonly declares: string;
  readonly code: Code;
}

/** A statement of a generated file. */
export type Statement = Coded<StatementStructures> | WrittenStatement;

/** ts-morph, loaded on first use and with require: an ESM import of the 9 MB bundle costs three times as much. */
export function tsMorph(): typeof import("ts-morph") {
  return createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph");
}

type Parts<T> = Coded<Omit<T, "kind">>;

/** An exported interface. */
export function interfaceDeclaration(
  parts: Parts<InterfaceDeclarationStructure>,
): Coded<InterfaceDeclarationStructure> {
  return { kind: tsMorph().StructureKind.Interface, isExported: true, ...parts };
}

/** An exported class. */
export function classDeclaration(parts: Parts<ClassDeclarationStructure>): Coded<ClassDeclarationStructure> {
  return { kind: tsMorph().StructureKind.Class, isExported: true, ...parts };
}

/** An exported type alias. */
export function typeAlias(parts: Parts<TypeAliasDeclarationStructure>): Coded<TypeAliasDeclarationStructure> {
  return { kind: tsMorph().StructureKind.TypeAlias, isExported: true, ...parts };
}

/** An exported function. */
export function functionDeclaration(parts: Parts<FunctionDeclarationStructure>): Coded<FunctionDeclarationStructure> {
  return { kind: tsMorph().StructureKind.Function, isExported: true, ...parts };
}

/** An exported constant. */
export function constant(name: Code, initializer: Code): Coded<VariableStatementStructure> {
  return {
    kind: tsMorph().StructureKind.VariableStatement,
    isExported: true,
    declarationKind: code`const`,
    declarations: [{ name, initializer }],
  };
}

/** A constant that the file keeps to itself: `const head: type = value;`. Initializers of structures indent wrongly. */
export function ownConstant(name: Code, type: Code, value: (column: number) => Code): WrittenStatement {
  const head = code`const ${name}: ${type} = `;
  return { declares: `const ${name}`, code: code`${head}${value(head.length)};` };
}

/** What a statement declares, as it stands in a file's plan. */
export function declaredBy(statement: Statement): readonly string[] {
  if ("declares" in statement) return [statement.declares];
  const { StructureKind } = tsMorph();
  switch (statement.kind) {
    case StructureKind.Interface:
      return [`interface ${statement.name}`];
    case StructureKind.TypeAlias:
      return [`type ${statement.name}`];
    case StructureKind.Class:
      return [`class ${statement.name ?? ""}`];
    case StructureKind.Function:
      return [`function ${statement.name ?? ""}`];
    case StructureKind.VariableStatement:
      return statement.declarations.map(({ name }) => `const ${name}`);
    default:
      throw new Error("a statement of a kind that is never printed");
  }
}

/** Prints one statement with ts-morph, or as it is. */
export function printStatement(statement: Statement): Code {
  if ("declares" in statement) return statement.code;
  const printed = tsMorph().printStructure(oneLine(statement), { indentNumberOfSpaces: 2 });
  return brokenParameters(statement, printed.trim()).split("\n").map(brokenLine).join("\n") as Code;
}

/** A function whose head is too long has a parameter a line. */
function brokenParameters(statement: Coded<StatementStructures>, printed: string): string {
  if (statement.kind !== tsMorph().StructureKind.Function) return printed;
  const list = (statement.parameters ?? []).map(({ name, type }) => `${name}: ${String(type ?? "")}`);
  const head = printed.split("\n").find((line) => line.startsWith("export function "));
  if (head === undefined || head.length <= 120) return printed;
  const broken = head.replace(`(${list.join(", ")})`, () => `(\n${list.map((each) => `  ${each},\n`).join("")})`);
  return printed.replace(head, () => broken);
}

/** ts-morph indents a type of several lines its own way, so such a type or value is one line to it and is broken afterwards. */
const lineBreak = "\u0000";

function oneLine(statement: Coded<StatementStructures>): StatementStructures {
  return JSON.parse(JSON.stringify(statement), (key, value: unknown) =>
    typeof value === "string" && ["name", "type", "returnType", "extends", "initializer"].includes(key)
      ? value.replaceAll("\n", lineBreak)
      : value,
  ) as StatementStructures;
}

function brokenLine(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return line.replaceAll(` ${lineBreak}`, lineBreak).replaceAll(lineBreak, `\n${indent}`);
}
