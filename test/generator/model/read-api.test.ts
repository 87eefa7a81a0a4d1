import { describe, expect, test } from "vitest";
import type { Parameter } from "../../../generator/model/api.js";
import { apiOf, filesOf, json, load, specOf, specWithOperation } from "../support.js";

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
    x: { type: "telepathy" },
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
    ["without what a client cannot serve", [{ x: [] }, { a: [] }], [{ a: [] }]],
    ["none that can be served", [{ x: [] }], []],
    ["of mutual TLS, behind what the caller may give", [{ m: [] }, { a: [] }], [{ a: [] }, {}]],
    ["of mutual TLS and a credential", [{ m: [], a: [] }], [{ a: [] }]],
    ["undeclared", [{ nobody: [] }, { a: [], nobody: [] }, { b: [] }], [{ b: [] }]],
    ["undeclared alone", [{ nobody: [] }], []],
    ["by URI", [{ "other.yaml#/components/securitySchemes/k": [] }, { a: [] }], [{ a: [] }]],
    ["without a list of scopes", [{ a: null }], [{ a: [] }]],
    ["nothing", [{}], [{}]],
  ])("%s", (_what, given, want) => {
    expect(securityOf(given)).toEqual(want);
  });

  test.each<[object, unknown, number]>([
    [{ type: "http", scheme: "Bearer" }, { kind: "bearer" }, 0],
    [{ type: "http", scheme: "digest" }, { kind: "apiKey", in: "header", name: "Authorization", prefix: "digest " }, 0],
    [{ type: "http", scheme: "a b" }, undefined, 1],
    [{ type: "http" }, undefined, 1],
    [{ type: "openIdConnect", openIdConnectUrl: "https://a.com" }, { kind: "bearer" }, 0],
    [{ type: "oauth2", flows: { implicit: { authorizationUrl: "https://a.com" } } }, { kind: "bearer" }, 0],
    [
      { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://a.com/token", scopes: {} } } },
      { kind: "oauth2", tokenUrl: "https://a.com/token" },
      0,
    ],
    [{ type: "oauth2", flows: { clientCredentials: { tokenUrl: "/t" } } }, { kind: "oauth2", tokenUrl: "/t" }, 0],
    [{ type: "oauth2", flows: { clientCredentials: {} } }, { kind: "oauth2", tokenUrl: null }, 1],
    [
      { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://{r}.a.com" } } },
      { kind: "oauth2", tokenUrl: null },
      1,
    ],
    [
      { type: "oauth2", flows: { clientCredentials: { tokenUrl: "javascript:x" } } },
      { kind: "oauth2", tokenUrl: null },
      1,
    ],
    [{ type: "mutualTLS" }, undefined, 1],
    [{ type: "apiKey", in: "body", name: "k" }, undefined, 1],
    [{ type: "apiKey", in: "header" }, undefined, 1],
    [{ type: "telepathy" }, undefined, 1],
    [
      { type: "apiKey", in: "header", name: "k", "x-token-prefix": { a: 1 } },
      { kind: "apiKey", in: "header", name: "k", prefix: "" },
      1,
    ],
  ])("the scheme %j", (scheme, want, skipped) => {
    const api = apiOf(specOf({ components: { securitySchemes: { s: scheme } } }));
    expect(api.securitySchemes[0]?.credential).toEqual(want);
    expect(api.skipped).toHaveLength(skipped);
  });

  test("what is not declared is reported once, and keeps nothing from being generated", () => {
    const spec = specOf({
      security: [{ nobody: [] }],
      paths: { "/a": { get: { responses: {} }, put: { responses: {} } } },
    });
    const { api, lines } = load({ "spec.json": json(spec) });
    expect(lines).toEqual([expect.stringContaining("warning OF1603 #/security/0/nobody")]);
    expect(api?.skipped.map(({ place }) => place.pointer)).toEqual(["/security/0/nobody"]);
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
    ["", {}, undefined],
    ["//a.com/v1", {}, ["https://a.com/v1"]],
    ["https://a.com/v1#top", {}, ["https://a.com/v1"]],
    ["https://b\u00fccher.example/v1", {}, ["https://xn--bcher-kva.example/v1"]],
    ["https://a.com/\u00fc b", {}, ["https://a.com/%C3%BC%20b"]],
    ["https://a.com/*/v1;x=(1)", {}, ["https://a.com/*/v1;x=(1)"]],
    ["https://A.com:443", {}, ["https://A.com:443"]],
    ["https://a.com:{port}/", { port: { default: 8443 } }, ["https://a.com:", { variable: "port" }]],
    ["https://{tenant}.a.com", {}, ["https://", { variable: "tenant" }, ".a.com"]],
    ["{baseUrl}/v1", { baseUrl: { default: "https://a.com" } }, [{ variable: "baseUrl" }, "/v1"]],
    ["{basePath}/v1", { basePath: { default: "/api" } }, undefined],
  ])("%s", (url, variables, want) => {
    expect(apiOf(specOf({ servers: [{ url, variables }] })).servers[0]?.url).toEqual(want);
  });

  test.each([
    "https://user@a.com",
    "https://a.com/?x=1",
    "ftp://a.com",
    "wss://a.com",
    'https://a.com/"+evil()+"',
    "https://a.com/../b",
    "<your-host>",
    "https://<your-host>/v1",
    "https://",
    "mailto:a@b.com",
    "https://\u00fc{x}.com",
    "https://{a{b}}.com",
    "https:///a.com/v1",
    "https://a}.com/v1",
  ])("%s is left out with a warning", (url) => {
    const { api, lines } = load({ "spec.json": json(specOf({ servers: [{ url }, { url: "https://b.com" }] })) });
    expect(lines).toEqual([expect.stringContaining("warning OF1402 #/servers/0/url")]);
    expect(api?.servers.map((server) => server.url)).toEqual([["https://b.com"]]);
    expect(api?.skipped.map(({ place }) => place.pointer)).toEqual(["/servers/0/url"]);
  });

  test.each<[string, object | undefined, object]>([
    ["https://{v}.a.com", undefined, { default: "v", required: true, enum: [] }],
    ["https://{v}.a.com", {}, { default: "v", required: true }],
    ["https://{v}.a.com", { default: "" }, { default: "v", required: true }],
    ["https://{v}.a.com", { default: "<your tenant>" }, { default: "v", required: true }],
    ["https://{v}.a.com", { enum: ["eu", "us"] }, { default: "eu", required: true, enum: ["eu", "us"] }],
    ["https://{v}.a.com", { default: "eu" }, { default: "eu", required: false }],
    ["https://{v}", undefined, { default: "api.example.com", required: true }],
    ["https://a.com:{v}", undefined, { default: "443", required: true }],
    ["https://a.com:{v}", { default: 8080, enum: [8080, 9090] }, { default: "8080", enum: ["8080", "9090"] }],
    ["https://a.com/{v}", { default: "" }, { default: "", required: false }],
    ["{v}://a.com", undefined, { default: "https", required: true }],
    ["{v}", undefined, { default: "https://api.example.com", required: true }],
    ["https://a.com/{merchant account}", undefined, { default: "merchant-account", required: true }],
  ])("a variable of %s described as %j", (url, described, want) => {
    const name = /\{(.*)\}/.exec(url)?.[1] ?? "";
    const variables = described === undefined ? {} : { [name]: described };
    const { api, lines } = load({ "spec.json": json(specOf({ servers: [{ url, variables }] })) });
    expect(lines).toEqual([]);
    expect(api?.servers[0]?.variables[0]).toMatchObject(want);
  });

  test("a default outside its enum is a warning, and stays the default", () => {
    const v = { default: "eu", enum: ["us"] };
    const { api, lines } = load({
      "spec.json": json(specOf({ servers: [{ url: "https://{v}.a.com", variables: { v } }] })),
    });
    expect(lines).toEqual([expect.stringContaining("warning OF1403 #/servers/0/variables/v/default")]);
    expect(api?.servers[0]?.variables[0]).toMatchObject({ default: "eu", enum: ["us"], required: false });
  });

  test("a variable that the URL does not name is listed", () => {
    const api = apiOf(specOf({ servers: [{ url: "https://a.com", variables: { v: { default: "x" } } }] }));
    expect(api.servers[0]?.variables).toEqual([]);
    expect(api.skipped.map(({ place }) => place.pointer)).toEqual(["/servers/0/variables/v"]);
  });

  test.each<[readonly string[], string | null]>([
    [["/v1"], "/v1"],
    [["v1/"], "/v1"],
    [["/", "/v2"], null],
    [["/{version}/x", "https:// "], "/{version}/x"],
    [["/v1", "https://a.com"], null],
    [[], null],
  ])("the path of relative servers %j", (urls, want) => {
    const variables = { version: { default: "v2" } };
    const servers = urls.map((url) => (url.includes("{") ? { url, variables } : { url }));
    expect(load({ "spec.json": json(specOf({ servers })) }).api?.relativeServer).toBe(want);
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

describe("discriminators", () => {
  const shape = (discriminator: object): string | undefined => {
    const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
    const side = { type: "object", properties: { side: { type: "number" } } };
    const components = {
      schemas: { Shape: { oneOf: [ref("Circle"), ref("Square")], discriminator }, Circle: side, Square: side },
    };
    const content = { "application/json": { schema: ref("Shape") } };
    const responses = { 200: { description: "", content } };
    return filesOf(specWithOperation({ responses }, { components }))
      .get("src/models/shape.ts")
      ?.split("export type ")[1];
  };

  test.each([
    ["a property without a name", { propertyName: "" }, 'Shape = Circle | Square | UnknownVariant<"">;\n'],
    ["no property: nothing is told apart", { mapping: { circle: "Circle" } }, "Shape = Circle | Square;\n"],
  ])("%s", (_what, discriminator, want) => {
    expect(shape(discriminator)).toBe(want);
  });
});
