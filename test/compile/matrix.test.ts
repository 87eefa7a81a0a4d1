import { describe, expect, test } from "vitest";
import { bare, compile, compilers, dom, node, strictest } from "./compilers.js";
import { packages } from "./repository.js";

// All packages are one program: the compiler reads its own libraries once.
const sources = packages.map(({ folder }) => `${folder}/src/**/*.ts`);

describe.each(compilers)("the packages' sources compile with TypeScript $version", (compiler) => {
  test.each([bare, dom, node])("with $name", { timeout: 120_000 }, async ({ options }) => {
    const result = await compile(compiler, {
      compilerOptions: { ...strictest, isolatedDeclarations: true, declaration: true, noEmit: true, ...options },
      include: sources,
    });
    expect(result).toEqual({ exitCode: 0, output: "" });
  });
});
