import type { Model, ModelId, Schema } from "./api.js";

/**
 * Models that are, in the end, only themselves: a `$ref` or a composition that leads back without an object or a list
 * in between. No value can be checked against such a schema, and no type can be written for it.
 */
export function selfReferences(models: ReadonlyMap<ModelId, Model>): readonly Model[] {
  const finished = new Set<ModelId>();
  const found: Model[] = [];
  for (const start of models.keys()) {
    const path: ModelId[] = [];
    const open: (ModelId | null)[] = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === null) finished.add(path.pop() as ModelId);
      else if (path.includes(id)) found.push(models.get(id) as Model);
      else if (!finished.has(id)) {
        path.push(id);
        // The null closes this model when everything that it leads to has been looked at.
        open.push(null, ...ledTo(models.get(id)?.schema));
      }
    }
  }
  return [...new Set(found)];
}

/** The models that a schema is without anything in between. */
function ledTo(schema: Schema | undefined): readonly ModelId[] {
  if (schema === undefined) return [];
  if (schema.ref !== null) return [schema.ref];
  return [...schema.allOf, ...schema.anyOf, ...schema.oneOf].flatMap(ledTo);
}
