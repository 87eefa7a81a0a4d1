import { pointerSteps } from "../load/json-pointer.js";
import type { Model, ModelId, Schema } from "./api.js";

/** The schema that a pointer into a value leads to, or `null`. */
export function schemaAt(schema: Schema, pointerText: string, models: ReadonlyMap<ModelId, Model>): Schema | null {
  let at = schema;
  for (const step of pointerSteps(pointerText) ?? []) {
    const next = resolved(at, models).properties.find((property) => property.name === step);
    if (next === undefined) return null;
    at = next.schema;
  }
  return pointerSteps(pointerText) === null ? null : at;
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
