import { expect, it } from "vitest";
import { connectionHeaders as offered } from "../../generator/model/parameters.js";
import { connectionHeaders } from "../../templates/runtime/header-value.js";
import { fakeFetch, json, operation, request } from "./harness.js";

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
