import { beforeAll, describe, expect, test } from "vitest";
import { quirks } from "../quirks.js";
import { filesBelow, folderWith, json, specOf } from "../support.js";
import { cli, requireBuild } from "./run-cli.js";

beforeAll(requireBuild);

const files = {
  "spec.json": json(specOf()),
  "openapi-fluent.config.json": json({ packages: { a: { input: "spec.json", output: "out" } } }),
  "unknown-member.json": json({ packages: { a: { input: "spec.json", output: "out", colour: 1 } } }),
  "no-output.json": json({ packages: { a: { input: "spec.json" } } }),
  "no-packages.json": "{}",
  "syntax.json": "{",
  "bad-name.json": json({ packages: { a: { input: "spec.json", output: "out", name: "Not Npm" } } }),
  "same-output.json": json({
    packages: { a: { input: "spec.json", output: "x" }, b: { input: "spec.json", output: "./x" } },
  }),
  "wrong-types.json": json({ packages: { a: { input: "spec.json", output: "out", name: 7, docs: "no" } } }),
  "here.json": json({ packages: { a: { input: "spec.json", output: "." } } }),
};

describe("usage and config errors are 2, a sentence on stderr, and nothing else", () => {
  test.each([
    [["generate", "nobody"], 'The config has no package "nobody". It has a.'],
    [["generate", "--colour"], "unknown option"],
    [["conjure"], "unknown command"],
    [["validate"], "missing required argument"],
    [["generate", "--config", "gone.json"], "There is no config at gone.json."],
    [["check", "--config", "unknown-member.json"], "packages.a.colour is not known."],
    [["check", "--config", "no-output.json"], "packages.a.output is missing."],
    [["check", "--config", "no-packages.json"], "The config has no packages."],
    [["check", "--config", "syntax.json"], "cannot be read"],
    [["check", "--config", "bad-name.json"], "is not a name that npm takes"],
    [["check", "--config", "same-output.json"], "same output folder"],
    [["check", "--config", "wrong-types.json"], "packages.a."],
    [["check", "--config", "here.json"], "it holds the folder that you are in"],
    [["generate", "--input", "spec.json"], "--input and --output go together."],
    [["generate", "a", "--input", "spec.json", "--output", "x"], "take the place of a config"],
    [["generate", "--name", "x"], "--name, --client and --allow-path go with --input and --output."],
    [["generate", "--input", "spec.json", "--output", "spec.json"], "spec.json cannot be written to"],
    [["generate", "--input", "spec.json", "--output", "x", "--client", "evil(); //"], "cannot name a class"],
  ])("%j", async (args, message) => {
    const at = folderWith(files);
    const { code, stdout, stderr } = await cli(at, args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(filesBelow(at)).toEqual(files);
  });

  test("without a config", async () => {
    const { code, stderr } = await cli(folderWith({}), ["generate"]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("There is no openapi-fluent.config.mjs (.js, .ts, .mts, .json) here."),
    ]);
  });
});

describe("help", () => {
  test.each([["--version"], ["--help"], ["generate", "--help"]])("%s is 0, on stdout", async (...args) => {
    const { code, stdout, stderr } = await cli(folderWith({}), args);
    expect([code, stdout === "", stderr]).toEqual([0, false, ""]);
  });
});

describe("validate", () => {
  test("reads files outside the document's folder where --allow-path names theirs", async () => {
    const spec =
      "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { $ref: ../a.yaml } } }";
    const at = folderWith({ "spec/spec.yaml": spec, "a.yaml": "{ type: string }" });
    const codes = [];
    for (const flags of [[], ["--allow-path", "other", "--allow-path", "."]]) {
      codes.push((await cli(at, ["validate", ...flags, "spec/spec.yaml"])).code);
    }
    expect(codes).toEqual([1, 0]);
  });

  test("is 0 and silent on stdout for good documents", async () => {
    const good = quirks.filter(({ name }) => name !== "hostile-text").map(({ input }) => input);
    const { code, stdout, stderr } = await cli(process.cwd(), ["validate", ...good]);
    expect([code, stdout, stderr]).toEqual([0, "", "No problems.\n"]);
  });

  test("suggests what to paste where an operation looks paged, and stays 0", async () => {
    const paged = (file: string): string =>
      `${file}:3:7 hint OF1508 This operation looks paged, and a client cannot walk its pages. (#/paths/~1things/get)`;
    const text = `{ "openapi": "3.1.0",
  "paths": { "/things":
    { "get": { "parameters": [{ "name": "page[cursor]", "in": "query" }],
      "responses": { "200": { "description": "", "content": { "application/json": { "schema": {
        "type": "object", "properties": { "next": { "type": "string" }, "data": { "type": "array", "items": {} } } } } } } } } } } }
`;
    const at = folderWith({ "a.yaml": text, "b.json": text });
    const { code, stdout, stderr } = await cli(at, ["validate", "a.yaml", "b.json"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr.split("\n")).toEqual([
      paged("a.yaml"),
      '  If it is, add to the operation: x-pagination: { kind: cursor, items: /data, next: /next, parameter: "page[cursor]" }',
      paged("b.json"),
      '  If it is, add to the operation: "x-pagination": { "kind": "cursor", "items": "/data", "next": "/next", "parameter": "page[cursor]" }',
      "No problems.",
      "",
    ]);
    const written = await cli(at, ["generate", "--input", "a.yaml", "--output", "x"]);
    expect([written.code, written.stderr]).toEqual([0, ""]);
  });

  test("reports all problems of all documents at once, without a stack", async () => {
    const at = folderWith({
      "a.yaml": "openapi: 3.1.0\npaths: [1]\ncomponents: { schemas: { A: 7 } }\n",
      "b.json": '{"openapi": "3.1.0", "openapi": "3.0.0"}',
      "c.yaml": "a: *b\n",
      "d.yaml": `a: ${"[".repeat(5000)}`,
    });
    const { code, stdout, stderr } = await cli(at, ["validate", "a.yaml", "b.json", "c.yaml", "d.yaml", "gone.yaml"]);
    const heads = stderr.split("\n").filter((line) => / error /.test(line));
    expect([code, stdout]).toEqual([1, ""]);
    expect(heads.map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "a.yaml:2:1 error OF1201",
      "a.yaml:3:26 error OF1202",
      "b.json:1:22 error OF1004",
      "c.yaml:1:4 error OF1005",
      "d.yaml:1:203 error OF1002",
      "gone.yaml error OF1001",
    ]);
    expect(stderr).toMatch(/6 errors/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("NO_COLOR, --no-color and a pipe print no colours", async () => {
    const at = folderWith({ "a.yaml": "openapi: 3.1.0\npaths: [1]\n" });
    for (const [args, env] of [
      [["validate", "a.yaml"], {}],
      [["validate", "a.yaml", "--no-color"], { FORCE_COLOR: "1" }],
      [["--no-color", "validate", "a.yaml"], {}],
      [["validate", "a.yaml"], { NO_COLOR: "1", FORCE_COLOR: "1" }],
    ] as const) {
      const { stderr } = await cli(at, args, { env });
      expect(stderr).toContain("error OF1201");
      expect(stderr).not.toContain("\u001b");
    }
  });
});
