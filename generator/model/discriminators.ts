import type { Model, ModelId, Property, Schema, Skipped } from "./api.js";
import { isDiscriminatedUnion, schemasBelow } from "./forms.js";
import { anySchema, shapeless } from "./schema.js";
import { memberOf } from "./schema-lookup.js";

/** The property that tells a model from its siblings, with the values that mean it. */
interface Tag {
  readonly property: string;
  readonly values: readonly string[];
}

/**
 * Writes into each model that a discriminator chooses the values that choose it, as a required property: the arms of a
 * union are then told apart by the compiler, too. `schemas` are those of operations.
 */
export function withDiscriminators(
  models: ReadonlyMap<ModelId, Model>,
  schemas: readonly Schema[],
  skipped: Skipped[],
): ReadonlyMap<ModelId, Model> {
  const tags = new Map<ModelId, Tag>();
  const all = [...[...models.values()].map((model) => model.schema), ...schemas];
  for (const schema of all.flatMap((root) => [...schemasBelow(root)])) {
    if (!isDiscriminatedUnion(schema)) continue;
    for (const { ref } of [...schema.oneOf, ...schema.anyOf]) addTag(tags, ref, schema, models);
  }
  for (const { id, schema } of models.values()) {
    // A parent's own discriminator is meant for its children.
    if (schema.discriminator !== null) continue;
    for (const part of schema.allOf)
      addTag(tags, id, part.ref === null ? part : ancestorWithTag(part.ref, models), models);
  }
  const result = new Map(models);
  for (const [id, tag] of tags) {
    const model = models.get(id) as Model;
    const hasTag = (part: Schema): boolean => carriesTag(part.ref, tags, models);
    const described = memberOf(model.schema, tag.property, models)?.schema ?? null;
    if (described !== null && described.values !== null && described.values.length > tag.values.length) {
      skipped.push({
        place: described.place,
        reason: "of these values, the ones that a discriminator maps here are left",
      });
    }
    result.set(id, { ...model, schema: tagged(model.schema, tag, hasTag, described) });
  }
  return result;
}

/** The schema with the discriminator that children of a model inherit. */
function ancestorWithTag(id: ModelId, models: ReadonlyMap<ModelId, Model>): Schema | undefined {
  const seen = new Set<ModelId>();
  const open = [id];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const schema = models.get(next)?.schema;
    if (schema === undefined || seen.has(next)) continue;
    seen.add(next);
    if (schema.discriminator !== null) return schema;
    for (const { ref } of [schema, ...schema.allOf]) if (ref !== null) open.push(ref);
  }
  return undefined;
}

/** The first discriminator that reaches a model says what its values are. */
function addTag(
  tags: Map<ModelId, Tag>,
  id: ModelId | null,
  from: Schema | undefined,
  models: ReadonlyMap<ModelId, Model>,
): void {
  const model = id === null ? undefined : models.get(id);
  if (model === undefined || from?.discriminator == null || tags.has(model.id)) return;
  // A parent may be one of its own choices; its children must still fit it.
  const isParent = model.schema.discriminator !== null && !isDiscriminatedUnion(model.schema);
  if (isParent) return;
  const { property, mapping } = from.discriminator;
  const mapped = mapping.filter((entry) => entry.model === model.id).map(({ value }) => value);
  const values = mapped.length > 0 || model.name === null ? mapped : [model.name];
  if (values.length > 0 && fits(model.schema, { property, values }, models)) {
    tags.set(model.id, { property, values });
  }
}

/** Whether a model can carry a tag: it is an object, and what it says of the property itself does not speak against it. */
function fits(schema: Schema, { property, values }: Tag, models: ReadonlyMap<ModelId, Model>): boolean {
  const isObject = schema.types.length === 0 || schema.types.includes("object");
  const hasShape = schema.properties.length + schema.allOf.length > 0;
  if (schema.ref !== null || !isObject || !hasShape || schema.oneOf.length + schema.anyOf.length > 0) return false;
  const own = memberOf(schema, property, models);
  if (own === null) return true;
  const isText = own.schema.types.length === 0 || own.schema.types.includes("string");
  return isText && (own.schema.values === null || values.every((value) => own.schema.values?.includes(value)));
}

function tagged(
  schema: Schema,
  { property, values }: Tag,
  hasTag: (part: Schema) => boolean,
  described: Schema | null,
): Schema {
  const tag: Property = {
    name: property,
    required: true,
    schema: {
      ...(described ?? anySchema(schema.place)),
      ...shapeless,
      ref: null,
      types: ["string"],
      values,
    },
  };
  if (schema.allOf.length > 0) {
    const first: Schema = { ...anySchema(schema.place), types: ["object"], properties: [tag] };
    const others = (part: Schema): readonly Property[] => part.properties.filter(({ name }) => name !== property);
    const parts = schema.allOf.flatMap((part) => {
      // What an ancestor is called is not what this one is called.
      if (hasTag(part)) return [{ ...part, without: [...part.without, property] }];
      const left = others(part);
      const saidOnlyThis = left.length === 0 && part.properties.length > 0 && part.additional === null;
      return saidOnlyThis ? [] : [{ ...part, properties: left }];
    });
    return { ...schema, properties: others(schema), allOf: [first, ...parts] };
  }
  const isKnown = schema.properties.some(({ name }) => name === property);
  const properties = schema.properties.map((own) => (own.name === property ? tag : own));
  return { ...schema, properties: isKnown ? properties : [tag, ...properties] };
}

/** Whether a model, or one that it is made from, carries a tag. */
function carriesTag(id: ModelId | null, tags: ReadonlyMap<ModelId, Tag>, models: ReadonlyMap<ModelId, Model>): boolean {
  const seen = new Set<ModelId | null>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = next === null ? undefined : models.get(next)?.schema;
    if (next === null || schema === undefined || seen.has(next)) continue;
    if (tags.has(next)) return true;
    seen.add(next);
    open.push(schema.ref);
    for (const part of schema.allOf) open.push(part.ref);
  }
  return false;
}
