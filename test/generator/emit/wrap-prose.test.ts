import { expect, test } from "vitest";
import { wrapProse } from "../../../generator/emit/wrap-prose.js";

test.each([
  { what: "a paragraph", given: "one two three four five", want: "one two\nthree four\nfive" },
  { what: "a list's item", given: "- one two three four", want: "- one two\n  three\n  four" },
  { what: "a quote", given: "> one two three", want: "> one two\n> three" },
  { what: "code", given: "```\none two three four\n```", want: "```\none two three four\n```" },
  {
    what: "what is indented by half of the width",
    given: `-${" ".repeat(9)}one two`,
    want: `-${" ".repeat(9)}one two`,
  },
])("folds $what", ({ given, want }) => {
  expect(wrapProse(given, 10)).toBe(want);
});
