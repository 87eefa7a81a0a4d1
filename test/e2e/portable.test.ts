import { relative, resolve } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { allCases } from "./cases/index.js";

const root = resolve(import.meta.dirname, "../..");

describe("the table of cases", () => {
  test("needs no test runner and nothing of Node: it bundles for a browser", async () => {
    const { metafile } = await build({
      entryPoints: [resolve(import.meta.dirname, "cases/index.ts")],
      bundle: true,
      write: false,
      metafile: true,
      platform: "browser",
      format: "esm",
      logLevel: "silent",
    });
    const inputs = Object.keys(metafile.inputs).map((path) => relative(root, resolve(path)).replaceAll("\\", "/"));
    const foreign = inputs.filter(
      (path) => !/^(test\/e2e\/(cases|operations|packages\.ts)|generated\/\w+\/src\/)/.test(path),
    );
    expect(foreign).toEqual([]);
  });

  test("names each case once", () => {
    const names = allCases.flatMap(({ name, cases }) => cases.map((one) => `${name}: ${one.name}`));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
