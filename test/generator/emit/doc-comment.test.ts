import { describe, expect, test } from "vitest";
import { code } from "../../../generator/emit/code.js";
import { docComment } from "../../../generator/emit/doc-comment.js";

const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

function lines(...text: readonly string[]): readonly string[] {
  return docComment({ text }).join("\n").split("\n");
}

describe("docComment", () => {
  test.each<[string, Parameters<typeof docComment>[0], readonly string[]]>([
    ["nothing to say", { text: ["", "  "] }, []],
    ["one line", { text: ["Runs it."] }, ["Runs it."]],
    ["paragraphs", { text: ["One.", "", "Two."] }, ["\nOne.\n\nTwo."]],
    ["deprecated", { text: [], deprecated: true }, ["@deprecated"]],
    ["deprecated, with text", { text: ["Old."], deprecated: true }, ["\nOld.\n\n@deprecated"]],
    [
      "a parameter",
      { text: ["Gets it."], parameter: { name: code`id`, text: "Which one.\n\nMore of it." } },
      ["\nGets it.\n\n@param id Which one."],
    ],
    ["a parameter without text", { text: ["Gets it."], parameter: { name: code`id`, text: " " } }, ["Gets it."]],
    ["the end of a comment", { text: ["a */ b"] }, ["a *\\/ b"]],
    ["lines that are short", { text: ["a\nb"] }, ["a b"]],
  ])("%s", (_what, given, want) => {
    expect(docComment(given)).toEqual(want);
  });

  test("long text is folded between words, and nothing is lost", () => {
    const text = words(60);
    const folded = lines(text);
    expect(folded.length).toBeGreaterThan(3);
    expect(Math.max(...folded.map((line) => line.length))).toBeLessThanOrEqual(116);
    expect(folded.join(" ").trim()).toBe(text);
  });

  test("no line begins with what would be a tag, a list or a heading", () => {
    for (let before = 10; before < 24; before++) {
      for (const word of ["@deprecated", "-", "#", "1.", ">", "+"]) {
        const folded = lines(`${words(before)} ${word} ${words(20)}`);
        expect(folded.filter((line) => /^\s*(?:@|[-#>+] |1\.)/.test(line))).toEqual([]);
      }
    }
  });

  test.each([
    ["a list", "Either:\n\n- one\n- two\n  of them"],
    ["code", "```\na   b\n  c\n```"],
    ["a table", "| a | b |\n| - | - |\n| 1 | 2 |"],
  ])("%s keeps its lines", (_what, text) => {
    expect(lines(text).join("\n").trim().replace("two of", "two\n  of")).toBe(text);
  });
});
