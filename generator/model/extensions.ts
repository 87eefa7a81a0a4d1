import type { SpecNode } from "../load/spec-node.js";
import type { Model, ModelId, Operation, Pagination, PaginationKind, RateLimit, Schema, Skipped } from "./api.js";
import { skipForeign } from "./own-extension.js";
import { partsOf, resolved, schemaAt } from "./schema-lookup.js";

/** Reads `x-rate-limit` of the document or of a response. */
export function readRateLimit(node: SpecNode, skipped: Skipped[]): RateLimit | null {
  if (node.value === undefined) return null;
  // Others give numbers of requests under the same name.
  const isOurs = node.isMap && (typeof node.at("reset").value === "string" || node.has("as"));
  if (!isOurs) return skipForeign(node, skipped);
  onlyMembers(node, ["reset", "unit", "as"]);
  const unit = oneOf(node.at("unit"), ["seconds", "milliseconds", "microseconds"] as const, "seconds");
  const as = oneOf(node.at("as"), ["epoch", "delay"] as const, "epoch");
  const header = node.at("reset").string();
  if (header === "") {
    node.error(
      "OF1501",
      "x-rate-limit does not name its header.",
      "Add reset: with the header that says when the limit resets.",
    );
    return null;
  }
  return { header, unit, as };
}

const members = ["kind", "items", "next", "parameter", "limitParameter", "exclusive", "total", "totalPages"];

/** Reads `x-pagination` of an operation whose schemas have been read. */
export function readPagination(
  node: SpecNode,
  operation: Operation,
  models: ReadonlyMap<ModelId, Model>,
  skipped: Skipped[],
): Pagination | null {
  if (node.value === undefined) return null;
  if (!node.has("kind")) return skipForeign(node, skipped);
  onlyMembers(node, members);
  const body = pageBody(operation);
  if (body === null) {
    node.error(
      "OF1502",
      "x-pagination stands on an operation without a JSON response.",
      "Remove it, or document the response.",
    );
    return null;
  }
  const itemsNode = node.at("items");
  const items = itemsNode.string();
  const list = schemaAt(body, items, models);
  const item = list === null ? null : (partsOf(list, models).find(({ items }) => items !== null)?.items ?? null);
  if (item === null) {
    (itemsNode.value === undefined ? node : itemsNode).error(
      "OF1503",
      "items does not point at a list in the response.",
      'Give a JSON pointer into the response body, such as /items, or "" for the body itself.',
    );
    return null;
  }
  const kind = readKind(node, operation, body, models);
  return kind === null ? null : { ...kind, items, item };
}

/** What pointers of `x-pagination` point into: the first JSON body of a success. */
export function pageBody(operation: Operation): Schema | null {
  const success = operation.responses.find((response) => response.status.startsWith("2"));
  return success?.content.find((content) => content.as === "json")?.schema ?? null;
}

function readKind(
  node: SpecNode,
  operation: Operation,
  body: Schema,
  models: ReadonlyMap<ModelId, Model>,
): PaginationKind | null {
  const exists = (pointer: string): boolean => schemaAt(body, pointer, models) !== null;
  const kind = oneOf(node.at("kind"), ["cursor", "link", "offset", "page", "url"] as const, "link");
  const optional = (name: string): string | null => (node.has(name) ? pointer(node.at(name), exists) : null);
  if (kind === "link") return { kind };
  if (kind === "url") {
    const next = pointer(node.at("next"), exists);
    return next === null ? null : { kind, next };
  }
  const parameter = parameterName(node.at("parameter"), operation);
  if (kind === "cursor") {
    const next = pointer(node.at("next"), exists);
    return next === null || parameter === null
      ? null
      : { kind, next, parameter, exclusive: node.at("exclusive").boolean() };
  }
  const limitParameter = node.has("limitParameter") ? parameterName(node.at("limitParameter"), operation) : null;
  const counted = { limitParameter, total: optional("total") };
  if (parameter === null) return null;
  if (kind === "offset") return { kind, parameter, ...counted };
  return {
    kind,
    parameter,
    start: firstPage(operation, parameter, models),
    ...counted,
    totalPages: optional("totalPages"),
  };
}

/** Pages count from what the parameter's default or minimum says, else from 1. */
function firstPage(operation: Operation, name: string, models: ReadonlyMap<ModelId, Model>): number {
  const parameter = operation.parameters.find((one) => one.in === "query" && one.name === name);
  if (parameter === undefined) return 1;
  const schema = resolved(parameter.schema, models);
  // The model keeps a minimum in words, as `constraintsOf` writes them.
  const minimum = schema.constraints.map((words) => /^(?:at least )?(\d+)(?: to \d+)?$/.exec(words)?.[1]);
  const candidates = [parameter.schema.default, schema.default, ...minimum.flatMap((digits) => digits ?? [])];
  return candidates.map(Number).find((value, at) => candidates[at] !== undefined && Number.isSafeInteger(value)) ?? 1;
}

function pointer(node: SpecNode, exists: (pointer: string) => boolean): string | null {
  const text = node.string();
  if (node.value !== undefined && exists(text)) return text;
  node.error(
    "OF1503",
    "This does not point at anything in the response.",
    "Give a JSON pointer into the response body.",
  );
  return null;
}

function parameterName(node: SpecNode, operation: Operation): string | null {
  const name = node.string();
  if (operation.parameters.some((parameter) => parameter.name === name && parameter.in === "query")) return name;
  node.error(
    "OF1505",
    "This names no query parameter of the operation.",
    "Give the parameter's name as it is on the wire.",
  );
  return null;
}

function onlyMembers(node: SpecNode, known: readonly string[]): void {
  for (const [key, member] of node.entries()) {
    if (!known.includes(key)) {
      member.error("OF1506", "This member is not known here.", `Known are ${known.join(", ")}.`);
    }
  }
}

function oneOf<T extends string>(node: SpecNode, known: readonly T[], fallback: T): T {
  const value = known.find((name) => name === node.value);
  if (value === undefined) node.error("OF1507", "This is none of the known values.", `Known are ${known.join(", ")}.`);
  return value ?? fallback;
}
