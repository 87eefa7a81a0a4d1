import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type BuiltPackage, buildPackage } from "../../generator/build-package.js";
import { Diagnostics } from "../../generator/diagnostic.js";
import { bare, compile, compilers, strictest } from "../compile/compilers.js";
import { documents } from "./random-documents.js";
import { folderWith, json, root, temporaryFolder, writeFiles } from "./support.js";

// The same documents in every run; FAST_CHECK_SEED gives others.
const seed = Number(process.env.FAST_CHECK_SEED ?? 20_261_122);
const count = Number(process.env.FAST_CHECK_RUNS ?? 30);

/** The package of a document, or the codes of what is wrong with it. */
function outcomeOf(document: object): BuiltPackage | readonly string[] {
  const diagnostics = new Diagnostics();
  const target = {
    key: "test",
    input: join(folderWith({ "spec.json": json(document) }), "spec.json"),
    output: "/nowhere",
    packageName: "@test/api",
    clientClass: "TestClient",
    docs: true,
  };
  const built = buildPackage(target, diagnostics);
  return built ?? diagnostics.list().flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
}

function isBuilt(outcome: BuiltPackage | readonly string[]): outcome is BuiltPackage {
  return "files" in outcome;
}

test("any document is generated, the same twice, or refused with diagnostics", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(documents, (document) => {
      const first = outcomeOf(document);
      const second = outcomeOf(document);
      if (!isBuilt(first)) expect(first).not.toEqual([]);
      else expect(isBuilt(second) && second.files).toEqual(first.files);
    }),
    { seed, numRuns: count },
  );
});

test("what is generated compiles with the strictest flags", { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  cpSync(join(root, "templates/runtime"), join(folder, "runtime"), { recursive: true });
  const sources: Record<string, string> = { "package.json": '{ "type": "module" }' };
  for (const [index, document] of fc.sample(documents, { seed, numRuns: count }).entries()) {
    const outcome = outcomeOf(document);
    if (!isBuilt(outcome)) continue;
    for (const { path, text } of outcome.files) {
      if (/^src\/(?!runtime\/).*\.ts$/.test(path)) sources[`p${index}/${path}`] = text;
    }
    sources[`p${index}/spec.json`] = json(document);
  }
  writeFiles(folder, sources);
  const paths = Object.keys(sources).filter((path) => path.endsWith(".ts"));
  for (const package_ of new Set(paths.map((path) => path.split("/")[0] ?? ""))) {
    symlinkSync(join(folder, "runtime"), join(folder, package_, "src/runtime"));
  }
  expect(paths.length).toBeGreaterThan(count);
  const newest = compilers.at(-1);
  if (newest === undefined) throw new Error("no compiler");
  const { output } = await compile(newest, {
    compilerOptions: { ...strictest, isolatedDeclarations: true, declaration: true, noEmit: true, ...bare.options },
    files: paths.map((path) => join(folder, path)),
  });
  expect(
    output
      .split("\n")
      .filter((line) => line !== "")
      .slice(0, 20),
  ).toEqual([]);
});
