import type { SpecNode } from "../load/spec-node.js";
import type { Json, Model, ModelId, Place, Property, Schema, Skipped, TypeName } from "./api.js";
import { constraintsOf } from "./constraints.js";
import { ownFlag } from "./own-extension.js";

const typeNames: ReadonlySet<string> = new Set(["null", "boolean", "number", "integer", "string", "array", "object"]);

/** Keywords that narrow a type in ways that TypeScript cannot say. */
const notExpressed = [
  "not",
  "if",
  "patternProperties",
  "dependentSchemas",
  "propertyNames",
  "unevaluatedProperties",
  "contains",
];

/**
 * Reads schemas into the model. A schema that a `$ref` names, and an inline object, becomes a model of its own; models
 * are read from a queue, so that recursion is bounded by how deep one schema nests.
 */
export class SchemaReader {
  readonly models: Map<ModelId, Model> = new Map();
  readonly skipped: Skipped[] = [];
  readonly #queue: { node: SpecNode; id: ModelId; name: string | null }[] = [];
  readonly #reserved = new Set<ModelId>();

  /** Reads the schema at a node, any when there is none; one that becomes a model is answered with a ref to it. */
  read(node: SpecNode): Schema {
    if (node.value === undefined) return anySchema(node.place);
    return this.#schema(node, false);
  }

  /** Makes a component's schema a model, used or not. */
  addComponent(node: SpecNode, name: string): void {
    this.#reserve(node, name);
  }

  /** Reads all models that were asked for. */
  drain(): void {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { node, id, name } = next;
      this.models.set(id, { id, place: node.place, name, schema: this.#schema(node, true) });
    }
  }

  #reserve(node: SpecNode, name: string | null): ModelId {
    const id = `${node.place.file}#${node.place.pointer}`;
    if (!this.#reserved.has(id)) {
      this.#reserved.add(id);
      this.#queue.push({ node, id, name });
    }
    return id;
  }

  #schema(node: SpecNode, isModel: boolean): Schema {
    if (typeof node.value === "boolean") return node.value ? anySchema(node.place) : neverSchema(node.place);
    if (!node.isMap) {
      node.error("OF1202", "Expected a schema here.", "Write an object, or true or false.");
      return anySchema(node.place);
    }
    if (typeof node.at("$ref").value === "string") return this.#reference(node);
    if (!isModel && deservesName(node))
      return { ...annotationsOf(node, this.skipped), ...shapeless, ref: this.#reserve(node, null) };
    return this.#inline(node);
  }

  #reference(node: SpecNode): Schema {
    const target = node.document.resolve(node.at("$ref").string(), node);
    if (target === null) return anySchema(node.place);
    return { ...annotationsOf(node, this.skipped), ...shapeless, ref: this.#reserve(target, nameOf(target.place)) };
  }

  #inline(node: SpecNode): Schema {
    for (const keyword of notExpressed) if (node.has(keyword)) this.#skip(node.at(keyword), `the keyword ${keyword}`);
    const hasConst = node.has("const");
    const values = hasConst ? [node.at("const").json() as Json] : enumOf(node);
    const types = this.#types(node);
    const shape = {
      ref: null,
      types,
      values,
      isEnum: !hasConst && values !== null,
      properties: this.#properties(node),
      additional: this.#additional(node.at("additionalProperties")),
      items: node.has("items") && !Array.isArray(node.at("items").value) ? this.read(node.at("items")) : null,
      prefixItems: this.#list(node, "prefixItems"),
      allOf: this.#list(node, "allOf"),
      anyOf: this.#list(node, "anyOf"),
      oneOf: this.#list(node, "oneOf"),
    };
    // Without a type there is none to add null to; the whole is what may be null.
    if (types.length === 0 && node.at("nullable").value === true)
      return orNull(annotationsOf(node, this.skipped), shape);
    return { ...annotationsOf(node, this.skipped), ...shape };
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
    return node.at("nullable").value === true && !types.includes("null") ? [...types, "null"] : types;
  }

  #properties(node: SpecNode): readonly Property[] {
    const required = new Set(node.at("required").value === undefined ? [] : requiredOf(node.at("required")));
    return node
      .at("properties")
      .entries()
      .map(([name, property]) => ({
        name,
        required: required.has(name),
        schema: this.read(property),
      }));
  }

  #additional(node: SpecNode): Schema | boolean | null {
    if (node.value === undefined) return null;
    if (typeof node.value === "boolean") return node.value;
    return node.isMap && Object.keys(node.value as object).length === 0 ? true : this.read(node);
  }

  #list(node: SpecNode, keyword: string): readonly Schema[] {
    return node
      .at(keyword)
      .items()
      .map((item) => this.read(item));
  }

  #skip(node: SpecNode, what: string): void {
    this.skipped.push({ place: node.place, reason: `${what} is not expressed in the type` });
  }
}

/** Objects with properties, and compositions that hold one, get a name from their place. */
function deservesName(node: SpecNode): boolean {
  const properties = node.at("properties");
  if (properties.isMap && Object.keys(properties.value as object).length > 0) return true;
  const parts = node.at("allOf");
  return Array.isArray(parts.value) && parts.value.length > 1;
}

/** The key of a component, or the name of a file that is a schema as a whole; `null` for any other place. */
function nameOf(place: Place): string | null {
  if (place.pointer === "") return place.file.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const match = /^(?:\/components\/schemas|\/definitions|.*\/\$defs)\/([^/]+)$/.exec(place.pointer);
  return match === null ? null : (match[1] as string).replaceAll("~1", "/").replaceAll("~0", "~");
}

function impliedTypes(node: SpecNode): readonly TypeName[] {
  if (node.has("properties") || node.has("additionalProperties")) return ["object"];
  return node.has("items") ? ["array"] : [];
}

/** `x-extensible-enum` in its older form is the list itself. */
function enumOf(node: SpecNode): readonly Json[] | null {
  const list = [node.at("enum"), node.at("x-extensible-enum")].find((candidate) => Array.isArray(candidate.value));
  if (list === undefined && node.has("enum")) node.at("enum").items();
  return list === undefined ? null : list.items().map((item) => item.json() as Json);
}

/** Draft 3 wrote `required: true` on the property itself; it is not of this schema. */
function requiredOf(node: SpecNode): readonly string[] {
  return typeof node.value === "boolean" ? [] : node.strings();
}

function annotationsOf(node: SpecNode, skipped: Skipped[]): Omit<Schema, keyof typeof shapeless | "ref"> {
  const examples = node.at("examples");
  return {
    place: node.place,
    format: typeof node.at("format").value === "string" ? node.at("format").string() : null,
    extensible: node.at("x-extensible-enum").value !== undefined && node.at("x-extensible-enum").value !== false,
    secret: ownFlag(node.at("x-secret"), skipped),
    readOnly: node.at("readOnly").boolean(),
    writeOnly: node.at("writeOnly").boolean(),
    deprecated: node.at("deprecated").boolean(),
    title: node.at("title").string(),
    description: node.at("description").string(),
    default: node.at("default").json(),
    example: node.has("example")
      ? node.at("example").json()
      : Array.isArray(examples.value)
        ? examples.at(0).json()
        : undefined,
    constraints: constraintsOf(node),
  };
}

const shapeless = {
  types: [],
  values: null,
  isEnum: false,
  properties: [],
  additional: null,
  items: null,
  prefixItems: [],
  allOf: [],
  anyOf: [],
  oneOf: [],
} as const;

function anySchema(place: Place): Schema {
  return {
    ...shapeless,
    place,
    ref: null,
    format: null,
    extensible: false,
    secret: false,
    readOnly: false,
    writeOnly: false,
    deprecated: false,
    title: "",
    description: "",
    default: undefined,
    example: undefined,
    constraints: [],
  };
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

function neverSchema(place: Place): Schema {
  return { ...anySchema(place), values: [] };
}

/** The schema of a parameter without one: a string, as every value is on the wire. */
export function stringSchema(place: Place): Schema {
  return { ...anySchema(place), types: ["string"] };
}
