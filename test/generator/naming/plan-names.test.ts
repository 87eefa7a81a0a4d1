import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runtimeNames } from "../../../generator/emit/public-runtime.js";
import type { Api } from "../../../generator/model/api.js";
import { planNames } from "../../../generator/naming/plan-names.js";
import type { NameLock } from "../../../generator/naming/register.js";
import { requestMembers } from "../../../generator/naming/reserved.js";
import { PagedRequest } from "../../../templates/runtime/paged-request.js";
import { ApiRequest } from "../../../templates/runtime/request.js";
import { apiOf, specOf, specWithOperation } from "../support.js";

const object = { type: "object", properties: { a: { type: "string" } } };

function plan(api: Api, lock: NameLock = new Map()) {
  return planNames(api, { packageName: "@test/api", clientClass: "TestClient", lock, runtimeNames: runtimeNames() });
}

/** Names of an operation's setters by `in name`, with `body`. */
function settersOf(operation: Readonly<Record<string, unknown>>, parts: object = {}): Record<string, string | null> {
  const api = apiOf(specWithOperation(operation, parts));
  const [names] = [...plan(api).plan.operations.values()];
  const setters = [...(names?.parameters ?? [])].map(([p, name]) => [`${p.in} ${p.name}`, name] as const);
  return { ...Object.fromEntries(setters), ...(names?.bodySetter == null ? {} : { body: names.bodySetter }) };
}

const query = (name: string): object => ({ name, in: "query", schema: { type: "string" } });
const json = (schema: object): Record<string, unknown> => ({
  method: "post",
  requestBody: { content: { "application/json": { schema } } },
});
const schemas = {
  components: {
    schemas: { ApiToken: object, Tokens: { type: "array", items: { $ref: "#/components/schemas/ApiToken" } } },
  },
};

describe("setters", () => {
  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ["camelCase", { parameters: [query("page_size")] }, { "query page_size": "pageSize" }],
    [
      "in several locations get their location",
      { parameters: [query("id"), { name: "ID", in: "header", schema: {} }] },
      { "query id": "idQuery", "header ID": "idHeader" },
    ],
    [
      "in one location keep the wire spelling",
      { parameters: [query("a-b"), query("a.b"), query("aB")] },
      { "query a-b": "abQuery", "query a.b": "abQuery", "query aB": "aB" },
    ],
    [
      "that are members of the request get Param",
      { parameters: [query("execute"), query("then"), query("toString"), query("class")] },
      {
        "query execute": "executeParam",
        "query then": "thenParam",
        "query toString": "toStringParam",
        "query class": "classParam",
      },
    ],
    ["of a body: its schema", json({ $ref: "#/components/schemas/ApiToken" }), { body: "apiToken" }],
    [
      "of a body: an array's items",
      json({ type: "array", items: { $ref: "#/components/schemas/ApiToken" } }),
      { body: "apiToken" },
    ],
    ["of a body: a named array's items", json({ $ref: "#/components/schemas/Tokens" }), { body: "apiToken" }],
    ["of a body: inline", json(object), { body: "body" }],
    ["of a body: named", { ...json(object), "x-codegen-request-body-name": "the_token" }, { body: "theToken" }],
    [
      "of a body: named like a member",
      { ...json(object), "x-codegen-request-body-name": "execute" },
      { body: "executeParam" },
    ],
    [
      "of a body that clashes with a parameter",
      { ...json({ $ref: "#/components/schemas/ApiToken" }), parameters: [query("apiToken")] },
      { "query apiToken": "apiTokenQuery", body: "apiTokenBody" },
    ],
  ])("%s", (what, operation, want) => {
    const found = settersOf(operation, schemas);
    expect(Object.keys(found)).toEqual(Object.keys(want));
    expect(new Set(Object.values(found)).size).toBe(Object.keys(want).length);
    if (what !== "in one location keep the wire spelling") expect(found).toEqual(want);
    else expect(found["query aB"]).toBe("aB");
  });

  test("no setter may be named like what a request inherits", () => {
    for (const base of [ApiRequest, PagedRequest]) {
      for (const member of Object.getOwnPropertyNames(base.prototype)) expect(requestMembers).toContain(member);
    }
  });
});

/** Three tags, clashing operation ids, clashing schemas, inline schemas; nothing in it depends on order. */
const parts = {
  paths: {
    "/a": {
      get: {
        operationId: "list",
        tags: ["A"],
        responses: { 200: { description: "", content: { "application/json": { schema: object } } } },
      },
      post: { operationId: "list", tags: ["A"], responses: {} },
    },
    "/b": { get: { operationId: "list", tags: ["B"], responses: {} } },
    "/token": { get: { operationId: "token", tags: ["B"], parameters: [query("x")], responses: {} } },
    "/c/{id}": { delete: { responses: {} } },
  },
  schemas: {
    api_token: object,
    ApiToken: object,
    "api-token": object,
    TokenRequest: object,
    Client: object,
    Error: object,
  },
};

function shuffled<T>(record: Readonly<Record<string, T>>, order: readonly number[]): Record<string, T> {
  const entries = Object.entries(record).map((entry, index) => ({ entry, rank: order[index] ?? 0 }));
  return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry));
}

function lockOf(paths: object, components: object, lock?: NameLock): Record<string, string> {
  const entries = [...plan(apiOf(specOf({ paths, components: { schemas: components } })), lock).lock];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("names", () => {
  const names = lockOf(parts.paths, parts.schemas);

  test.each([
    ["model #/components/schemas/Client", "Client"],
    ["model #/components/schemas/TokenRequest", "TokenRequest"],
    ["request GET /token", "TokenApiRequest"],
    ["DELETE /c/{id}", "deleteCById"],
    ["property tag ", "default"],
    ["tag ", "DefaultApi"],
    ["GET /a", "getA"],
    ["POST /a", "postA"],
    ["GET /b", "list"],
    ["model #/paths/~1a/get/responses/200/content/application~1json/schema", "GetAResponse"],
  ])("%s is %s", (key, want) => {
    expect(names[key]).toBe(want);
  });

  test("of schemas that clash are told apart, and the one that is spelled like it keeps its own", () => {
    const clashing = ["api_token", "ApiToken", "api-token"].map((name) => names[`model #/components/schemas/${name}`]);
    expect(clashing).toEqual(["ApiUnderscoreToken", "ApiToken", "ApiDashToken"]);
  });

  test("do not depend on the order of the document", () => {
    const order = fc.array(fc.integer(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(order, order, (first, second) => {
        expect(lockOf(shuffled(parts.paths, first), shuffled(parts.schemas, second))).toEqual(names);
      }),
      { numRuns: 20 },
    );
  });

  test("of an inline parameter schema do not depend on the order of parameters", () => {
    const inline = { name: "filter", in: "query", schema: object };
    const typesOf = (...parameters: readonly object[]): readonly string[] =>
      [...plan(apiOf(specWithOperation({ parameters }))).plan.models.values()].map(({ type }) => type);
    expect(typesOf(inline, query("a"))).toEqual(typesOf(query("a"), inline));
  });

  test("that are published survive a new schema, operation or parameter that clashes", () => {
    const before = {
      paths: { "/a": { get: { operationId: "list", tags: ["A"], parameters: [query("id")], responses: {} } } },
      schemas: { ApiToken: object },
    };
    const lock = new Map(Object.entries(lockOf(before.paths, before.schemas)));
    const after = lockOf(
      {
        "/a": {
          get: { ...before.paths["/a"].get, parameters: [{ name: "id", in: "header", schema: {} }, query("id")] },
          post: { operationId: "list", tags: ["A"], responses: {} },
        },
      },
      { api_token: object, ApiToken: object },
      lock,
    );
    expect(after).toMatchObject(Object.fromEntries(lock));
    expect(after["model #/components/schemas/api_token"]).not.toBe("ApiToken");
    expect(after["setter GET /a header id"]).toBe("idHeader");
  });

  test("of a body's setter are published, too", () => {
    const run = (parameters: readonly object[], lock?: NameLock): NameLock => {
      const operation = { ...json({ $ref: "#/components/schemas/ApiToken" }), parameters };
      return plan(apiOf(specWithOperation(operation, schemas)), lock).lock;
    };
    const published = run([]);
    expect(run([query("apiToken")], published).get("setter POST /things body")).toBe("apiToken");
  });

  test("of the runtime and the client are never taken", () => {
    const taken = ["Secret", "ApiError", "Core", "TestClient", "TestAuth", "Record", "Uint8Array", "createCore"];
    const api = apiOf(specOf({ components: { schemas: Object.fromEntries(taken.map((name) => [name, object])) } }));
    const types = [...plan(api).plan.models.values()].map(({ type }) => type);
    expect(types.filter((type) => taken.includes(type))).toEqual([]);
    expect(new Set(types).size).toBe(taken.length);
  });
});

test("bodies that Swagger 2.0 writes among the parameters are named as those of OpenAPI 3", () => {
  const body = { name: "b", in: "body", schema: object };
  const field = { name: "f", in: "formData", type: "string" };
  const operation = (operationId: string, parameters: readonly object[]): object => ({
    post: { operationId, responses: {}, parameters },
  });
  const paths = {
    "/a": operation("create", [{ name: "q", in: "query", type: "string" }, body]),
    "/b": operation("send", [field]),
    "/c": { parameters: [field], ...operation("share", []) },
  };
  const info = { title: "T", version: "1" };
  const names = [...plan(apiOf({ swagger: "2.0", info, paths })).plan.models.values()].map(({ type }) => type);
  expect(names).toEqual(["CreateBody", "SendBody", "CBody"]);
});
