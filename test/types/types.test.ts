import { join } from "node:path";
import { expect, test } from "vitest";
import { compileProject, compilers } from "../compile/compilers.js";
import { root } from "../compile/repository.js";

// Every `*.test-d.ts` here: what must compile, and by `@ts-expect-error` what must not.
test.each(compilers)("the type tests hold with TypeScript $version", { timeout: 120_000 }, async (compiler) => {
  const result = await compileProject(compiler, join(root, "test/types"));
  expect(result).toEqual({ exitCode: 0, output: "" });
});
