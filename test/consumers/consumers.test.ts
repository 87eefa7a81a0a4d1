import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, type BuildResult, build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Compiler, compileProject, compilers, node, strictest } from "../compile/compilers.js";
import { packages, root } from "../compile/repository.js";
import { runNode } from "../compile/run-node.js";
import { emptyFolder, emptyProject, npm, pack, remove, type Tarball } from "./npm.js";
import { startVendorServer, type VendorServer, wantedArrivals, wantedResult } from "./vendor-server.js";

const programs = join(root, "test/consumers/programs");

let tarballs: readonly Tarball[] = [];
let packed = "";
let consumer = "";
let server: VendorServer;

beforeAll(async () => {
  packed = await emptyFolder();
  tarballs = await pack(
    packages.map(({ folder }) => folder),
    packed,
  );
  consumer = await emptyProject({ type: "module" });
  // An empty cache as well: nothing but the tarballs is needed.
  const cache = join(packed, "cache");
  await npm(
    ["install", "--offline", "--no-audit", "--no-fund", "--cache", cache, ...tarballs.map(({ path }) => path)],
    consumer,
  );
  server = await startVendorServer();
}, 120_000);

afterAll(async () => {
  await server.close();
  await remove([packed, consumer]);
});

function tarballOf(name: string): Tarball {
  const tarball = tarballs.find((each) => each.name === name);
  if (tarball === undefined) throw new Error(`${name} was not packed.`);
  return tarball;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** The subpaths that a package offers: its core, its tags, its models. */
async function subpathsOf(name: string): Promise<string[]> {
  const installed = join(consumer, "node_modules", name, "dist");
  const modules = async (kind: string): Promise<string[]> =>
    (await readdir(join(installed, kind)))
      .filter((file) => file.endsWith(".js"))
      .map((file) => `${kind}/${file.slice(0, -3)}`);
  return ["core", ...(await modules("apis")), ...(await modules("models"))];
}

describe.each(packages)("the tarball of $name", ({ name, folder }) => {
  test("holds the built modules, the docs, and nothing else", async () => {
    const modules = (await filesBelow(join(folder, "src"))).map((path) => `dist/${path.replace(/\.ts$/, "")}`);
    const docs = (await filesBelow(join(folder, "docs"))).map((path) => `docs/${path}`);
    const want = [
      ...["CHANGELOG.md", "LICENSE", "README.md", "api.txt", "package.json"],
      ...docs,
      ...modules.flatMap((path) => [`${path}.d.ts`, `${path}.js`, `${path}.js.map`]),
    ];
    expect(tarballOf(name).files).toEqual(want.sort());
    expect(tarballOf(name).executables).toEqual([]);
  });

  test("has source maps that carry their sources and name no place of this machine", async () => {
    const dist = join(consumer, "node_modules", name, "dist");
    const maps = (await filesBelow(dist)).filter((path) => path.endsWith(".map"));
    for (const path of maps) {
      const map = JSON.parse(await readFile(join(dist, path), "utf8")) as {
        readonly sources: readonly string[];
        readonly sourcesContent?: readonly (string | null)[];
        readonly sourceRoot?: string;
      };
      const up = "../".repeat(path.split("/").length);
      expect(map.sources, path).toEqual([`${up}src/${path.replace(/\.js\.map$/, ".ts")}`]);
      expect(map.sourcesContent?.[0], path).toBe(
        await readFile(join(folder, "src", path.replace(/\.js\.map$/, ".ts")), "utf8"),
      );
      expect(map.sourceRoot ?? "", path).toBe("");
    }
  });

  test("needs no other package and runs nothing when it is installed", async () => {
    const text = await readFile(join(consumer, "node_modules", name, "package.json"), "utf8");
    const manifest = JSON.parse(text) as Record<string, unknown>;
    const dependencies = Object.keys(manifest).filter((key) => /dependencies$/i.test(key));
    expect(dependencies).toEqual([]);
    expect(Object.keys(manifest.scripts ?? {})).toEqual(["build"]);
    expect(manifest).toMatchObject({ type: "module", sideEffects: false, license: "Apache-2.0" });
  });

  test("is clean for publint", async () => {
    const data = await readFile(tarballOf(name).path);
    const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
    const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test("is clean for attw, without network", { timeout: 60_000 }, async () => {
    const attw = createRequire(import.meta.url)
      .resolve("@arethetypeswrong/cli/package.json")
      .replace("package.json", "dist/index.js");
    const subpaths = await subpathsOf(name);
    const result = await runNode([
      ...["--require", join(root, "test/consumers/no-network.cjs")],
      ...[
        attw,
        tarballOf(name).path,
        "--profile",
        "esm-only",
        "--no-definitely-typed",
        "--format",
        "ascii",
        "--no-emoji",
      ],
      ...["--entrypoints", ".", "./package.json", ...subpaths.map((path) => `./${path}`)],
    ]);
    expect(result, result.stdout).toMatchObject({ exitCode: 0, stderr: "" });
    for (const path of [".", ...subpaths]) expect(result.stdout).toContain(`"${join(name, path)}"`);
  });
});

test("the four install together, without network, and bring nothing else", async () => {
  const installed = await readdir(join(consumer, "node_modules/@api-tokens"));
  expect(installed.sort()).toEqual(packages.map(({ vendor }) => vendor).sort());
  const others = (await readdir(join(consumer, "node_modules"))).filter((path) => !path.startsWith("."));
  expect(others).toEqual(["@api-tokens"]);
});

/** Copies a program into the consumer's folder and compiles it there. */
async function compileProgram(compiler: Compiler, program: string, options: Record<string, unknown>): Promise<void> {
  await copyFile(join(programs, program), join(consumer, program));
  const project = join(consumer, `tsconfig.${program}.json`);
  const compilerOptions = { ...strictest, ...node.options, ...options };
  await writeFile(project, JSON.stringify({ compilerOptions, files: [program] }));
  expect(await compileProject(compiler, project)).toEqual({ exitCode: 0, output: "" });
}

async function expectItWorks(program: string): Promise<void> {
  server.take();
  const { exitCode, stdout, stderr } = await runNode([program, server.url], { cwd: consumer });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual(wantedResult);
  expect(server.take()).toEqual(wantedArrivals);
}

describe("a consumer's program works", { timeout: 120_000 }, () => {
  test.each(compilers)("as an ES module, from TypeScript $version", async (compiler) => {
    await compileProgram(compiler, "modules.ts", {});
    await expectItWorks("modules.js");
  });

  test.each(compilers)("with a bundler's resolution, in TypeScript $version", async (compiler) => {
    await compileProgram(compiler, "modules.ts", {
      module: "esnext",
      moduleResolution: "bundler",
      noEmit: true,
      skipLibCheck: true,
    });
  });

  test("in CommonJS, through require", async () => {
    await copyFile(join(programs, "common-js.cjs"), join(consumer, "common-js.cjs"));
    await expectItWorks("common-js.cjs");
  });

  test.each(compilers)("in CommonJS, checked by TypeScript $version", async (compiler) => {
    await compileProgram(compiler, "common-js.cjs", {
      allowJs: true,
      checkJs: true,
      noEmit: true,
      skipLibCheck: true,
    });
  });
});

describe("subpaths", () => {
  test.each(packages)("$name offers its core, its tags and its models", async ({ name }) => {
    const specifiers = (await subpathsOf(name)).map((path) => `${name}/${path}`);
    const program = `for (const specifier of process.argv.slice(1)) await import(specifier);`;
    const result = await runNode(["--input-type=module", "-e", program, ...specifiers], { cwd: consumer });
    expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test.each(packages)("$name keeps its runtime to itself", async ({ name }) => {
    const program = `await import("${name}/runtime/core").catch((error) => console.log(error.code));`;
    const { stdout } = await runNode(["--input-type=module", "-e", program], { cwd: consumer });
    expect(stdout.trim()).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});

test("importing touches nothing of fetch", async () => {
  await copyFile(join(programs, "import-only.mjs"), join(consumer, "import-only.mjs"));
  const specifiers = packages.map(({ name }) => name);
  const result = await runNode(["import-only.mjs", ...specifiers], { cwd: consumer });
  expect(result).toEqual({ exitCode: 0, stdout: "\n", stderr: "" });
});

describe("bundled for browsers", () => {
  async function bundle(program: string): Promise<BuildResult<{ metafile: true; write: true } & BuildOptions>> {
    await copyFile(join(programs, `${program}.ts`), join(consumer, `${program}.ts`));
    return build({
      absWorkingDir: consumer,
      entryPoints: [`${program}.ts`],
      outfile: join(consumer, "bundled", `${program}.js`),
      bundle: true,
      minify: true,
      platform: "browser",
      format: "esm",
      metafile: true,
      write: true,
      logLevel: "silent",
    });
  }

  async function bundled(program: string): Promise<string> {
    return readFile(join(consumer, "bundled", `${program}.js`), "utf8");
  }

  test.each(["whole-client", "one-request"])("%s needs nothing of Node, and works", async (program) => {
    const { metafile, warnings } = await bundle(program);
    expect(warnings).toEqual([]);
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
    const foreign = Object.keys(metafile.inputs).filter(
      (path) => !path.startsWith("node_modules/@api-tokens/dynatrace/dist/"),
    );
    expect(foreign).toEqual([`${program}.ts`]);
    expect(await bundled(program)).not.toMatch(/\bnode:|\brequire\b|\bprocess\.|\bBuffer\b|\bimport\(/);

    const file = pathToFileURL(join(consumer, "bundled", `${program}.js`)).href;
    const script = `const { tokenNames } = await import("${file}"); console.log(JSON.stringify(await tokenNames(process.argv[1])));`;
    const result = await runNode(["--input-type=module", "-e", script, `${server.url}/dynatrace`], { cwd: consumer });
    expect(result).toEqual({ exitCode: 0, stdout: '["first","second"]\n', stderr: "" });
  });

  test("one request is smaller than the client, and leaves the other operations out", async () => {
    await Promise.all([bundle("whole-client"), bundle("one-request")]);
    const [whole, one] = await Promise.all([bundled("whole-client"), bundled("one-request")]);
    expect(one.length).toBeLessThan(whole.length);
    expect(whole).toContain("lookupApiToken");
    expect(one).not.toContain("lookupApiToken");
    expect(one).not.toContain("createApiToken");
  });
});
