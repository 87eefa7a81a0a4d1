import type { Api, Model, ModelId, Operation, Place, Schema } from "./api.js";
import { pageBody } from "./extensions.js";
import { pagingWords } from "./paging-words.js";
import { partsOf } from "./schema-lookup.js";

/** An `x-pagination` that an operation could have, by the look of it. */
export interface PaginationSuggestion {
  readonly place: Place;
  /** Its members, in the order in which a person would write them. */
  readonly pagination: Readonly<Record<string, string>>;
}

/** A value in a response: its place there, and what is known of it. */
interface Found {
  readonly pointer: string;
  /** Names on the way to it, joined and without punctuation: `linksnext`. */
  readonly path: string;
  readonly name: string;
  readonly schema: Schema;
  readonly parts: readonly Schema[];
}

type Models = ReadonlyMap<ModelId, Model>;

/** Suggestions for the operations that look paged and do not say so. Nothing is generated from them. */
export function suggestPagination(api: Api): readonly PaginationSuggestion[] {
  return api.operations.flatMap((operation) => {
    const pagination = operation.pagination === null ? suggestionFor(operation, api.models) : null;
    return pagination === null ? [] : [{ place: operation.place, pagination }];
  });
}

function suggestionFor(operation: Operation, models: Models): Readonly<Record<string, string>> | null {
  const body = operation.method === "GET" ? pageBody(operation) : null;
  if (body === null) return null;
  const found = valuesIn(body, models);
  const lists = listsIn(found);
  const [items] = lists;
  if (items === undefined || lists.length > 1) return null;
  return (
    byCursor(operation, items, found, models) ??
    byUrl(operation, items, found) ??
    byLink(operation, items) ??
    byNumber("offset", operation, items, found, models) ??
    byNumber("page", operation, items, found, models)
  );
}

/** The lists that could be the items: the body, its members, or else members of these. */
function listsIn(found: readonly Found[]): readonly string[] {
  const all = found.filter(({ parts }) => isList(parts)).map(({ pointer }) => pointer);
  if (all.includes("")) return [""];
  const near = all.filter((pointer) => pointer.lastIndexOf("/") === 0);
  return near.length > 0 ? near : all;
}

function isList(parts: readonly Schema[]): boolean {
  return parts.some(({ types, items }) => types.includes("array") && items !== null);
}

/** The body, its members and theirs. */
function valuesIn(body: Schema, models: Models): readonly Found[] {
  const root: Found = { pointer: "", path: "", name: "", schema: body, parts: partsOf(body, models) };
  const below = (from: Found): readonly Found[] =>
    from.parts.flatMap(({ properties }) =>
      properties.map(({ name, schema }) => ({
        pointer: `${from.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        path: from.path + bare(name),
        name: bare(name),
        schema,
        parts: partsOf(schema, models),
      })),
    );
  const members = below(root);
  const deeper = members.flatMap(below);
  return [root, ...members, ...deeper, ...deeper.flatMap(below)];
}

function byCursor(
  operation: Operation,
  items: string,
  found: readonly Found[],
  models: Models,
): Readonly<Record<string, string>> | null {
  const parameter = queryParameter(operation, pagingWords.cursor, models);
  const cursors = found.filter(
    (value) => isNamed(value, pagingWords.nextCursor) && isText(value, true) && !isUrl(value),
  );
  // Some pages name their own cursor, too.
  const next = cursors.find(({ name }) => name.includes("next")) ?? cursors[0];
  if (parameter !== null && next !== undefined) return { kind: "cursor", items, next: next.pointer, parameter };
  // The number of the next page is a cursor, too.
  const page = queryParameter(operation, pagingWords.page, models);
  const number = found.find(
    ({ name, parts }) => name === "nextpage" && parts.some(({ types }) => types.includes("integer")),
  );
  return page !== null && number !== undefined
    ? { kind: "cursor", items, next: number.pointer, parameter: page }
    : null;
}

function byUrl(operation: Operation, items: string, found: readonly Found[]): Readonly<Record<string, string>> | null {
  const isPaged = operation.parameters.some(
    ({ in: place, name }) => place === "query" && Object.values(pagingWords).some((words) => words.has(bare(name))),
  );
  const next = found.find(
    (value) =>
      isText(value, false) &&
      (pagingWords.nextUrl.has(value.path) || (isNamed(value, pagingWords.nextCursor) && isUrl(value))),
  );
  return isPaged && next !== undefined ? { kind: "url", items, next: next.pointer } : null;
}

function byLink(operation: Operation, items: string): Readonly<Record<string, string>> | null {
  const success = operation.responses.find(({ status }) => status.startsWith("2"));
  const hasLink = success?.headers.some(({ name }) => name.toLowerCase() === "link") ?? false;
  return hasLink ? { kind: "link", items } : null;
}

function byNumber(
  kind: "offset" | "page",
  operation: Operation,
  items: string,
  found: readonly Found[],
  models: Models,
): Readonly<Record<string, string>> | null {
  const parameter = queryParameter(operation, pagingWords[kind], models);
  if (parameter === null) return null;
  const limitParameter = queryParameter(operation, pagingWords.limit, models);
  const total = found.find((value) => isNamed(value, pagingWords.total) && isNumber(value))?.pointer;
  const totalPages = found.find((value) => isNamed(value, pagingWords.totalPages) && isNumber(value))?.pointer;
  // Alone, a parameter that is called page may be anything: the number of a page in a book.
  if (limitParameter === null && total === undefined && totalPages === undefined) return null;
  return {
    kind,
    items,
    parameter,
    ...(limitParameter !== null && { limitParameter }),
    ...(total !== undefined && { total }),
    ...(kind === "page" && totalPages !== undefined && { totalPages }),
  };
}

/** The query parameter that goes by one of these words and takes a single value. */
function queryParameter(operation: Operation, words: ReadonlySet<string>, models: Models): string | null {
  const single = (schema: Schema): boolean =>
    partsOf(schema, models).every(({ types }) => !types.includes("array") && !types.includes("object"));
  const parameter = operation.parameters.find(
    ({ in: place, name, schema }) => place === "query" && words.has(bare(name)) && single(schema),
  );
  return parameter?.name ?? null;
}

/** Links of things that the response holds are named like those of the response: only its own count. */
function isNamed({ name, pointer }: Found, words: ReadonlySet<string>): boolean {
  const [, top = ""] = pointer.split("/");
  return words.has(name) && (pointer.lastIndexOf("/") === 0 || pagingWords.envelope.has(bare(top)));
}

function isText({ parts }: Found, orNumber: boolean): boolean {
  const types = parts.flatMap((part) => part.types);
  return types.every((type) => type === "string" || type === "null" || (orNumber && type === "integer"));
}

function isNumber({ parts }: Found): boolean {
  return parts.some(({ types }) => types.includes("integer") || types.includes("number"));
}

function isUrl({ path, parts }: Found): boolean {
  return (
    pagingWords.nextUrl.has(path) ||
    parts.some(({ format }) => format === "uri" || format === "uri-reference" || format === "url")
  );
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
