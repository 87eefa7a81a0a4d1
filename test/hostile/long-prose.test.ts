import { describe, expect, test } from "vitest";
import { jsDoc, stringLiteral } from "../../generator/emit/code.js";
import { block, lead } from "../../generator/emit/docs/block.js";
import { inline } from "../../generator/emit/docs/inline.js";
import { cell, code, text } from "../../generator/emit/docs/markdown.js";
import { htmlAsMarkdown } from "../../generator/emit/html-prose.js";
import { wrapProse } from "../../generator/emit/wrap-prose.js";
import { camelCase, kebabCase } from "../../generator/naming/words.js";
import { count, sized } from "./counts.js";

/** What takes a text of the document apart. */
const readers: readonly (readonly [name: string, read: (source: string) => unknown])[] = [
  ["a block of the docs", block],
  ["the first paragraph of one", lead],
  ["a cell of a table", (source) => cell(inline(source))],
  ["text", text],
  ["code", code],
  ["a comment", (source) => wrapProse(jsDoc(htmlAsMarkdown(source)), 100)],
  ["a string", stringLiteral],
  ["a name", (source) => [camelCase(source), kebabCase(source)]],
];

const starts = ["", "x", "# a", "- ", "> ", "<p>x", "<a ", "<a href='", "`", "```\n", "- a\n\n", "|", "[", "http://"];
const ends = ["x", "", "`", ">", "\nx", "\n```"].slice(0, sized(1, 6));
const runs: readonly string[] = [
  ..." \t\n\r\u00a0\u2028a.@&/\\|#`*_=-<>()[]{}:'\"",
  ...["a ", "# ", "` ", "`a", "    b\n\n", "\n ", " -", "- ", "> ", "](", "![", "\\|", "&#", "&a;", "1. ", "A1"],
  ...["<p ", "<li>", "<p>", "</p>", "<b>", "<code>", "<a href='", "~~~\n", "~~~\n a\n", "-\n", "=\n", "x\n\n    c\n\n"],
  ...["*a", "**", "www.", "http://", "a@b.", "a.b", "///", "*/", "\u{1f389}"],
];

const length = 8_000;
/** Milliseconds. Some take three; what looks at each character again for each character takes hundreds. */
const most = 60;

describe("a long text takes no longer than its length says", () => {
  test.each(readers)("%s", (_name, read) => {
    for (const run of runs) {
      for (const start of starts) {
        for (const end of ends) {
          const source = start + run.repeat(length / run.length) + end;
          const given = JSON.stringify([start, run, end]);
          expect(
            quickest(() => read(source)),
            given,
          ).toBeLessThan(most);
        }
      }
    }
  });

  test("they were so many", (context) =>
    count(context, "long texts × what reads them", readers.length * runs.length * starts.length * ends.length));
});

/** Of some attempts: others share the machine. */
function quickest(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && least >= most; attempt++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
