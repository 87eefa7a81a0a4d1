import type { Place, Schema } from "./api.js";

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
