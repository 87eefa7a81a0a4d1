import { describe, expect, test } from "vitest";
import type { Api, Operation, Schema } from "../../../generator/model/api.js";
import { json, load, specOf, specWithOperation } from "../support.js";

const page = {
  type: "object",
  properties: {
    next: { type: "string" },
    total: { type: "integer" },
    items: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
    nested: { $ref: "#/components/schemas/Nested" },
  },
};
const nested = { type: "object", properties: { "a/b": { type: "array", items: { type: "string" } } } };

function read(document: object): { api: Api; problems: readonly string[] } {
  const { api, diagnostics } = load({ "spec.json": json(document) });
  if (api === null) throw new Error(json(diagnostics));
  return { api, problems: diagnostics.map(({ code, pointer }) => `${code} ${pointer}`) };
}

function paged(
  pagination: unknown,
  response: object = page,
): { operation: Operation | undefined; problems: readonly string[]; skipped: readonly string[] } {
  const document = specWithOperation(
    {
      parameters: [
        ...["cursor", "offset", "limit"].map((name) => ({ name, in: "query", schema: {} })),
        { name: "zero", in: "query", schema: { type: "integer", default: 0, minimum: 1 } },
        { name: "least", in: "query", schema: { type: "integer", minimum: 2, maximum: 9 } },
      ],
      responses: { 200: { description: "", content: { "application/json": { schema: response } } } },
      "x-pagination": pagination,
    },
    { components: { schemas: { Nested: nested } } },
  );
  const { api, problems } = read(document);
  return { operation: api.operations[0], problems, skipped: api.skipped.map(({ place }) => place.pointer) };
}

describe("x-pagination", () => {
  test.each([
    [
      { kind: "link", items: "/items" },
      { kind: "link", items: "/items" },
    ],
    [
      { kind: "link", items: "/nested/a~1b" },
      { kind: "link", items: "/nested/a~1b" },
    ],
    [
      { kind: "cursor", items: "/items", next: "/next", parameter: "cursor" },
      { kind: "cursor", items: "/items", next: "/next", parameter: "cursor", exclusive: false },
    ],
    [
      { kind: "cursor", items: "/items", next: "/next", parameter: "cursor", exclusive: true },
      { kind: "cursor", items: "/items", next: "/next", parameter: "cursor", exclusive: true },
    ],
    [
      { kind: "offset", items: "/items", parameter: "offset" },
      { kind: "offset", items: "/items", parameter: "offset", limitParameter: null, total: null },
    ],
    [
      { kind: "offset", items: "/items", parameter: "offset", limitParameter: "limit", total: "/total" },
      { kind: "offset", items: "/items", parameter: "offset", limitParameter: "limit", total: "/total" },
    ],
    [
      { kind: "page", items: "/items", parameter: "offset" },
      { kind: "page", parameter: "offset", start: 1, limitParameter: null, total: null, totalPages: null },
    ],
    [
      { kind: "page", items: "/items", parameter: "zero", limitParameter: "limit", total: "/total" },
      { kind: "page", parameter: "zero", start: 0, limitParameter: "limit", total: "/total" },
    ],
    [
      { kind: "page", items: "/items", parameter: "least", totalPages: "/total" },
      { kind: "page", parameter: "least", start: 2, total: null, totalPages: "/total" },
    ],
    [
      { kind: "url", items: "/items", next: "/next" },
      { kind: "url", items: "/items", next: "/next" },
    ],
  ])("%j", (given, want) => {
    const { operation, problems } = paged(given);
    expect(problems).toEqual([]);
    expect(operation?.pagination).toMatchObject(want);
  });

  test("of a body that is the list", () => {
    const { operation, problems } = paged({ kind: "link", items: "" }, page.properties.items);
    expect(problems).toEqual([]);
    expect(operation?.pagination?.item.ref).toMatch(/schema\/items$/);
  });

  test.each([
    [{ kind: "link", items: "/items", colour: 1, x: 2 }, ["OF1506 /colour", "OF1506 /x"]],
    [{ kind: "links", items: "/items" }, ["OF1507 /kind"]],
    [{ kind: "page", items: "/items" }, ["OF1505 /parameter"]],
    [{ kind: "page", items: "/items", parameter: "offset", totalPages: "/sum" }, ["OF1503 /totalPages"]],
    [{ kind: "url", items: "/items" }, ["OF1503 /next"]],
    [{ kind: "url", items: "/items", next: "/nobody" }, ["OF1503 /next"]],
    [{ kind: "link" }, ["OF1503 "]],
    [{ kind: "link", items: "/nobody" }, ["OF1503 /items"]],
    [{ kind: "link", items: "/next" }, ["OF1503 /items"]],
    [{ kind: "link", items: "items" }, ["OF1503 /items"]],
    [{ kind: "link", items: 7 }, ["OF1201 /items", "OF1503 /items"]],
    [{ kind: "cursor", items: "/items", next: "/nobody", parameter: "cursor" }, ["OF1503 /next"]],
    [{ kind: "cursor", items: "/items", parameter: "nobody", exclusive: "yes" }, ["OF1503 /next", "OF1505 /parameter"]],
    [{ kind: "cursor", items: "/items", next: "/next" }, ["OF1505 /parameter"]],
    [{ kind: "offset", items: "/items", parameter: "offset", limitParameter: "size" }, ["OF1505 /limitParameter"]],
    [{ kind: "offset", items: "/items", parameter: "offset", total: "/sum" }, ["OF1503 /total"]],
  ])("%j is wrong", (given, want) => {
    const { problems } = paged(given);
    const at = "#/paths/~1things/get/x-pagination";
    expect([...problems].sort()).toEqual(want.map((problem) => problem.replace(" ", ` ${at}`)).sort());
  });

  test.each([[{ limitParam: "limit", resultsPath: "data" }], [true], ["cursor"], [["a"]], [null], [{}]])(
    "%j of another vendor is ignored, and listed",
    (given) => {
      const { operation, problems, skipped } = paged(given);
      expect(problems).toEqual([]);
      expect(operation?.pagination).toBeNull();
      expect(skipped).toEqual(["/paths/~1things/get/x-pagination"]);
    },
  );

  test("points into what a composition holds", () => {
    const { operation, problems } = paged(
      { kind: "cursor", items: "/items", next: "/next", parameter: "cursor" },
      { allOf: [{ type: "object", properties: { total: { type: "integer" } } }, page] },
    );
    expect(problems).toEqual([]);
    expect(operation?.pagination).toMatchObject({ kind: "cursor" });
  });

  test("needs a JSON response", () => {
    const { problems } = read(specWithOperation({ "x-pagination": { kind: "link", items: "" } }));
    expect(problems).toEqual(["OF1502 #/paths/~1things/get/x-pagination"]);
  });
});

describe("x-rate-limit", () => {
  test.each<[unknown, unknown, readonly string[]]>([
    [{ reset: "X-Reset", unit: "seconds", as: "epoch" }, { header: "X-Reset", unit: "seconds", as: "epoch" }, []],
    [
      { reset: "X-Reset", unit: "microseconds", as: "delay" },
      { header: "X-Reset", unit: "microseconds", as: "delay" },
      [],
    ],
    [{ unit: "seconds", as: "epoch" }, null, ["OF1501 "]],
    [{ reset: "X", unit: "minutes", as: "epoch" }, { header: "X", unit: "seconds", as: "epoch" }, ["OF1507 /unit"]],
    [{ reset: "X", unit: "seconds" }, { header: "X", unit: "seconds", as: "epoch" }, ["OF1507 /as"]],
    [
      { reset: "X", unit: "seconds", as: "delay", limit: 5 },
      { header: "X", unit: "seconds", as: "delay" },
      ["OF1506 /limit"],
    ],
  ])("%j", (given, want, problems) => {
    const found = read(specOf({ "x-rate-limit": given }));
    expect(found.api.rateLimit).toEqual(want);
    expect(found.problems).toEqual(problems.map((problem) => problem.replace(" ", " #/x-rate-limit")));
  });

  test.each([[{ limit: 100, unit: "minute" }], [60], ["60/min"], [[]]])("%j of another vendor is ignored", (given) => {
    const found = read(specOf({ "x-rate-limit": given }));
    expect(found.problems).toEqual([]);
    expect(found.api.rateLimit).toBeNull();
    expect(found.api.skipped.map(({ place }) => place.pointer)).toEqual(["/x-rate-limit"]);
  });

  test("of a response", () => {
    const rate = { reset: "Retry-In", unit: "seconds", as: "delay" };
    const { api } = read(specWithOperation({ responses: { 429: { description: "", "x-rate-limit": rate } } }));
    expect(api.operations[0]?.responses[0]?.rateLimit).toEqual({ header: "Retry-In", unit: "seconds", as: "delay" });
  });
});

describe("extensions that are one value", () => {
  const content = (media: object): object =>
    specWithOperation({ responses: { 200: { description: "", content: { "application/json": media } } } });

  test.each<[unknown, boolean, readonly string[]]>([
    ["first", true, []],
    [undefined, false, []],
    ["last", false, ["OF1507"]],
    [true, false, []],
    [{ path: "data" }, false, []],
  ])("x-unwrap: %j", (given, want, codes) => {
    const { api, problems } = read(content({ schema: {}, ...(given === undefined ? {} : { "x-unwrap": given }) }));
    expect(api.operations[0]?.responses[0]?.content[0]?.unwrapFirst).toBe(want);
    expect(problems.map((problem) => problem.slice(0, 6))).toEqual(codes);
  });

  const schemaOf = (schema: object): { schema: Schema | undefined; problems: readonly string[] } => {
    const { api, problems } = read(specOf({ components: { schemas: { A: schema } } }));
    return { schema: [...api.models.values()][0]?.schema, problems };
  };

  test.each<[object, Partial<Schema>, readonly string[]]>([
    [{ type: "string", "x-secret": true }, { secret: true }, []],
    [{ type: "string", "x-secret": "true" }, { secret: false }, ["OF1201 #/components/schemas/A/x-secret"]],
    [{ type: "string", "x-secret": "aws:SecretsManager" }, { secret: false }, []],
    [{ type: "string", "x-secret": { provider: "vault" } }, { secret: false }, []],
    [{ enum: ["a"], "x-extensible-enum": true }, { values: ["a"], isEnum: true, extensible: true }, []],
    [{ enum: ["a"], "x-extensible-enum": false }, { values: ["a"], isEnum: true, extensible: false }, []],
    [{ type: "string", "x-extensible-enum": ["a", "b"] }, { values: ["a", "b"], isEnum: true, extensible: true }, []],
    [{ const: "a" }, { values: ["a"], isEnum: false }, []],
  ])("%j", (given, want, wanted) => {
    const { schema, problems } = schemaOf(given);
    expect(schema).toMatchObject(want);
    expect(problems).toEqual(wanted);
  });

  test("x-token-prefix, x-server-name and x-required", () => {
    const { api, problems } = read(
      specOf({
        servers: [
          { url: "https://{a}.x.com", "x-server-name": "one", variables: { a: { default: "d", "x-required": true } } },
          { url: "https://y.com", name: "two", "x-server-name": "not this" },
        ],
        components: { securitySchemes: { k: { type: "apiKey", in: "header", name: "A", "x-token-prefix": "SSWS " } } },
      }),
    );
    expect(problems).toEqual([]);
    expect(api.servers.map(({ name, variables }) => [name, variables.map((v) => v.required)])).toEqual([
      ["one", [true]],
      ["two", []],
    ]);
    expect(api.securitySchemes[0]?.credential).toEqual({ kind: "apiKey", in: "header", name: "A", prefix: "SSWS " });
  });
});
