import { expect, test } from "vitest";
import { docType, typeText } from "../../../../generator/emit/docs/doc-type.js";
import type { Schema } from "../../../../generator/model/api.js";
import { operation, ref, sample, schema, text } from "./sample.js";

const secret = schema({ types: ["string"], secret: true });
const token = schema({ types: ["object"], properties: [{ name: "token", required: true, schema: secret }] });
const docs = sample(
  {
    operations: [
      operation({
        responses: [response(ref("Token"))],
        body: { place: token.place, required: true, description: "", name: null, content: [json(ref("Token"))] },
      }),
    ],
  },
  { Token: token },
);

function json(shape: Schema) {
  return {
    mediaType: "application/json",
    as: "json",
    schema: shape,
    unwrapFirst: false,
    stream: null,
    eventData: null,
    encoding: new Map(),
    example: undefined,
  } as const;
}

function response(shape: Schema) {
  return { place: shape.place, status: "200", description: "", content: [json(shape)], headers: [], rateLimit: null };
}

const few = schema({ types: ["string"], values: ["a", "b"], isEnum: true });

test.each<{ given: Schema; response: string; request?: string }>([
  { given: schema(), response: "unknown" },
  { given: text, response: "string" },
  { given: schema({ types: ["integer"] }), response: "number" },
  { given: schema({ types: ["string", "null"] }), response: "string | null" },
  { given: schema({ types: ["array"], items: text }), response: "string[]" },
  { given: schema({ types: ["array"], items: schema({ types: ["string", "null"] }) }), response: "(string | null)[]" },
  { given: schema({ types: ["array"], items: ref("Token") }), response: "Token[]", request: "TokenInput[]" },
  { given: schema({ types: ["object"], additional: text }), response: "Record<string, string>" },
  { given: schema({ types: ["object"] }), response: "Record<string, unknown>" },
  { given: few, response: '"a" | "b" | (string & {})', request: '"a" | "b"' },
  {
    given: schema({ types: ["array"], items: few }),
    response: '("a" | "b" | (string & {}))[]',
    request: '("a" | "b")[]',
  },
  { given: schema({ types: ["string"], values: ["x"] }), response: '"x"' },
  { given: schema({ types: ["string"], values: [..."abcdefg"], isEnum: true }), response: "string" },
  { given: secret, response: "Secret", request: "string | Revealable" },
  {
    given: schema({ anyOf: [ref("Token"), schema({ types: ["null"] })] }),
    response: "Token | null",
    request: "TokenInput | null",
  },
  { given: schema({ allOf: [ref("Token"), text] }), response: "Token & string", request: "TokenInput & string" },
])("the type of %j", ({ given, response: want, request = want }) => {
  expect(typeText(given, docs, "response")).toBe(want);
  expect(typeText(given, docs, "request")).toBe(request);
});

test("models are linked, and an array of them is one link", () => {
  const writer = { docs, direction: "response", models: "models/" } as const;
  expect(docType(ref("Token"), writer)).toBe("[`Token`](models/Token.md)");
  expect(docType(schema({ types: ["array"], items: ref("Token") }), writer)).toBe("[`Token[]`](models/Token.md)");
  expect(docType(schema({ anyOf: [ref("Token"), schema({ types: ["null"] })] }), writer)).toBe(
    "[`Token`](models/Token.md)` | null`",
  );
});
