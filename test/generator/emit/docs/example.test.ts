import { expect, test } from "vitest";
import { exampleLiteral, secretImport } from "../../../../generator/emit/docs/example-literal.js";
import { exampleValue } from "../../../../generator/emit/docs/example-value.js";
import type { Json, Schema } from "../../../../generator/model/api.js";
import { ref, sample, schema, text } from "./sample.js";

const secret = schema({ types: ["string"], secret: true });
const thing = schema({
  types: ["object"],
  properties: [
    { name: "id", required: true, schema: schema({ types: ["string"], readOnly: true }) },
    { name: "display-name", required: true, schema: text },
    { name: "note", required: false, schema: text },
    { name: "rank", required: false, schema: schema({ types: ["integer"], example: 3, readOnly: true }) },
    { name: "token", required: true, schema: secret },
  ],
});
const docs = sample(
  {},
  {
    Thing: thing,
    Loop: schema({ types: ["object"], properties: [{ name: "next", required: true, schema: ref("Loop") }] }),
  },
);

test.each<{ given: Schema; want: Json }>([
  { given: schema({ types: ["string"], example: "given" }), want: "given" },
  { given: schema({ types: ["string"], default: "usual" }), want: "usual" },
  { given: schema({ types: ["string"], values: ["first", "second"] }), want: "first" },
  { given: schema({ types: ["string"], format: "uuid" }), want: "000000ab-00ab-00ab-00ab-0000000000ab" },
  { given: schema({ types: ["string"], format: "date-time" }), want: "2026-01-31T12:00:00Z" },
  { given: schema({ types: ["string"], constraints: ["at least 10 characters"] }), want: "examplexxx" },
  { given: schema({ types: ["string"], constraints: ["1 to 3 characters"] }), want: "exa" },
  { given: schema({ types: ["integer"], constraints: ["100 to 10000"] }), want: 100 },
  { given: schema({ types: ["integer"], constraints: ["at most -5"] }), want: -5 },
  { given: schema({ types: ["null", "boolean"] }), want: true },
  { given: schema({ types: ["array"], items: text }), want: ["example"] },
  { given: schema({ oneOf: [schema({ types: ["null"] }), text] }), want: "example" },
])("an example of $given", ({ given, want }) => {
  expect(exampleValue(docs, given, "request")).toEqual(want);
});

test("an object's example holds what is required, and what has an example", () => {
  expect(exampleValue(docs, ref("Thing"), "request")).toEqual({ "display-name": "example", token: "example" });
  expect(exampleValue(docs, ref("Thing"), "response")).toEqual({
    id: "example",
    "display-name": "example",
    rank: 3,
    token: "example",
  });
});

test("an object of which nothing is required is shown whole", () => {
  const loose = schema({ types: ["object"], properties: [{ name: "a", required: false, schema: text }] });
  expect(exampleValue(docs, loose, "request")).toEqual({ a: "example" });
});

test("an example of a model that contains itself ends", () => {
  expect(JSON.stringify(exampleValue(docs, ref("Loop"), "response")).length).toBeLessThan(200);
});

const value = { id: "1", "display-name": 'a "b"', token: "hush", unknown: true, note: null };

test("a request's literal has no read-only member, no null where none is allowed, and no secret that a log shows", () => {
  expect(exampleLiteral(docs, ref("Thing"), value, "request")).toBe(
    '{ "display-name": "a \\"b\\"", token: new Secret(process.env["SAMPLE_TOKEN"] ?? "") }',
  );
});

test("a response's literal wraps a secret", () => {
  expect(exampleLiteral(docs, ref("Thing"), value, "response")).toBe(
    '{ id: "1", "display-name": "a \\"b\\"", token: new Secret("example-secret") }',
  );
});

test("text of the document is a string in a literal, whatever it holds", () => {
  expect(exampleLiteral(docs, text, '"; process.exit(); //\u2028{x}`', "request")).toBe(
    '"\\"; process.exit(); //\\u2028{x}`"',
  );
});

test("Secret is imported where a literal holds one, not where a text does", () => {
  expect(secretImport(exampleLiteral(docs, ref("Thing"), value, "request"))).toEqual(["Secret"]);
  expect(secretImport(exampleLiteral(docs, text, 'a " new Secret(', "request"))).toEqual([]);
});
