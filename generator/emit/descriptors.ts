import type { Model, ModelId, Operation, Parameter, RateLimit, Response, Server } from "../model/api.js";
import { possibleTypes } from "../model/schema-lookup.js";
import { serverVariableKey } from "../naming/server-variable.js";
import { contentDescriptors } from "./content-descriptors.js";
import { type LiteralValue, object } from "./literal.js";
import type { PackageContext } from "./package-context.js";
import type { SourceFile } from "./source-file.js";
import type { ValuePlans } from "./value-plans.js";

/** An operation as the runtime reads it; members that have the runtime's default are left out. */
export function operationDescriptor(
  operation: Operation,
  plans: ValuePlans,
  file: SourceFile,
  { api, names }: PackageContext,
): LiteralValue {
  const own = names.operations.get(operation);
  if (own === undefined) throw new Error("operation without a name");
  const keyOf = (parameter: Parameter): string => own.parameters.get(parameter) ?? parameter.name;
  const byName = new Map(operation.parameters.filter((p) => p.in === "path").map((p) => [p.name, p]));
  const others = operation.parameters.filter((parameter) => parameter.in !== "path");
  return object({
    name: own.method,
    method: operation.method,
    path: operation.path.map((part) => {
      if (typeof part === "string") return part;
      const parameter = byName.get(part.parameter);
      return parameter === undefined
        ? object({ name: part.parameter })
        : pathDescriptor(parameter, keyOf(parameter), plans, api.models);
    }),
    parameters: others.length === 0 ? undefined : others.map((p) => parameterDescriptor(p, keyOf(p), plans)),
    body:
      operation.body === null
        ? undefined
        : object({
            key: own.bodySetter ?? "body",
            required: operation.body.required || undefined,
            content: contentDescriptors(operation.body.content, "request", plans, file),
          }),
    responses: new Map(
      operation.responses.map((response) => [response.status, responseDescriptor(response, plans, file)]),
    ),
    security:
      operation.security.length === 0 ? undefined : operation.security.map((alternative) => new Map(alternative)),
    servers: operation.servers.length === 0 ? undefined : operation.servers.map(serverDescriptor),
    pagination: operation.pagination === null ? undefined : paginationDescriptor(operation, keyOf),
    mints: operation.mints || undefined,
  });
}

/** A server as the runtime reads it. */
export function serverDescriptor(server: Server): LiteralValue {
  return object({
    name: server.name ?? undefined,
    url: server.url.map((part) =>
      typeof part === "string" ? part : object({ variable: serverVariableKey(part.variable) }),
    ),
    variables:
      server.variables.length === 0
        ? undefined
        : new Map(
            server.variables.map((variable) => [
              serverVariableKey(variable.name),
              object({
                default: variable.required ? undefined : variable.default,
                enum: variable.enum.length === 0 ? undefined : variable.enum,
              }),
            ]),
          ),
  });
}

/** A rate limit as the runtime reads it. */
export function rateLimitDescriptor(rateLimit: RateLimit | null): LiteralValue | undefined {
  return rateLimit === null ? undefined : object({ header: rateLimit.header, unit: rateLimit.unit, as: rateLimit.as });
}

/** The runtime refuses lists and objects in a path unless the schema asks for one: `[]` would erase a segment. */
function pathDescriptor(
  parameter: Parameter,
  key: string,
  plans: ValuePlans,
  models: ReadonlyMap<ModelId, Model>,
): LiteralValue {
  const types = possibleTypes(parameter.schema, models);
  const shape = types.has("array") ? "array" : types.has("object") ? "object" : undefined;
  return object({ ...serialized(parameter, key, plans), shape, spans: parameter.spans || undefined });
}

function parameterDescriptor(parameter: Parameter, key: string, plans: ValuePlans): LiteralValue {
  return object({
    in: parameter.in,
    ...serialized(parameter, key, plans),
    required: parameter.required || undefined,
    value: parameter.preset ?? undefined,
    allowEmpty: parameter.allowEmpty || undefined,
  });
}

function serialized(parameter: Parameter, key: string, plans: ValuePlans): Record<string, LiteralValue | undefined> {
  const defaultStyle = parameter.in === "path" || parameter.in === "header" ? "simple" : "form";
  const exploded = parameter.style === "form" || parameter.style === "cookie";
  return {
    name: parameter.name,
    key: key === parameter.name ? undefined : key,
    style: parameter.style === defaultStyle ? undefined : parameter.style,
    explode: parameter.explode === exploded ? undefined : parameter.explode,
    contentType: parameter.contentType ?? undefined,
    allowReserved: parameter.allowReserved || undefined,
    plan: plans.planOf(parameter.schema, "request"),
  };
}

function responseDescriptor(response: Response, plans: ValuePlans, file: SourceFile): LiteralValue {
  return object({
    content: response.content.length === 0 ? undefined : contentDescriptors(response.content, "response", plans, file),
    headers:
      response.headers.length === 0 ? undefined : new Map(response.headers.map((header) => [header.name, header.as])),
    rateLimit: rateLimitDescriptor(response.rateLimit),
  });
}

function paginationDescriptor(operation: Operation, keyOf: (parameter: Parameter) => string): LiteralValue | undefined {
  const { pagination } = operation;
  if (pagination === null) return undefined;
  const key = (name: string): string => {
    const parameter = operation.parameters.find((p) => p.in === "query" && p.name === name);
    return parameter === undefined ? name : keyOf(parameter);
  };
  const { kind, items } = pagination;
  if (kind === "link") return object({ kind, items });
  if (kind === "url") return object({ kind, items, next: pagination.next });
  const parameter = key(pagination.parameter);
  if (kind === "cursor") {
    return object({ kind, items, next: pagination.next, parameter, exclusive: pagination.exclusive || undefined });
  }
  const limitParameter = pagination.limitParameter === null ? undefined : key(pagination.limitParameter);
  const total = pagination.total ?? undefined;
  if (kind === "offset") return object({ kind, items, parameter, limitParameter, total });
  const start = pagination.start === 1 ? undefined : pagination.start;
  return object({
    kind,
    items,
    parameter,
    start,
    limitParameter,
    total,
    totalPages: pagination.totalPages ?? undefined,
  });
}
