import { relative, resolve } from "node:path";
import type { BuiltPackage } from "../../generator/build-package.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import type { Json, Schema } from "../../generator/model/api.js";
import { type EmittedTypes, readEmittedTypes } from "./emitted-types.js";
import { PublishedNames } from "./published-names.js";
import { listOf, type RawDocument, type RawNode } from "./raw-document.js";
import type { RawOperation } from "./raw-operations.js";
import { componentSchemas, enumPlaces } from "./raw-schemas.js";

/** What goes in and does not come out. */
export interface Counts {
  readonly findings: readonly string[];
  readonly printedUnknowns: number;
}

/** Compares a document with the text of its package: operations, parameters, enum members, component schemas. */
export function countFindings(
  document: RawDocument,
  operations: readonly RawOperation[],
  built: BuiltPackage,
  diagnostics: readonly Diagnostic[],
): Counts {
  const types = readEmittedTypes(built.files);
  const reported = reportedPlaces(built, diagnostics);
  const findings = [
    ...types.forbidden.map((place) => `${place}: any, or a comment that silences the compiler`),
    ...operationFindings(operations, built, types, reported),
    ...schemaFindings(document, built, types, reported),
    ...enumFindings(document, operations, built, types, reported),
  ];
  return { findings, printedUnknowns: types.unknowns };
}

type Reported = (node: RawNode) => boolean;

/** Whether the report names a place, or one above it. */
function reportedPlaces(built: BuiltPackage, diagnostics: readonly Diagnostic[]): Reported {
  const places = new Set([
    ...built.api.skipped.map(({ place }) => `${resolve(place.file)}#${place.pointer.replace(/^#/, "")}`),
    ...diagnostics.map(({ file, pointer }) => `${resolve(file)}#${pointer.replace(/^#/, "")}`),
  ]);
  return ({ file, pointer }) => {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
      if (at === "" || at === "/paths" || at === "/components" || at === "/components/schemas") return false;
      if (places.has(`${resolve(file)}#${at}`)) return true;
      if (!at.includes("/")) return false;
    }
  };
}

function operationFindings(
  operations: readonly RawOperation[],
  built: BuiltPackage,
  { classes }: EmittedTypes,
  isReported: Reported,
): readonly string[] {
  const names = new PublishedNames(built);
  const used = new Set<string>();
  const findings = operations.flatMap((operation) => {
    const name = `${operation.method} ${operation.template}`;
    const className = names.requestClass(operation);
    const emitted = className === undefined ? undefined : classes.get(className);
    if (className === undefined || emitted === undefined) {
      return isReported(operation.node) ? [] : [`operation ${name} has no request class`];
    }
    used.add(className);
    return operation.parameters.flatMap(({ node, name: wire, in: place }) => {
      const isBody = place === "body" || place === "formData";
      const setter = isBody ? names.bodySetter(operation) : names.setter(operation, place, wire);
      const members = place === "path" ? emitted.path : emitted.methods;
      if ((setter !== undefined && members.has(setter)) || isReported(node)) return [];
      return [`${place} parameter ${wire} of ${name} has no ${place === "path" ? "argument" : "setter"}`];
    });
  });
  const requests = [...classes.keys()].filter((name) => built.api.operations.length > 0 && used.has(name)).length;
  const expected = operations.filter(({ node }) => !isReported(node)).length;
  if (requests < expected) findings.push(`${expected} operations go in and ${requests} request classes come out`);
  if (built.api.operations.length > operations.length) {
    findings.push(`${operations.length} operations go in and ${built.api.operations.length} come out`);
  }
  return findings;
}

function schemaFindings(
  document: RawDocument,
  built: BuiltPackage,
  { files }: EmittedTypes,
  isReported: Reported,
): readonly string[] {
  const names = new PublishedNames(built);
  const exported = new Set(
    [...files].filter(([path]) => path.startsWith("src/models/")).flatMap(([, file]) => [...file.exports]),
  );
  return [...componentSchemas(document)].flatMap(([name, node]) => {
    const type = names.model(name, document.version === "2.0");
    if ((type !== undefined && exported.has(type)) || isReported(node)) return [];
    return [`schema ${name} has no type`];
  });
}

/** Two steps, so that a drop in the model is told from one in the emitter. */
function enumFindings(
  document: RawDocument,
  operations: readonly RawOperation[],
  built: BuiltPackage,
  { files }: EmittedTypes,
  isReported: Reported,
): readonly string[] {
  const known = new Map<string, readonly Json[]>();
  const findings: string[] = [];
  const literals = new Set([...files.values()].flatMap((file) => [...file.literals]));
  walkSchemas(built, (schema) => {
    if (schema.values === null) return;
    const key = `${resolve(schema.place.file)}#${schema.place.pointer.replace(/^#/, "")}`;
    // A schema and what is put around it, such as the empty text that a parameter allows, have one place.
    known.set(key, [...(known.get(key) ?? []), ...schema.values]);
  });
  for (const node of enumPlaces(document, operations)) {
    if (isReported(node)) continue;
    const { enum: members } = node.value as { readonly enum: unknown };
    const own = known.get(`${resolve(node.file)}#${node.pointer}`);
    const where = `${relative(resolve(document.root.file, ".."), node.file)}#${node.pointer}`;
    const missing = listOf(members).filter((member) => {
      if (own !== undefined) return !own.some((value) => JSON.stringify(value) === JSON.stringify(member));
      return typeof member !== "object" && !literals.has(JSON.stringify(member));
    });
    if (missing.length > 0) findings.push(`${missing.length} enum members of ${where} are not in the model`);
    const unprinted = listOf(members).filter(
      (member) => typeof member !== "object" && !literals.has(JSON.stringify(member)),
    );
    if (unprinted.length > 0 && missing.length === 0) {
      findings.push(`${unprinted.length} enum members of ${where} are in no type`);
    }
  }
  return findings;
}

function walkSchemas(built: BuiltPackage, visit: (schema: Schema) => void): void {
  const walk = (schema: Schema): void => {
    visit(schema);
    const { properties, additional, items, prefixItems, allOf, anyOf, oneOf } = schema;
    for (const property of properties) walk(property.schema);
    if (typeof additional === "object" && additional !== null) walk(additional);
    if (items !== null) walk(items);
    for (const part of [...prefixItems, ...allOf, ...anyOf, ...oneOf]) walk(part);
  };
  for (const model of built.api.models.values()) walk(model.schema);
  for (const { parameters, body, responses } of built.api.operations) {
    for (const parameter of parameters) walk(parameter.schema);
    for (const content of [...(body?.content ?? []), ...responses.flatMap((response) => response.content)]) {
      walk(content.schema);
    }
  }
}
