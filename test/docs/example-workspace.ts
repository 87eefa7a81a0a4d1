import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Compilation, type Compiler, compileProject, node, strictest } from "../compile/compilers.js";
import { packages, root } from "../compile/repository.js";
import type { CodeBlock } from "./markdown-blocks.js";

/** A consumer's project in which every example is a module. */
export interface ExampleWorkspace {
  readonly folder: string;
  /** The compiled module of an example. */
  moduleOf(block: CodeBlock): string;
  /** Compiles all examples; what the compiler says names the page and the line. */
  compile(compiler: Compiler): Promise<Compilation>;
  remove(): Promise<void>;
}

/** Makes a project that has the packages and the generator installed, and writes the examples into it. */
export async function createExampleWorkspace(blocks: readonly CodeBlock[]): Promise<ExampleWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), "openapi-fluent-docs-"));
  await mkdir(join(folder, "node_modules/@api-tokens"), { recursive: true });
  for (const each of packages) await symlink(each.folder, join(folder, "node_modules", each.name), "junction");
  await symlink(root, join(folder, "node_modules/openapi-fluent"), "junction");
  await mkdir(join(folder, "examples"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    ...strictest,
    ...node.options,
    // The packages' declarations are checked by the compile matrix.
    skipLibCheck: true,
    moduleDetection: "force",
    rootDir: ".",
    outDir: "out",
  };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["examples", "run-examples.ts"] }),
  );
  await copyFile(join(root, "test/docs/programs/run-examples.ts"), join(folder, "run-examples.ts"));
  const names = new Map(blocks.map((block, index) => [block, `example-${index}`]));
  for (const [block, name] of names) await writeFile(join(folder, "examples", `${name}.ts`), block.code);

  return {
    folder,
    moduleOf: (block) => join(folder, "out/examples", `${names.get(block)}.js`),
    async compile(compiler) {
      const { exitCode, output } = await compileProject(compiler, folder);
      const places = output.replace(/^.*examples\/example-(\d+)\.ts\((\d+),/gm, (text, index: string, line: string) => {
        const block = blocks[Number(index)];
        return block === undefined ? text : `${block.file}(${block.line + Number(line) - 1},`;
      });
      return { exitCode, output: places };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
