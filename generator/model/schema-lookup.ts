import { pointerSteps } from "../load/json-pointer.js";
import type { Model, ModelId, Property, Schema, TypeName } from "./api.js";

/** The schema that a pointer into a value leads to, or `null`. */
export function schemaAt(schema: Schema, pointerText: string, models: ReadonlyMap<ModelId, Model>): Schema | null {
  let at = schema;
  for (const step of pointerSteps(pointerText) ?? []) {
    const next = memberOf(at, step, models);
    if (next === null) return null;
    at = next.schema;
  }
  return pointerSteps(pointerText) === null ? null : at;
}

/** A schema and what it is composed of by `allOf`, however deep. */
export function partsOf(schema: Schema, models: ReadonlyMap<ModelId, Model>): readonly Schema[] {
  const parts = new Set<Schema>();
  const open = [resolved(schema, models)];
  for (const next of open) {
    if (parts.has(next)) continue;
    parts.add(next);
    for (const part of next.allOf) open.push(resolved(part, models));
  }
  return [...parts];
}

/** The schema behind a chain of refs. */
export function resolved(schema: Schema, models: ReadonlyMap<ModelId, Model>): Schema {
  const seen = new Set<ModelId>();
  let at = schema;
  while (at.ref !== null && !seen.has(at.ref)) {
    seen.add(at.ref);
    const model = models.get(at.ref);
    if (model === undefined) break;
    at = model.schema;
  }
  return at;
}

/** The property of an object schema by name: its own, or that of a part that it is made from; `null` where there is none. */
export function memberOf(schema: Schema, name: string, models: ReadonlyMap<ModelId, Model>): Property | null {
  const seen = new Set<Schema>();
  const open = [schema];
  for (const next of open) {
    const shape = resolved(next, models);
    if (seen.has(shape)) continue;
    seen.add(shape);
    const found = shape.properties.find((property) => property.name === name);
    if (found !== undefined) return found;
    for (const part of shape.allOf) open.push(part);
  }
  return null;
}

/** Every type that a value of the schema may have, as far as the schema and its compositions say. */
export function possibleTypes(schema: Schema, models: ReadonlyMap<ModelId, Model>): ReadonlySet<TypeName> {
  const types = new Set<TypeName>();
  const seen = new Set<Schema>();
  const open = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const at = resolved(next, models);
    if (seen.has(at)) continue;
    seen.add(at);
    for (const type of at.types) types.add(type);
    for (const parts of [at.allOf, at.anyOf, at.oneOf]) for (const part of parts) open.push(part);
  }
  return types;
}
