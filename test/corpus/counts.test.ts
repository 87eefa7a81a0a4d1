import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build, folderWith, json, specOf } from "../generator/support.js";
import { countFindings } from "./counts.js";
import { RawDocument } from "./raw-document.js";
import { rawOperations } from "./raw-operations.js";

const document = specOf({
  paths: {
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "getPet",
        parameters: [{ name: "fields", in: "query", schema: { type: "string", enum: ["name", "age"] } }],
        responses: {
          "200": { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        },
      },
    },
  },
  components: { schemas: { Pet: { type: "object", properties: { kind: { type: "string", enum: ["cat", "dog"] } } } } },
});

/** What the counts say when the emitted text has changed. */
function findingsAfter(change: (text: string) => string): readonly string[] {
  const file = join(folderWith({ "spec.json": json(document) }), "spec.json");
  const built = build(file);
  const files = built.files.map((one) => (one.path.startsWith("src/") ? { ...one, text: change(one.text) } : one));
  const raw = new RawDocument(file);
  return countFindings(raw, rawOperations(raw), { ...built, files }, []).findings;
}

describe("what an emitter drops is seen", () => {
  const cases: readonly (readonly [given: string, change: (text: string) => string, want: RegExp | null])[] = [
    ["nothing", (text) => text, null],
    [
      "a setter",
      (text) => text.replaceAll("fields(", "other("),
      /^query parameter fields of GET \/pets\/\{id\} has no setter$/,
    ],
    [
      "a path argument",
      (text) => text.replaceAll("core: Core, id: string", "core: Core"),
      /^path parameter id .* has no argument$/,
    ],
    [
      "a request class",
      (text) => text.replaceAll("class GetPetRequest", "class Other"),
      /^operation GET .* has no request class$/,
    ],
    ["an enum member", (text) => text.replaceAll('"dog"', '"cow"'), /^1 enum members of .*\/kind are in no type$/],
    [
      "a parameter's enum member",
      (text) => text.replaceAll('"age"', '"size"'),
      /^1 enum members of .* are in no type$/,
    ],
    ["a schema", (text) => text.replaceAll("Pet {", "Animal {"), /^schema Pet has no type$/],
    ["a type", (text) => text.replaceAll("fields(value: ", "fields(value: any | "), /^src\/apis\/.*: any, or/],
  ];
  for (const [given, change, want] of cases) {
    test(given, () => {
      const findings = findingsAfter(change);
      if (want === null) expect(findings).toEqual([]);
      else expect(findings).toContainEqual(expect.stringMatching(want));
    });
  }
});
