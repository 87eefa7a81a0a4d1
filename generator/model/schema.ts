import type { Json } from "../json.js";
import type { Place } from "../place.js";

/** Identifies a model: the place of its schema, `file#/pointer`. */
export type ModelId = string;

/** A schema with a name. */
export interface Model {
  readonly id: ModelId;
  readonly place: Place;
  /** The document's name for it: a component's key, or a file's name; `null` for a schema that stands inline. */
  readonly name: string | null;
  readonly schema: Schema;
}

export type TypeName = "null" | "boolean" | "number" | "integer" | "string" | "array" | "object";

/** A schema in the terms of JSON Schema 2020-12, with refs resolved to models. */
export interface Schema {
  readonly place: Place;
  /** The model that this schema is, or `null`. Annotations beside a ref stand here and override the model's. */
  readonly ref: ModelId | null;
  /** Properties of that model which this schema does not have: a part beside it says what they are. */
  readonly without: readonly string[];
  /** Empty: any. */
  readonly types: readonly TypeName[];
  readonly format: string | null;
  /** What a string holds: its media type and, where that is JSON, the schema of the value in it. */
  readonly contentMediaType: string | null;
  readonly contentEncoding: string | null;
  readonly contentSchema: Schema | null;
  /** A part of a multipart request body that is a file's content rather than a string. */
  readonly isFile: boolean;
  /** The members of `enum`, or the value of `const`. */
  readonly values: readonly Json[] | null;
  /** `values` come from `enum`: a list that may grow. A `const` does not. */
  readonly isEnum: boolean;
  /** `x-extensible-enum`: other values are fine in requests, too. In responses every enum is open. */
  readonly extensible: boolean;
  /** What the document calls the members of `values`, in their order: `x-enum-varnames`, `x-enumNames`. Empty: nothing. */
  readonly valueNames: readonly string[];
  /** What it says of each: `x-enum-descriptions`. Empty: nothing. */
  readonly valueDescriptions: readonly string[];
  readonly properties: readonly Property[];
  /** Names of `required` that `properties` does not hold: other parts of a composition describe them. */
  readonly requires: readonly string[];
  /** Of properties without a name of their own: a schema, anything (`true`), none (`false`), or not said (`null`). */
  readonly additional: Schema | boolean | null;
  /** Of properties whose names match a pattern: one schema for each pattern. */
  readonly patterned: readonly Schema[];
  readonly items: Schema | null;
  readonly prefixItems: readonly Schema[];
  readonly allOf: readonly Schema[];
  readonly anyOf: readonly Schema[];
  readonly oneOf: readonly Schema[];
  readonly discriminator: Discriminator | null;
  readonly secret: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
  readonly title: string;
  readonly description: string;
  readonly default: Json | undefined;
  readonly example: Json | undefined;
  /** What the schema says beyond its type, in words: `at most 10000`, `1 to 10 items`. */
  readonly constraints: readonly string[];
}

/** The property that says which of several schemas a value has. */
export interface Discriminator {
  readonly property: string;
  /** Values that the document maps to models. A model without one goes by its name. */
  readonly mapping: readonly { readonly value: string; readonly model: ModelId }[];
}

/** A named property of an object schema. */
export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** What says nothing of the type. */
export const shapeless = {
  types: [],
  values: null,
  isEnum: false,
  valueNames: [],
  valueDescriptions: [],
  properties: [],
  requires: [],
  additional: null,
  patterned: [],
  items: null,
  prefixItems: [],
  allOf: [],
  anyOf: [],
  oneOf: [],
  discriminator: null,
  contentSchema: null,
} as const;

/** The schema of any value. */
export function anySchema(place: Place): Schema {
  return {
    ...shapeless,
    place,
    ref: null,
    without: [],
    format: null,
    contentMediaType: null,
    contentEncoding: null,
    isFile: false,
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

/** The schema of no value. */
export function neverSchema(place: Place): Schema {
  return { ...anySchema(place), values: [] };
}

/** The schema of a parameter without one: a string, as every value is on the wire. */
export function stringSchema(place: Place): Schema {
  return { ...anySchema(place), types: ["string"] };
}
