import { expect, it } from "vitest";
import { nextPageUrl } from "../../templates/runtime/next-page-url.js";
import { api } from "./harness.js";

const page = "https://api.example.test/v1/things?after=1";

it.each<[string, string | undefined | null]>([
  ["https://api.example.test/v1/things?after=2", "https://api.example.test/v1/things?after=2"],
  ["https://API.example.test:443/v1/things", "https://api.example.test/v1/things"],
  ["?after=2&b=3#x", "https://api.example.test/v1/things?after=2&b=3"],
  ["/v2/#", "https://api.example.test/v2/"],
  ["other?", "https://api.example.test/v1/other"],
  ["?after=2&api-key=key-7", "https://api.example.test/v1/things?after=2"],
  ["?api%2Dkey=key-7&session=1&bearer", "https://api.example.test/v1/things?session=1&bearer"],
  ["?api-key=key-7", "https://api.example.test/v1/things"],
  ["?Authorization=1&undefined=2", "https://api.example.test/v1/things?Authorization=1&undefined=2"],
  ["?api-keys=1", "https://api.example.test/v1/things?api-keys=1"],
  ["https://api.example.test:99999/", undefined],
  ["http://", undefined],
  ["https://evil.test/v1/things", null],
  ["//evil.test/v1/things", null],
  ["\\\\evil.test/v1/things", null],
  ["http://api.example.test/v1/things", null],
  ["https://api.example.test:444/v1/things", null],
  ["https://api.example.test.evil.test/", null],
  ["https://api.example.test@evil.test/", null],
  ["https://u@api.example.test/v1/things", null],
  ["https://:p@api.example.test/v1/things", null],
  ["javascript:alert(1)", null],
  ["data:,x", null],
])("%j leads to %j", (text, want) => expect(nextPageUrl(text, page, api.securitySchemes)).toBe(want));

it("leads nowhere from a page that has no URL", () => {
  expect(nextPageUrl("https://api.example.test/", "", {})).toBeUndefined();
});
