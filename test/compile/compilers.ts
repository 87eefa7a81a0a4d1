import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./repository.js";
import { runNode } from "./run-node.js";

/** A TypeScript compiler that consumers may have. */
export interface Compiler {
  readonly version: string;
  /** Its folder in `node_modules`. */
  readonly alias: string;
}

/** The compilers that the output must work with. */
export const compilers: readonly Compiler[] = [
  { version: "5.9", alias: "typescript" },
  { version: "6.0", alias: "typescript-6" },
  { version: "7.0", alias: "typescript-7" },
];

/** The flags of `shared/style.md`, and of our own tsconfig; declarations are checked too, since `skipLibCheck` is off. */
export const strictest: Readonly<Record<string, unknown>> = {
  target: "es2022",
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  skipLibCheck: false,
};

/** What a compilation knows of its platform. */
export interface Platform {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** `lib: ["es2022"], types: []`: nothing but the language. */
export const bare: Platform = { name: "lib es2022 alone", options: { lib: ["es2022"], types: [] } };
/** A browser. */
export const dom: Platform = { name: "DOM", options: { lib: ["es2022", "dom", "dom.iterable"], types: [] } };
/** Node. */
export const node: Platform = {
  name: "@types/node",
  options: { lib: ["es2022"], types: ["node"], typeRoots: [join(root, "node_modules/@types")] },
};

/** A `tsconfig.json` as an object. */
export interface Configuration {
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly include?: readonly string[];
  readonly files?: readonly string[];
}

/** What a compiler said. */
export interface Compilation {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a compiler on a `tsconfig.json` that exists. */
export async function compileProject(compiler: Compiler, project: string): Promise<Compilation> {
  const bin = join(root, "node_modules", compiler.alias, "bin/tsc");
  const { exitCode, stdout, stderr } = await runNode([bin, "--pretty", "false", "-p", project], { cwd: root });
  return { exitCode, output: stdout + stderr };
}

/** Runs a compiler with a configuration whose paths are absolute. */
export async function compile(compiler: Compiler, configuration: Configuration): Promise<Compilation> {
  const folder = await mkdtemp(join(tmpdir(), "openapi-fluent-tsc-"));
  try {
    const project = join(folder, "tsconfig.json");
    await writeFile(project, JSON.stringify(configuration));
    return await compileProject(compiler, project);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
