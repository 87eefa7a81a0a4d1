import { expect, test } from "vitest";
import { filesOf, json, load, specOf, specWithOperation } from "../support.js";

interface Given {
  readonly path?: string;
  readonly parameters: readonly object[];
  readonly openapi?: string;
}

const text = { schema: { type: "string" } };

/** What is read, as `in name style explode contentType`; what is warned of, and what is listed as left out. */
function read({ path = "/things", parameters, openapi = "3.1.0" }: Given) {
  const components = {
    parameters: {
      Size: { $ref: "#/components/parameters/RealSize" },
      RealSize: { name: "size", in: "query", schema: { $ref: "#/components/schemas/Size" } },
    },
    schemas: { Size: { $ref: "#/components/schemas/RealSize" }, RealSize: { type: "integer" } },
  };
  const document = { ...specWithOperation({ path, parameters }, { components }), openapi };
  const { api, diagnostics } = load({ "spec.json": json(document) });
  return {
    parameters: api?.operations[0]?.parameters.map((parameter) =>
      [parameter.in, parameter.name, parameter.style, parameter.explode, parameter.contentType ?? ""].join(" ").trim(),
    ),
    warnings: diagnostics.filter(({ severity }) => severity === "warning").map(({ code }) => code),
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
    skipped: api?.skipped.map(({ place, reason }) => `${place.pointer.replace(/^.*\/get\//, "")} ${reason}`),
  };
}

const cases: readonly (readonly [name: string, given: Given, want: Partial<ReturnType<typeof read>>])[] = [
  [
    "refs to refs",
    { parameters: [{ $ref: "#/components/parameters/Size" }] },
    { parameters: ["query size form true"], errors: [], warnings: [], skipped: [] },
  ],
  [
    "the whole query",
    {
      openapi: "3.2.0",
      parameters: [{ name: "q", in: "querystring", content: { "application/json": { schema: {} } } }],
    },
    { parameters: ["querystring q form true application/json"], errors: [], warnings: [], skipped: [] },
  ],
  [
    "the style cookie",
    { openapi: "3.2.0", parameters: [{ name: "c", in: "cookie", style: "cookie", ...text }] },
    { parameters: ["cookie c cookie true"], errors: [], warnings: [] },
  ],
  [
    "a style that the place does not have",
    {
      parameters: [
        { name: "a", in: "query", style: "simple", ...text },
        { name: "b", in: "header", style: "form", ...text },
      ],
    },
    {
      parameters: ["query a form true", "header b simple false"],
      errors: [],
      warnings: ["OF1303", "OF1303"],
      skipped: [],
    },
  ],
  [
    "names that headers and cookies cannot have",
    {
      parameters: [
        { name: "a b", in: "header", ...text },
        { name: "c[]", in: "cookie", ...text },
      ],
    },
    {
      parameters: [],
      errors: [],
      warnings: ["OF1703", "OF1703"],
      skipped: ["parameters/0 this cannot be a header's name", "parameters/1 this cannot be a cookie's name"],
    },
  ],
  [
    "headers that are no parameters",
    {
      parameters: ["Accept", "content-type", "AUTHORIZATION", "Content-Length"].map((name) => ({
        name,
        in: "header",
        ...text,
      })),
    },
    {
      parameters: [],
      errors: [],
      warnings: [],
      skipped: [
        "parameters/0 OpenAPI ignores header parameters of this name",
        "parameters/1 OpenAPI ignores header parameters of this name",
        "parameters/2 OpenAPI ignores header parameters of this name",
        "parameters/3 this header belongs to the connection, and `fetch` writes it",
      ],
    },
  ],
  [
    "several media types",
    { parameters: [{ name: "a", in: "query", content: { "application/json": {}, "text/plain": {} } }] },
    {
      parameters: ["query a form true application/json"],
      errors: [],
      warnings: ["OF1307"],
      skipped: ["parameters/0/content/text~1plain a parameter is sent in the first of its media types"],
    },
  ],
  [
    "one parameter twice",
    {
      parameters: [
        { name: "X-A", in: "header", ...text },
        { name: "x-a", in: "header", ...text },
        { name: "X-A", in: "query", ...text },
      ],
    },
    {
      parameters: ["header x-a simple false", "query X-A form true"],
      errors: [],
      warnings: ["OF1306"],
      skipped: ["parameters/1 the list has this parameter twice"],
    },
  ],
  [
    "a parameter that the path does not have, and one that is not described",
    { path: "/things/{id}", parameters: [{ name: "other", in: "path", required: true, ...text }] },
    {
      parameters: ["path id simple false"],
      errors: [],
      warnings: ["OF1304", "OF1302"],
      skipped: ["parameters/0 the path has no such parameter"],
    },
  ],
  ["a place that there is not", { parameters: [{ name: "a", in: "body" }] }, { errors: ["OF1301"] }],
];

test.each(cases)("%s", (_name, given, want) => expect(read(given)).toMatchObject(want));

const allowed: readonly (readonly [openapi: string, place: string, want: boolean])[] = [
  ["3.0.3", "query", true],
  ["3.1.1", "path", false],
  ["3.2.0", "path", true],
  ["3.2.0", "cookie", true],
  ["3.2.0", "header", false],
];

test.each(allowed)("allowReserved in OpenAPI %s, %s: %s", (openapi, place, want) => {
  const parameter = { name: "a", in: place, required: true, allowReserved: true, ...text };
  const document = {
    ...specWithOperation({ path: place === "path" ? "/{a}" : "/", parameters: [parameter] }),
    openapi,
  };
  const { api } = load({ "spec.json": json(document) });
  expect(api?.operations[0]?.parameters[0]?.allowReserved).toBe(want);
});

const empties: readonly (readonly [schema: object, type: string])[] = [
  [{ type: "string" }, "string | undefined"],
  [{ type: "integer" }, 'number | "" | undefined'],
  [{ enum: ["a", "b"] }, '"a" | "b" | "" | undefined'],
  [{ enum: ["a", ""] }, '"a" | "" | undefined'],
  [{ type: "array", items: { type: "string" } }, 'string[] | "" | undefined'],
  [{}, "unknown"],
];

test.each(empties)("allowEmptyValue of %o", (schema, type) => {
  const parameters = [{ name: "size", in: "query", allowEmptyValue: true, schema }];
  const file = filesOf(specWithOperation({ parameters })).get("src/apis/things.ts");
  expect(/size\(value: (.*)\): /.exec(file ?? "")?.[1]).toBe(type);
});

const structured: readonly (readonly [schema: object, descriptor: string])[] = [
  [{ type: "string" }, '{ name: "a" }'],
  [{ type: "object" }, '{ name: "a", shape: "object" }'],
  [{ allOf: [{ type: "object" }, { required: ["b"] }] }, '{ name: "a", shape: "object" }'],
  [{ oneOf: [{ type: "string" }, { type: "array" }] }, '{ name: "a", shape: "array" }'],
];

test.each(structured)("a path parameter of %o takes what its schema says", (schema, descriptor) => {
  const parameters = [{ name: "a", in: "path", required: true, schema }];
  const file = filesOf(specWithOperation({ path: "/x/{a}", parameters })).get("src/apis/things.ts");
  expect(file).toContain(descriptor);
});

const described = (name: string, place: string) => ({ name, in: place, required: place === "path", ...text });
const templates: readonly (readonly [path: string, parameters: readonly object[], want: object])[] = [
  [
    "/files/{+name}",
    [described("name", "path")],
    { path: ["/files/", { parameter: "name" }], parameters: ["name explode:false spans:true"], warnings: [] },
  ],
  ["/{proxy+}", [described("proxy", "path")], { parameters: ["proxy explode:false spans:true"], warnings: [] }],
  ["/{*rest}", [described("rest", "path")], { parameters: ["rest explode:false spans:true"], warnings: [] }],
  ["/{ids*}", [described("ids", "path")], { parameters: ["ids explode:true spans:false"], warnings: [] }],
  ["/{path*}", [described("path*", "path")], { parameters: ["path* explode:false spans:false"], warnings: [] }],
  ["/{id:[0-9]+}", [described("id", "path")], { parameters: ["id explode:false spans:false"], warnings: [] }],
  [
    "/things/{id}{?a,b*}{&c}",
    [described("id", "path"), described("a", "query"), described("b", "query"), described("c", "query")],
    { path: ["/things/", { parameter: "id" }], warnings: [], skipped: 0 },
  ],
  ["/a/{a#b}/c#d{e}", [described("a#b", "path")], { path: ["/a/", { parameter: "a#b" }, "/c"], warnings: [] }],
  ["/{a\nb}", [described("a\nb", "path")], { path: ["/", { parameter: "a\nb" }], warnings: [] }],
  ["/things{?a}", [], { path: ["/things"], parameters: [], warnings: ["OF1312"], skipped: 1 }],
  ["/things/{+a}", [], { parameters: ["a explode:false spans:true"], warnings: ["OF1304"] }],
];

test.each(templates)("the template %s with %j", (path, parameters, want) => {
  const { api, diagnostics } = load({ "spec.json": json(specWithOperation({ path, parameters })) });
  const operation = api?.operations[0];
  expect({
    path: operation?.path,
    parameters: operation?.parameters.map(({ name, explode, spans }) => `${name} explode:${explode} spans:${spans}`),
    warnings: diagnostics.map(({ code }) => code),
    skipped: api?.skipped.length,
  }).toMatchObject(want);
});

test.each(["trace", "TRACE", "connect", "TRACK"])(
  "an operation of method %s, which fetch refuses, is listed",
  (method) => {
    const operation = { responses: { 204: { description: "" } } };
    const item = method === "trace" ? { trace: operation } : { additionalOperations: { [method]: operation } };
    const paths = { "/things": { get: operation, ...item } };
    const { api } = load({ "spec.json": json(specOf({ openapi: "3.2.0", paths })) });
    expect(api?.operations.map((each) => each.method)).toEqual(["GET"]);
    expect(api?.skipped.map(({ reason }) => reason)).toEqual([`fetch sends no ${method.toUpperCase()} request`]);
  },
);

test("what no URL can hold is listed", () => {
  const operation = { security: [{ login: ["a\ud800", "b"] }], responses: { 204: { description: "" } } };
  const paths = { "/a\ud800": { get: operation }, "/b": { get: operation } };
  const flows = { clientCredentials: { tokenUrl: "https://a.test", scopes: {} } };
  const securitySchemes = {
    login: { type: "oauth2", flows },
    key: { type: "apiKey", in: "query", name: "key\ud800" },
  };
  const { api, diagnostics } = load({ "spec.json": json(specOf({ paths, components: { securitySchemes } })) });
  expect(api?.operations.map(({ path, security }) => [path, security])).toEqual([
    [["/b"], [new Map([["login", ["b"]]])]],
  ]);
  expect(api?.skipped.map(({ reason }) => reason).sort()).toEqual([
    "a scope with half of a character cannot be asked for",
    "its path holds half of a character, which no URL can",
    "this cannot be a query parameter's name",
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["OF1703"]);
});
