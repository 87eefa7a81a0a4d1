import { describe, expect, test } from "vitest";
import { json, load, specOf, specWithOperation } from "../support.js";

const list = <T>(count: number, each: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n));
const members = <T>(count: number, each: (index: number) => T): Record<string, T> =>
  Object.fromEntries(list(count, (n) => [`m${n}`, each(n)]));
const schemas = (of: object): object => specOf({ components: { schemas: of } });
const chain = (length: number, link: (next: object) => object): object =>
  Object.fromEntries(list(length, (n) => [`A${n}`, n + 1 < length ? link(ref(`A${n + 1}`)) : { type: "string" }]));
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** Codes and places of what is wrong with a document. */
function refused(document: object): readonly string[] {
  const { diagnostics } = load({ "spec.json": json(document) });
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code, pointer }) => `${code} ${pointer}`);
}

describe("what no real document holds is refused where it stands", () => {
  test.each<[given: string, document: object, want: readonly string[]]>([
    ["a list", schemas({ A: { enum: list(20_001, (n) => n) } }), ["OF1002 #"]],
    ["a choice", schemas({ A: { oneOf: list(1_001, () => ({})) } }), ["OF1008 #/components/schemas/A/oneOf"]],
    [
      "a mapping",
      schemas({ A: { discriminator: { propertyName: "a", mapping: members(1_001, () => "A") } } }),
      ["OF1008 #/components/schemas/A/discriminator"],
    ],
    ["members", schemas({ A: { properties: members(5_001, () => ({})) } }), ["OF1008 #/components/schemas/A"]],
    ["required names", schemas({ A: { required: list(5_001, (n) => `r${n}`) } }), ["OF1008 #/components/schemas/A"]],
    ["an object", schemas({ A: { properties: members(50_001, () => ({})) } }), ["OF1002 #"]],
    ["a key", specOf({ paths: { [`/${"a".repeat(60_000)}`]: {} } }), ["OF1002 #"]],
    ["a text", specOf({ info: { title: "a", version: "1", description: "a".repeat(400_001) } }), ["OF1002 #"]],
    [
      "a name",
      specWithOperation({ parameters: [{ name: "a".repeat(60_001), in: "query", schema: {} }] }),
      ["OF1204 #/paths/~1things/get/parameters/0/name"],
    ],
    ["a chain of refs", schemas(chain(202, (next) => next)), ["OF1008 #/components/schemas/A0"]],
    [
      "a chain of lists",
      schemas(chain(202, (items) => ({ type: "array", items }))),
      ["OF1008 #/components/schemas/A0"],
    ],
    [
      "a chain that is read from its end",
      schemas(Object.fromEntries(Object.entries(chain(202, (next) => ({ oneOf: [next, {}] }))).reverse())),
      ["OF1008 #/components/schemas/A0"],
    ],
    [
      "many values of defaults",
      schemas({ A: { default: list(13, () => list(19_999, () => 1)) } }),
      ["OF1008 #/components/schemas/A"],
    ],
  ])("%s", (_given, document, want) => {
    expect(refused(document)).toEqual(want);
  });
});

describe("what is large, but not beyond all", () => {
  test.each<[given: string, document: object]>([
    ["a list", schemas({ A: { enum: list(20_000, (n) => n) } })],
    ["a key", schemas({ ["a".repeat(10_000)]: {} })],
    ["a text", specOf({ info: { title: "a", version: "1", description: "a".repeat(400_000) } })],
    ["a chain of refs", schemas(chain(201, (next) => next))],
    ["a chain through properties", schemas(chain(1_000, (next) => ({ type: "object", properties: { next } })))],
    ["a circle", schemas({ A: { type: "array", items: ref("B") }, B: { oneOf: [ref("A"), { type: "string" }] } })],
  ])("%s", (_given, document) => {
    expect(refused(document)).toEqual([]);
  });
});
