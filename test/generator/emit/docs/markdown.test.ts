import { expect, test } from "vitest";
import { cell, code, jsonBlock, link, literal, md, text } from "../../../../generator/emit/docs/markdown.js";

test.each([
  { given: "plain words", want: "plain words" },
  { given: "two\nlines\r\nor three", want: "two lines or three" },
  { given: "snake_case stays", want: "snake_case stays" },
  { given: "_emphasis_ and *more*", want: "\\_emphasis\\_ and \\*more\\*" },
  { given: "<b>bold</b>", want: "\\<b>bold\\</b>" },
  { given: "[x](y) `z` \\", want: "\\[x\\](y) \\`z\\` \\\\" },
  { given: "R&D &amp;", want: "R&D \\&amp;" },
  { given: "# not a heading", want: "\\# not a heading" },
  { given: "1. not a list", want: "1\\. not a list" },
  { given: "- not a list", want: "\\- not a list" },
  { given: "https://a.b/_x_<b>", want: "https://a.b/ \\_x \\_ \\<b>" },
  { given: "a\u202eb\u200bc\u0007", want: "abc" },
  { given: "a\u3164b\u034fc \u2764\ufe0f", want: "abc \u2764\ufe0f" },
  { given: "half \ud800 of a pair", want: "half \ufffd of a pair" },
  { given: "{{x}} {{{y}}} $& <%= z %>", want: "{{x}} {{{y}}} $& \\<%= z %>" },
])("text shows $given as it is", ({ given, want }) => {
  expect(text(given)).toBe(want);
});

test.each([
  { given: "name", want: "`name`" },
  { given: "a`b", want: "``a`b``" },
  { given: "`a", want: "`` `a ``" },
  { given: "``", want: "``` `` ```" },
  { given: " a ", want: "`  a  `" },
  { given: "<b>&amp;|", want: "`<b>&amp;|`" },
  { given: "^(a\\|b)$", want: '`"^(a\\\\|b)$"`' },
  { given: "a\nb\u202e", want: "`a\\u000ab\\u202e`" },
  { given: "", want: "(empty)" },
])("code spans $given exactly", ({ given, want }) => {
  expect(code(given)).toBe(want);
});

test.each([
  { given: "-creationDate", want: '`"-creationDate"`' },
  { given: 'say "a"', want: '`"say \\"a\\""`' },
  { given: 10_000, want: "`10000`" },
  { given: null, want: "`null`" },
  { given: ["a", 1], want: '`["a",1]`' },
  { given: "\u2028", want: '`"\\u2028"`' },
])("literal writes $given as TypeScript does", ({ given, want }) => {
  expect(literal(given)).toBe(want);
});

test("a cell has one line, and no | of its own", () => {
  expect(cell(md`${code("a|b")}\n  ${text("c | d")}`)).toBe("`a\\|b` c \\| d");
});

test("a | that is escaped already is left alone", () => {
  expect(cell(md`a \\| b \\\\| c`)).toBe("a \\| b \\\\\\| c");
});

test("a link is percent-encoded", () => {
  expect(link(md`x`, "models/a b(1).md", "ä-1")).toBe("[x](models/a%20b(1).md#%C3%A4-1)");
});

test("a block of JSON has a fence that its text cannot close", () => {
  expect(jsonBlock("```")).toBe('````json\n"```"\n````');
});
