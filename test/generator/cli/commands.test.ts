import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { filesBelow, folderWith, json, specWithOperation } from "../support.js";
import { cli, requireBuild } from "./run-cli.js";

beforeAll(requireBuild);

const spec = json(
  specWithOperation(
    {
      description: "Runs it.",
      responses: {
        200: { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
      },
    },
    { components: { schemas: { A: { type: "object", not: {}, properties: { a: { type: "string" } } } } } },
  ),
);
const packages = {
  a: { input: "spec.json", output: "out/a" },
  b: { input: "spec.json", output: "out/b", name: "@x/b", client: "BClient", docs: false },
};
const config = json({ packages });

describe("generate, check and again", () => {
  const folder = (): string => folderWith({ "spec.json": spec, "openapi-fluent.config.json": config });

  test("with a config: a line per package, files, and drift after one character", async () => {
    const at = folder();
    const first = await cli(at, ["generate"]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^a {2}1 operation, 1 model, \d+ files \(\d+ changed\), \d+ ms\n@x\/b {2}1 operation/);
    expect(first.stdout).toContain("a skipped #/components/schemas/A/not: ");
    expect(first.stdout).toMatch(/\d+ files written\. Next: .*\n$/);
    const tree = filesBelow(at);
    expect(tree["out/b/src/client.ts"]).toContain("export class BClient {");
    expect(tree["out/a/src/client.ts"]).toContain("export class ApiClient {");
    expect(JSON.parse(tree["out/b/package.json"] ?? "").name).toBe("@x/b");
    expect(Object.keys(tree).filter((path) => path.startsWith("out/b/docs/"))).toEqual([]);
    expect(Object.keys(tree)).toContain("out/a/docs/ThingsApi.md");
    expect(Object.keys(tree).filter((path) => /\.openapi-fluent\.(lock|staging|journal)/.test(path))).toEqual([]);

    const times = (): readonly number[] => Object.keys(tree).map((path) => statSync(join(at, path)).mtimeMs);
    const before = times();
    expect(await cli(at, ["check"])).toEqual({
      code: 0,
      signal: null,
      stdout: "",
      stderr: "Everything is up to date.\n",
    });
    const second = await cli(at, ["generate"]);
    expect([second.code, second.stdout.split("\n").at(-2)]).toEqual([0, "Nothing changed. Next: npm test."]);
    expect([filesBelow(at), times()]).toEqual([tree, before]);

    writeFileSync(join(at, "spec.json"), spec.replace("Runs it.", "Runs it!"));
    const drift = await cli(at, ["check", "a"]);
    expect([drift.code, drift.stdout.split("\n")]).toEqual([3, expect.arrayContaining(["out/a/src/apis/things.ts"])]);
    expect(drift.stderr).toMatch(/files would change\. Run openapi-fluent generate\.\n$/);
    expect(filesBelow(at)).toEqual({ ...tree, "spec.json": spec.replace("Runs it.", "Runs it!") });
    writeFileSync(join(at, "spec.json"), spec);

    const edited = "out/a/src/models/a.ts";
    writeFileSync(join(at, edited), `${tree[edited]} `);
    expect(await cli(at, ["check", "--quiet"])).toMatchObject({ code: 3, stdout: `${edited}\n`, stderr: "" });
    const refused = await cli(at, ["generate"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^out\/a\/src\/models\/a\.ts error OF2001 This file was edited by hand\.\n/);
    expect(filesBelow(at)[edited]).toBe(`${tree[edited]} `);
    expect(await cli(at, ["generate", "--force", "--quiet"])).toEqual({
      code: 0,
      signal: null,
      stdout: "",
      stderr: "",
    });
    expect(filesBelow(at)).toEqual(tree);
  });

  test("every owned file counts: check is 3 after one character of any of them", async () => {
    const at = folder();
    await cli(at, ["generate", "b"]);
    const tree = filesBelow(join(at, "out/b"));
    const owned = Object.keys((JSON.parse(tree[".openapi-fluent.json"] ?? "") as { files: object }).files);
    expect(owned.length).toBeGreaterThan(30);
    for (const path of owned) writeFileSync(join(at, "out/b", path), `${tree[path]} `);
    const { code, stdout } = await cli(at, ["check", "b"]);
    expect([code, stdout.trimEnd().split("\n")]).toEqual([3, owned.map((path) => `out/b/${path}`)]);
  });

  test("one package that fails: nothing of the run is written", async () => {
    const at = folder();
    const broken = { ...packages, c: { input: "broken.yaml", output: "out/c" } };
    writeFileSync(join(at, "openapi-fluent.config.json"), json({ packages: broken }));
    writeFileSync(join(at, "broken.yaml"), "openapi: 3.1.0\npaths: [1]\n");
    const tree = filesBelow(at);
    const { code, stdout, stderr } = await cli(at, ["generate"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      "broken.yaml:2:1 error OF1201 Expected an object here, found a list. (#/paths)\n  Write an object.\n" +
        "1 error. Nothing was written.\n",
    );
    expect(filesBelow(at)).toEqual(tree);
    expect((await cli(at, ["check"])).code).toBe(1);
    rmSync(join(at, "broken.yaml"));
    expect((await cli(at, ["generate", "a", "c"])).stderr).toMatch(/^broken\.yaml error OF1001 /);
  });

  test("--json prints one document of the documented shape", async () => {
    const at = folder();
    const { code, stdout, stderr } = await cli(at, ["generate", "a", "--json"]);
    const report = JSON.parse(stdout) as { packages: Record<string, unknown>[] };
    expect([code, stderr]).toEqual([0, ""]);
    // `changed` is more than the design names: the paths that `check --json` is asked for.
    const { changed, ...designed } = report.packages[0] ?? {};
    expect({ ...report, packages: [designed] }).toEqual({
      ok: true,
      packages: [
        {
          name: "a",
          operations: 1,
          models: 1,
          files: expect.any(Number),
          skipped: [{ pointer: "#/components/schemas/A/not", reason: expect.any(String) }],
          ms: expect.any(Number),
        },
      ],
      diagnostics: [],
    });
    expect(changed).toHaveLength(designed.files as number);
    writeFileSync(join(at, "spec.json"), "[");
    const failed = await cli(at, ["check", "a", "--json"]);
    expect([failed.code, failed.stderr]).toEqual([1, ""]);
    expect(JSON.parse(failed.stdout)).toEqual({
      ok: false,
      packages: [],
      diagnostics: [
        {
          code: "OF1003",
          severity: "error",
          file: "spec.json",
          line: 1,
          column: 2,
          pointer: expect.stringMatching(/^#?$/),
          message: expect.any(String),
          help: expect.any(String),
        },
      ],
    });
    const reversed = "\u202ecinap";
    writeFileSync(join(at, "spec.json"), json({ openapi: "3.1.0", paths: { "/a": { $ref: `#/${reversed}` } } }));
    const { stdout: escaped } = await cli(at, ["check", "a", "--json"]);
    expect(escaped).not.toContain(reversed);
    expect((JSON.parse(escaped) as { diagnostics: object[] }).diagnostics).toContainEqual(
      expect.objectContaining({ code: "OF1101", message: expect.stringContaining(reversed) }),
    );
  });
});

describe("configs", () => {
  const body = `{ packages: { a: { input: "spec.json", output: "out", docs: false } } }`;
  test.each([
    ["openapi-fluent.config.mjs", `export default ${body};`],
    [
      "openapi-fluent.config.ts",
      `interface P { input: string }\nexport default ${body} satisfies { packages: Record<string, P> };`,
    ],
    ["elsewhere/my.json", json({ packages: { a: { input: "../spec.json", output: "../out", docs: false } } })],
  ])("%s", async (name, text) => {
    const at = folderWith({ "spec.json": spec, [name]: text });
    const args = name.startsWith("elsewhere") ? ["--config", name] : [];
    const { code, stderr } = await cli(at, ["generate", ...args]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(filesBelow(at)["out/package.json"] ?? "").name).toBe("out");
  });

  test("none is needed", async () => {
    const at = folderWith({ "spec.json": spec });
    const flags = ["--input", "spec.json", "--output", "My Out", "--name", "@x/y", "--client", "YClient", "--no-docs"];
    expect(await cli(at, ["generate", ...flags])).toMatchObject({ code: 0, stderr: "" });
    const tree = filesBelow(at);
    expect(tree["My Out/package.json"]).toContain('"name": "@x/y"');
    expect(tree["My Out/src/client.ts"]).toContain("class YClient");
    expect(Object.keys(tree).filter((path) => path.includes("/docs/"))).toEqual([]);
    expect((await cli(at, ["check", ...flags])).code).toBe(0);
  });
});
