import { createRequire } from "node:module";
import type ts from "typescript";
import type { GeneratedFile } from "../../generator/emit/generated-file.js";

/** What the text of a package's types holds, read by the compiler's parser. */
export interface EmittedTypes {
  /** How often `unknown` stands in the types of models and APIs. */
  readonly unknowns: number;
  /** Where `any` stands, or a comment that silences the compiler: `path:line`. */
  readonly forbidden: readonly string[];
  /** Request classes with their setters and path arguments. */
  readonly classes: ReadonlyMap<string, EmittedClass>;
  /** Names of exported types, and literals that stand in types, by file. */
  readonly files: ReadonlyMap<
    string,
    { readonly exports: ReadonlySet<string>; readonly literals: ReadonlySet<string> }
  >;
}

/** A request class as its text has it. */
export interface EmittedClass {
  readonly methods: ReadonlySet<string>;
  /** Names of the constructor's parameters, and of the members of its object. */
  readonly path: ReadonlySet<string>;
}

const compiler = createRequire(import.meta.url)("typescript") as typeof ts;

/** Reads the sources of a package; the runtime, which is the same everywhere, has tests of its own. */
export function readEmittedTypes(sources: readonly GeneratedFile[]): EmittedTypes {
  let unknowns = 0;
  const forbidden: string[] = [];
  const classes = new Map<string, EmittedClass>();
  const files = new Map<string, { exports: Set<string>; literals: Set<string> }>();
  for (const { path, text } of sources) {
    if (!path.startsWith("src/") || path.startsWith("src/runtime/")) continue;
    const file = compiler.createSourceFile(path, text, compiler.ScriptTarget.ES2022, false, compiler.ScriptKind.TS);
    const line = (at: number): string => `${path}:${text.slice(0, at).split("\n").length}`;
    for (const { index } of text.matchAll(/^\s*(?:\/\/+|\/\*+|\*)\s*@ts-/gm)) forbidden.push(line(index));
    const found = { exports: new Set<string>(), literals: new Set<string>() };
    files.set(path, found);
    const isCounted = /^src\/(?:models|apis)\//.test(path);
    const visit = (node: ts.Node): void => {
      if (node.kind === compiler.SyntaxKind.AnyKeyword) forbidden.push(line(node.pos));
      if (node.kind === compiler.SyntaxKind.UnknownKeyword && isCounted) unknowns++;
      // Behind overloads nobody sees the types of what implements them.
      if (isBehindOverloads(node)) return;
      if (compiler.isLiteralTypeNode(node)) found.literals.add(literalOf(node));
      if (compiler.isClassDeclaration(node) && node.name !== undefined) classes.set(node.name.text, classOf(node));
      const isType = compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node);
      if (isType) found.exports.add(node.name.text);
      compiler.forEachChild(node, visit);
    };
    visit(file);
  }
  return { unknowns, forbidden, classes, files };
}

function isBehindOverloads(node: ts.Node): boolean {
  if (!compiler.isMethodDeclaration(node) || node.body === undefined) return false;
  return node.parameters.some(({ name, type }) => {
    const isAny = type?.kind === compiler.SyntaxKind.UnknownKeyword;
    return isAny && compiler.isIdentifier(name) && name.text === "value" && node.parameters.length === 2;
  });
}

function literalOf({ literal }: ts.LiteralTypeNode): string {
  if (compiler.isStringLiteral(literal)) return JSON.stringify(literal.text);
  if (compiler.isNumericLiteral(literal)) return String(Number(literal.text));
  if (compiler.isPrefixUnaryExpression(literal) && compiler.isNumericLiteral(literal.operand)) {
    return String(-Number(literal.operand.text));
  }
  if (literal.kind === compiler.SyntaxKind.TrueKeyword) return "true";
  if (literal.kind === compiler.SyntaxKind.FalseKeyword) return "false";
  return "null";
}

function classOf(node: ts.ClassDeclaration): EmittedClass {
  const methods = new Set<string>();
  const path = new Set<string>();
  for (const member of node.members) {
    if (compiler.isMethodDeclaration(member)) methods.add(nameOf(member.name));
    if (!compiler.isConstructorDeclaration(member)) continue;
    for (const { name, type } of member.parameters) {
      if (compiler.isIdentifier(name)) path.add(name.text);
      if (type === undefined || !compiler.isTypeLiteralNode(type)) continue;
      for (const inner of type.members) if (inner.name !== undefined) path.add(nameOf(inner.name));
    }
  }
  return { methods, path };
}

function nameOf(name: ts.PropertyName): string {
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) ? name.text : "";
}
