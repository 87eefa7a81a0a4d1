import { expect, test } from "vitest";
import { Anchors } from "../../../../generator/emit/docs/anchors.js";

test("anchors are GitHub's", () => {
  const anchors = new Anchors();
  const headings = [
    "getTokens",
    "Return type",
    "@api-tokens/okta",
    "Über_alles!",
    "Return type",
    "Return type",
    "Return type-1",
  ];
  expect(headings.map((heading) => anchors.next(heading))).toEqual([
    "gettokens",
    "return-type",
    "api-tokensokta",
    "über_alles",
    "return-type-1",
    "return-type-2",
    "return-type-1-1",
  ]);
});
