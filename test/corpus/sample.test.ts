import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { compilers } from "../compile/compilers.js";
import { root, temporaryFolder } from "../generator/support.js";
import type { CorpusDocument } from "./archives.js";
import { compilePackages } from "./compile-packages.js";
import { judgeDocument } from "./judge-document.js";
import { sliceByTags } from "./slice.js";

/** Real documents, from npm packages, since the corpus is not in the repository. */
const examples = [
  "2.0/json/petstore.json",
  "3.0/json/petstore-expanded.json",
  "3.0/json/form-data.json",
  "3.0/json/schema-enums.json",
  "3.0/json/discriminators.json",
  "3.0/json/file-uploads.json",
  "3.1/json/train-travel.json",
  "3.1/json/schema-types.json",
];

const folder = temporaryFolder();
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');

function documentOf(id: string, file: string): CorpusDocument {
  return { id, file, folder: dirname(file), bytes: statSync(file).size, mayBeRefused: false };
}

function githubSlice(): CorpusDocument {
  const source = join(root, "node_modules/@octokit/openapi/generated/api.github.com.json");
  const file = join(folder, "github.json");
  const tags = ["gists", "emojis", "markdown"];
  writeFileSync(
    file,
    JSON.stringify(
      sliceByTags(JSON.parse(readFileSync(source, "utf8")) as object as Readonly<Record<string, unknown>>, tags),
    ),
  );
  return documentOf("github", file);
}

describe("real documents generate, compile and call correctly", () => {
  const documents = [
    githubSlice(),
    ...examples.map((path) =>
      documentOf(path.replace(/\W/g, "-"), join(root, "node_modules/@readme/oas-examples", path)),
    ),
  ];
  const compiler = compilers.find(({ version }) => version === "7.0");

  for (const document of documents) {
    test(document.id, { timeout: 60_000 }, async () => {
      const own = join(folder, document.id);
      mkdirSync(own);
      const report = await judgeDocument(document, own, { requests: true });
      expect(report.failures).toEqual([]);
      expect(report.failedRequests).toEqual([]);
      expect(report.outcome).toBe("generated");
      expect(report.requests).toBeGreaterThanOrEqual(report.operations);
    });
  }

  test("they compile with TypeScript 7", { timeout: 60_000 }, async () => {
    if (compiler === undefined) throw new Error("TypeScript 7 is not installed");
    const packages = documents.map(({ id }) => ({ id, folder: join(folder, id) }));
    expect(await compilePackages(compiler, packages)).toEqual(new Map());
  });
});
