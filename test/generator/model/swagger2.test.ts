import { describe, expect, test } from "vitest";
import type { Api, Body, Operation, Parameter, Property, Response, Schema } from "../../../generator/model/api.js";
import { apiOf, json, load } from "../support.js";

type Parts = Readonly<Record<string, unknown>>;

/** A small 2.0 document with one operation; given parts of the document are added to it. */
function swaggerOf(operation: Parts, parts: Parts = {}, path = "/things"): object {
  const node = { operationId: "run", responses: { "204": { description: "" } }, ...operation };
  const info = { title: "Test", version: "1" };
  return { swagger: "2.0", info, host: "api.example.com", paths: { [path]: { post: node } }, ...parts };
}

function operationOf(operation: Parts, parts: Parts = {}, path = "/things"): Operation {
  return apiOf(swaggerOf(operation, parts, path)).operations[0] as Operation;
}

function problems(document: object): readonly string[] {
  return load({ "spec.json": json(document) }).diagnostics.map((d) => `${d.severity} ${d.code} ${d.pointer}`);
}

describe("servers", () => {
  const urls = (servers: Api["servers"]): readonly string[] =>
    servers.map(({ url }) => url.map((part) => (typeof part === "string" ? part : `{${part.variable}}`)).join(""));

  test.each<[string, Parts, readonly string[], readonly string[]]>([
    ["a host and nothing else", {}, ["https://api.example.com"], []],
    [
      "a path, and https first",
      { basePath: "/v1/", schemes: ["http", "https"] },
      ["https://api.example.com/v1", "http://api.example.com/v1"],
      [],
    ],
    ["http alone", { schemes: ["http"] }, ["http://api.example.com"], []],
    ["schemes that a client does not speak", { schemes: ["wss"] }, ["https://api.example.com"], []],
    ["a port", { host: "localhost:8080", basePath: "/" }, ["https://localhost:8080"], []],
    ["a path without its slash", { basePath: "v1" }, ["https://api.example.com/v1"], []],
    ["no host", { host: undefined, basePath: "/v1", schemes: ["https"] }, [], []],
    ["a URL for a host", { host: "http://a.test/x" }, ["http://a.test/x"], ["warning OF1813 #/host"]],
    ["a path in both", { host: "a.test/v1", basePath: "/v1" }, ["https://a.test/v1"], ["warning OF1813 #/host"]],
    [
      "a URL for a path",
      { host: undefined, basePath: "http://a.test/v1" },
      ["http://a.test/v1"],
      ["warning OF1813 #/basePath"],
    ],
    ["a variable", { host: "{tenant}.a.test" }, ["https://{tenant}.a.test"], ["warning OF1814 #/host"]],
    ["a path for a host", { host: "/v1" }, [], ["warning OF1402 #/host", "warning OF1813 #/host"]],
    [
      "a file for a host",
      { host: "file:///etc", basePath: "/v1" },
      [],
      ["warning OF1402 #/host", "warning OF1813 #/host"],
    ],
    ["a host that is none", { host: "user@a test" }, [], ["warning OF1402 #/host"]],
  ])("%s", (_name, parts, want, wantProblems) => {
    const { api, diagnostics } = load({ "spec.json": json(swaggerOf({}, parts)) });
    expect(urls(api?.servers ?? [])).toEqual(want);
    expect(diagnostics.map((d) => `${d.severity} ${d.code} ${d.pointer}`)).toEqual(wantProblems);
  });

  test("of an operation are its schemes, where they make a difference", () => {
    const both = { schemes: ["https", "http"] };
    expect(urls(operationOf({ schemes: ["http"] }, both).servers)).toEqual(["http://api.example.com"]);
    expect(operationOf({ schemes: ["http", "https"] }, both).servers).toEqual([]);
    expect(operationOf({ schemes: ["https"] }, both).servers).toEqual([]);
    expect(operationOf({}, both).servers).toEqual([]);
  });

  test("a variable of the host has no default: callers give it", () => {
    const [server] = apiOf(swaggerOf({}, { host: "{tenant}.a.test" })).servers;
    expect(server?.variables).toEqual([
      { name: "tenant", default: "tenant", enum: [], required: true, description: "" },
    ]);
  });

  test("that cannot be told are listed", () => {
    const { skipped } = apiOf(swaggerOf({}, { host: undefined, basePath: "/v1" }));
    expect(skipped.map(({ place }) => place.pointer)).toEqual(["/basePath"]);
    expect(apiOf(swaggerOf({}, { schemes: ["ws", "https"] })).skipped.map(({ place }) => place.pointer)).toEqual([
      "/schemes/0",
    ]);
  });
});

describe("parameters", () => {
  const list = { type: "array", items: { type: "string" } };

  const parameterOf = (parameter: Parts, path = "/things"): Parameter =>
    operationOf({ parameters: [{ name: "p", in: "query", ...parameter }] }, {}, path).parameters[0] as Parameter;

  test.each<[Parts, Pick<Parameter, "style" | "explode">]>([
    [list, { style: "form", explode: false }],
    [
      { ...list, collectionFormat: "csv" },
      { style: "form", explode: false },
    ],
    [
      { ...list, collectionFormat: "ssv" },
      { style: "spaceDelimited", explode: false },
    ],
    [
      { ...list, collectionFormat: "pipes" },
      { style: "pipeDelimited", explode: false },
    ],
    [
      { ...list, collectionFormat: "multi" },
      { style: "form", explode: true },
    ],
    [{ type: "string" }, { style: "form", explode: true }],
    [
      { ...list, in: "header" },
      { style: "simple", explode: false },
    ],
    [
      { ...list, in: "path", collectionFormat: "csv" },
      { style: "simple", explode: false },
    ],
  ])("%j", (given, want) => {
    expect(parameterOf(given, given.in === "path" ? "/{p}" : "/")).toMatchObject(want);
  });

  test.each<[string, Parts]>([
    ["tabs", { ...list, collectionFormat: "tsv" }],
    ["spaces", { ...list, collectionFormat: "ssv", in: "header" }],
    ["vertical bars", { ...list, collectionFormat: "pipes", in: "path" }],
  ])("a list with %s that no style writes is one string", (separator, parameter) => {
    const path = parameter.in === "path" ? "/{p}" : "/";
    const api = apiOf(swaggerOf({ parameters: [{ name: "p", in: "query", ...parameter }] }, {}, path));
    const [found] = api.operations[0]?.parameters ?? [];
    expect(found?.schema).toMatchObject({
      types: ["string"],
      items: null,
      constraints: [`a list with ${separator} between its items`],
    });
    expect(api.skipped).toHaveLength(1);
  });

  test("a list in a list is given joined", () => {
    const items = { type: "array", collectionFormat: "pipes", items: { type: "integer" } };
    const { schema, style } = parameterOf({ type: "array", items });
    expect(style).toBe("form");
    expect(schema).toMatchObject({
      types: ["array"],
      items: { types: ["string"], constraints: ["a list with vertical bars between its items"] },
    });
  });

  test("have type, format, default and bounds beside their name", () => {
    const found = parameterOf({
      type: "integer",
      format: "int64",
      minimum: 1,
      maximum: 5,
      default: 2,
      description: "How many.",
    });
    expect(found).toMatchObject({ description: "How many.", required: false, preset: null });
    expect(found.schema).toMatchObject({ types: ["integer"], format: "int64", default: 2, description: "" });
    expect(found.schema.constraints).toEqual(["format int64", "1 to 5"]);
    expect(parameterOf({ type: "string", enum: ["a"], required: true }).preset).toBe("a");
    expect(parameterOf({ type: "string", "x-secret": true }).schema.secret).toBe(true);
    expect(parameterOf({ type: "string", "x-nullable": true }).schema.types).toEqual(["string", "null"]);
    expect(parameterOf({ type: "string", "x-example": "e" }).example).toBe("e");
  });

  test("with allowEmptyValue take the empty text, whatever their type", () => {
    expect(parameterOf({ type: "string", allowEmptyValue: true }).schema.anyOf).toEqual([]);
    const [own, empty] = parameterOf({ type: "boolean", allowEmptyValue: true }).schema.anyOf;
    expect([own?.types, empty?.values]).toEqual([["boolean"], [""]]);
  });

  test("of the path and of the document are shared", () => {
    const parameters = { q: { name: "q", in: "query", type: "string" }, Body: { name: "b", in: "body", schema: {} } };
    const shared = [{ $ref: "#/parameters/q" }, { name: "own", in: "query", type: "string" }];
    const paths = {
      "/{id}": {
        parameters: [...shared, { name: "id", in: "path", required: true, type: "string" }],
        post: {
          parameters: [{ $ref: "#/parameters/Body" }, { name: "own", in: "query", type: "integer" }],
          responses: {},
        },
      },
    };
    const [operation] = apiOf({ ...swaggerOf({}), paths, parameters }).operations;
    expect(operation?.parameters.map((p) => `${p.in} ${p.name} ${p.schema.types}`)).toEqual([
      "path id string",
      "query q string",
      "query own integer",
    ]);
    expect(operation?.body?.place.pointer).toBe("/parameters/Body");
  });
});

describe("what stands in the wrong place but is clear", () => {
  test.each<[string, Parts, string, Parts | undefined]>([
    ["no type", {}, "OF1807", { types: ["string"] }],
    ["a list without items", { type: "array" }, "OF1807", { items: { types: ["string"] } }],
    ["a list of objects", { type: "array", items: { type: "object" } }, "OF1808", { items: { types: ["string"] } }],
    ["a schema", { schema: { type: "integer" } }, "OF1806", { types: ["integer"] }],
    [
      "multi in a header",
      { in: "header", type: "array", items: { type: "string" }, collectionFormat: "multi" },
      "OF1804",
      { types: ["array"] },
    ],
  ])("%s", (_name, parameter, code, schema) => {
    const document = swaggerOf({ parameters: [{ name: "p", in: "query", ...parameter }] });
    expect(problems(document).map((line) => line.slice(0, 14))).toEqual([`warning ${code}`]);
    expect(apiOf(document).operations[0]?.parameters[0]?.schema).toMatchObject(schema ?? {});
  });

  test("bodies and responses as OpenAPI 3 writes them", () => {
    const content = { "application/json": { schema: { type: "integer" } } };
    const document = swaggerOf({ requestBody: { content }, responses: { "200": { description: "", content } } });
    const [operation] = apiOf(document).operations;
    expect(operation?.body?.content[0]?.schema.types).toEqual(["integer"]);
    expect(operation?.responses[0]?.content[0]?.schema.types).toEqual(["integer"]);
    expect(problems(document)).toEqual([
      "warning OF1806 #/paths/~1things/post/responses/200/content",
      "warning OF1806 #/paths/~1things/post/requestBody",
    ]);
  });

  test.each<[unknown, boolean]>([
    ["2.0", true],
    [2, true],
    ["2.1", false],
    ["1.2", false],
    [{}, false],
  ])("version %j", (swagger, isRead) => {
    expect(problems({ ...swaggerOf({}), swagger })).toEqual(isRead ? [] : ["error OF1007 #/swagger"]);
  });

  test("duplicate operationIds, and the same parameter twice", () => {
    const parameter = { name: "q", in: "query", type: "string" };
    const run = { operationId: "run", responses: {} };
    const paths = { "/a": { get: { ...run, parameters: [parameter, parameter] }, put: run } };
    expect(problems({ ...swaggerOf({}), paths })).toEqual(["warning OF1803 #/paths/~1a/get/parameters/1"]);
  });
});

describe("what is refused", () => {
  const body = { name: "b", in: "body", schema: {} };
  const field = { name: "f", in: "formData", type: "string" };
  const q = { name: "q", in: "query" };
  const at = (rest: string): string => `#/paths/~1things/post/parameters/${rest}`;

  test.each<[string, readonly Parts[], readonly string[]]>([
    ["two bodies", [body, { ...body, name: "c" }], [`error OF1801 ${at("1")}`]],
    ["a body and a form", [body, field], [`error OF1802 ${at("1")}`]],
    [
      "two parameters in one",
      [
        { ...q, type: "string" },
        { ...q, type: "integer" },
      ],
      [`error OF1803 ${at("1")}`],
    ],
    [
      "an unknown collectionFormat",
      [{ ...q, type: "array", items: { type: "string" }, collectionFormat: "semi" }],
      [`error OF1805 ${at("0/collectionFormat")}`],
    ],
    ["an object in the query", [{ ...q, type: "object" }], [`error OF1808 ${at("0/type")}`]],
    ["a type of its own", [{ ...q, type: "user" }], [`error OF1808 ${at("0/type")}`]],
    ["a file in the query", [{ ...q, type: "file" }], [`error OF1809 ${at("0/type")}`]],
    ["a file for a body", [{ ...body, schema: { type: "file" } }], [`error OF1809 ${at("0/schema/type")}`]],
    ["a cookie", [{ ...q, in: "cookie", type: "string" }], [`error OF1301 ${at("0/in")}`]],
  ])("%s", (_name, parameters, want) => {
    expect(problems(swaggerOf({ parameters }))).toEqual(want);
  });
});

describe("bodies", () => {
  const bodyOf = (consumes: unknown, parameter: Parts = {}, parts: Parts = {}): Body =>
    operationOf(
      { consumes, parameters: [{ name: "thing", in: "body", schema: { type: "string" }, ...parameter }] },
      parts,
    ).body as Body;
  const kinds = ({ content }: Body): readonly string[] => content.map(({ mediaType, as }) => `${mediaType} ${as}`);

  test.each<[unknown, readonly string[]]>([
    [undefined, ["application/json json"]],
    [[], ["application/json json"]],
    [["*/*"], ["*/* text"]],
    ["text/plain", ["text/plain text"]],
    [
      ["application/xml", "application/json", "application/json"],
      ["application/xml text", "application/json json"],
    ],
    [
      ["application/json", "application/*+json", "json"],
      ["application/json json", "application/*+json json"],
    ],
    [["application/x-ndjson"], ["application/x-ndjson json"]],
    [["application/octet-stream"], ["application/octet-stream binary"]],
    [["application/x-www-form-urlencoded"], ["application/x-www-form-urlencoded form"]],
  ])("consumes %j", (consumes, want) => {
    expect(kinds(bodyOf(consumes))).toEqual(want);
  });

  test("inherit what the document consumes", () => {
    expect(kinds(bodyOf(undefined, {}, { consumes: ["text/csv"] }))).toEqual(["text/csv text"]);
    expect(kinds(bodyOf(["text/html"], {}, { consumes: ["text/csv"] }))).toEqual(["text/html text"]);
  });

  test("are optional unless required, and take their name from the extension alone", () => {
    expect(bodyOf(undefined)).toMatchObject({ required: false, name: null, description: "" });
    expect(bodyOf(undefined, { required: true, description: "A thing." })).toMatchObject({
      required: true,
      description: "A thing.",
    });
    const named = operationOf({
      "x-codegen-request-body-name": "it",
      parameters: [{ name: "b", in: "body", schema: {} }],
    });
    expect(named.body?.name).toBe("it");
  });

  test("are not sent with GET", () => {
    const get = { parameters: [{ name: "b", in: "body", schema: {} }], responses: {} };
    const api = apiOf({ ...swaggerOf({}), paths: { "/a": { get } } });
    expect(api.operations[0]?.body).toBeNull();
    expect(api.skipped.map(({ place }) => place.pointer)).toEqual(["/paths/~1a/get/parameters/0"]);
  });

  test("a file in a media type that is bytes anyway", () => {
    expect(bodyOf(["image/png"], { schema: { type: "file" } }).content[0]?.schema).toMatchObject({
      types: ["string"],
      format: "binary",
    });
  });
});

describe("forms", () => {
  const text = { name: "note", in: "formData", type: "string", description: "A note." };
  const file = { name: "file", in: "formData", type: "file", required: true };

  function formOf(
    parameters: readonly Parts[],
    consumes?: unknown,
  ): { body: Body; properties: readonly Property[]; api: Api } {
    const api = apiOf(swaggerOf({ consumes, parameters }));
    const body = api.operations[0]?.body as Body;
    const model = api.models.get(body.content[0]?.schema.ref ?? "");
    return { body, properties: model?.schema.properties ?? [], api };
  }
  const kinds = ({ content }: Body): readonly string[] => content.map(({ mediaType, as }) => `${mediaType} ${as}`);

  test.each<[string, readonly Parts[], unknown, readonly string[]]>([
    ["nothing said", [text], undefined, ["application/x-www-form-urlencoded form"]],
    [
      "both",
      [text],
      ["multipart/form-data", "application/x-www-form-urlencoded"],
      ["multipart/form-data multipart", "application/x-www-form-urlencoded form"],
    ],
    [
      "a file",
      [text, file],
      ["application/x-www-form-urlencoded", "multipart/form-data"],
      ["multipart/form-data multipart"],
    ],
    ["a file, and nothing said", [file], undefined, ["multipart/form-data multipart"]],
    ["no form", [text], ["application/json"], ["application/x-www-form-urlencoded form"]],
    ["a vendor's own", [file], ["multipart/vnd.x+form-data;v=1"], ["multipart/vnd.x+form-data;v=1 multipart"]],
  ])("%s", (_name, parameters, consumes, want) => {
    expect(kinds(formOf(parameters, consumes).body)).toEqual(want);
  });

  test("are an object with a property for each field", () => {
    const { body, properties } = formOf([text, file], ["multipart/form-data"]);
    expect(body.required).toBe(true);
    expect(body.place.pointer).toBe("/paths/~1things/post/parameters");
    expect(
      properties.map(({ name, required, schema }) => [
        name,
        required,
        schema.types[0],
        schema.format,
        schema.description,
      ]),
    ).toEqual([
      ["note", false, "string", null, "A note."],
      ["file", true, "string", "binary", ""],
    ]);
    expect(properties[0]?.schema.place.pointer).toBe("/paths/~1things/post/parameters/0");
  });

  test("lists say in their encoding how they are written, unless it is once for each item", () => {
    const list = (collectionFormat: string): Parts => ({
      name: collectionFormat,
      in: "formData",
      type: "array",
      items: { type: "string" },
      collectionFormat,
    });
    const { body, properties, api } = formOf(["multi", "csv", "ssv", "pipes", "tsv"].map(list));
    expect(
      [...(body.content[0]?.encoding ?? [])].map(([name, { style, explode }]) => `${name} ${style} ${explode}`),
    ).toEqual(["csv form false", "ssv spaceDelimited false", "pipes pipeDelimited false"]);
    expect(properties.at(-1)?.schema.types).toEqual(["string"]);
    expect(api.skipped).toHaveLength(1);
  });

  test("say what they were not sent as", () => {
    expect(problems(swaggerOf({ parameters: [file] }))).toEqual(["warning OF1811 #/paths/~1things/post"]);
    expect(formOf([text], ["application/json"]).api.skipped.map(({ place }) => place.pointer)).toEqual([
      "/paths/~1things/post/consumes/0",
    ]);
  });
});

describe("responses", () => {
  const responseOf = (response: Parts, produces?: unknown, status = "200", parts: Parts = {}): Response =>
    operationOf({ produces, responses: { [status]: { description: "", ...response } } }, parts)
      .responses[0] as Response;
  const kinds = ({ content }: Response): readonly string[] => content.map(({ mediaType, as }) => `${mediaType} ${as}`);
  const object = { type: "object", properties: { a: {} } };

  test.each<[string, Response, readonly string[]]>([
    ["no schema", responseOf({}, ["application/json"]), []],
    ["nothing said", responseOf({ schema: object }), ["application/json json"]],
    ["an empty list", responseOf({ schema: object }, [], "200", { produces: ["text/csv"] }), ["application/json json"]],
    [
      "several",
      responseOf({ schema: object }, ["application/json", "text/xml", "image/png"]),
      ["application/json json", "image/png binary"],
    ],
    ["inherited", responseOf({ schema: object }, undefined, "200", { produces: ["text/csv"] }), ["text/csv text"]],
    ["anything", responseOf({ schema: object }, ["*/*"]), ["*/* json"]],
    ["a file", responseOf({ schema: { type: "file" } }, ["text/plain"]), ["text/plain binary"]],
    ["a file, and nothing said", responseOf({ schema: { type: "file" } }), ["application/octet-stream binary"]],
    [
      "an error where pictures are produced",
      responseOf({ schema: object }, ["image/png"], "400"),
      ["application/json json"],
    ],
    ["a picture", responseOf({ schema: { type: "string" } }, ["image/png"]), ["image/png binary"]],
  ])("%s", (_name, response, want) => {
    expect(kinds(response)).toEqual(want);
  });

  test("are shared, with headers and examples", () => {
    const headers = {
      Total: { type: "integer", description: "All." },
      Names: { type: "array", items: { type: "string" } },
      Bars: { type: "array", items: { type: "string" }, collectionFormat: "pipes" },
      When: { type: "date" },
    };
    const responses = {
      Thing: {
        description: "A thing.",
        schema: object,
        headers,
        examples: { "application/json": { a: 1 } },
        "x-unwrap": "first",
      },
    };
    const [response] = operationOf({ responses: { "200": { $ref: "#/responses/Thing" } } }, { responses }).responses;
    expect(response?.headers.map((header) => `${header.name} ${header.as}`)).toEqual([
      "Total number",
      "Names list",
      "Bars string",
      "When string",
    ]);
    expect(response?.content[0]).toMatchObject({ example: { a: 1 }, unwrapFirst: true });
    expect(problems(swaggerOf({ responses: { "200": { $ref: "#/responses/Thing" } } }, { responses }))).toEqual([
      "warning OF1812 #/responses/Thing/headers/When/type",
    ]);
  });
});

test("definitions are the models, and x-nullable is null", () => {
  const definitions = {
    Pet: {
      type: "object",
      properties: { tag: { type: "string", "x-nullable": true }, owner: { $ref: "#/definitions/Owner" } },
    },
    Owner: { properties: { age: { type: "integer", minimum: 0, exclusiveMinimum: true } } },
  };
  const { models } = apiOf(swaggerOf({}, { definitions }));
  expect([...models.values()].map(({ name }) => name)).toEqual(["Pet", "Owner"]);
  const properties: readonly { readonly name: string; readonly schema: Schema }[] = [...models.values()].flatMap(
    ({ schema }) => schema.properties,
  );
  expect(properties.map(({ name, schema }) => `${name} ${schema.types} ${schema.constraints}`)).toEqual([
    "tag string,null ",
    "owner  ",
    "age integer at least 0",
  ]);
});

test("security schemes", () => {
  const securityDefinitions = {
    basic: { type: "basic" },
    key: { type: "apiKey", in: "header", name: "X-Key", "x-token-prefix": "T " },
    query: { type: "apiKey", in: "query", name: "key" },
    implicit: { type: "oauth2", flow: "implicit", authorizationUrl: "https://a.test", scopes: { r: "read" } },
    application: { type: "oauth2", flow: "application", tokenUrl: "https://a.test", scopes: {} },
  };
  const api = apiOf(swaggerOf({ security: [{ basic: [] }, { implicit: ["r"], key: [] }] }, { securityDefinitions }));
  expect(api.securitySchemes.map(({ name, credential }) => `${name} ${credential.kind}`)).toEqual([
    "basic basic",
    "key apiKey",
    "query apiKey",
    "implicit bearer",
    "application oauth2",
  ]);
  expect(api.operations[0]?.security).toEqual([
    new Map([["basic", []]]),
    new Map([
      ["implicit", ["r"]],
      ["key", []],
    ]),
  ]);
});

test("extensions work as in OpenAPI 3", () => {
  const item = { type: "object", properties: { token: { type: "string", "x-secret": true } } };
  const api = apiOf(
    swaggerOf(
      {
        parameters: [{ name: "offset", in: "query", type: "integer" }],
        responses: { "200": { description: "", schema: { type: "array", items: item } } },
        "x-pagination": { kind: "offset", items: "", parameter: "offset" },
      },
      { "x-rate-limit": { reset: "X-Reset", unit: "seconds", as: "epoch" } },
    ),
  );
  expect(api.rateLimit?.header).toBe("X-Reset");
  expect(api.operations[0]).toMatchObject({ mints: true, pagination: { kind: "offset", parameter: "offset" } });
});

test("documents of several files", () => {
  const parameters = { id: { name: "id", in: "path", required: true, type: "string" } };
  const { api, lines } = load({
    "spec/swagger.json": json({ ...swaggerOf({}), paths: { "/pets/{id}": { $ref: "paths.json#/pet" } } }),
    "spec/paths.json": json({
      pet: {
        get: {
          parameters: [{ $ref: "parameters.json#/id" }],
          responses: {
            "200": { description: "", schema: { $ref: "models/Pet.json" } },
            default: { $ref: "paths.json#/problem" },
          },
        },
      },
      problem: { description: "", schema: { $ref: "#/reason" } },
      reason: { type: "string" },
    }),
    "spec/parameters.json": json(parameters),
    "spec/models/Pet.json": json({
      type: "object",
      properties: { friends: { type: "array", items: { $ref: "Pet.json" } } },
    }),
  });
  expect(lines).toEqual([]);
  const [operation] = api?.operations ?? [];
  expect(operation?.parameters[0]?.place.file).toMatch(/parameters\.json$/);
  expect([...(api?.models.values() ?? [])].map(({ name, place }) => name ?? place.pointer)).toEqual(["Pet", "/reason"]);
});
