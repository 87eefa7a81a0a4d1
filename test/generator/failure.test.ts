import { expect, test } from "vitest";
import { Diagnostics, formatDiagnostic } from "../../generator/diagnostic.js";
import { ShapeError } from "../../generator/emit/shape-oracle.js";
import { orReported } from "../../generator/failure.js";

test.each([
  [
    "a file of another shape",
    new ShapeError("src/a.ts declares something"),
    "error OF3001 src/a.ts declares something.",
  ],
  ["a mistake of ours", new TypeError("Cannot read secret of undefined"), "error OF3002 The generator failed on this"],
])("%s is a diagnostic without a stack", (_what, error, want) => {
  const diagnostics = new Diagnostics();
  const result = orReported("spec.yaml", diagnostics, () => {
    throw error;
  });
  expect(result).toBeNull();
  const [line = ""] = diagnostics.list().map(formatDiagnostic);
  expect(line).toContain(want);
  expect(line).not.toMatch(/TypeError|secret|\n {4}at /);
});

test("only so many diagnostics are told, and how many are not", () => {
  const diagnostics = new Diagnostics();
  for (let at = 0; at < 6_000; at++) diagnostics.warning("OF1", { file: "a", pointer: `/${at}` }, "m", "h");
  diagnostics.error("OF2", { file: "a", pointer: "/x" }, "m", "h");
  const codes = diagnostics.list().map(({ code }) => code);
  expect(codes).toHaveLength(5_002);
  expect(codes).toContain("OF2");
  expect(diagnostics.list().find(({ code }) => code === "OF1009")?.message).toBe("1,000 more problems are not listed.");
});
