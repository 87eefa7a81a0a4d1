import { expect, it } from "vitest";
import { Secret } from "../../templates/runtime/secret.js";
import { snapshot } from "../../templates/runtime/snapshot.js";

it("copies plain objects and arrays, so that later changes do not reach a request", () => {
  const given = { name: "a", list: [{ b: 1 }] };
  const copy = snapshot(given);
  given.name = "changed";
  given.list.push({ b: 2 });
  expect(copy).toEqual({ name: "a", list: [{ b: 1 }] });
});

it("keeps what is more than its data as it is", () => {
  const bytes = new Uint8Array(2);
  const secret = new Secret("s");
  const own = { reveal: () => "s" };
  const copy = snapshot({ bytes, secret, own, date: new Date(0) }) as Record<string, unknown>;
  expect(copy.bytes).toBe(bytes);
  expect(copy.secret).toBe(secret);
  expect(copy.own).toBe(own);
  expect(copy.date).toBeInstanceOf(Date);
});

it("keeps cycles, shared parts and odd names", () => {
  const given: Record<string, unknown> = JSON.parse('{"__proto__":{"a":1}}');
  given.self = given;
  const copy = snapshot(given) as Record<string, unknown>;
  expect(copy.self).toBe(copy);
  expect(Object.getOwnPropertyDescriptor(copy, "__proto__")?.value).toEqual({ a: 1 });
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});
