import type { EventData, Model, ModelId, Operation, Property, Response, Schema } from "./api.js";
import { isJson } from "./media-type.js";
import { resolved } from "./schema-lookup.js";

/**
 * Decodes the `data` of server-sent events as their `itemSchema` says: as JSON, where it is a string that holds JSON
 * (`contentMediaType`, `contentSchema`) or, as some write it, no string at all.
 */
export class EventItems {
  readonly #models: Map<ModelId, Model>;
  /** As the document has them: what is decoded no longer says that it was a string. */
  readonly #written: ReadonlyMap<ModelId, Model>;
  readonly #seen = new Set<ModelId>();

  /** `models` are all of the API's; those that are events are replaced. */
  constructor(models: Map<ModelId, Model>) {
    this.#models = models;
    this.#written = new Map(models);
  }

  /** The operation with the items of its event streams as they are once decoded. */
  decoded(operation: Operation): Operation {
    const responses = operation.responses.map(
      (response): Response => ({
        ...response,
        content: response.content.map((content) => {
          if (content.stream !== "events" || content.eventData === null) return content;
          const kinds = kindsOf(content.schema, { isJson: false, events: null }, this.#written);
          return { ...content, eventData: eventDataOf(kinds), schema: this.#decode(content.schema) };
        }),
      }),
    );
    return { ...operation, responses };
  }

  /**
   * `moved` is a string `data` that stands beside alternatives of which one decodes it: a string and an object at once
   * would be nothing, so each alternative gets its own. Models on the way are changed where they stand.
   */
  #decode(schema: Schema, moved?: Property): Schema {
    if (schema.ref !== null) {
      const model = this.#models.get(schema.ref);
      if (model !== undefined && !this.#seen.has(schema.ref)) {
        this.#seen.add(schema.ref);
        this.#models.set(schema.ref, { ...model, schema: this.#decode(model.schema, moved) });
      }
      return schema;
    }
    const whole = moved === undefined ? schema : this.#withMoved(schema, moved);
    const own = propertyOf(whole, "data");
    const down = own !== undefined && this.#isDecidedBelow(whole) ? own : undefined;
    return {
      ...whole,
      properties: whole.properties.flatMap((property) => {
        if (property === down) return [];
        if (property !== own) return [property];
        return [{ ...property, schema: jsonIn(property.schema, this.#written) ?? property.schema }];
      }),
      allOf: whole.allOf.map((part) => this.#decode(part)),
      anyOf: whole.anyOf.map((branch) => this.#decode(branch, down)),
      oneOf: whole.oneOf.map((branch) => this.#decode(branch, down)),
    };
  }

  #isDecidedBelow(schema: Schema): boolean {
    return [...schema.anyOf, ...schema.oneOf].some((branch) => {
      const data = propertyOf(resolved(branch, this.#written), "data");
      return data !== undefined && jsonIn(data.schema, this.#written) !== null;
    });
  }

  #withMoved(branch: Schema, moved: Property): Schema {
    const data = propertyOf(branch, "data") ?? moved;
    const isBare = data.schema.types.length === 0 && jsonIn(data.schema, this.#written) === null;
    const schema = isBare ? moved.schema : data.schema;
    return withProperty(branch, { ...data, required: data.required || moved.required, schema });
  }
}

/** One alternative of an item: whether its data is JSON, and what the event is called, where that is said. */
interface EventKind {
  readonly isJson: boolean;
  readonly events: readonly string[] | null;
}

function eventDataOf(kinds: readonly EventKind[]): EventData {
  if (kinds.every((kind) => kind.isJson)) return "json";
  if (kinds.every((kind) => !kind.isJson)) return "text";
  const names = kinds.flatMap((kind) => (kind.isJson ? [kind.events] : []));
  return names.includes(null) ? "either" : names.flatMap((known) => known ?? []);
}

function kindsOf(
  schema: Schema,
  outer: EventKind,
  models: ReadonlyMap<ModelId, Model>,
  open: ReadonlySet<Schema> = new Set(),
): readonly EventKind[] {
  const shape = resolved(schema, models);
  if (open.has(shape)) return [outer];
  const inside = new Set([...open, shape]);
  const data = propertyOf(shape, "data");
  const event = propertyOf(shape, "event");
  const values = event === undefined ? null : resolved(event.schema, models).values;
  let kinds: readonly EventKind[] = [
    {
      isJson: data === undefined ? outer.isJson : jsonIn(data.schema, models) !== null,
      events: values === null ? outer.events : values.flatMap((value) => (typeof value === "string" ? [value] : [])),
    },
  ];
  for (const part of shape.allOf) kinds = kinds.flatMap((kind) => kindsOf(part, kind, models, inside));
  for (const parts of [shape.anyOf, shape.oneOf]) {
    if (parts.length > 0) kinds = kinds.flatMap((kind) => parts.flatMap((part) => kindsOf(part, kind, models, inside)));
  }
  return kinds;
}

/** The schema of the JSON in an event's data; `null` where data is text. */
function jsonIn(data: Schema, models: ReadonlyMap<ModelId, Model>): Schema | null {
  const shape = resolved(data, models);
  if (shape.contentMediaType !== null) {
    return isJson(shape.contentMediaType) ? (shape.contentSchema ?? anything(shape)) : null;
  }
  const parts = [...shape.allOf, ...shape.anyOf, ...shape.oneOf];
  const isText = shape.types.length === 0 ? parts.every((part) => jsonIn(part, models) === null) : hasText(shape);
  return isText ? null : data;
}

function hasText({ types }: Schema): boolean {
  return types.some((type) => type === "string");
}

function anything(schema: Schema): Schema {
  return { ...schema, types: [], contentMediaType: null, contentSchema: null };
}

function withProperty(schema: Schema, property: Property): Schema {
  const others = schema.properties.filter((other) => other.name !== property.name);
  return { ...schema, types: schema.types.length === 0 ? ["object"] : schema.types, properties: [...others, property] };
}

function propertyOf(schema: Schema, name: string): Property | undefined {
  return schema.properties.find((property) => property.name === name);
}
