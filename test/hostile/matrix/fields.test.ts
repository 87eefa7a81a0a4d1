import { expect, it } from "vitest";
import { baseDocuments } from "./base-document.js";
import type { Version } from "./fixed-fields.js";
import { hostileStrings } from "./hostile-strings.js";
import { allFields, positionsOf } from "./positions.js";

it.each<Version>(["2.0", "3.0", "3.1", "3.2"])("the base documents of %s fill every fixed field", (version) => {
  const walked = baseDocuments(version).map(({ document }) => positionsOf(document, version));
  const filled = new Set(walked.flatMap(({ fields }) => [...fields]));
  expect(allFields(version).filter((field) => !filled.has(field))).toEqual([]);
  expect(walked.flatMap(({ unknown }) => unknown)).toEqual([]);
});

it("has at least 100 strings, each once", () => {
  expect(new Set(hostileStrings).size).toBe(hostileStrings.length);
  expect(hostileStrings.length).toBeGreaterThanOrEqual(100);
});
