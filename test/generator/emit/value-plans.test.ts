import { describe, expect, test } from "vitest";
import { literal } from "../../../generator/emit/literal.js";
import { packageContext } from "../../../generator/emit/package-context.js";
import { SourceFile } from "../../../generator/emit/source-file.js";
import { ValuePlans } from "../../../generator/emit/value-plans.js";
import { formsOf } from "../../../generator/model/forms.js";
import { planNames } from "../../../generator/naming/plan-names.js";
import { apiOf, specWithOperation } from "../support.js";

/** The plans of a body in both directions as code on one line, and the constants that they name. */
function plansOf(schema: object, schemas: object = {}): Record<"request" | "response" | "constants", string> {
  const content = { content: { "application/json": { schema } } };
  const api = apiOf(
    specWithOperation(
      { method: "put", requestBody: content, responses: { 200: { description: "", ...content } } },
      { components: { schemas } },
    ),
  );
  const naming = { packageName: "a", clientClass: "A", lock: new Map(), runtimeNames: new Set<string>() };
  const context = packageContext(api, planNames(api, naming).plan, formsOf(api));
  const plans = new ValuePlans(new SourceFile("src/apis/a.ts"), context);
  const [operation] = api.operations;
  const print = (body: typeof schemaOfBody, direction: "request" | "response"): string => {
    const plan = body === undefined ? undefined : plans.planOf(body, direction);
    return plan === undefined ? "" : literal(plan, -1000);
  };
  const schemaOfBody = operation?.body?.content[0]?.schema;
  const request = print(schemaOfBody, "request");
  const response = print(operation?.responses[0]?.content[0]?.schema, "response");
  const constants = plans
    .statements()
    .map((statement) => ("code" in statement ? statement.code : "").replace(/^const (\w+): \w+ = /, "$1 = "));
  return { request, response, constants: constants.join("\n").replaceAll(";", "") };
}

const secret = { type: "string", "x-secret": true };
const integer = { type: "integer" };

describe("plans name secrets in both directions, and integers in requests", () => {
  test.each<[string, object, string, string]>([
    ["nothing special", { type: "object", properties: { a: { type: "string" } } }, "", ""],
    ["a secret", secret, '"secret"', '"secret"'],
    ["an integer", integer, '"integer"', ""],
    ["an integer that is one of some", { enum: [1, 2], type: "integer" }, "", ""],
    ["in a list", { type: "array", items: secret }, '{ items: "secret" }', '{ items: "secret" }'],
    [
      "in a map",
      { type: "object", additionalProperties: secret },
      '{ additional: "secret" }',
      '{ additional: "secret" }',
    ],
    [
      "in a property",
      { type: "object", properties: { "a-b": secret, n: integer } },
      '{ properties: { "a-b": "secret", n: "integer" } }',
      '{ properties: { "a-b": "secret" } }',
    ],
    [
      "in what is read or written only",
      { type: "object", properties: { r: { ...secret, readOnly: true }, w: { ...secret, writeOnly: true } } },
      '{ properties: { w: "secret" } }',
      '{ properties: { r: "secret" } }',
    ],
    [
      "in parts",
      {
        allOf: [
          { type: "object", properties: { a: secret } },
          { type: "object", properties: { b: secret } },
        ],
      },
      '{ also: [{ properties: { a: "secret" } }, { properties: { b: "secret" } }] }',
      '{ also: [{ properties: { a: "secret" } }, { properties: { b: "secret" } }] }',
    ],
    [
      "in a tuple",
      { type: "array", prefixItems: [{ type: "string" }, secret], items: integer },
      '{ prefixItems: [null, "secret"], items: "integer" }',
      '{ prefixItems: [null, "secret"] }',
    ],
    ["in an option", { oneOf: [secret, { type: "null" }] }, '"secret"', '"secret"'],
  ])("%s", (_what, schema, request, response) => {
    expect(plansOf(schema)).toEqual({ request, response, constants: "" });
  });
});

describe("models with a long plan", () => {
  test("get a constant, written once however often it is used", () => {
    const names = ["first", "second", "third", "fourth", "fifth"];
    const properties = Object.fromEntries(names.map((name) => [`${name}Property`, secret]));
    const ref = { $ref: "#/components/schemas/Long" };
    const plans = plansOf({ type: "array", items: ref }, { Long: { type: "object", properties } });
    expect(plans.response).toBe("{ items: () => planOfLong }");
    expect(plans.constants.match(/planOfLong = /g)).toHaveLength(1);
  });
});

describe("models that contain themselves", () => {
  const ref = { $ref: "#/components/schemas/Node" };
  const node = (properties: object): object => ({ Node: { type: "object", properties: { ...properties, next: ref } } });

  test("get a constant that names itself, when they hold something special", () => {
    expect(plansOf(ref, node({ key: secret }))).toEqual({
      request: "() => requestPlanOfNodeInput",
      response: "() => planOfNode",
      constants:
        'requestPlanOfNodeInput = { properties: { key: "secret", next: () => requestPlanOfNodeInput } }\n' +
        'planOfNode = { properties: { key: "secret", next: () => planOfNode } }',
    });
  });

  test("get no plan otherwise", () => {
    expect(plansOf(ref, node({ name: { type: "string" } }))).toEqual({ request: "", response: "", constants: "" });
  });

  test("beside other parts, whose plans hold, too", () => {
    const parts = { allOf: [ref, { type: "object", properties: { extra: secret } }] };
    expect(plansOf(parts, node({ key: secret })).response).toBe(
      '{ also: [() => planOfNode, { properties: { extra: "secret" } }] }',
    );
  });

  test("through another model", () => {
    const schemas = {
      Node: { type: "object", properties: { all: { $ref: "#/components/schemas/Nodes" } } },
      Nodes: { type: "array", items: ref, description: "All of them.", "x-note": 1 },
    };
    expect(plansOf(ref, schemas)).toEqual({ request: "", response: "", constants: "" });
    const special = {
      ...schemas,
      Node: { type: "object", properties: { all: schemas.Node.properties.all, n: integer } },
    };
    expect(plansOf(ref, special).constants).toContain("requestPlanOfNode = ");
  });
});
