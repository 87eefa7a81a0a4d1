import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compilers } from "../compile/compilers.js";
import { type GeneratedPackage, packages } from "../compile/repository.js";
import { runNode } from "../compile/run-node.js";
import { type PrismServer, startPrism } from "../e2e/prism.js";
import { createExampleWorkspace, type ExampleWorkspace } from "./example-workspace.js";
import { allPages, type CodeBlock, readBlocks } from "./markdown-blocks.js";
import { routesOf } from "./mock-routes.js";
import type { Outcome, Plan } from "./programs/run-examples.js";

// It must not turn up in anything that an example prints.
const credential = "a-credential-that-nobody-prints";

const pages = allPages.map(({ name, files }) => ({
  name,
  blocks: files.flatMap(readBlocks).filter(({ language }) => language === "ts" || language === "typescript"),
}));
const blocks = pages.flatMap((page) => page.blocks);

let workspace: ExampleWorkspace;
let compilation: Promise<{ readonly exitCode: number | null; readonly output: string }>;
let prisms: readonly PrismServer[] = [];
const mocks = new Map<GeneratedPackage, string>();

beforeAll(async () => {
  workspace = await createExampleWorkspace(blocks);
  const [compiler] = compilers;
  if (compiler === undefined) throw new Error("There is no compiler.");
  compilation = workspace.compile(compiler);
  prisms = await Promise.all(packages.map(({ vendor }) => startPrism(`${vendor}.yaml`)));
  for (const [index, each] of packages.entries()) mocks.set(each, prisms[index]?.url ?? "");
  await compilation;
}, 120_000);

afterAll(async () => {
  await Promise.all(prisms.map((prism) => prism.stop()));
  await workspace.remove();
});

test("every ts block compiles strictly", { timeout: 60_000 }, async () => {
  expect(await compilation).toEqual({ exitCode: 0, output: "" });
});

test.each(compilers.slice(1))(
  "every ts block compiles strictly with TypeScript $version",
  { timeout: 60_000 },
  async (compiler) => {
    expect(await workspace.compile(compiler)).toEqual({ exitCode: 0, output: "" });
  },
);

function placeOf({ file, line }: CodeBlock): string {
  return `${file}:${line}`;
}

async function runExamples(name: string, examples: readonly CodeBlock[]): Promise<Outcome[]> {
  const file = (kind: string): string => join(workspace.folder, `${kind}-${name.replace(/\W+/g, "-")}.json`);
  const plan: Plan = {
    credential,
    outcomeFile: file("outcome"),
    examples: examples.map((block) => ({
      place: placeOf(block),
      module: workspace.moduleOf(block),
      variables: [...block.code.matchAll(/process\.env(?:\.(\w+)|\["(\w+)"\])/g)].map(([, a, b]) => a ?? b ?? ""),
      routes: routesOf(block, mocks),
    })),
  };
  await writeFile(file("plan"), JSON.stringify(plan));
  const { exitCode, stdout, stderr } = await runNode([join(workspace.folder, "out/run-examples.js"), file("plan")]);
  if (exitCode !== 0) throw new Error(`An example ended the process with ${exitCode}:\n${stdout}${stderr}`);
  return JSON.parse(await readFile(plan.outcomeFile, "utf8")) as Outcome[];
}

describe.each(pages)("the examples of $name", (page) => {
  const runnable = page.blocks.filter(({ marks }) => !marks.includes("no-run"));

  test(`run against the mock server: ${runnable.length} of ${page.blocks.length}`, { timeout: 120_000 }, async () => {
    expect(runnable.length).toBeGreaterThan(0);
    const outcomes = await runExamples(page.name, runnable);
    expect(outcomes.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(outcomes.map(({ place }) => place)).toEqual(runnable.map(placeOf));
    expect(outcomes.filter(({ requests }) => requests > 0).length, "examples that call the server").toBeGreaterThan(0);
  });
});
