import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readBlocks } from "./markdown-blocks.js";

const rows = [
  { given: "no block", want: [] },
  { given: "```ts\na\n\nb\n```\n", want: [{ line: 2, language: "ts", marks: [], code: "a\n\nb\n" }] },
  { given: "x\n```ts no-run\na\n```", want: [{ line: 3, language: "ts", marks: ["no-run"], code: "a\n" }] },
  { given: "- x\n\n  ```sh\n  a\n    b\n  ```\n", want: [{ line: 4, language: "sh", marks: [], code: "a\n  b\n" }] },
  { given: "````md\n```ts\n```\n````\n", want: [{ line: 2, language: "md", marks: [], code: "```ts\n```\n" }] },
  { given: "~~~ts\na\n~~~\n", want: [{ line: 2, language: "ts", marks: [], code: "a\n" }] },
  { given: "`` `inline` ``\n", want: [] },
];

describe("the blocks of a page", () => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-fluent-markdown-"));
  const path = join(folder, "page.md");

  test.each(rows)("of $given", ({ given, want }) => {
    writeFileSync(path, given);
    expect(readBlocks(path)).toMatchObject(want);
    expect(readBlocks(path)).toHaveLength(want.length);
  });

  test("one that is never closed is an error", () => {
    writeFileSync(path, "```ts\na\n");
    expect(() => readBlocks(path)).toThrow("is never closed");
    rmSync(folder, { recursive: true });
  });
});
