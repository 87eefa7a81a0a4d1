import { expect, it } from "vitest";
import { serverMessage } from "../../templates/runtime/server-message.js";

const deep = (levels: number): unknown => (levels === 0 ? { message: "x" } : { error: deep(levels - 1) });

it.each<[unknown, string | undefined]>([
  [{ message: "a", detail: "b" }, "a"],
  [{ detail: "a", title: "b" }, "a"],
  [{ errorSummary: "a" }, "a"],
  [{ error_description: "a", error: "b" }, "a"],
  [{ error: "a" }, "a"],
  [{ title: "a" }, "a"],
  [{ description: "a" }, "a"],
  [{ reason: "a" }, "a"],
  [{ msg: "a" }, "a"],
  [{ errors: "a" }, "a"],
  [{ errors: ["a"], msg: "b" }, "b"],
  [{ errors: [{ msg: "a" }, { msg: "b" }] }, "a"],
  [[{ message: "a" }], "a"],
  [{ message: "", detail: "a" }, "a"],
  [{ message: null, detail: "a" }, "a"],
  [{ message: 5, detail: "a" }, "a"],
  [{ message: {}, detail: "a" }, "a"],
  [{ message: [], detail: "a" }, "a"],
  [{ other: "a" }, undefined],
  [Object.create({ message: "a" }), undefined],
  [{}, undefined],
  [[], undefined],
  [["a"], undefined],
  [null, undefined],
  [undefined, undefined],
  ["a", undefined],
  [5, undefined],
  [deep(2), "x"],
  [deep(3), undefined],
  [[[{ message: "x" }]], "x"],
  [[[[{ message: "x" }]]], undefined],
])("of %j is %j", (body, want) => expect(serverMessage(body, [])).toBe(want));

it.each([
  ["\0\t\r\n\x1b", "\\u0000\\u0009\\u000d\\u000a\\u001b"],
  ["\u200b\u200f\u2028\u202e\u2060\u2069\ufeff", "\\u200b\\u200f\\u2028\\u202e\\u2060\\u2069\\ufeff"],
  ["\u200a\u2010\u205f\u206a é 字", "\u200a\u2010\u205f\u206a é 字"],
])("is one line: %j", (message, want) => expect(serverMessage({ message }, [])).toBe(want));

it("is capped", () => {
  expect(serverMessage({ message: "x".repeat(300) }, [])).toBe("x".repeat(300));
  expect(serverMessage({ message: "x".repeat(301) }, [])).toBe(`${"x".repeat(300)}…`);
});

it("does not repeat the caller's secrets, and reads no more than it may", () => {
  const secret = "key-7-key-7";
  expect(serverMessage({ message: `no ${secret}!` }, [secret])).toBe("no [redacted]!");
  const long = "k".repeat(5990);
  expect(serverMessage({ message: `${long} 123456789 and more` }, [long])).toBe("[redacted] 123456789");
});
