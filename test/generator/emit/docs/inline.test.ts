import { expect, test } from "vitest";
import { inline, paragraph } from "../../../../generator/emit/docs/inline.js";

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

test.each([
  ..."!/:@[`{~#&+<>*-.=?^_|}".split("").map((sign) => ({ given: `\\${sign}`, want: `\\${sign}` })),
  ..."0aé ".split("").map((sign) => ({ given: `\\${sign}x`, want: `\\\\${sign}x` })),
  { given: "\\\\<b>", want: "\\\\\\<b>" },
])("a backslash stays one: $given", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: "a\r\n  b\u2028c\n\nd", want: "a b c d" },
  { given: "<A <z </x <!x <?x", want: "\\<A \\<z \\</x \\<!x \\<?x" },
  { given: "<1 <- <[ << <é", want: "<1 <- <\\[ << <é" },
  { given: "a! !a ![", want: "a! !a \\!\\[" },
  { given: "<HTTP://a.b> <http://a> <mailto:a@b.c>", want: "<HTTP://a.b> <http://a> <mailto:a@b.c>" },
  { given: "x<https://a.b>y", want: "x<https://a.b>y" },
  { given: "<ftp://a> <https://a b>", want: "\\<ftp://a> \\<https://a b>" },
  { given: "<https://a|b> <https://>", want: "\\<https://a|b> \\<https://>" },
  { given: "<b> <https://a.b>", want: "\\<b> <https://a.b>" },
  { given: "a <https:a>", want: "a \\<https:a>" },
])("what looks like HTML: $given", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: "[](https://a) [x](http://a)", want: "[](https://a) [x](http://a)" },
  { given: "[x](MAILTO:a)", want: "[x](MAILTO:a)" },
  { given: "[a `b[0]` c](https://a)", want: "[a `b[0]` c](https://a)" },
  { given: '[x](https://a "")[y](https://b "c d")', want: '[x](https://a "")[y](https://b "c d")' },
  { given: "see[x](https://a).", want: "see[x](https://a)." },
  { given: "[a!b](https://a)", want: "[a!b](https://a)" },
  { given: "[a [b](https://c)", want: "\\[a [b](https://c)" },
  { given: "[a<b](https://c)", want: "\\[a\\<b](https://c)" },
  { given: "[a\\]](https://c)", want: "\\[a\\]](https://c)" },
  { given: "[x](https://a b)", want: "\\[x](https://a b)" },
  { given: "[x](https://a|b)", want: "\\[x](https://a|b)" },
  { given: '[x](https://a "b|c")', want: '\\[x](https://a "b|c")' },
  { given: '[x](https://a "b" c)', want: '\\[x](https://a "b" c)' },
  { given: "[x](/a)", want: "\\[x](/a)" },
  { given: "[x] (https://a)", want: "\\[x] (https://a)" },
  { given: "[x](https://a", want: "\\[x](https://a" },
])("what looks like a link: $given", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: "` a `", want: "`a`" },
  { given: "`  a  `", want: "`  a  `" },
  { given: "` a`` a `", want: "```a`` a```" },
  { given: "` `", want: "` `" },
  { given: "` a`", want: "` a`" },
  { given: "` a b`", want: "` a b`" },
  { given: "`a b `", want: "`a b `" },
  { given: "`a|b`", want: "`a|b`" },
  { given: "`a|[b]`", want: "a|\\[b\\]" },
  { given: "``a`b`` `c`", want: "``a`b`` `c`" },
  { given: "`a``", want: "\\`a\\`\\`" },
  { given: "x`<a>`y`<b>`", want: "x`<a>`y`<b>`" },
])("what looks like a code span: $given", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: "http://a`b`", want: "http://a \\`b\\`" },
  { given: "www.a`b` `c`", want: "www.a \\`b` `c\\`" },
  { given: "www.`b`", want: "www. \\`b\\`" },
  { given: "a@b`c`\\*", want: "a@b \\`c\\`\\*" },
  { given: "ww.a`b`", want: "ww.a`b`" },
  { given: "://`b`", want: ":// \\`b\\`" },
  { given: "x:/ /`b`", want: "x:/ /`b`" },
  { given: "`www.`a`b`", want: "`www.`a \\`b\\`" },
  { given: "`www. `a`b`", want: "`www. `a`b`" },
  { given: "www.a\tb`c`", want: "www.a\tb`c`" },
])("no \\ is taken for a part of an address: $given", ({ given, want }) => {
  expect(inline(given)).toBe(want);
});

test.each([
  { given: " a **b** ", want: "a **b**" },
  { given: "~~~\nfence", want: "\\~~~ fence" },
  { given: "~~struck~~", want: "~~struck~~" },
  { given: "# heading", want: "\\# heading" },
  { given: "###### heading", want: "\\###### heading" },
  { given: "##", want: "\\##" },
  { given: "#1 of many", want: "#1 of many" },
  { given: "> quote", want: "\\> quote" },
  { given: "- item", want: "\\- item" },
  { given: "-1", want: "-1" },
  { given: "+ item", want: "\\+ item" },
  { given: "+", want: "\\+" },
  { given: "* item", want: "\\* item" },
  { given: "**bold**", want: "**bold**" },
  { given: "1. item", want: "1\\. item" },
  { given: "2) item", want: "2\\) item" },
  { given: "12. item", want: "12\\. item" },
  { given: "3.", want: "3\\." },
  { given: "1.5 of them", want: "1.5 of them" },
  { given: "item 1. is", want: "item 1. is" },
  { given: "---", want: "\\---" },
  { given: "--- is a rule", want: "--- is a rule" },
  { given: "_ _ _ ", want: "\\_ _ _" },
  { given: "* * *", want: "\\* * *" },
  { given: "___", want: "\\___" },
  { given: "__init__", want: "__init__" },
])("a line that stands alone begins no block: $given", ({ given, want }) => {
  expect(paragraph(given)).toBe(want);
});
