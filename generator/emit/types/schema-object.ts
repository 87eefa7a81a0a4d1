import type { Json, ModelId, Place, Schema, TypeName } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { isOpenEnum } from "../../model/forms.js";

/** What a placeholder in a schema stands for; printed as a type of ours in place of openapi-typescript's. */
export type Placeholder =
  | { readonly kind: "model"; readonly id: ModelId; readonly without: readonly string[] }
  | { readonly kind: "rest"; readonly items: Schema }
  | { readonly kind: "unknownVariant"; readonly property: string }
  | { readonly kind: "unknown"; readonly place: Place }
  | { readonly kind: "anyObject"; readonly place: Place }
  | { readonly kind: "emptyObject" }
  | { readonly kind: "secret" }
  | { readonly kind: "revealable" }
  | { readonly kind: "file" }
  | { readonly kind: "otherString" }
  | { readonly kind: "otherNumber" }
  | { readonly kind: "never" };

/** The part of JSON Schema that openapi-typescript reads. */
export interface SchemaObject {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly Json[];
  properties?: Record<string, SchemaObject>;
  required?: readonly string[];
  additionalProperties?: SchemaObject | boolean;
  items?: SchemaObject;
  prefixItems?: readonly SchemaObject[];
  allOf?: readonly SchemaObject[];
  anyOf?: readonly SchemaObject[];
  oneOf?: readonly SchemaObject[];
}

type Make = (placeholder: Placeholder) => SchemaObject;

/** A schema for openapi-typescript, as it is in one direction, with placeholders in place of refs. */
export function toSchemaObject(schema: Schema, direction: Direction, placeholder: Make): SchemaObject {
  // First: `x-secret` may stand beside a ref.
  if (schema.secret) return nullable(schema, secret(direction, placeholder));
  if (schema.ref !== null) return placeholder({ kind: "model", id: schema.ref, without: schema.without });
  if (schema.isFile && direction === "request") return nullable(schema, placeholder({ kind: "file" }));
  if (schema.values !== null) return nullable(schema, values(schema, schema.values, direction, placeholder));
  const parts = compositions(schema, direction, placeholder);
  const types = parts.length === 0 ? schema.types : schema.types.filter((type) => type !== "null");
  // What is composed says its types itself; to repeat them would add nothing that a reader needs.
  const own = parts.length > 0 && !saysMore(schema, direction) ? [] : [ownParts(schema, types, direction, placeholder)];
  const all = [...own, ...parts];
  const [first = {}] = all;
  const whole = all.length === 1 ? first : { allOf: all };
  return parts.length === 0 ? whole : nullable(schema, whole);
}

/** A schema without its compositions. */
function ownParts(schema: Schema, types: readonly TypeName[], direction: Direction, placeholder: Make): SchemaObject {
  if (types.length < 2) return ownObject(schema, types[0] ?? null, direction, placeholder);
  return { anyOf: types.map((type) => ownObject(schema, type, direction, placeholder)) };
}

/** What a schema says of its values of one type, or of all where it has none. */
function ownObject(schema: Schema, type: TypeName | null, direction: Direction, placeholder: Make): SchemaObject {
  const convert = (child: Schema): SchemaObject => toSchemaObject(child, direction, placeholder);
  const unknown = (): SchemaObject => placeholder({ kind: "unknown", place: schema.place });
  if (type !== null && type !== "object" && type !== "array") return { type };
  const result: SchemaObject = type === null ? {} : { type };
  const properties = schema.properties.filter((property) => travels(property.schema, direction));
  if (properties.length > 0) {
    result.properties = Object.create(null) as Record<string, SchemaObject>;
    for (const { name, schema: child } of properties) result.properties[name] = convert(child);
    result.required = properties.filter((property) => property.required).map((property) => property.name);
  }
  const others = otherProperties(schema, direction);
  if (others === true) result.additionalProperties = unknown();
  else if (others !== null && others !== false) result.additionalProperties = { anyOf: others.map(convert) };
  const isMap = result.properties !== undefined || result.additionalProperties !== undefined;
  if (type === "object" && isMap) return result;
  if (type === "object") {
    return placeholder(others === false ? { kind: "emptyObject" } : { kind: "anyObject", place: schema.place });
  }
  if (schema.items !== null) result.items = convert(schema.items);
  else if (type === "array" && schema.prefixItems.length === 0) result.items = unknown();
  if (schema.prefixItems.length > 0) {
    const rest = schema.items === null ? [] : [placeholder({ kind: "rest", items: schema.items })];
    result.prefixItems = [...schema.prefixItems.map(convert), ...rest];
  }
  return Object.keys(result).length === 0 ? unknown() : result;
}

/**
 * The types of properties without a name of their own: those of `additionalProperties` and of patterns, and beside named
 * properties those of them, since TypeScript holds all members of an object to its index signature.
 */
export function otherProperties(schema: Schema, direction: Direction): readonly Schema[] | boolean | null {
  const { additional, patterned } = schema;
  if (additional === true) return true;
  if ((additional === null || additional === false) && patterned.length === 0) return additional;
  const named = schema.properties
    .filter((property) => travels(property.schema, direction))
    .map((property) => property.schema);
  return [...(typeof additional === "object" && additional !== null ? [additional] : []), ...patterned, ...named];
}

/** The compositions of a schema, each as one part. */
function compositions(schema: Schema, direction: Direction, placeholder: Make): readonly SchemaObject[] {
  const convert = (child: Schema): SchemaObject => toSchemaObject(inheriting(child, schema), direction, placeholder);
  const choices = [schema.anyOf, schema.oneOf].flatMap((choice) => {
    if (choice.length === 0) return [];
    const property = direction === "response" ? schema.discriminator?.property : undefined;
    const unknown = property === undefined ? [] : [placeholder({ kind: "unknownVariant", property })];
    return [{ anyOf: [...choice.map(convert), ...unknown] }];
  });
  // A part that is any object says nothing beside another; as an index signature it would keep interfaces out.
  const telling = schema.allOf.filter((part) => !isAnyObject(part, direction));
  return [...(telling.length > 0 ? telling : schema.allOf).map(convert), ...choices];
}

/** A part that says nothing of its type has that of the whole: `{ type: string, anyOf: [{ format: uuid }, …] }`. */
function inheriting(part: Schema, whole: Schema): Schema {
  const isUntyped = part.ref === null && part.types.length === 0 && part.values === null;
  const isShapeless = part.allOf.length + part.anyOf.length + part.oneOf.length === 0;
  const types = whole.types.filter((type) => type !== "null" && type !== "object" && type !== "array");
  return isUntyped && isShapeless && types.length > 0 ? { ...part, types } : part;
}

function isAnyObject(part: Schema, direction: Direction): boolean {
  const isBare = part.ref === null && part.values === null && part.types.join() === "object";
  return isBare && part.allOf.length + part.anyOf.length + part.oneOf.length === 0 && !saysMore(part, direction);
}

/** Whether a schema says more than its types, its compositions aside. */
function saysMore(schema: Schema, direction: Direction): boolean {
  const others = otherProperties(schema, direction);
  return (
    schema.properties.some((property) => travels(property.schema, direction)) ||
    (others !== null && others !== false) ||
    schema.items !== null ||
    schema.prefixItems.length > 0
  );
}

/** Whether a property is part of a body in this direction. */
export function travels(schema: Schema, direction: Direction): boolean {
  return direction === "request" ? !schema.readOnly : !schema.writeOnly;
}

function secret(direction: Direction, placeholder: Make): SchemaObject {
  if (direction === "response") return placeholder({ kind: "secret" });
  return { anyOf: [{ type: "string" }, placeholder({ kind: "revealable" })] };
}

function values(schema: Schema, members: readonly Json[], direction: Direction, placeholder: Make): SchemaObject {
  if (members.length === 0) return placeholder({ kind: "never" });
  const closed: SchemaObject = { enum: members };
  if (!isOpenEnum(schema) || (direction === "request" && !schema.extensible)) return closed;
  const others: SchemaObject[] = [];
  if (members.some((value) => typeof value === "string")) others.push(placeholder({ kind: "otherString" }));
  if (members.some((value) => typeof value === "number")) others.push(placeholder({ kind: "otherNumber" }));
  return { anyOf: [closed, ...others] };
}

function nullable(schema: Schema, object: SchemaObject): SchemaObject {
  if (!schema.types.includes("null") || schema.values?.includes(null)) return object;
  return { anyOf: [object, { type: "null" }] };
}
