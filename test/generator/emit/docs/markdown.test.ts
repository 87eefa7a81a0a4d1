import { expect, test } from "vitest";
import * as printed from "../../../../generator/emit/code.js";
import {
  cell,
  code,
  codeBlock,
  codeSpan,
  escaped,
  join,
  jsonBlock,
  link,
  literal,
  md,
  text,
  visible,
} from "../../../../generator/emit/docs/markdown.js";

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
  { given: "~~struck~~ ~ 5", want: "\\~~struck\\~~ ~ 5" },
  { given: "&#38; &#x26; & &; &a", want: "\\&#38; \\&#x26; & &; &a" },
  { given: "a_ _b c_d 1_2 é_é _", want: "a\\_ \\_b c_d 1_2 é_é \\_" },
  { given: "12) x", want: "12\\) x" },
  { given: " > quote", want: " \\> quote" },
  { given: "+ one", want: "\\+ one" },
  { given: "=== x", want: "\\=== x" },
  { given: "a # b > c", want: "a # b > c" },
  { given: "WWW.a.b/* me@example.com*", want: "WWW.a.b/ \\* me@example.com \\*" },
  { given: "a\tb \u0085\u2028 \r c", want: "a b c" },
  { given: "a\u{e0041}b\u00adc", want: "abc" },
  { given: "", want: "" },
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
  { given: "a`", want: "`` a` ``" },
  { given: "a``b`c", want: "```a``b`c```" },
  { given: " ", want: "` `" },
  { given: "   ", want: "`   `" },
  { given: " a", want: "` a`" },
  { given: "a ", want: "`a `" },
  { given: " a b ", want: "`  a b  `" },
  { given: " a b", want: "` a b`" },
  { given: "a b ", want: "`a b `" },
  { given: "a\\\\|b", want: "`a\\\\|b`" },
  { given: "a\\\\\\|b", want: '`"a\\\\\\\\\\\\|b"`' },
  { given: "a\\b|c", want: "`a\\b|c`" },
  { given: "\u{e0041}\ud800\u3164", want: "`\\udb40\\udc41\\ud800\\u3164`" },
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

test.each([
  { what: "our own", given: () => md`a \`b\` ${1} ${md`c`}`, want: "a `b` 1 c" },
  { what: "joined parts", given: () => join([md`a`, md`b`], " or "), want: "a or b" },
  { what: "what is escaped", given: () => escaped("*a*"), want: "*a*" },
  { what: "a code span of the document", given: () => codeSpan("a\\|b"), want: "`a\\|b`" },
  { what: "a link without an anchor", given: () => link(md`x`, "a/b.md"), want: "[x](a/b.md)" },
  { what: "a link to a heading", given: () => link(md`x`, "", "y z"), want: "[x](#y%20z)" },
  { what: "a cell of several lines", given: () => cell(md` a \n\n b\n`), want: "a b" },
  { what: "a cell with two |", given: () => cell(md`||`), want: "\\|\\|" },
  { what: "a block of code", given: () => codeBlock(printed.code`a\n\nb\n\n`), want: "```ts\na\n\nb\n```" },
  {
    what: "a block of code with a fence",
    given: () => codeBlock(printed.code`\`\`\`\``),
    want: "`````ts\n````\n`````",
  },
  { what: "a block of JSON", given: () => jsonBlock({ a: ["b\n\u202e"] }), want: jsonOfSeveralLines() },
])("Markdown of $what", ({ given, want }) => {
  expect(given()).toBe(want);
});

function jsonOfSeveralLines(): string {
  return ["```json", "{", '  "a": [', '    "b\\n\\u202e"', "  ]", "}", "```"].join("\n");
}

test.each([
  { given: "a\r\nb\rc\u0085d\u2028e\u2029f\ng", want: "a\nb\nc\nd\ne\nf\ng" },
  { given: "a\tb", want: "a\tb" },
  { given: "\ud800a\udc00", want: "\ufffda\ufffd" },
  { given: "\u{1f600}\u{e0041}", want: "\u{1f600}" },
  { given: "\u200b\u0000\u007f\u009f\u061c\u180e\u2060\ufeff\ufff9\u034f", want: "" },
])("of $given, $want can be seen", ({ given, want }) => {
  expect(visible(given)).toBe(want);
});
