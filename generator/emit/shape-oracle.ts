import type ts from "typescript";
import { compare } from "../diagnostic.js";
import { escapeUnprintable } from "../printable.js";
import { compiler } from "./types/transform.js";

/** A file that is not what was planned; a flaw of the generator, found before anything is written. */
export class ShapeError extends Error {}

/**
 * Parses a printed file and compares it with what was planned: what stands at its top level must be the plan, name by
 * name, and nothing below may be of a kind that the emitters never print. So an injection is refused, wherever it is.
 */
export function checkShape(file: { readonly path: string; readonly text: string }, planned: readonly string[]): void {
  const t = compiler();
  const parsed = t.createSourceFile(file.path, file.text, t.ScriptTarget.ES2022, false, t.ScriptKind.TS) as Parsed;
  const refuse = (what: string): never => {
    throw new ShapeError(`${file.path} ${what}`);
  };
  if (parsed.parseDiagnostics.length > 0) refuse("does not parse");
  if (parsed.pragmas.size > 0 || parsed.checkJsDirective !== undefined || (parsed.commentDirectives?.length ?? 0) > 0)
    refuse("holds a directive for the compiler");
  if (/^#!|[#@]\s*source(?:Mapping)?URL/i.test(file.text)) refuse("names a source map or an interpreter");
  if (escapeUnprintable(file.text) !== file.text) refuse("holds characters that cannot be seen");
  const found = parsed.statements.map((statement) => declared(statement, t));
  if (found.length !== planned.length || found.some((name, index) => name !== planned[index]))
    refuse("declares something that was not planned");
  // Only what is declared or imported may be made.
  const names = new Set(planned.flatMap((each) => each.split(/[ ,]+/).slice(1)));
  const strange = strangeNode(parsed, names, t);
  if (strange !== null) refuse(`holds code that was not planned: ${t.SyntaxKind[strange.kind]}`);
}

/** What the parser notes of a file beside its public members. */
interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics: readonly unknown[];
  readonly pragmas: ReadonlyMap<string, unknown>;
  readonly checkJsDirective?: unknown;
  readonly commentDirectives?: readonly unknown[];
}

/** A statement in the words of a plan. */
function declared(statement: ts.Statement, t: typeof ts): string {
  if (t.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    const names = bindings !== undefined && t.isNamedImports(bindings) ? bindings.elements : null;
    if (statement.importClause?.name !== undefined || names === null) return "an import of another form";
    return `import ${namesOf(names, t)} from ${specifier(statement.moduleSpecifier, t)}`;
  }
  if (t.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || !t.isNamedExports(exportClause)) return "an export of another form";
    return `export ${namesOf(exportClause.elements, t)} from ${specifier(statement.moduleSpecifier, t)}`;
  }
  if (t.isInterfaceDeclaration(statement)) return `interface ${statement.name.text}`;
  if (t.isTypeAliasDeclaration(statement)) return `type ${statement.name.text}`;
  if (t.isClassDeclaration(statement)) return `class ${statement.name?.text ?? ""}`;
  if (t.isFunctionDeclaration(statement)) return `function ${statement.name?.text ?? ""}`;
  if (!t.isVariableStatement(statement)) return t.SyntaxKind[statement.kind];
  const { declarations, flags } = statement.declarationList;
  const names = declarations.map(({ name }) => (t.isIdentifier(name) ? name.text : "a pattern"));
  return `${flags & t.NodeFlags.Const ? "const" : "another"} ${names.join(", ")}`;
}

function namesOf(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[], t: typeof ts): string {
  const names = elements.map(({ name, propertyName }) =>
    propertyName === undefined && t.isIdentifier(name) ? name.text : "another name",
  );
  return names.sort(compare).join(", ");
}

function specifier(node: ts.Expression | undefined, t: typeof ts): string {
  return node !== undefined && t.isStringLiteral(node) && /^\.{1,2}\/[\w./-]+\.js$/.test(node.text)
    ? node.text
    : "elsewhere";
}

/** The first node of a kind that the emitters never print, or in a place where they do not. */
function strangeNode(parsed: ts.SourceFile, names: ReadonlySet<string>, t: typeof ts): ts.Node | null {
  known ??= knownKinds(t);
  // Without recursion: no bound on a type's depth is needed here.
  const open: { readonly node: ts.Node; readonly runs: boolean }[] = [];
  parsed.forEachChild((node) => {
    open.push({ node, runs: false });
  });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, runs } = next;
    if (!known.anywhere.has(node.kind) && !(runs && known.inBodies.has(node.kind))) return node;
    if (isStrange(node, names, t)) return node;
    const inside =
      runs || t.isConstructorDeclaration(node) || t.isMethodDeclaration(node) || t.isFunctionDeclaration(node);
    node.forEachChild((child) => {
      open.push({ node: child, runs: inside });
    });
  }
  return null;
}

function isStrange(node: ts.Node, names: ReadonlySet<string>, t: typeof ts): boolean {
  if (t.isComputedPropertyName(node))
    return !t.isStringLiteral(node.expression) || node.expression.text !== "__proto__";
  if (t.isPropertyDeclaration(node)) return node.initializer !== undefined;
  if (t.isObjectLiteralExpression(node)) return node.properties.some((member) => t.isMethodDeclaration(member));
  if (t.isVariableDeclarationList(node)) return (node.flags & t.NodeFlags.BlockScoped) !== t.NodeFlags.Const;
  // `() => nameOfAPlan`, and nothing else.
  if (t.isArrowFunction(node)) return node.parameters.length > 0 || !t.isIdentifier(node.body);
  if (t.isParameter(node)) return node.initializer !== undefined && !isEmptyObject(node.initializer, t);
  if (t.isPrefixUnaryExpression(node)) return node.operator !== t.SyntaxKind.MinusToken;
  if (t.isBinaryExpression(node)) return !isOwnAssignment(node, t);
  if (t.isCallExpression(node)) return !isOwnCall(node.expression, t);
  if (t.isNewExpression(node)) return !t.isIdentifier(node.expression) || !names.has(node.expression.text);
  return false;
}

function isEmptyObject(node: ts.Expression, t: typeof ts): boolean {
  return t.isObjectLiteralExpression(node) && node.properties.length === 0;
}

/** `this.#core = core`, `this.tag = new TagApi(core)`. */
function isOwnAssignment({ left, operatorToken }: ts.BinaryExpression, t: typeof ts): boolean {
  const isOwn = t.isPropertyAccessExpression(left) && left.expression.kind === t.SyntaxKind.ThisKeyword;
  return isOwn && operatorToken.kind === t.SyntaxKind.EqualsToken;
}

const ownFunctions: ReadonlySet<string> = new Set(["createCore", "optionsOfCore", "readPayload"]);

/** `super(…)`, `this.set(…)`, and the functions that packages call by name. */
function isOwnCall(callee: ts.Expression, t: typeof ts): boolean {
  if (callee.kind === t.SyntaxKind.SuperKeyword) return true;
  if (t.isIdentifier(callee)) return ownFunctions.has(callee.text);
  const isOwn = t.isPropertyAccessExpression(callee) && callee.expression.kind === t.SyntaxKind.ThisKeyword;
  return isOwn && callee.name.text === "set";
}

interface Kinds {
  readonly anywhere: ReadonlySet<ts.SyntaxKind>;
  readonly inBodies: ReadonlySet<ts.SyntaxKind>;
}

let known: Kinds | undefined;

/** What the emitters print: types, and values that are data; and in functions the few statements that they have. */
function knownKinds({ SyntaxKind: k }: typeof ts): Kinds {
  const types = [
    ...[k.ArrayType, k.TupleType, k.RestType, k.UnionType, k.IntersectionType, k.ParenthesizedType, k.TypeLiteral],
    ...[k.LiteralType, k.TypeReference, k.IndexedAccessType, k.TypeOperator, k.TypeParameter, k.IndexSignature],
    ...[k.PropertySignature, k.StringKeyword, k.NumberKeyword, k.BooleanKeyword, k.NeverKeyword, k.VoidKeyword],
    ...[k.UndefinedKeyword, k.UnknownKeyword],
  ];
  const declarations = [
    ...[k.ImportDeclaration, k.ImportClause, k.NamedImports, k.ImportSpecifier, k.ExportDeclaration, k.NamedExports],
    ...[k.ExportSpecifier, k.ExportKeyword, k.InterfaceDeclaration, k.TypeAliasDeclaration, k.ClassDeclaration],
    ...[k.HeritageClause, k.ExpressionWithTypeArguments, k.Constructor, k.MethodDeclaration, k.PropertyDeclaration],
    ...[k.FunctionDeclaration, k.Parameter, k.VariableStatement, k.VariableDeclarationList, k.VariableDeclaration],
    ...[k.QuestionToken, k.ReadonlyKeyword, k.EndOfFileToken],
  ];
  const values = [
    ...[k.ArrayLiteralExpression, k.ObjectLiteralExpression, k.PropertyAssignment, k.ComputedPropertyName],
    ...[k.StringLiteral, k.NumericLiteral, k.TrueKeyword, k.FalseKeyword, k.NullKeyword, k.PrefixUnaryExpression],
    ...[k.Identifier, k.PrivateIdentifier, k.AsExpression, k.ArrowFunction, k.EqualsGreaterThanToken],
  ];
  const inBodies = [
    ...[k.Block, k.ExpressionStatement, k.ReturnStatement, k.BinaryExpression, k.EqualsToken, k.CallExpression],
    ...[k.NewExpression, k.PropertyAccessExpression, k.ThisKeyword, k.SuperKeyword, k.SpreadAssignment],
    k.ShorthandPropertyAssignment,
  ];
  return { anywhere: new Set([...types, ...declarations, ...values]), inBodies: new Set(inBodies) };
}
