import { describe, expect, test } from "vitest";
import { runtimeNames } from "../../../generator/emit/public-runtime.js";
import { planNames } from "../../../generator/naming/plan-names.js";
import { apiOf, specOf } from "../support.js";

const string = { type: "string" };
const ref = { $ref: "#/components/schemas/Base" };
const withKind = (kind: object): object => ({ type: "object", properties: { id: string, kind } });
const inline = { type: "object", properties: { a: string } };
const other = { type: "object", properties: { b: string } };

/** The names of the schemas that stand inside of one called Pet. */
function namesIn(pet: object): readonly string[] {
  const schemas = { Base: { type: "object", properties: { id: string } }, Other: other, Pet: pet };
  const api = apiOf(specOf({ components: { schemas } }));
  const names = runtimeNames();
  const options = { packageName: "a", clientClass: "TestClient", lock: new Map(), runtimeNames: names };
  const { plan } = planNames(api, options);
  return [...api.models.values()].flatMap(({ id, name }) => (name === null ? (plan.models.get(id)?.type ?? "?") : []));
}

describe("inline schemas of a composition are called", () => {
  test.each<[string, object, readonly string[]]>([
    [
      "by their titles",
      {
        oneOf: [
          { title: "Big dog", ...inline },
          { title: "Cat", ...other },
        ],
      },
      ["PetBigDog", "PetCat"],
    ],
    [
      "by number where a title is missing",
      { oneOf: [{ title: "Dog", ...inline }, other] },
      ["PetOption1", "PetOption2"],
    ],
    [
      "by number where titles are equal",
      {
        anyOf: [
          { title: "A", ...inline },
          { title: "A", ...other },
        ],
      },
      ["PetOption1", "PetOption2"],
    ],
    [
      "by number where titles are sentences",
      {
        anyOf: [
          { title: "It is one of two such things.", ...inline },
          { title: "B", ...other },
        ],
      },
      ["PetOption1", "PetOption2"],
    ],
    [
      "by the value that each has",
      { oneOf: [withKind({ const: "big-dog" }), withKind({ enum: ["cat"] })] },
      ["PetBigDog", "PetCat"],
    ],
    [
      "by the model that each is made from",
      {
        oneOf: [
          { allOf: [ref], ...inline },
          { allOf: [{ $ref: "#/components/schemas/Other" }], ...inline },
        ],
      },
      ["PetBase", "PetOther"],
    ],
    ["Own beside refs", { allOf: [ref, inline] }, ["PetOwn"]],
    ["by number where several are no refs", { allOf: [inline, other] }, ["PetPart1", "PetPart2"]],
    ["Value where the other is null", { anyOf: [inline, { type: "null" }] }, ["PetValue"]],
    [
      "as their property where the other is null",
      { type: "object", properties: { owner: { anyOf: [{ type: "null" }, inline] } } },
      ["PetOwner"],
    ],
    [
      "as the items of what is not null",
      { type: "object", properties: { tags: { oneOf: [{ type: "array", items: inline }, { type: "null" }] } } },
      ["PetTagsItem"],
    ],
  ])("%s", (_how, pet, want) => {
    expect(namesIn(pet)).toEqual(want);
  });
});
