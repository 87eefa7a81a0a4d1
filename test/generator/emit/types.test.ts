import { describe, expect, test } from "vitest";
import { apiOf, filesOf, specOf, specWithOperation } from "../support.js";

/** The types of one property in responses and requests, as they are printed in a model. */
function typesOf(schema: object | boolean): { readonly response: string; readonly request: string } {
  const model = { type: "object", required: ["p"], properties: { p: schema } };
  const content = { content: { "application/json": { schema: { $ref: "#/components/schemas/Model" } } } };
  const text = filesOf(
    specWithOperation(
      { method: "put", requestBody: content, responses: { 200: { description: "", ...content } } },
      { components: { schemas: { Model: model, ...others } } },
    ),
  ).get("src/models/model.ts");
  const [response, request] = (text ?? "").split("export interface ModelInput");
  const typeIn = (code: string | undefined): string | undefined =>
    /^ {2}p:[ ]?([^;]*(?:;[^;]*)*?);\n(?:\}| {2}\/\*\*)/m.exec(code ?? "")?.[1];
  return { response: typeIn(response) ?? "absent", request: typeIn(request ?? response) ?? "absent" };
}

const others = {
  Pet: { type: "object", properties: { id: { type: "string" } } },
  Draft: { type: "object", properties: { id: { type: "string", readOnly: true } } },
  Key: { type: "string", "x-secret": true },
};
const pet = { $ref: "#/components/schemas/Pet" };
const draft = { $ref: "#/components/schemas/Draft" };

describe("schema → type, the same in both directions", () => {
  test.each<[object | boolean, string]>([
    [{ type: "string" }, "string"],
    [{ type: "string", format: "date-time" }, "string"],
    [{ type: "string", format: "binary" }, "string"],
    [{ type: "integer", format: "int64" }, "number"],
    [{ type: "boolean" }, "boolean"],
    [{ type: "null" }, "null"],
    [{}, "unknown"],
    [true, "unknown"],
    [false, "never"],
    [{ type: "strange" }, "unknown"],
    [{ type: ["string", "strange"] }, "unknown"],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "string", nullable: true }, "string | null"],
    [{ const: "a" }, '"a"'],
    [{ const: 'a"b' }, '"a\\"b"'],
    [{ const: -1.5 }, "-1.5"],
    [{ const: null }, "null"],
    [{ const: true }, "true"],
    [{ enum: [true, null] }, "true | null"],
    [{ enum: ["a", "b"], "x-extensible-enum": true }, '"a" | "b" | (string & {})'],
    [{ type: "array", items: { type: "string" } }, "string[]"],
    [{ type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
    [{ type: "array", items: pet }, "Pet[]"],
    [{ type: "array" }, "unknown[]"],
    [{ type: "array", prefixItems: [{ type: "string" }, pet], items: false }, "[string, Pet]"],
    [{ type: "object" }, "Record<string, unknown>"],
    [{ type: "object", additionalProperties: true }, "{ [key: string]: unknown }"],
    [{ type: "object", additionalProperties: { type: "integer" } }, "{ [key: string]: number }"],
    [{ type: "object", additionalProperties: pet }, "{ [key: string]: Pet }"],
    [{ type: "object", additionalProperties: {} }, "{ [key: string]: unknown }"],
    [{ type: "object", additionalProperties: false }, "Record<string, never>"],
    [{ oneOf: [{ type: "string" }, pet] }, "string | Pet"],
    [{ anyOf: [{ type: "number" }, { type: "null" }] }, "number | null"],
    [{ anyOf: [{ type: "string" }, {}] }, "unknown"],
    [{ allOf: [pet] }, "Pet"],
    [{ type: "array", items: { oneOf: [pet, { type: "null" }] } }, "(Pet | null)[]"],
    [pet, "Pet"],
    [{ ...pet, description: "Beside the ref." }, "Pet"],
  ])("%j → %s", (schema, want) => {
    expect(typesOf(schema)).toEqual({ response: want, request: want });
  });
});

describe("schema → type, different in responses and requests", () => {
  test.each<[object, string, string]>([
    [{ enum: ["a", "b"] }, '"a" | "b" | (string & {})', '"a" | "b"'],
    [{ enum: [1, 2] }, "1 | 2 | (number & {})", "1 | 2"],
    [{ enum: ["a", null] }, '"a" | null | (string & {})', '"a" | null'],
    [{ type: "string", enum: ["a"], nullable: true }, '"a" | (string & {}) | null', '"a" | null'],
    [{ type: "string", "x-secret": true }, "Secret", "string | Revealable"],
    [{ type: ["string", "null"], "x-secret": true }, "Secret | null", "string | Revealable | null"],
    [{ ...pet, "x-secret": true }, "Secret", "string | Revealable"],
    [{ $ref: "#/components/schemas/Key" }, "Key", "KeyInput"],
    [draft, "Draft", "DraftInput"],
    [{ type: "array", items: draft }, "Draft[]", "DraftInput[]"],
    [{ type: "object", additionalProperties: draft }, "{ [key: string]: Draft }", "{ [key: string]: DraftInput }"],
    [{ type: "string", readOnly: true }, "string", "absent"],
    [{ type: "string", writeOnly: true }, "absent", "string"],
  ])("%j → %s and %s", (schema, response, request) => {
    expect(typesOf(schema)).toEqual({ response, request });
  });
});

test("a long union is a member a line", () => {
  const members = Array.from({ length: 12 }, (_, index) => `a-rather-long-value-${index}`);
  const { request } = typesOf({ enum: members });
  expect(request.split("\n").map((line) => line.trim())).toEqual(["", ...members.map((member) => `| "${member}"`)]);
});

test.each([{ const: { a: 1 } }, { const: [1, "a"] }, { enum: [{ a: "b" }, [true]] }])(
  "%j is no reason to fail",
  (schema) => {
    expect(() => typesOf(schema)).not.toThrow();
  },
);

test("what a type cannot say is listed with its pointer", () => {
  const schema = { type: "object", not: {}, properties: { a: { type: "file" } } };
  const { skipped } = apiOf(specOf({ components: { schemas: { A: schema } } }));
  expect(skipped.map(({ place }) => place.pointer)).toEqual([
    "/components/schemas/A/not",
    "/components/schemas/A/properties/a/type",
  ]);
});
