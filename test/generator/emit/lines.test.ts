import { expect, test } from "vitest";
import { printGenerated } from "../../../generator/cli/print-report.js";
import { filesOf, specWithOperation } from "../support.js";

const long = "averyLongNameThatAVendorGaveToAnOperationOrToAParameterOfIt";

const files = filesOf(
  specWithOperation(
    {
      method: "post",
      path: "/things/{id}",
      operationId: `${long}Operation`,
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string" } },
        { name: long, in: "query", required: true, schema: { type: "string" } },
      ],
      requestBody: { content: { "application/x-www-form-urlencoded": {}, "application/json": { schema: {} } } },
    },
    { servers: [{ url: "https://a.b" }] },
  ),
);

test("setters, their class and the failures are broken where their lines would be too long", () => {
  const file = [...files].find(([path]) => path.startsWith("src/apis/"))?.[1] ?? "";
  expect(file.split("\n").filter((line) => line.length > 120)).toEqual([]);
  expect(file).toContain("<\n  Missing extends string =");
  expect(file).toContain("(\n    value: string,\n  ): ");
});

test("what is unknown is not said to be undefined, too", () => {
  expect([...files.values()].filter((text) => text.includes("unknown | undefined"))).toEqual([]);
});

test("api.txt has a line for each symbol", () => {
  const lines = (files.get("api.txt") ?? "").trimEnd().split("\n");
  expect(lines.filter((line) => !/^[\w.$]+[ .?:(=[<]/.test(line))).toEqual([]);
});

test("places that are skipped for one reason are told together, beyond a few", () => {
  const skipped = (count: number, reason: string) =>
    Array.from({ length: count }, (_, index) => ({ pointer: `#/${index}`, reason }));
  const lines: string[] = [];
  const entry = { name: "a", operations: 0, models: 0, files: 0, changed: [], ms: 0 };
  const report = { ok: true, packages: [{ ...entry, skipped: [...skipped(2, "few"), ...skipped(30, "many")] }] };
  const out = (line: string): void => void lines.push(line);
  printGenerated({ ...report, diagnostics: [] } as never, { out, quiet: false } as never);
  expect(lines.filter((line) => line.includes("skipped"))).toEqual([
    "  a skipped #/0: few",
    "  a skipped #/1: few",
    "  a skipped #/0: many (and 29 other places, see --json)",
  ]);
});
