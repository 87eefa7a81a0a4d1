import { expect, test } from "vitest";
import { inline } from "../../../../generator/emit/docs/inline.js";

test.each([
  { given: "some **bold** and `code`", want: "some **bold** and `code`" },
  { given: "a [guide](https://example.com/a_b?c=d)", want: "a [guide](https://example.com/a_b?c=d)" },
  { given: "a [`name`](https://example.com/)", want: "a [`name`](https://example.com/)" },
  { given: '[titled](https://example.com "A title")', want: '[titled](https://example.com "A title")' },
  { given: "<https://example.com/>", want: "<https://example.com/>" },
  { given: "a < b, 1 <2 and <%= z %>", want: "a < b, 1 <2 and <%= z %>" },
  { given: "R&D &amp; more", want: "R&D &amp; more" },
  { given: "{{x}} {{{y}}} $& $'", want: "{{x}} {{{y}}} $& $'" },
])("leaves $given alone", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: "<script>alert(1)</script>", want: "\\<script>alert(1)\\</script>" },
  { given: "<!-- hidden -->", want: "\\<!-- hidden -->" },
  { given: "<?php ?>", want: "\\<?php ?>" },
  { given: "ends with <", want: "ends with \\<" },
  { given: "[x](javascript:alert(1))", want: "\\[x](javascript:alert(1))" },
  { given: "[x](JAVASCRIPT:alert(1))", want: "\\[x](JAVASCRIPT:alert(1))" },
  { given: "[x](data:text/html,y)", want: "\\[x](data:text/html,y)" },
  { given: "[x](<javascript:y>)", want: "\\[x](\\<javascript:y>)" },
  { given: "<javascript:alert(1)>", want: "\\<javascript:alert(1)>" },
  { given: "![p](https://example.com/p.png)", want: "\\![p](https://example.com/p.png)" },
  { given: "[x]: javascript:alert(1)", want: "\\[x]: javascript:alert(1)" },
  { given: "https://a.b/<b>", want: "https://a.b/ \\<b>" },
  { given: "www.a.b/\\<b>", want: "www.a.b/ \\<b>" },
  { given: "[optional]", want: "\\[optional]" },
  { given: "ends with \\", want: "ends with \\\\" },
  { given: "\u202ehidden\u200b", want: "hidden" },
])("shows $given as text", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { why: "it is never closed", given: "` <b>", want: "\\` \\<b>" },
  { why: "its runs differ", given: "`` a ` <b>", want: "\\`\\` a \\` \\<b>" },
  { why: "it begins in an address", given: "https://a.b/` <b> `", want: "https://a.b/ \\` \\<b> \\`" },
  { why: "a table would cut it", given: "` | <b> `", want: " | \\<b> " },
  { why: "it begins in a link's target", given: "[a](https://b`c) <b> `", want: "\\[a](https://b \\`c) \\<b> \\`" },
])("a backtick opens no code span where $why", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: "`<b>`", want: "`<b>`" },
  { given: "`` a`b ``", want: "``a`b``" },
  { given: "\\`<b>\\`", want: "\\`\\<b>\\`" },
])("what stands in a code span is exact: $given", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});
