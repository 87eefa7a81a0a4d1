import { describe, expect, test } from "vitest";
import type { Parameter } from "../../../generator/model/api.js";
import { apiOf, json, load, specOf, specWithOperation } from "../support.js";

const string = { type: "string" };

describe("parameters", () => {
  const parameterOf = (parameter: object, path = "/things", parts: object = {}): Parameter | undefined =>
    apiOf(specWithOperation({ path, parameters: [parameter] }, parts)).operations[0]?.parameters[0];

  test.each<[object, Partial<Parameter>]>([
    [{ in: "path" }, { style: "simple", explode: false, required: true }],
    [{ in: "query" }, { style: "form", explode: true, required: false, allowReserved: false, preset: null }],
    [{ in: "header" }, { style: "simple", explode: false }],
    [{ in: "cookie" }, { style: "form", explode: true }],
    [
      { in: "query", explode: false },
      { style: "form", explode: false },
    ],
    [
      { in: "query", style: "deepObject" },
      { style: "deepObject", explode: false },
    ],
    [
      { in: "query", style: "pipeDelimited" },
      { style: "pipeDelimited", explode: false },
    ],
    [
      { in: "path", style: "matrix", explode: true },
      { style: "matrix", explode: true },
    ],
    [
      { in: "query", required: true, schema: { const: "x" } },
      { required: true, preset: "x" },
    ],
    [{ in: "query", required: true, schema: { enum: [1] } }, { preset: 1 }],
    [{ in: "header", required: true, schema: { default: false } }, { preset: false }],
    [{ in: "header", required: true, schema: { enum: ["a", "b"], default: "b" } }, { preset: "b" }],
    [{ in: "header", required: true, schema: { $ref: "#/components/schemas/One" } }, { preset: "one" }],
    [{ in: "query", required: true, schema: { enum: ["a", "b"] } }, { preset: null }],
    [{ in: "query", required: true, schema: { default: ["a"] } }, { preset: null }],
    [{ in: "query", schema: { default: "x" } }, { preset: null }],
    [{ in: "path", schema: { default: "x" } }, { preset: null }],
    [{ in: "query", content: { "application/json": { schema: {} } } }, { contentType: "application/json" }],
  ])("%j", (given, want) => {
    const parts = { components: { schemas: { One: { const: "one" } } } };
    expect(
      parameterOf({ name: "p", schema: string, ...given }, "in" in given && given.in === "path" ? "/{p}" : "/", parts),
    ).toMatchObject(want);
  });

  test("of the path item are shared, and overridden by place and name", () => {
    const { operations } = apiOf(
      specOf({
        paths: {
          "/{b}/{a}": {
            parameters: [
              { name: "a", in: "path", required: true, description: "shared", schema: string },
              { name: "q", in: "query", description: "shared", schema: string },
            ],
            get: {
              parameters: [
                { name: "q", in: "query", description: "own", schema: string },
                { name: "q", in: "header", description: "header", schema: string },
                { name: "b", in: "path", required: true, schema: string },
              ],
              responses: {},
            },
          },
        },
      }),
    );
    const found = operations[0]?.parameters.map((p) => `${p.in} ${p.name} ${p.description}`);
    expect(found).toEqual(["path b ", "path a shared", "query q own", "header q header"]);
  });

  test("that are not expressed are listed", () => {
    const names = ["Authorization", "accept", "Content-Type"];
    const api = apiOf(specWithOperation({ parameters: names.map((name) => ({ name, in: "header", schema: string })) }));
    expect(api.operations[0]?.parameters).toEqual([]);
    expect(api.skipped.map(({ place }) => place.pointer)).toEqual(
      [0, 1, 2].map((n) => `/paths/~1things/get/parameters/${n}`),
    );
  });
});

describe("security", () => {
  const schemes = {
    a: { type: "apiKey", in: "query", name: "a" },
    b: { type: "http", scheme: "BASIC" },
    o: { type: "oauth2", flows: {} },
    m: { type: "mutualTLS" },
  };
  const securityOf = (security: unknown, inherited: unknown = [{ a: [] }]): unknown => {
    const operation = security === undefined ? {} : { security };
    const api = apiOf(specWithOperation(operation, { security: inherited, components: { securitySchemes: schemes } }));
    return api.operations[0]?.security.map((alternative) => Object.fromEntries(alternative));
  };

  test.each([
    ["inherited", undefined, [{ a: [] }]],
    ["none", [], []],
    ["replaced", [{ o: ["read"] }, { a: [], b: [] }], [{ o: ["read"] }, { a: [], b: [] }]],
    ["optional", [{ a: [] }, {}], [{ a: [] }, {}]],
    ["without what a client cannot serve", [{ m: [] }, { a: [] }], [{ a: [] }]],
  ])("%s", (_what, given, want) => {
    expect(securityOf(given)).toEqual(want);
  });
});

describe("servers", () => {
  test.each<[string, object, unknown]>([
    ["https://a.com/v1/", {}, ["https://a.com/v1"]],
    ["https://a.com", {}, ["https://a.com"]],
    [
      "https://{r}.a.com/{b}/",
      { r: { default: "eu" }, b: { default: "v" } },
      ["https://", { variable: "r" }, ".a.com/", { variable: "b" }],
    ],
    ["{s}://a.com", { s: { default: "https", enum: ["https"] } }, [{ variable: "s" }, "://a.com"]],
    ["/relative", {}, undefined],
  ])("%s", (url, variables, want) => {
    expect(apiOf(specOf({ servers: [{ url, variables }] })).servers[0]?.url).toEqual(want);
  });

  test.each([
    ["https://{unknown}.a.com", "OF1401"],
    ["https://user@a.com", "OF1402"],
    ["https://a.com/?x=1", "OF1402"],
    ["https://a.com/#x", "OF1402"],
    ["ftp://a.com", "OF1402"],
    ['https://a.com/"+evil()+"', "OF1402"],
  ])("%s is refused", (url, code) => {
    const { diagnostics } = load({ "spec.json": json(specOf({ servers: [{ url }] })) });
    expect(diagnostics.map((d) => d.code)).toEqual([code]);
  });

  test("of an operation come before those of its path", () => {
    const api = apiOf(
      specOf({
        paths: {
          "/a": {
            servers: [{ url: "https://path.com" }],
            get: { servers: [{ url: "https://own.com" }], responses: {} },
            put: { responses: {} },
          },
          "/b": { get: { responses: {} } },
        },
      }),
    );
    expect(api.operations.map(({ servers }) => servers.map(({ url }) => url.join("")))).toEqual([
      ["https://own.com"],
      ["https://path.com"],
      [],
    ]);
  });
});

describe("responses", () => {
  test("come by status, ranges and default last", () => {
    const keys = ["default", "5XX", "404", "4xx", "200", "x-note", "201"];
    const responses = Object.fromEntries(keys.map((key) => [key, { description: "" }]));
    const api = apiOf(specWithOperation({ responses }));
    expect(api.operations[0]?.responses.map(({ status }) => status)).toEqual([
      "200",
      "201",
      "404",
      "4XX",
      "5XX",
      "default",
    ]);
  });
});

describe("mints", () => {
  const secret = { type: "object", properties: { token: { type: "string", "x-secret": true } } };
  const of = (method: string, status: string, schema: object): boolean | undefined =>
    apiOf(
      specWithOperation(
        { method, responses: { [status]: { description: "", content: { "application/json": { schema } } } } },
        { components: { schemas: { S: secret } } },
      ),
    ).operations[0]?.mints;

  test.each([
    ["post", "201", secret, true],
    ["post", "200", { type: "array", items: { $ref: "#/components/schemas/S" } }, true],
    ["post", "2XX", { oneOf: [{ type: "null" }, { $ref: "#/components/schemas/S" }] }, true],
    ["post", "200", { additionalProperties: { $ref: "#/components/schemas/S" } }, true],
    ["post", "400", secret, false],
    ["get", "200", secret, false],
    ["put", "200", secret, false],
    ["post", "200", { type: "object", properties: { token: string } }, false],
  ])("%s %s %j", (method, status, schema, want) => {
    expect(of(method, status, schema)).toBe(want);
  });
});

test("what the document leaves out has its default", () => {
  const [operation] = apiOf(specWithOperation({ tags: undefined, operationId: undefined })).operations;
  expect(operation).toMatchObject({
    id: null,
    tag: null,
    summary: "",
    description: "",
    deprecated: false,
    parameters: [],
    body: null,
    security: [],
    servers: [],
    pagination: null,
    mints: false,
  });
});
