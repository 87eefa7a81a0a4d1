import { expect, test } from "vitest";
import { htmlAsMarkdown } from "../../../generator/emit/html-prose.js";

test.each([
  ["<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo."],
  ["a<br/>b<br>c", "a\n\nb\n\nc"],
  ["| a<br>b | c |", "| a b | c |"],
  ["See <a href=\"https://a.b/c\" target='x'>the <code>c</code> page</a>.", "See [the `c` page](https://a.b/c)."],
  ["<p>See <a>CreateThing</a>.</p>", "See CreateThing."],
  ["<ul>\n<li>one</li>\n<li><strong>two</strong></li>\n</ul>", "- one\n- **two**"],
  ["<code>a &lt; b</code>", "`a < b`"],
  ["<h3>Title</h3>text", "**Title**\n\ntext"],
  ['Name <x-lifecycle class="ea"></x-lifecycle>', "Name"],
  ["`<p>` and\n```\n<p>code</p>\n```", "`<p>` and\n```\n<p>code</p>\n```"],
  ["    <p>indented</p>", "    <p>indented</p>"],
  ["Markdown  alone &lt;\n\n\n\nis kept", "Markdown  alone &lt;\n\n\n\nis kept"],
  ["<script>x</script> <b>", "<script>x</script> <b>"],
  ["a < b and c > d", "a < b and c > d"],
])("%j", (given, want) => {
  expect(htmlAsMarkdown(given)).toBe(want);
});

test("is linear in text that looks like HTML", () => {
  const start = performance.now();
  for (const piece of ['<a href="x">', "<b>", "<p ", "<a href=", "`", "```\n", "<li>", "| <br "]) {
    htmlAsMarkdown(`<p>${piece.repeat(20_000)}`);
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});
