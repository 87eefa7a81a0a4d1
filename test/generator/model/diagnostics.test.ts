import { expect, test } from "vitest";
import { formatDiagnostic } from "../../../generator/diagnostic.js";
import { load } from "../support.js";

const broken = `openapi: 3.1.0
info: { title: 7, version: '1' }
servers: {}
security: [{ nobody: [] }]
tags: [{ name: [x] }]
x-rate-limit: { reset: X, unit: hours, as: epoch }
paths:
  nope: {}
  /a/{id}:
    parameters: 7
    get:
      tags: x
      deprecated: 'yes'
      parameters:
        - { name: q, in: body }
        - { name: "x y", in: header }
        - { name: p, in: query, style: simple }
        - { name: gone, in: path, required: true }
        - { $ref: '#/components/parameters/Nobody' }
      responses:
        '99': { description: x }
        '200':
          description: 9
          content:
            json: {}
            application/json:
              x-unwrap: all
              schema: { type: object, required: { a: 1 }, properties: [1] }
          headers: { "a b": {} }
    put: [1]
components:
  securitySchemes:
    k: { type: apiKey, in: body, name: k }
    n: { type: apiKey, in: header }
    c: { type: apiKey, in: cookie, name: a b }
  schemas:
    A: 7
    B: { enum: 1, minimum: '3', oneOf: {} }
`;

const want = [
  "3:1 error OF1201 #/servers",
  "4:14 warning OF1603 #/security/0/nobody",
  "5:10 error OF1201 #/tags/0/name",
  "6:27 error OF1507 #/x-rate-limit/unit",
  "8:3 warning OF1305 #/paths/nope",
  "10:5 error OF1201 #/paths/~1a~1{id}/parameters",
  "12:7 error OF1201 #/paths/~1a~1{id}/get/tags",
  "13:7 error OF1201 #/paths/~1a~1{id}/get/deprecated",
  "15:22 error OF1301 #/paths/~1a~1{id}/get/parameters/0/in",
  "16:13 warning OF1703 #/paths/~1a~1{id}/get/parameters/1/name",
  "17:33 warning OF1303 #/paths/~1a~1{id}/get/parameters/2/style",
  "18:11 warning OF1302 #/paths/~1a~1{id}/get/parameters/3",
  "19:11 error OF1101 #/paths/~1a~1{id}/get/parameters/4",
  "11:5 warning OF1304 #/paths/~1a~1{id}/get",
  "21:9 error OF1701 #/paths/~1a~1{id}/get/responses/99",
  "25:13 warning OF1702 #/paths/~1a~1{id}/get/responses/200/content/json",
  "27:15 error OF1507 #/paths/~1a~1{id}/get/responses/200/content/application~1json/x-unwrap",
  "28:39 error OF1201 #/paths/~1a~1{id}/get/responses/200/content/application~1json/schema/required",
  "28:59 error OF1201 #/paths/~1a~1{id}/get/responses/200/content/application~1json/schema/properties",
  "29:22 warning OF1703 #/paths/~1a~1{id}/get/responses/200/headers/a b",
  "30:5 error OF1201 #/paths/~1a~1{id}/put",
  "30:5 warning OF1304 #/paths/~1a~1{id}/put",
  "33:5 warning OF1601 #/components/securitySchemes/k",
  "34:5 warning OF1602 #/components/securitySchemes/n",
  "35:36 warning OF1703 #/components/securitySchemes/c/name",
  "37:5 error OF1202 #/components/schemas/A",
  "38:10 error OF1201 #/components/schemas/B/enum",
  "38:19 error OF1201 #/components/schemas/B/minimum",
  "38:33 error OF1201 #/components/schemas/B/oneOf",
];

test("one run reports every wrong shape, each with its place", () => {
  const { lines } = load({ "spec.yaml": broken });
  const found = lines.map((line) => line.replace("spec.yaml:", ""));
  expect(want.filter((line) => !found.includes(line))).toEqual([]);
  expect(found.filter((line) => !want.includes(line))).toEqual([]);
});

test("diagnostics come in the order of lines", () => {
  const lines = load({ "spec.yaml": broken }).diagnostics.map(({ line }) => line);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});

test("a diagnostic is one line with place, code, sentence and pointer, and one with what to do", () => {
  const [diagnostic] = load({ "spec.yaml": "openapi: 3.1.0\npaths: [1]\n" }).diagnostics;
  if (diagnostic === undefined) throw new Error("nothing was reported");
  expect(formatDiagnostic({ ...diagnostic, file: "spec.yaml" })).toBe(
    "spec.yaml:2:1 error OF1201 Expected an object here, found a list. (#/paths)\n  Write an object.",
  );
});

test("control characters of the document do not reach the terminal", () => {
  const { diagnostics } = load({ "spec.yaml": '{ openapi: 3.1.0, paths: { "\\e[31m\\u202e": {} } }' });
  expect(diagnostics).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
  expect(diagnostics.map(formatDiagnostic).join("\n")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
