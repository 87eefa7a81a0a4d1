import { createRequire } from "node:module";
import type ts from "typescript";
import type { SchemaObject } from "./schema-object.js";

/**
 * The one place that knows openapi-typescript: its function from one schema to one type. Its default entry would also
 * lint and bundle whole documents, and fetch remote refs; none of that is loaded.
 */
export function transformSchema(schema: SchemaObject): ts.TypeNode {
  transform ??= load();
  return transform(schema, { path: "#/components/schemas/Schema", ctx: context() });
}

/** The compiler that openapi-typescript's nodes belong to. */
export function compiler(): typeof ts {
  typescript ??= require("typescript") as typeof ts;
  return typescript;
}

type Transform = (schema: SchemaObject, options: { path: string; ctx: object }) => ts.TypeNode;

// With require, not import: an ESM import of 9 MB of CommonJS runs a lexer over all of it.
const require: NodeJS.Require = createRequire(import.meta.url);
let transform: Transform | undefined;
let typescript: typeof ts | undefined;

function load(): Transform {
  return (require("openapi-typescript/dist/transform/schema-object.cjs") as { default: Transform }).default;
}

/** openapi-typescript's options; refs never need resolving, since ours are placeholders. */
function context(): object {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    immutable: false,
    injectFooter: [],
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    redoc: undefined,
    silent: true,
    transform: undefined,
    resolve: () => undefined,
  };
}
