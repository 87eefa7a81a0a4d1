import { describe, expect, it } from "vitest";
import type { ValuePlan } from "../../templates/runtime/descriptor.js";
import { Secret } from "../../templates/runtime/secret.js";
import { itemPlan, propertyPlan, resolvePlan, wrapSecrets } from "../../templates/runtime/value-plan.js";

/** A value with its secrets marked: what JSON makes of them shows where they are. */
function wrapped(value: unknown, plan: ValuePlan): unknown {
  return JSON.parse(JSON.stringify(wrapSecrets(structuredClone(value), plan)));
}

const node: ValuePlan = { properties: { key: "secret", next: () => node } };
const hidden = "[redacted]";

describe("wrapSecrets", () => {
  it.each<[string, unknown, ValuePlan, unknown]>([
    ["a value", "a", "secret", hidden],
    ["null stays null", { a: null }, { properties: { a: "secret" } }, { a: null }],
    ["a list", ["a", "b"], { items: "secret" }, [hidden, hidden]],
    ["first elements", ["a", "b", "c"], { prefixItems: [null, "secret"] }, ["a", hidden, "c"]],
    ["the elements after them", ["a", "b"], { prefixItems: [null], items: "secret" }, ["a", hidden]],
    ["other properties", { a: 1, b: "x" }, { properties: { a: "integer" }, additional: "secret" }, { a: 1, b: hidden }],
    ["itself", { key: "a", next: { key: "b" } }, node, { key: hidden, next: { key: hidden } }],
    [
      "parts",
      { key: "a", extra: "b", other: "c" },
      { also: [() => node, { properties: { extra: "secret" } }] },
      { key: hidden, extra: hidden, other: "c" },
    ],
    [
      "parts that both speak of a property",
      { a: { x: "1", y: "2" } },
      {
        also: [
          { properties: { a: { properties: { x: "secret" } } } },
          { properties: { a: { properties: { y: "secret" } } } },
        ],
      },
      { a: { x: hidden, y: hidden } },
    ],
    [
      "a part that speaks of all properties",
      { a: "1", b: "2" },
      { also: [{ properties: { a: "integer" } }, { additional: "secret" }] },
      { a: hidden, b: hidden },
    ],
  ])("%s", (_name, given, plan, want) => {
    expect(wrapped(given, plan)).toEqual(want);
  });

  it("keeps __proto__ an ordinary name", () => {
    const value = wrapSecrets(JSON.parse('{"__proto__":{"key":"a"}}'), {
      additional: { properties: { key: "secret" } },
    });
    const own = Object.getOwnPropertyDescriptor(value, "__proto__")?.value as { key: unknown };
    expect(own.key).toBeInstanceOf(Secret);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("resolvePlan", () => {
  it("takes a secret for one whatever else it may be, and an integer for one where nothing else is said", () => {
    expect(resolvePlan({ also: ["integer", "secret"] })).toBe("secret");
    expect(resolvePlan({ also: [() => "integer", {}] })).toEqual({});
  });

  it("finds plans of properties and elements through parts", () => {
    const plan = resolvePlan({ also: [{ properties: { a: "integer" } }, { items: "integer" }] });
    expect(resolvePlan(propertyPlan(plan, "a"))).toBe("integer");
    expect(resolvePlan(itemPlan(plan, 3))).toBe("integer");
    expect(propertyPlan(plan, "toString")).toBeUndefined();
  });
});

describe("alternatives", () => {
  it.each<[string, ValuePlan, string, unknown]>([
    ["an integer in each", { anyOf: ["integer", "integer"] }, "", "integer"],
    ["an integer beside what may be any number", { anyOf: ["integer", null] }, "", undefined],
    ["a secret in one", { anyOf: ["secret", null] }, "", "secret"],
    ["a property of one alternative", { anyOf: [{ properties: { a: "integer" } }, null] }, "a", undefined],
    [
      "a property that is whole in each",
      { anyOf: [node, { properties: { a: "integer" }, additional: "integer" }] },
      "b",
      undefined,
    ],
    ["a property that is secret in one", { anyOf: [node, { properties: { a: "integer" } }] }, "key", "secret"],
    [
      "beside what holds for all",
      { properties: { a: "integer" }, anyOf: [null, { properties: { b: "integer" } }] },
      "a",
      "integer",
    ],
  ])("%s", (_what, plan, property, want) => {
    const at = resolvePlan(plan);
    expect(property === "" ? at : resolvePlan(propertyPlan(at, property))).toEqual(want);
  });
});

describe("plans that contain themselves", () => {
  const either: ValuePlan = { anyOf: [() => branch, () => leaf] };
  const branch: ValuePlan = { properties: { child: () => either, key: "secret", n: "integer" } };
  const leaf: ValuePlan = { properties: { child: () => either, n: "integer" } };
  const both: ValuePlan = { also: [{ properties: { child: () => both, key: "secret" } }, () => other] };
  const other: ValuePlan = { properties: { child: () => both }, anyOf: [() => both, { items: () => both }] };
  const mixed: ValuePlan = { also: [() => first, () => second], anyOf: [() => first, () => second, null] };
  const first: ValuePlan = { properties: { child: { anyOf: [() => second, () => mixed] }, key: "secret" } };
  const second: ValuePlan = { properties: { child: { also: [() => first, { anyOf: [() => mixed, () => first] }] } } };

  it.each<[string, ValuePlan]>([
    ["alternatives", either],
    ["parts", both],
    ["both", mixed],
  ])("%s: the time grows with the depth and no faster", (_what, plan) => {
    let value: unknown = { key: "a" };
    let want: unknown = { key: hidden };
    for (let depth = 0; depth < 300; depth += 1) {
      value = { child: value };
      want = { child: want };
    }
    expect(wrapped(value, plan)).toEqual(want);
  });

  it("keeps what holds in each alternative at every depth", () => {
    let at = resolvePlan(either);
    for (let depth = 0; depth < 40; depth += 1) at = resolvePlan(propertyPlan(at, "child"));
    expect(resolvePlan(propertyPlan(at, "n"))).toBe("integer");
  });

  it("ends where an alternative is the plan itself", () => {
    const plan: ValuePlan = { anyOf: [() => plan, { properties: { n: "integer" } }] };
    expect(resolvePlan(propertyPlan(resolvePlan(plan), "n"))).toBe("integer");
  });
});
