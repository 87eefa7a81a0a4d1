import { pointerSteps } from "../load/json-pointer.js";
import type { Model, ModelId, Schema } from "./api.js";

/** The schema that a pointer into a value leads to, or `null`. */
export function schemaAt(schema: Schema, pointerText: string, models: ReadonlyMap<ModelId, Model>): Schema | null {
  let at = schema;
  for (const step of pointerSteps(pointerText) ?? []) {
    const next = partsOf(at, models)
      .flatMap(({ properties }) => properties)
      .find((property) => property.name === step);
    if (next === undefined) return null;
    at = next.schema;
  }
  return pointerSteps(pointerText) === null ? null : at;
}

/** A schema and what it is composed of by `allOf`, however deep. */
export function partsOf(schema: Schema, models: ReadonlyMap<ModelId, Model>): readonly Schema[] {
  const parts = new Set<Schema>();
  const open = [resolved(schema, models)];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (parts.has(next)) continue;
    parts.add(next);
    open.push(...next.allOf.map((part) => resolved(part, models)));
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
