import { expect, it } from "vitest";
import { isRevealable, Secret } from "../../templates/runtime/secret.js";

it("reveals its value to those who ask it, and nothing to others", () => {
  const secret = new Secret("key-7");
  expect(secret.reveal()).toBe("key-7");
  expect([String(secret), `${secret}`, JSON.stringify({ secret })]).toEqual([
    "[redacted]",
    "[redacted]",
    '{"secret":"[redacted]"}',
  ]);
  for (const name of ["nodejs.util.inspect.custom", "Deno.customInspect"]) {
    const inspect = (secret as unknown as Record<symbol, () => unknown>)[Symbol.for(name)];
    expect(inspect?.call(secret)).toBe("[redacted]");
  }
  expect(() => Secret.prototype.reveal.call({})).toThrow(
    new TypeError("Call this method on a Secret of this package."),
  );
});

it.each([
  [new Secret("x"), true],
  [{ reveal: () => "x" }, true],
  [{ reveal: "x" }, false],
  [{}, false],
  [null, false],
  ["x", false],
  [Object.assign(() => "x", { reveal: () => "x" }), false],
])("%o can be revealed: %j", (value, want) => expect(isRevealable(value)).toBe(want));
