import type { GeneratedFile } from "./generated-file.js";
import { compiler } from "./types/transform.js";

/** A file that is not what was planned; a bug of the generator, found before anything is written. */
export class ShapeError extends Error {}

/**
 * Parses a printed file and compares what stands at its top level with what was planned: a syntax error or an extra
 * statement, as an injection would make, refuses the package.
 */
export function checkShape(file: GeneratedFile, planned: number): void {
  const ts = compiler();
  const parsed = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const flaws = (parsed as unknown as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics;
  if (flaws.length > 0) throw new ShapeError(`${file.path} does not parse`);
  const allowed = new Set([
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ExportDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.TypeAliasDeclaration,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.VariableStatement,
  ]);
  const own = parsed.statements.filter((statement) => !ts.isImportDeclaration(statement));
  if (parsed.statements.some((statement) => !allowed.has(statement.kind)) || own.length !== planned) {
    throw new ShapeError(`${file.path} declares something that was not planned`);
  }
}
