import { describe, expect, test } from "vitest";
import type { Webhook } from "../../../generator/model/api.js";
import { formsOf } from "../../../generator/model/forms.js";
import { apiOf, json, load, specOf } from "../support.js";

const post = {
  post: { requestBody: { content: { "application/json": { schema: { type: "string" } } } }, responses: {} },
};

/** A webhook in a word: `name METHOD media types`. */
function words({ name, expression, method, body }: Webhook): string {
  const types = body?.content.map((content) => content.mediaType) ?? [];
  return [name, ...(expression === null ? [] : [expression]), method, ...types].join(" ");
}

describe("webhooks", () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ["of 3.1", { webhooks: { a: post } }, ["a POST application/json"]],
    ["of 3.0, by their extension", { openapi: "3.0.3", "x-webhooks": { a: post } }, ["a POST application/json"]],
    [
      "that both say",
      { webhooks: { a: post }, "x-webhooks": { a: post, b: post } },
      ["a POST application/json", "b POST application/json"],
    ],
    [
      "of several methods",
      { webhooks: { a: { ...post, put: { responses: {} } } } },
      ["a POST application/json", "a PUT"],
    ],
    [
      "of a method of its own",
      { webhooks: { a: { additionalOperations: { NOTIFY: { responses: {} } } } } },
      ["a NOTIFY"],
    ],
    [
      "by a ref",
      { webhooks: { a: { $ref: "#/components/pathItems/A" } }, components: { pathItems: { A: post } } },
      ["a POST application/json"],
    ],
    ["written as callbacks", { "x-webhooks": { a: { "{$url}": post } } }, ["a {$url} POST application/json"]],
    ["that are no object, by the extension", { "x-webhooks": { a: 1, "x-b": post } }, []],
  ])("%s", (_, parts, want) => {
    expect(apiOf(specOf(parts)).webhooks.map(words)).toEqual(want);
  });

  test("take headers and query parameters of the path item and their own", () => {
    const parameter = (name: string, place: string, more: object = {}): object => ({
      name,
      in: place,
      schema: {},
      ...more,
    });
    const { webhooks, skipped } = apiOf(
      specOf({
        webhooks: {
          a: {
            parameters: [parameter("X-Signature", "header", { required: true })],
            post: {
              parameters: [
                parameter("q", "query"),
                parameter("c", "cookie"),
                parameter("d", "query", { style: "deepObject" }),
              ],
              responses: {},
            },
          },
        },
      }),
    );
    expect(webhooks[0]?.parameters.map((each) => `${each.in} ${each.name}`)).toEqual(["header X-Signature", "query q"]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "a cookie parameter of a webhook is not typed",
      "a query parameter of style deepObject of a webhook is not typed",
    ]);
  });

  test("what is not expressed is listed", () => {
    const xml = { content: { "application/json": { schema: {} }, "application/xml": { schema: {} } } };
    const { skipped } = apiOf(
      specOf({
        webhooks: { a: { post: { requestBody: xml, responses: {} } }, b: {} },
        "x-webhooks": { a: post },
      }),
    );
    expect(skipped.map(({ place, reason }) => `${place.pointer} ${reason}`)).toEqual([
      "/x-webhooks/a webhooks has another of this name",
      "/webhooks/a/post/requestBody/content/application~1xml/schema the payload is typed as JSON, not as application/xml",
      "/webhooks/b this webhook has no method",
    ]);
  });

  test("use their payload as a response and their answer as a request", () => {
    const ref = (name: string): object => ({
      content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    const object = { type: "object", properties: { id: { type: "string", readOnly: true } } };
    const api = apiOf(
      specOf({
        webhooks: { a: { post: { requestBody: ref("In"), responses: { 200: { description: "", ...ref("Out") } } } } },
        components: { schemas: { In: object, Out: object } },
      }),
    );
    expect([...formsOf(api).values()].map(({ request, response }) => [request, response])).toEqual([
      [false, true],
      [true, false],
    ]);
  });
});

test.each<[string, object, object, readonly string[]]>([
  ["inline", { done: { "{$request.body#/url}": post } }, {}, ["done {$request.body#/url} POST application/json"]],
  [
    "of several expressions",
    { done: { "{$a}": post, "{$b}": post, "x-c": post } },
    {},
    ["done {$a} POST application/json", "done {$b} POST application/json"],
  ],
  [
    "by a ref",
    { done: { $ref: "#/components/callbacks/Done" } },
    { callbacks: { Done: { "{$a}": post } } },
    ["done {$a} POST application/json"],
  ],
  [
    "with a path item by a ref",
    { done: { "{$a}": { $ref: "#/components/pathItems/Done" } } },
    { pathItems: { Done: post } },
    ["done {$a} POST application/json"],
  ],
])("callbacks %s", (_, callbacks, components, want) => {
  const api = apiOf(specOf({ paths: { "/jobs": { post: { callbacks, responses: {} } } }, components }));
  expect(api.operations[0]?.callbacks.map(words)).toEqual(want);
  expect(api.skipped).toEqual([]);
});

describe("additionalOperations", () => {
  const read = (item: object) => load({ "spec.json": json(specOf({ openapi: "3.2.0", paths: { "/a": item } })) });
  const operation = { responses: {} };

  test("are operations whose method is sent as written", () => {
    const { api, lines } = read({
      get: operation,
      query: operation,
      additionalOperations: { COPY: operation, link: operation },
    });
    expect(lines).toEqual([]);
    expect(api?.operations.map(({ method }) => method)).toEqual(["GET", "QUERY", "COPY", "link"]);
  });

  test.each([
    [{ additionalOperations: { "NOT A METHOD": operation } }, "OF1310 #/paths/~1a/additionalOperations/NOT A METHOD"],
    [{ get: operation, additionalOperations: { GET: operation } }, "OF1311 #/paths/~1a/additionalOperations/GET"],
  ])("%j is refused", (item, want) => {
    expect(read(item).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([want]);
  });
});

test("a tag without a description is described by its summary", () => {
  const tags = [
    { name: "a", summary: "All of a", parent: "b", kind: "nav" },
    { name: "b", summary: "B", description: "Of b" },
  ];
  const paths = { "/a": { get: { tags: ["a"], responses: {} }, put: { tags: ["b"], responses: {} } } };
  expect(apiOf(specOf({ openapi: "3.2.0", tags, paths })).tags.map(({ description }) => description)).toEqual([
    "All of a",
    "Of b",
  ]);
});
