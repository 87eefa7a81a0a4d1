import { expect, test } from "vitest";
import { suggestPagination } from "../../../generator/model/suggest-pagination.js";
import { apiOf, json, load, specWithOperation } from "../support.js";

const list = {
  type: "array",
  items: { type: "object", properties: { id: { type: "string" }, next: { type: "string" } } },
};
const text = { type: "string" };
const number = { type: "integer" };
const object = (properties: object): object => ({ type: "object", properties });

function operationWith(parameters: readonly string[], schema: object, more: object = {}): object {
  return {
    parameters: parameters.map((name) => ({ name, in: "query", schema: {} })),
    responses: { 200: { description: "", content: { "application/json": { schema } } } },
    ...more,
  };
}

const suggestions = (operation: object): unknown[] =>
  suggestPagination(apiOf(specWithOperation({ ...operation }))).map(({ pagination }) => pagination);

test.each<[string, readonly string[], object, object | null]>([
  [
    "a cursor",
    ["cursor", "limit"],
    object({ items: list, next_cursor: text }),
    { kind: "cursor", items: "/items", next: "/next_cursor", parameter: "cursor" },
  ],
  [
    "a cursor in an envelope",
    ["page[cursor]"],
    object({ data: list, meta: object({ page: object({ after: text }) }) }),
    { kind: "cursor", items: "/data", next: "/meta/page/after", parameter: "page[cursor]" },
  ],
  [
    "the next cursor, beside the page's own",
    ["cursor"],
    object({ data: list, meta: object({ cursor: text, next_cursor: text }) }),
    { kind: "cursor", items: "/data", next: "/meta/next_cursor", parameter: "cursor" },
  ],
  [
    "a token",
    ["pageToken", "maxResults"],
    object({ files: list, nextPageToken: text, kind: text }),
    { kind: "cursor", items: "/files", next: "/nextPageToken", parameter: "pageToken" },
  ],
  [
    "the number of the next page",
    ["page"],
    object({ items: list, next_page: number }),
    { kind: "cursor", items: "/items", next: "/next_page", parameter: "page" },
  ],
  [
    "the URL of the next page",
    ["offset"],
    object({ count: number, results: list, next: { type: "string", format: "uri" } }),
    { kind: "url", items: "/results", next: "/next" },
  ],
  [
    "links",
    ["page"],
    object({ data: list, links: object({ next: text }) }),
    { kind: "url", items: "/data", next: "/links/next" },
  ],
  [
    "an offset",
    ["offset", "limit"],
    object({ things: list, total_count: number }),
    { kind: "offset", items: "/things", parameter: "offset", limitParameter: "limit", total: "/total_count" },
  ],
  ["pages", ["page", "per_page"], list, { kind: "page", items: "", parameter: "page", limitParameter: "per_page" }],
  [
    "pages with totals",
    ["pageNumber"],
    object({ content: list, totalElements: number, totalPages: number }),
    { kind: "page", items: "/content", parameter: "pageNumber", total: "/totalElements", totalPages: "/totalPages" },
  ],
  [
    "a composition",
    ["page", "size"],
    { allOf: [object({ items: list }), object({ total: number })] },
    { kind: "page", items: "/items", parameter: "page", limitParameter: "size", total: "/total" },
  ],
  ["the id of the last item, which no kind expresses", ["starting_after"], object({ data: list, has_more: {} }), null],
  ["two lists", ["page", "limit"], object({ a: list, b: list }), null],
  ["no list", ["page", "limit"], object({ a: text }), null],
  ["a page alone", ["page"], object({ lines: list }), null],
  ["no parameter", [], object({ items: list, next: text }), null],
  ["the next of an item", ["cursor"], object({ items: list }), null],
])("%s", (_what, parameters, schema, want) => {
  expect(suggestions(operationWith(parameters, schema))).toEqual(want === null ? [] : [want]);
  if (want === null) return;
  const pasted = operationWith(parameters, schema, { "x-pagination": want });
  const { api, diagnostics } = load({ "spec.json": json(specWithOperation({ ...pasted })) });
  expect(diagnostics).toEqual([]);
  expect(api?.operations[0]?.pagination).toMatchObject(want);
  expect(api === null ? null : suggestPagination(api)).toEqual([]);
});

test("a Link header", () => {
  const response = { description: "", headers: { Link: {} }, content: { "application/json": { schema: list } } };
  expect(suggestions({ responses: { 200: response } })).toEqual([{ kind: "link", items: "" }]);
});

test("only what is read is suggested", () => {
  const page = object({ items: list, next_cursor: text });
  expect(suggestions(operationWith(["cursor"], page, { method: "post" }))).toEqual([]);
});
