import type { Model, ModelId, Property, Schema, Skipped } from "./api.js";
import { memberOf, resolved } from "./schema-lookup.js";

/**
 * Gives a schema that requires a property of another part of its composition that property: `allOf: [Base,
 * { required: [id] }]` is a base that has an `id`. Also lets properties say themselves what their models say of them:
 * that they travel one way only. A requirement of something that no part describes is skipped.
 */
export function withRequiredMembers(
  models: ReadonlyMap<ModelId, Model>,
  skipped: Skipped[],
): ReadonlyMap<ModelId, Model> {
  const completed = (schema: Schema, around: readonly Schema[]): Schema => {
    const whole = [...around, schema];
    const found: Property[] = [];
    const missing: string[] = [];
    for (const name of schema.requires) {
      const member = firstOf(whole, (part) => memberOf(part, name, models));
      if (member === null) missing.push(name);
      else found.push({ ...member, required: true });
    }
    if (missing.length > 0) {
      const place = { ...schema.place, pointer: `${schema.place.pointer}/required` };
      skipped.push({ place, reason: `required names what no schema describes: ${missing.join(", ")}` });
    }
    const part = (child: Schema): Schema => completed(child, whole);
    const alone = (child: Schema): Schema => completed(child, []);
    return {
      ...schema,
      types: found.length > 0 && schema.types.length === 0 ? ["object"] : schema.types,
      requires: missing,
      properties: [...schema.properties, ...found].map((property) => ({
        ...property,
        schema: { ...alone(property.schema), ...directions(property.schema, models) },
      })),
      additional:
        typeof schema.additional === "object" && schema.additional !== null
          ? alone(schema.additional)
          : schema.additional,
      patterned: schema.patterned.map(alone),
      items: schema.items === null ? null : alone(schema.items),
      prefixItems: schema.prefixItems.map(alone),
      contentSchema: schema.contentSchema === null ? null : alone(schema.contentSchema),
      allOf: schema.allOf.map(part),
      anyOf: schema.anyOf.map(part),
      oneOf: schema.oneOf.map(part),
    };
  };
  return new Map([...models].map(([id, model]) => [id, { ...model, schema: completed(model.schema, []) }]));
}

/** What a schema, or the models that it refers to, say of its way. */
function directions(schema: Schema, models: ReadonlyMap<ModelId, Model>): Pick<Schema, "readOnly" | "writeOnly"> {
  let { readOnly, writeOnly } = schema;
  const seen = new Set<Schema>();
  const open = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const shape = resolved(next, models);
    if (seen.has(shape)) continue;
    seen.add(shape);
    readOnly ||= shape.readOnly;
    writeOnly ||= shape.writeOnly;
    // A choice of one is how a ref gets a description in 3.0.
    for (const part of shape.allOf) open.push(part);
    for (const choice of [shape.anyOf, shape.oneOf]) {
      const [only] = choice;
      if (only !== undefined && choice.length === 1) open.push(only);
    }
  }
  return { readOnly, writeOnly };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
