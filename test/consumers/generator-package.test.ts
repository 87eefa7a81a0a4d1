import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bare, compileProject, compilers, node, strictest } from "../compile/compilers.js";
import { root } from "../compile/repository.js";
import { run, runNode } from "../compile/run-node.js";
import { emptyFolder, emptyProject, npm, pack, remove, type Tarball } from "./npm.js";

const folders: string[] = [];
let tarball: Tarball;
let version = "";

beforeAll(async () => {
  const packed = await emptyFolder();
  folders.push(packed);
  const [made] = await pack([root], packed);
  if (made === undefined) throw new Error("npm pack made nothing.");
  tarball = made;
  version = (JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { readonly version: string }).version;
}, 60_000);

afterAll(() => remove(folders));

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

describe("the generator's tarball", () => {
  test("holds compiled JavaScript, types, templates, and nothing else", async () => {
    const modules = (await filesBelow("generator")).map((path) =>
      path.replace(/^generator/, "dist").replace(/\.ts$/, ""),
    );
    const want = [
      ...["LICENSE", "README.md", "package.json"],
      ...(await filesBelow("templates")),
      ...modules.flatMap((path) => [`${path}.d.ts`, `${path}.js`]),
    ];
    expect(tarball.files).toEqual(want.sort());
    expect(tarball.executables).toEqual(["dist/cli/main.js"]);
  });

  test("runs nothing when it is installed", async () => {
    const text = await readFile(join(root, "package.json"), "utf8");
    const { scripts } = JSON.parse(text) as { readonly scripts: Readonly<Record<string, string>> };
    const lifecycle = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
    expect(lifecycle.filter((name) => name in scripts)).toEqual([]);
  });
});

test("npx openapi-fluent works in the clone", { timeout: 60_000 }, async () => {
  const { exitCode, stdout } = await run("npx", ["openapi-fluent", "--version"], { cwd: root });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${version}\n` });
});

// These need the registry: the generator has dependencies.
describe.each([
  { project: "an empty project", dependencies: [], compiler: compilers[0] },
  { project: "a project that has TypeScript 7", dependencies: ["typescript@7"], compiler: compilers[2] },
])("installed into $project", ({ dependencies, compiler }) => {
  let project = "";

  beforeAll(async () => {
    project = await emptyProject({ type: "module" });
    folders.push(project);
    await npm(["install", "--prefer-offline", "--no-audit", "--no-fund", tarball.path, ...dependencies], project);
  }, 300_000);

  /** Compiles a program in a folder of the project. */
  async function compileProgram(folder: string, program: string, options: Record<string, unknown>): Promise<void> {
    if (compiler === undefined) throw new Error("There is no such compiler.");
    await writeFile(join(folder, "main.ts"), program);
    const compilerOptions = { ...strictest, skipLibCheck: true, ...options };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
    expect(await compileProject(compiler, folder)).toEqual({ exitCode: 0, output: "" });
  }

  test("npx openapi-fluent generates a package that compiles", { timeout: 120_000 }, async () => {
    if (compiler === undefined) throw new Error("There is no such compiler.");
    await copyFile(join(root, "test/consumers/fixtures/pets.yaml"), join(project, "spec.yaml"));
    const said = await run("npx", ["openapi-fluent", "--version"], { cwd: project });
    expect(said).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
    const options = ["--input", "spec.yaml", "--output", "out", "--name", "my-client", "--client", "MyClient"];
    const generated = await run("npx", ["openapi-fluent", "generate", ...options], { cwd: project });
    expect(generated, generated.stderr).toMatchObject({ exitCode: 0 });
    expect(await compileProject(compiler, join(project, "out"))).toEqual({ exitCode: 0, output: "" });

    const consumer = join(project, "consumer");
    await mkdir(join(consumer, "node_modules"), { recursive: true });
    await symlink(join(project, "out"), join(consumer, "node_modules/my-client"), "junction");
    await writeFile(join(consumer, "package.json"), '{ "type": "module" }');
    await compileProgram(consumer, usesTheClient, bare.options);
    expect(await runNode(["main.js"], { cwd: consumer })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("its API is typed and works", { timeout: 120_000 }, async () => {
    await compileProgram(project, usesTheApi, node.options);
    expect(await runNode(["main.js"], { cwd: project })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

const usesTheApi = `import { check, type Config, defineConfig, generate, type Report } from "openapi-fluent";

const config: Config = defineConfig({ packages: { pets: { input: "spec.yaml", output: "from-api", client: "Pets" } } });
const options = { input: config.packages["pets"]?.input ?? "", output: "from-api", name: "pets" };
const report: Report = await generate(options);
if (!report.ok || report.packages[0]?.operations !== 2) throw new Error(JSON.stringify(report));
if (!(await check(options)).ok) throw new Error("There is drift right after a run.");
`;

const usesTheClient = `import { MyClient, type Pet } from "my-client";

const client = new MyClient({ auth: { key: "credential" } });
const request = client.pets.createPet().newPet({ name: "Rex" }).toRequest();
if (request.url !== "https://pets.example.com/pets") throw new Error(request.url);
export async function get(id: string): Promise<Pet> {
  return client.pets.getPet(id).execute();
}
`;
