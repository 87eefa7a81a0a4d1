import type { Model, ModelId, Operation, Schema } from "./api.js";
import { isJson } from "./media-type.js";

/** Where a schema stands: it is the body, or a part of it. */
type Position = "body" | "part";

/**
 * Marks the files of multipart request bodies: strings that are bytes, or that have a media type, where they stand as a
 * property of such a body or in a list. A model that is one of these is marked wherever it is used.
 */
export class FileParts {
  readonly #models: Map<ModelId, Model>;
  readonly #seen = new Set<string>();

  /** `models` are all of the API's; those that are files, or hold one, are replaced. */
  constructor(models: Map<ModelId, Model>) {
    this.#models = models;
  }

  /** The operation with the files of its body marked. */
  marked(operation: Operation): Operation {
    const { body } = operation;
    if (body === null) return operation;
    const content = body.content.map((each) =>
      each.as === "multipart" ? { ...each, schema: this.#mark(each.schema, "body") } : each,
    );
    return { ...operation, body: { ...body, content } };
  }

  #mark(schema: Schema, position: Position): Schema {
    if (schema.ref !== null) {
      this.#markModel(schema.ref, position);
      return schema;
    }
    const each = (parts: readonly Schema[]): readonly Schema[] => parts.map((part) => this.#mark(part, position));
    const whole = { ...schema, allOf: each(schema.allOf), anyOf: each(schema.anyOf), oneOf: each(schema.oneOf) };
    const { additional } = schema;
    if (position === "body") {
      return {
        ...whole,
        properties: schema.properties.map((property) => ({ ...property, schema: this.#mark(property.schema, "part") })),
        additional: typeof additional === "object" && additional !== null ? this.#mark(additional, "part") : additional,
      };
    }
    return {
      ...whole,
      isFile: isFile(schema),
      items: schema.items === null ? null : this.#mark(schema.items, "part"),
    };
  }

  #markModel(id: ModelId, position: Position): void {
    const model = this.#models.get(id);
    const key = `${position} ${id}`;
    if (model === undefined || this.#seen.has(key)) return;
    this.#seen.add(key);
    const schema = this.#mark(model.schema, position);
    this.#models.set(id, { ...model, schema });
  }
}

/** 3.0's `format: binary`; since 3.1 a media type without an encoding, be the type string or not said. */
function isFile({ types, format, contentMediaType, contentEncoding, values }: Schema): boolean {
  if (values !== null) return false;
  const isString = types.includes("string") && types.every((type) => type === "string" || type === "null");
  if (isString && format === "binary") return true;
  return (
    (isString || types.length === 0) &&
    contentMediaType !== null &&
    contentEncoding === null &&
    !isJson(contentMediaType)
  );
}
