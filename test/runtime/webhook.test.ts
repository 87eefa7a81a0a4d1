import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { ValuePlan } from "../../templates/runtime/descriptor.js";
import { SdkError } from "../../templates/runtime/errors.js";
import { Secret } from "../../templates/runtime/secret.js";
import { readPayload, WebhookError } from "../../templates/runtime/webhook.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function failure(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("the body of a webhook", () => {
  test.each<[string, string | Uint8Array, unknown]>([
    ["text", '{"a":1}', { a: 1 }],
    ["bytes", bytes('["ü"]'), ["ü"]],
    ["null", "null", null],
    ["text with a byte order mark", '\ufeff{"a":1}', { a: 1 }],
    ["bytes with a byte order mark", bytes('\ufeff{"a":1}'), { a: 1 }],
  ])("is read from %s", (_, body, want) => {
    expect(readPayload("a", body)).toEqual(want);
  });

  test.each<[string, string | Uint8Array, string]>([
    ["no JSON", "token=s3cret-value", "json"],
    ["nothing", "", "json"],
    ["half of it", '{"key": "s3cret-value', "json"],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "encoding"],
  ])("that is %s is a typed error, which does not tell it", (_, body, problem) => {
    const error = failure(() => readPayload("pet.created", body));
    expect(error).toBeInstanceOf(WebhookError);
    expect(error).toBeInstanceOf(SdkError);
    expect(error).toMatchObject({ code: "invalid_webhook", webhook: "pet.created", problem });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("s3cret");
  });

  test.each([[{ key: "s3cret-value" }], [undefined], [null]])("that somebody has parsed already, %o", (body) => {
    const error = failure(() => readPayload("a", body as unknown as string));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe("a: the body must be given as it arrived, as a string or bytes.");
  });

  test("has its secrets wrapped, those of its own name alone", () => {
    const plans = { a: { properties: { key: "secret" } } } as const;
    const text = '{"key":"s3cret-value"}';
    expect(readPayload("a", text, plans)).toEqual({ key: expect.any(Secret) });
    expect(readPayload("b", text, plans)).toEqual({ key: "s3cret-value" });
    expect(readPayload("toString", text, plans)).toEqual({ key: "s3cret-value" });
  });

  test("keeps __proto__ as data", () => {
    const payload = readPayload("a", '{"__proto__":{"x":1}}') as object;
    expect(Object.keys(payload)).toEqual(["__proto__"]);
    expect("x" in payload).toBe(false);
  });

  test("that is nested deeper than the stack is an error, not a crash", () => {
    const plan = (): ValuePlan => ({ items: plan });
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(failure(() => readPayload("a", deep, { a: plan }))).toBeInstanceOf(WebhookError);
  });
});
