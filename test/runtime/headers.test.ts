import { expect, it } from "vitest";
import { connectionHeaders as offered } from "../../generator/model/parameters.js";
import { connectionHeaders } from "../../templates/runtime/header-value.js";
import { failureOf, fakeFetch, json, operation, request } from "./harness.js";

const versioned = operation({
  parameters: [{ in: "header", name: "API-Version", key: "apiVersion", required: true, value: "1" }],
});

it.each([
  ["its preset", {}, undefined, {}, "1"],
  ["the client's headers", { "api-version": "2" }, undefined, {}, "2"],
  ["the call's headers", { "api-version": "2" }, undefined, { "API-VERSION": "3" }, "3"],
  ["its setter", { "api-version": "2" }, "4", { "API-VERSION": "3" }, "4"],
])("a header is sent once, with %s", async (_name, ofClient, set, ofCall, want) => {
  const { fetch, sent } = fakeFetch([json({})]);
  const built = request(versioned, { fetch, headers: ofClient });
  await (set === undefined ? built : built.with("apiVersion", set)).execute({ headers: ofCall });
  expect(Object.entries(sent[0]?.headers ?? {}).filter(([name]) => name.toLowerCase() === "api-version")).toEqual([
    ["api-version", want],
  ]);
});

it("the generator offers no setter for what the runtime refuses to send", () => {
  expect([...offered].sort()).toEqual([...connectionHeaders].sort());
});

const outsideHeaders =
  "holds a character that a header cannot carry: a line break, another control character, or one outside Latin-1";

it.each<[unknown, string]>([
  ["a: b", "headers must be an object of names and values"],
  [null, "headers must be an object of names and values"],
  [1, "headers must be an object of names and values"],
  [[["a", "b"]], "headers must be an object of names and values"],
  [new Headers({ a: "b" }), "headers must be an object of names and values"],
  [{ "": "a" }, 'headers["…"] is not the name of a header'],
  [{ "Authorization: Bearer abc": "" }, 'headers["Authorization…"] is not the name of a header'],
  [{ Ünicode: "a" }, 'headers["…"] is not the name of a header'],
  [{ "a\nb:\nc": "" }, 'headers["a…"] is not the name of a header'],
  [{ Host: "a" }, 'headers["Host"] belongs to the connection and cannot be set'],
  [{ "X-A": 1 }, 'headers["X-A"] must be a string'],
  [{ "X-A": null }, 'headers["X-A"] must be a string'],
  [{ "X-A": "a\r\nX-B: b" }, `headers["X-A"] ${outsideHeaders}`],
  [{ "X-A": "\x7f" }, `headers["X-A"] ${outsideHeaders}`],
  [{ "X-A": "a€" }, `headers["X-A"] ${outsideHeaders}`],
])("headers %o are refused", async (headers, want) => {
  const { fetch, sent } = fakeFetch([json({})]);
  const message = want;
  expect(() => request(operation(), { fetch, headers: headers as never })).toThrow(
    expect.objectContaining({ code: "invalid_parameter", message }),
  );
  const failure = await failureOf(request(operation(), { fetch }).execute({ headers: headers as never }));
  expect(failure).toMatchObject({ code: "invalid_parameter", message: `getThing: ${message}` });
  expect(sent).toEqual([]);
});

it.each([
  [{ "X-A": undefined, "X-b~'|": " a\té " }, { "x-b~'|": "a\té" }],
  [{ __proto__: null, "!#$%&'*+.^_`|~9z-": "" }, { "!#$%&'*+.^_`|~9z-": "" }],
])("headers %o are sent", async (headers, want) => {
  const { fetch, sent } = fakeFetch([json({})]);
  await request(operation(), { fetch, headers: headers as never }).execute();
  const { accept: _accept, "user-agent": _agent, ...others } = sent[0]?.headers ?? {};
  expect(others).toEqual(want);
});
