import { sizeOfJson } from "../json.js";
import type { SpecNode } from "../load/spec-node.js";
import type { Discriminator, Json, Model, ModelId, Schema, Skipped, TypeName } from "./api.js";
import { Budget, mostMembers } from "./budget.js";
import { anySchema, neverSchema, shapeless } from "./schema.js";
import {
  annotationsOf,
  bare,
  deservesName,
  enumNames,
  enumOf,
  impliedTypes,
  isNullable,
  nameOf,
  referenceOf,
  requiredOf,
  shaping,
  wordsFor,
} from "./schema-keywords.js";

const typeNames: ReadonlySet<string> = new Set(["null", "boolean", "number", "integer", "string", "array", "object"]);

/** Keywords that narrow a type in ways that TypeScript cannot say. */
const notExpressed = ["not", "if", "dependentSchemas", "propertyNames", "contains"];

/**
 * Reads schemas into the model. A schema that a `$ref` names, and an inline object, becomes a model of its own; models
 * are read from a queue, so that recursion is bounded by how deep one schema nests.
 */
export class SchemaReader {
  readonly models: Map<ModelId, Model> = new Map();
  readonly skipped: Skipped[] = [];
  readonly budget: Budget = new Budget();
  readonly #hasSiblings: boolean;
  readonly #queue: { node: SpecNode; id: ModelId; name: string | null }[] = [];
  readonly #reserved = new Set<ModelId>();
  readonly #written: Model[] = [];

  /** `hasSiblings`: what stands beside a `$ref` counts, as it does since OpenAPI 3.1. */
  constructor({ hasSiblings }: { readonly hasSiblings: boolean }) {
    this.#hasSiblings = hasSiblings;
  }

  /** Reads the schema at a node, any when there is none; one that becomes a model is answered with a ref to it. */
  read(node: SpecNode): Schema {
    if (node.value === undefined) return anySchema(node.place);
    return this.#schema(node, false);
  }

  /** Makes a component's schema a model, used or not. */
  addComponent(node: SpecNode, name: string): void {
    this.#reserve(node, name);
  }

  /** Makes a model of a schema that is written in other words, as Swagger 2.0 writes forms, and answers with a ref. */
  addWritten(schema: Schema): Schema {
    const { place } = schema;
    const id = `${place.file}#${place.pointer}`;
    if (!this.#reserved.has(id)) this.#written.push({ id, place, name: null, schema });
    this.#reserved.add(id);
    return { ...anySchema(place), ref: id };
  }

  /** Reads all models that were asked for. */
  drain(): void {
    // What is read adds to the queue.
    for (const { node, id, name } of this.#queue) {
      this.models.set(id, { id, place: node.place, name, schema: this.#schema(node, true) });
    }
    for (const model of this.#written) this.models.set(model.id, model);
  }

  #reserve(node: SpecNode, name: string | null): ModelId {
    const id = `${node.place.file}#${node.place.pointer}`;
    if (!this.#reserved.has(id)) {
      this.budget.spend("models", node);
      this.#reserved.add(id);
      this.#queue.push({ node, id, name });
    }
    return id;
  }

  #schema(node: SpecNode, isModel: boolean): Schema {
    this.budget.spend("schemas", node);
    if (typeof node.value === "boolean") return node.value ? anySchema(node.place) : neverSchema(node.place);
    if (!node.isMap) {
      node.error("OF1202", "Expected a schema here.", "Write an object, or true or false.");
      return anySchema(node.place);
    }
    if (typeof referenceOf(node) === "string") return this.#reference(node, isModel);
    if (!isModel && deservesName(node))
      return { ...this.#annotations(node), ...shapeless, ref: this.#reserve(node, null) };
    return this.#inline(node);
  }

  #reference(node: SpecNode, isModel: boolean): Schema {
    const target = node.document.resolve(referenceOf(node) as string, node, "warning");
    if (target === null) {
      this.skipped.push({ place: node.place, reason: "its $ref leads to no schema, so it is of any type" });
      return anySchema(node.place);
    }
    const reference = {
      ...this.#annotations(node),
      ...shapeless,
      ref: this.#reserve(target, nameOf(target.place)),
    };
    if (!this.#hasSiblings || !shaping.some((keyword) => node.has(keyword))) return reference;
    // Since 3.1 what stands beside a `$ref` holds for the value, too.
    if (!isModel) return { ...reference, ref: this.#reserve(node, null) };
    const { allOf, ...rest } = this.#inline(node);
    return {
      ...this.#annotations(node),
      ...shapeless,
      ref: null,
      allOf: [bare(reference), ...allOf, bare({ ...rest, allOf: [] })],
    };
  }

  #inline(node: SpecNode): Schema {
    for (const keyword of notExpressed) if (node.has(keyword)) this.#skip(node.at(keyword), `the keyword ${keyword}`);
    const hasConst = node.has("const");
    const values = hasConst ? [node.at("const").json() as Json] : enumOf(node);
    this.budget.spend("values", node, values?.length ?? 0);
    const types = this.#types(node);
    const shape = {
      ref: null,
      types,
      values,
      isEnum: !hasConst && values !== null,
      valueNames: wordsFor(values, node, enumNames),
      valueDescriptions: wordsFor(values, node, ["x-enum-descriptions", "x-enumDescriptions", "x-enum-comments"]),
      ...this.#properties(node),
      additional: this.#additional(node.at("additionalProperties")),
      patterned: node
        .at("patternProperties")
        .entries()
        .map(([, property]) => this.read(property)),
      ...this.#elements(node),
      allOf: this.#list(node, "allOf"),
      anyOf: this.#list(node, "anyOf"),
      oneOf: this.#list(node, "oneOf"),
      discriminator: this.#discriminator(node),
      contentSchema: node.has("contentSchema") ? this.read(node.at("contentSchema")) : null,
    };
    const annotations = this.#annotations(node);
    // Without a type there is none to add null to; the whole is what may be null.
    return types.length === 0 && isNullable(node) ? orNull(annotations, shape) : { ...annotations, ...shape };
  }

  #annotations(node: SpecNode): ReturnType<typeof annotationsOf> {
    const annotations = annotationsOf(node, this.skipped);
    this.budget.spend("text", node, annotations.description.length);
    this.budget.spend("values", node, sizeOfJson(annotations.default) + sizeOfJson(annotations.example));
    return annotations;
  }

  #types(node: SpecNode): readonly TypeName[] {
    const type = node.at("type");
    if (type.value === undefined) return impliedTypes(node);
    const named = Array.isArray(type.value) ? type.items() : [type];
    const types: TypeName[] = [];
    for (const name of named) {
      if (typeof name.value === "string" && typeNames.has(name.value)) types.push(name.value as TypeName);
      else this.#skip(name, "a type that JSON Schema does not have");
    }
    // One unknown name makes the whole type unknown: half of a union would be a wrong type.
    if (types.length < named.length) return [];
    return isNullable(node) && !types.includes("null") ? [...types, "null"] : types;
  }

  #properties(node: SpecNode): Pick<Schema, "properties" | "requires"> {
    const required = new Set(node.at("required").value === undefined ? [] : requiredOf(node.at("required")));
    const described = node.at("properties").entries();
    this.budget.limit(required.size + described.length, "members of one object", node, mostMembers);
    const properties = described.map(([name, property]) => ({
      name,
      required: required.has(name),
      schema: this.read(property),
    }));
    const own = new Set(properties.map((property) => property.name));
    return { properties, requires: [...required].filter((name) => !own.has(name)) };
  }

  /** A list in `items` is what `prefixItems` is called now; `additionalItems` then says what follows. */
  #elements(node: SpecNode): Pick<Schema, "items" | "prefixItems"> {
    const isTuple = Array.isArray(node.at("items").value);
    const others = node.at(isTuple ? "additionalItems" : "items");
    const none = others.value === undefined || others.value === false;
    return { items: none ? null : this.read(others), prefixItems: this.#list(node, isTuple ? "items" : "prefixItems") };
  }

  /** Swagger 2.0 has only the property's name in place of the object. Without one nothing can be told apart. */
  #discriminator(node: SpecNode): Discriminator | null {
    const discriminator = node.at("discriminator");
    if (discriminator.value === undefined) return null;
    if (typeof discriminator.value === "string") return { property: discriminator.string(), mapping: [] };
    const property = discriminator.at("propertyName");
    if (property.value === undefined) return null;
    const mapped = discriminator.at("mapping").entries();
    this.budget.limit(mapped.length, "values in one mapping", discriminator);
    const mapping = mapped.flatMap(([value, target]) => {
      const model = this.#mapped(target);
      return model === null ? [] : [{ value, model }];
    });
    return { property: property.string(), mapping };
  }

  /** A mapping names a component's schema, or is a ref. */
  #mapped(node: SpecNode): ModelId | null {
    const { document } = node;
    // Some write a Reference Object in place of the ref.
    const text = (node.isMap ? node.at("$ref") : node).prose();
    const component = document.root.at("components").at("schemas");
    const isRef = /[#/]|\.(?:ya?ml|json)$/i.test(text);
    const target = component.has(text) ? component.at(text) : isRef ? document.find(text, node) : null;
    if (target !== null) return this.#reserve(target, nameOf(target.place));
    node.warning(
      "OF1108",
      "This names no schema of the document.",
      "Give a schema's name or a $ref to one, or remove it.",
    );
    return null;
  }

  #additional(node: SpecNode): Schema | boolean | null {
    if (node.value === undefined) return null;
    if (typeof node.value === "boolean") return node.value;
    return node.isMap && Object.keys(node.value as object).length === 0 ? true : this.read(node);
  }

  #list(node: SpecNode, keyword: string): readonly Schema[] {
    const items = node.at(keyword).items();
    this.budget.limit(items.length, `schemas in one ${keyword}`, node.at(keyword));
    return items.map((item) => this.read(item));
  }

  #skip(node: SpecNode, what: string): void {
    this.skipped.push({ place: node.place, reason: `${what} is not expressed in the type` });
  }
}

function orNull(
  annotations: Omit<Schema, keyof typeof shapeless | "ref">,
  shape: Pick<Schema, keyof typeof shapeless | "ref">,
): Schema {
  const nothing = anySchema(annotations.place);
  return {
    ...annotations,
    ...shapeless,
    ref: null,
    anyOf: [
      { ...nothing, extensible: annotations.extensible, ...shape },
      { ...nothing, types: ["null"] },
    ],
  };
}
