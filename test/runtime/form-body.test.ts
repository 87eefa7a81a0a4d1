import { describe, expect, test } from "vitest";
import type { ContentDescriptor } from "../../templates/runtime/descriptor.js";
import { formBody } from "../../templates/runtime/form-body.js";
import { Secret } from "../../templates/runtime/secret.js";
import { failureOf, fakeFetch, json, operation, request } from "./harness.js";

const form = "application/x-www-form-urlencoded";

async function bodyOf(value: unknown, content: Partial<ContentDescriptor> = {}): Promise<unknown> {
  const { fetch, sent } = fakeFetch([json({})]);
  const descriptor = operation({
    method: "POST",
    body: { key: "body", required: true, content: { [form]: { as: formBody, ...content } } },
  });
  await request(descriptor, { fetch }).with("body", value).execute();
  expect(sent[0]?.headers["content-type"]).toBe(form);
  return sent[0]?.body;
}

describe("without an encoding the type of a value decides", () => {
  test.each<[string, unknown, string]>([
    ["single values", { a: "x", b: 1, c: true, d: 2.5e21 }, "a=x&b=1&c=true&d=2500000000000000000000"],
    ["a space, a plus and reserved characters", { "a b": "x y+z&=/?#" }, "a%20b=x%20y%2Bz%26%3D%2F%3F%23"],
    ["letters", { ä: "ß€" }, "%C3%A4=%C3%9F%E2%82%AC"],
    ["a date", { at: new Date(0) }, "at=1970-01-01T00%3A00%3A00.000Z"],
    ["an empty text", { a: "" }, "a="],
    ["undefined and null are left out", { a: undefined, b: null, c: 0 }, "c=0"],
    ["a list is repeated", { a: ["x", "y"] }, "a=x&a=y"],
    ["an empty list is nothing", { a: [] }, ""],
    ["an object is JSON", { a: { b: 1, c: null } }, "a=%7B%22b%22%3A1%2C%22c%22%3Anull%7D"],
    ["objects in a list are JSON each", { a: [{ b: 1 }, { b: 2 }] }, "a=%7B%22b%22%3A1%7D&a=%7B%22b%22%3A2%7D"],
    ["secrets are revealed", { a: new Secret("s&"), b: { c: new Secret("t") } }, "a=s%26&b=%7B%22c%22%3A%22t%22%7D"],
    ["`__proto__` is a name", JSON.parse('{"__proto__":"x"}'), "__proto__=x"],
  ])("%s", async (_what, given, want) => {
    expect(await bodyOf(given)).toBe(want);
  });
});

/** An object within objects: `{ b: { b: … 1 } }`. */
function deep(levels: number): unknown {
  return levels === 0 ? 1 : { b: deep(levels - 1) };
}

const round: Record<string, unknown> = {};
round.it = round;

describe("with an encoding", () => {
  test.each<[string, NonNullable<ContentDescriptor["encoding"]>, unknown, string]>([
    ["deepObject", { a: { style: "deepObject" } }, { a: { b: 1, c: { d: "x" } } }, "a%5Bb%5D=1&a%5Bc%5D%5Bd%5D=x"],
    ["deepObject numbers elements", { a: { style: "deepObject" } }, { a: ["x", "y"] }, "a%5B0%5D=x&a%5B1%5D=y"],
    [
      "deepObject with objects in lists, as Stripe has them",
      { items: { style: "deepObject" } },
      { items: [{ price: "p", tax: ["t"] }], more: "m" },
      "items%5B0%5D%5Bprice%5D=p&items%5B0%5D%5Btax%5D%5B0%5D=t&more=m",
    ],
    ["deepObject of a single value", { a: { style: "deepObject" } }, { a: "" }, "a="],
    ["deepObject leaves out null", { a: { style: "deepObject" } }, { a: { b: null, c: 1 } }, "a%5Bc%5D=1"],
    ["form, exploded", { a: { style: "form" } }, { a: { b: 1, c: 2 } }, "b=1&c=2"],
    ["form, not exploded", { a: { style: "form", explode: false } }, { a: ["x", "y"] }, "a=x%2Cy"],
    ["form, not exploded, of an object", { a: { style: "form", explode: false } }, { a: { b: 1 } }, "a=b%2C1"],
    ["spaceDelimited", { a: { style: "spaceDelimited" } }, { a: ["x", "y"] }, "a=x%20y"],
    ["pipeDelimited", { a: { style: "pipeDelimited" } }, { a: ["x", "y"] }, "a=x%7Cy"],
    ["form, not exploded, of nothing", { a: { style: "form", explode: false } }, { a: [], b: 1 }, "b=1"],
    ["form, exploded, of a list", { a: { style: "form" } }, { a: ["x", 1] }, "a=x&a=1"],
    ["form, of a single value", { a: { style: "form" } }, { a: "x,y" }, "a=x%2Cy"],
    ["form, of a date", { a: { style: "form" } }, { a: new Date(0) }, "a=1970-01-01T00%3A00%3A00.000Z"],
    ["form, of a secret", { a: { style: "form" } }, { a: new Secret("s") }, "a=s"],
    ["pipeDelimited, exploded", { a: { style: "pipeDelimited", explode: true } }, { a: ["x|", 1] }, "a=x%7C&a=1"],
    ["spaceDelimited, of an object", { a: { style: "spaceDelimited" } }, { a: { b: "c", d: 1 } }, "a=b%20c%20d%201"],
    ["deepObject, a hundred levels", { a: { style: "deepObject" } }, { a: deep(101) }, `a${"%5Bb%5D".repeat(101)}=1`],
    ["reserved characters", { a: { style: "form", allowReserved: true } }, { a: "/x?y:z&" }, "a=/x?y:z%26"],
    ["a JSON text", { a: { contentType: "application/json" } }, { a: "x" }, "a=%22x%22"],
    ["JSON for each element", { a: { contentType: "application/json" } }, { a: [1, "x"] }, "a=1&a=%22x%22"],
  ])("%s", async (_what, encoding, given, want) => {
    expect(await bodyOf(given, { encoding })).toBe(want);
  });
});

const whole = "must be a whole number between -(2^53 - 1) and 2^53 - 1";
const opaque = "is a collection, buffer, file, stream or promise, which JSON cannot hold";

describe("what a form cannot hold is refused before anything is sent", () => {
  test.each<[string, unknown, string]>([
    ["text", "a=b", "body must be an object"],
    ["a list", ["a"], "body must be an object"],
    ["bytes", { a: new Uint8Array(1) }, `body.a ${opaque}`],
    ["a file", { a: new Blob(["x"]) }, `body.a ${opaque}`],
    ["a promise that nobody awaited", { a: [Promise.resolve("x")] }, `body.a[0] ${opaque}`],
    ["a file within an object", { a: { b: new Blob(["x"]) } }, `body.a.b ${opaque}`],
    ["a file in place of the form", new Blob(["a=b"]), "body must be an array or a plain object"],
    [
      "a comma between commas",
      { list: ["x", "y,z"] },
      "body.list[1] must not hold a comma, which separates values here",
    ],
    [
      "a pipe between pipes",
      { pipes: { "a|b": 1 } },
      'body.pipes["a|b"] must not hold a pipe, which separates values here',
    ],
    [
      "a space between spaces",
      { spaces: ["x", "y z"] },
      "body.spaces[1] must not hold a space, which separates values here",
    ],
    [
      "what is nested too deeply",
      { deep: deep(102) },
      `body.deep${".b".repeat(95)}.… is nested too deeply, or contains itself`,
    ],
    ["itself", { deep: round }, `body.deep${".it".repeat(63)}.i… is nested too deeply, or contains itself`],
    ["an unsafe integer in a style", { list: [1, 0.5] }, `body.list[1] ${whole}`],
    ["an unsafe integer in an object", { pipes: { a: 0.5 } }, `body.pipes.a ${whole}`],
    ["an unsafe integer in depth", { deep: { b: [0.5] } }, `body.deep.b[0] ${whole}`],
    ["a file in a style", { pipes: new Blob([]) }, "body.pipes must be an array or a plain object"],
    ["half a character in a name", { "\ud800": 1 }, "body holds half of a character (a lone surrogate)"],
    ["null in a list", { a: ["x", null] }, "body.a[1] must not be null"],
    ["half a character", { a: "\ud800" }, "body.a holds half of a character (a lone surrogate)"],
    ["an unsafe integer", { n: 2 ** 53 }, `body.n ${whole}`],
  ])("%s", async (_what, given, want) => {
    const encoding = {
      list: { style: "form", explode: false },
      pipes: { style: "pipeDelimited" },
      spaces: { style: "spaceDelimited" },
      deep: { style: "deepObject" },
    } as const;
    const plan = {
      properties: {
        n: "integer",
        list: { items: "integer" },
        pipes: { properties: { a: "integer" } },
        deep: { properties: { b: { items: "integer" } } },
      },
    } as const;
    const failure = await failureOf(bodyOf(given, { plan, encoding }));
    expect(failure).toMatchObject({ code: "invalid_parameter", message: `getThing: ${want}` });
  });
});
