import type { DocsInput } from "../../../../generator/emit/docs/package-docs.js";
import type { Api, Model, Operation, Schema } from "../../../../generator/model/api.js";
import { formsOf } from "../../../../generator/model/forms.js";
import { anySchema } from "../../../../generator/model/schema.js";
import { planNames } from "../../../../generator/naming/plan-names.js";

const place = { file: "sample.yaml", pointer: "" };

/** A schema that says only what a test is about. */
export function schema(given: Partial<Schema> = {}): Schema {
  return { ...anySchema(place), ...given };
}

export const text: Schema = schema({ types: ["string"] });

export function operation(given: Partial<Operation> = {}): Operation {
  return {
    place: {
      file: "sample.yaml",
      pointer: `/paths/${given.id ?? "~1things"}/${(given.method ?? "GET").toLowerCase()}`,
    },
    id: "listThings",
    method: "GET",
    template: "/things",
    path: ["/things"],
    tag: "Things",
    summary: "Lists things",
    description: "",
    deprecated: false,
    parameters: [],
    body: null,
    responses: [],
    security: [],
    servers: [],
    callbacks: [],
    pagination: null,
    mints: false,
    ...given,
  };
}

/** What the docs of a small API are made from. */
export function sample(given: Partial<Api> = {}, models: Readonly<Record<string, Schema>> = {}): DocsInput {
  const api: Api = {
    file: "sample.yaml",
    title: "Sample",
    version: "1",
    description: "",
    tags: [{ name: "Things", description: "" }],
    operations: [operation()],
    webhooks: [],
    models: new Map(Object.entries(models).map(([name, shape]) => [modelId(name), model(name, shape)])),
    relativeServer: null,
    servers: [],
    securitySchemes: [],
    rateLimit: null,
    skipped: [],
    ...given,
  };
  const options = {
    packageName: "@test/sample",
    clientClass: "SampleClient",
    lock: new Map(),
    runtimeNames: new Set<string>(),
  };
  return { api, names: planNames(api, options).plan, forms: formsOf(api), pages: true };
}

export function modelId(name: string): string {
  return `sample.yaml#/components/schemas/${name}`;
}

/** A ref to a model of {@link sample}. */
export function ref(name: string): Schema {
  return schema({ ref: modelId(name) });
}

function model(name: string, shape: Schema): Model {
  return {
    id: modelId(name),
    place: { file: "sample.yaml", pointer: `/components/schemas/${name}` },
    name,
    schema: shape,
  } as Model;
}
