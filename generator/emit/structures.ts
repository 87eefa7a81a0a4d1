import { createRequire } from "node:module";
import type {
  ClassDeclarationStructure,
  FunctionDeclarationStructure,
  InterfaceDeclarationStructure,
  TypeAliasDeclarationStructure,
  VariableStatementStructure,
} from "ts-morph";
import { type Code, code } from "./code.js";
import type { Coded } from "./source-file.js";

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
