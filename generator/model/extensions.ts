import type { SpecNode } from "../load/spec-node.js";
import type { Model, ModelId, Operation, Pagination, PaginationKind, RateLimit } from "./api.js";
import { resolved, schemaAt } from "./schema-lookup.js";

/** Reads `x-rate-limit` of the document or of a response. */
export function readRateLimit(node: SpecNode): RateLimit | null {
  if (node.value === undefined) return null;
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

/** Reads `x-pagination` of an operation whose schemas have been read. */
export function readPagination(
  node: SpecNode,
  operation: Operation,
  models: ReadonlyMap<ModelId, Model>,
): Pagination | null {
  if (node.value === undefined) return null;
  onlyMembers(node, ["kind", "items", "next", "parameter", "limitParameter", "exclusive", "total"]);
  const body = operation.responses
    .find((response) => response.status.startsWith("2"))
    ?.content.find((c) => c.as === "json");
  if (body === undefined) {
    node.error(
      "OF1502",
      "x-pagination stands on an operation without a JSON response.",
      "Remove it, or document the response.",
    );
    return null;
  }
  const itemsNode = node.at("items");
  const items = itemsNode.string();
  const list = schemaAt(body.schema, items, models);
  const item = list === null ? null : resolved(list, models).items;
  if (item === null) {
    (itemsNode.value === undefined ? node : itemsNode).error(
      "OF1503",
      "items does not point at a list in the response.",
      'Give a JSON pointer into the response body, such as /items, or "" for the body itself.',
    );
    return null;
  }
  const kind = readKind(node, operation, (pointer) => schemaAt(body.schema, pointer, models) !== null);
  return kind === null ? null : { ...kind, items, item };
}

function readKind(node: SpecNode, operation: Operation, exists: (pointer: string) => boolean): PaginationKind | null {
  const kind = oneOf(node.at("kind"), ["cursor", "link", "offset", "page", "url"] as const, "link");
  if (kind === "link") return { kind };
  if (kind === "cursor") {
    const next = pointer(node.at("next"), exists);
    const parameter = parameterName(node.at("parameter"), operation);
    return next === null || parameter === null
      ? null
      : { kind, next, parameter, exclusive: node.at("exclusive").boolean() };
  }
  if (kind === "offset") {
    const parameter = parameterName(node.at("parameter"), operation);
    const limit = node.has("limitParameter") ? parameterName(node.at("limitParameter"), operation) : null;
    const total = node.has("total") ? pointer(node.at("total"), exists) : null;
    return parameter === null ? null : { kind, parameter, limitParameter: limit, total };
  }
  node
    .at("kind")
    .error("OF1504", `Pagination of kind ${kind} is not supported yet.`, "Use cursor, link or offset, or remove it.");
  return null;
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
