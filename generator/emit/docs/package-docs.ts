import type { Api, Model, ModelId, Property, Schema } from "../../model/api.js";
import type { Direction, ModelForms } from "../../model/forms.js";
import type { NamePlan } from "../../naming/name-plan.js";
import { hasTwoForms } from "../package-context.js";
import { travels } from "../types/schema-object.js";

/** What the pages of a package are made from. */
export interface DocsInput {
  readonly api: Api;
  readonly names: NamePlan;
  readonly forms: ReadonlyMap<ModelId, ModelForms>;
  /** The config's `docs`: without pages there is the README alone. */
  readonly pages: boolean;
}

/** The model that a schema is, or `null`. */
export function modelOf(docs: DocsInput, schema: Schema): Model | null {
  return schema.ref === null ? null : (docs.api.models.get(schema.ref) ?? null);
}

/** The schema itself, or that of the model that it is. */
export function shapeOf(docs: DocsInput, schema: Schema): Schema {
  return modelOf(docs, schema)?.schema ?? schema;
}

/** The name of a model's type in one direction. */
export function typeName(docs: DocsInput, id: ModelId, direction: Direction): string {
  const names = docs.names.models.get(id);
  if (names === undefined) throw new Error(`The name plan has no model ${id}.`);
  return direction === "request" && hasTwoForms(docs.forms.get(id)) ? names.inputType : names.type;
}

/** The members that a value of a schema has in one direction, those of its `allOf` parts included. */
export function membersOf(docs: DocsInput, schema: Schema, direction: Direction): readonly Property[] {
  const members = new Map<string, Property>();
  const seen = new Set<Schema>();
  const open: Schema[] = [schema];
  for (const next of open) {
    const shape = shapeOf(docs, next);
    if (seen.has(shape)) continue;
    seen.add(shape);
    for (const property of shape.properties) if (!members.has(property.name)) members.set(property.name, property);
    for (const part of shape.allOf) open.push(part);
  }
  return [...members.values()].filter((property) => travels(property.schema, direction));
}

/** Whether a value of a schema may be `null`. */
export function isNullable(docs: DocsInput, schema: Schema): boolean {
  const shape = shapeOf(docs, schema);
  return (
    shape.types.includes("null") ||
    (shape.values?.includes(null) ?? false) ||
    [...shape.anyOf, ...shape.oneOf].some(
      (branch) => branch.ref === null && branch.types.length === 1 && branch.types[0] === "null",
    )
  );
}
