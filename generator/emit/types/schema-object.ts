import type { Json, ModelId, Schema } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { isOpenEnum } from "../../model/forms.js";

/** What a placeholder in a schema stands for; printed as a type of ours in place of openapi-typescript's. */
export type Placeholder =
  | { readonly kind: "model"; readonly id: ModelId }
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

/** A schema for openapi-typescript, as it is in one direction, with placeholders in place of refs. */
export function toSchemaObject(
  schema: Schema,
  direction: Direction,
  placeholder: (placeholder: Placeholder) => SchemaObject,
): SchemaObject {
  const convert = (child: Schema): SchemaObject => toSchemaObject(child, direction, placeholder);
  // First: `x-secret` may stand beside a ref.
  if (schema.secret) return nullable(schema, secret(direction, placeholder));
  if (schema.ref !== null) return placeholder({ kind: "model", id: schema.ref });
  if (schema.isFile && direction === "request") return nullable(schema, placeholder({ kind: "file" }));
  if (schema.values !== null) return nullable(schema, values(schema, schema.values, direction, placeholder));
  const result: SchemaObject = {};
  if (schema.types.length === 1) result.type = schema.types[0] as string;
  else if (schema.types.length > 1) result.type = [...schema.types];
  const properties = schema.properties.filter((property) => travels(property.schema, direction));
  if (properties.length > 0) {
    result.properties = Object.create(null) as Record<string, SchemaObject>;
    for (const { name, schema: child } of properties) result.properties[name] = convert(child);
    result.required = properties.filter((property) => property.required).map((property) => property.name);
  }
  if (schema.additional !== null) {
    result.additionalProperties =
      typeof schema.additional === "boolean" ? schema.additional : convert(schema.additional);
  }
  if (schema.items !== null) result.items = convert(schema.items);
  if (schema.prefixItems.length > 0) result.prefixItems = schema.prefixItems.map(convert);
  if (schema.allOf.length > 0) result.allOf = schema.allOf.map(convert);
  if (schema.anyOf.length > 0) result.anyOf = schema.anyOf.map(convert);
  if (schema.oneOf.length > 0) result.oneOf = schema.oneOf.map(convert);
  return result;
}

/** Whether a property is part of a body in this direction. */
export function travels(schema: Schema, direction: Direction): boolean {
  return direction === "request" ? !schema.readOnly : !schema.writeOnly;
}

function secret(direction: Direction, placeholder: (placeholder: Placeholder) => SchemaObject): SchemaObject {
  if (direction === "response") return placeholder({ kind: "secret" });
  return { anyOf: [{ type: "string" }, placeholder({ kind: "revealable" })] };
}

function values(
  schema: Schema,
  members: readonly Json[],
  direction: Direction,
  placeholder: (placeholder: Placeholder) => SchemaObject,
): SchemaObject {
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
