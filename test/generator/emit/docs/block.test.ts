import { expect, test } from "vitest";
import { block, lead } from "../../../../generator/emit/docs/block.js";

test.each([
  { what: "paragraphs and lists", given: "One.\n\n- a\n- `b`\n", want: "One.\n\n- a\n- `b`" },
  { what: "a table", given: "| a | b |\n| --- | --- |\n| 1 | 2 |", want: "| a | b |\n| --- | --- |\n| 1 | 2 |" },
  { what: "fenced code", given: "```json\n<b>\n```", want: "```json\n<b>\n```" },
  {
    what: "fenced code in a list",
    given: "1. a\n\n   ```\n   <b>\n   ```\n2. c",
    want: "1. a\n\n   ```\n   <b>\n   ```\n2. c",
  },
])("keeps $what", ({ given, want }) => {
  expect(block(given)).toBe(want);
});

test.each([
  { what: "a heading", given: "# Title\ntext", want: "**Title**\n\ntext" },
  { what: "a heading below text", given: "text\n## Title ##", want: "text\n\n**Title**" },
  { what: "a heading in a list", given: "- # Title", want: "- **Title**" },
  { what: "a heading that ends in a sign of its own", given: "# C# ##", want: "**C#**" },
  { what: "a heading of signs", given: "# ##\ntext", want: "\n\ntext".trimStart() },
  { what: "seven signs", given: "####### Title", want: "####### Title" },
  { what: "an underlined heading", given: "Title\n=====", want: "Title\n\\=====" },
  { what: "a heading underlined by a rule", given: "Title\n---", want: "Title\n\n---" },
])("turns $what into what no link points to", ({ given, want }) => {
  expect(block(given)).toBe(want);
});

test.each([
  { what: "a fence that is never closed", given: "```\n<b>", want: "```\n<b>\n```" },
  { what: "a fence of tildes", given: "~~~ ts x\na\n~~~", want: "```ts\na\n```" },
  { what: "a fence that holds backticks", given: "~~~\n```\n~~~", want: "````\n```\n````" },
  {
    what: "a fence that a renderer leaves with its list",
    given: "- a\n  ```\n<b>\n  ```",
    want: "- a\n  ```\n  ```\n\\<b>\n  ```\n  ```",
  },
  { what: "code indented in a list", given: "- a\n\n    b\n\n    c", want: "- a\n\n    b\n\n    c" },
  { what: "indented code", given: "a\n\n    <b>\n\n    c\n\nd", want: "a\n\n```\n<b>\n\nc\n```\n\nd" },
])("closes $what", ({ given, want }) => {
  expect(block(given)).toBe(want);
});

test.each([
  { given: "<script>\nx\n</script>", want: "\\<script>\nx\n\\</script>" },
  { given: "    <b> below a list\n", want: "```\n<b> below a list\n```" },
  { given: "a `\n` <b> `", want: "a \\`\n`<b>` ".trim() },
])("lets no HTML through: $given", ({ given, want }) => {
  expect(block(given)).toBe(want);
});

test.each([
  { given: "One line.", want: { first: "One line.", more: false } },
  { given: "Two\nlines.", want: { first: "Two lines.", more: false } },
  { given: "One.\n\nAnd another.", want: { first: "One. And another.", more: false } },
  { given: `One.\n\n${"long ".repeat(60)}`, want: { first: "One.", more: true } },
  { given: "One of:\n- a\n- b", want: { first: "One of:", more: true } },
  { given: "- a", want: { first: "", more: true } },
  { given: "", want: { first: "", more: false } },
])("lead of $given", ({ given, want }) => {
  expect(lead(given)).toEqual(want);
});
