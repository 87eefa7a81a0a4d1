import { expect, it } from "vitest";
import { redact } from "../../templates/runtime/secret.js";

const secret = 'ab"c/d+efghé';
const base64 = (prefix: string): string => Buffer.from(prefix + secret).toString("base64");

it.each([
  ["as it is", secret],
  ["percent-encoded", encodeURIComponent(secret)],
  ["JSON-escaped", JSON.stringify(secret)],
  ["base64", base64("")],
  ["base64 behind one byte", base64("x")],
  ["base64 behind two bytes", base64("xy")],
  ["base64 for URLs", Buffer.from(secret).toString("base64url")],
])("hides a secret %s", (_form, text) => {
  const clean = redact(`the server said: ${text}!`, [secret]);
  expect(clean).toContain("[redacted]");
  // What may be left of base64 is the part that other bytes decide, too.
  const longest = Math.max(
    ...clean
      .replace("the server said: ", "")
      .split("[redacted]")
      .map((rest) => rest.length),
  );
  expect(longest).toBeLessThanOrEqual(5);
});

it("leaves other text alone", () => {
  expect(redact("Token is missing required scope.", [secret, "abc"])).toBe("Token is missing required scope.");
});
