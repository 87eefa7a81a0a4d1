import type { Api, Model, ModelId, Operation, Schema, Webhook } from "./api.js";

/** Which way a value travels: bodies and parameters of requests, or bodies of responses. */
export type Direction = "request" | "response";

/** How a model is used, and whether its two forms differ. */
export interface ModelForms {
  readonly request: boolean;
  readonly response: boolean;
  /** The request form is another type: read-only and write-only members, enums or secrets are in it or below it. */
  readonly differs: boolean;
}

/** The forms of every model of an API. A model that no operation reaches counts as used in responses. */
export function formsOf(api: Api): ReadonlyMap<ModelId, ModelForms> {
  const request = reached(api, requestSchemas(api));
  const response = reached(api, responseSchemas(api));
  const differing = differingModels(api);
  const forms = new Map<ModelId, ModelForms>();
  for (const id of api.models.keys()) {
    forms.set(id, {
      request: request.has(id),
      response: response.has(id) || !request.has(id),
      differs: differing.has(id),
    });
  }
  return forms;
}

/** The schemas that a schema is made of, one level down. */
export function childSchemas(schema: Schema): Schema[] {
  return [
    ...schema.properties.map((property) => property.schema),
    ...(typeof schema.additional === "object" && schema.additional !== null ? [schema.additional] : []),
    ...schema.patterned,
    ...(schema.items === null ? [] : [schema.items]),
    ...schema.prefixItems,
    ...schema.allOf,
    ...schema.anyOf,
    ...schema.oneOf,
  ];
}

/** Every schema below a schema, itself first, without following refs. */
export function* schemasBelow(schema: Schema): Generator<Schema> {
  const open: Schema[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    // Not spread: a call takes only so many arguments.
    for (const child of childSchemas(next).reverse()) open.push(child);
  }
}

/** The schemas that an operation mentions. */
export function operationSchemas(operation: Operation): Schema[] {
  const webhooks = operation.callbacks.flatMap(webhookSchemas);
  return [...parameterSchemas(operation), ...bodySchemas(operation), ...answerSchemas(operation), ...webhooks];
}

/** The schemas that a webhook mentions. */
export function webhookSchemas(webhook: Webhook): Schema[] {
  return [...parameterSchemas(webhook), ...bodySchemas(webhook), ...answerSchemas(webhook)];
}

function requestSchemas(api: Api): Schema[] {
  return [
    ...api.operations.flatMap(parameterSchemas),
    ...api.operations.flatMap(bodySchemas),
    ...webhooksOf(api).flatMap(answerSchemas),
  ];
}

function responseSchemas(api: Api): Schema[] {
  return [...api.operations.flatMap(answerSchemas), ...webhooksOf(api).flatMap(bodySchemas)];
}

/** Everything that the API sends by itself: its webhooks, and the callbacks of its operations. */
export function webhooksOf(api: Api): readonly Webhook[] {
  return [...api.webhooks, ...api.operations.flatMap((operation) => operation.callbacks)];
}

function parameterSchemas({ parameters }: Operation | Webhook): Schema[] {
  return parameters.map(({ schema }) => schema);
}

function bodySchemas({ body }: Operation | Webhook): Schema[] {
  return body?.content.map((content) => content.schema) ?? [];
}

function answerSchemas({ responses }: Operation | Webhook): Schema[] {
  return responses.flatMap((response) => response.content.map((content) => content.schema));
}

function reached(api: Api, roots: readonly Schema[]): ReadonlySet<ModelId> {
  const seen = new Set<ModelId>();
  const open = [...roots];
  for (let root = open.pop(); root !== undefined; root = open.pop()) {
    for (const schema of schemasBelow(root)) {
      if (schema.ref === null || seen.has(schema.ref)) continue;
      seen.add(schema.ref);
      const model = api.models.get(schema.ref);
      if (model !== undefined) open.push(model.schema);
    }
  }
  return seen;
}

function differingModels({ models }: Api): ReadonlySet<ModelId> {
  return modelsThatHold(models, differs);
}

/** The models that have such a schema in them, or below them through refs. */
export function modelsThatHold(
  models: ReadonlyMap<ModelId, Model>,
  isSuch: (schema: Schema) => boolean,
): ReadonlySet<ModelId> {
  const users = new Map<ModelId, ModelId[]>();
  const found = new Set<ModelId>();
  for (const model of models.values()) {
    for (const schema of schemasBelow(model.schema)) {
      if (isSuch(schema)) found.add(model.id);
      if (schema.ref === null) continue;
      const known = users.get(schema.ref);
      if (known === undefined) users.set(schema.ref, [model.id]);
      else known.push(model.id);
    }
  }
  const open = [...found];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const user of users.get(id) ?? []) {
      if (found.has(user)) continue;
      found.add(user);
      open.push(user);
    }
  }
  return found;
}

/** Whether a schema by itself says something else in requests than in responses. */
function differs(schema: Schema): boolean {
  const mayGrow = isOpenEnum(schema) && !schema.extensible;
  const oneWay = schema.readOnly || schema.writeOnly || schema.secret || schema.isFile;
  return oneWay || mayGrow || isDiscriminatedUnion(schema);
}

/** An enum that takes values unknown to the document when it is read: of strings or numbers. */
export function isOpenEnum(schema: Schema): boolean {
  return (
    schema.values !== null &&
    schema.isEnum &&
    schema.values.some((value) => typeof value === "string" || typeof value === "number")
  );
}

/** A choice by the value of a property, which may have values unknown to the document when it is read. */
export function isDiscriminatedUnion({ discriminator, oneOf, anyOf }: Schema): boolean {
  return discriminator !== null && oneOf.length + anyOf.length > 0;
}
