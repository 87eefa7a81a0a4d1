import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../generator/build-package.js";
import { Diagnostics } from "../../../generator/diagnostic.js";
import { folderWith, load, specOf, temporaryFolder, writeFiles } from "../support.js";

const secret = "hunter2";

/** A document whose one schema is a ref, in YAML, so that positions are easy to see: the ref is on line 6. */
function referring(ref: string, more = ""): string {
  return `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A: { $ref: ${JSON.stringify(ref)} }\n${more}`;
}

const target =
  "    B: { type: object, properties: { a: { type: string } } }\n    'x/y ~z': { type: string }\n" +
  "    R: { $ref: '#/components/schemas/B' }\n    '100%25': { type: string }\n    Anchored: { $anchor: here, type: string }\n" +
  "    Named: { $id: 'https://example.com/named', $defs: { Inner: { type: string } } }\n";

describe("a ref that leads somewhere", () => {
  test.each([
    ["to a neighbour", "#/components/schemas/B", "#/components/schemas/B"],
    ["with escaped steps", "#/components/schemas/x~1y ~0z", "#/components/schemas/x~1y ~0z"],
    ["with percent-encoding", "#/components/schemas/x~1y%20~0z", "#/components/schemas/x~1y ~0z"],
    ["through another ref", "#/components/schemas/R/properties/a", "#/components/schemas/B/properties/a"],
    ["to a key that holds a percent sign", "#/components/schemas/100%25", "#/components/schemas/100%25"],
    ["to an anchor", "#here", "#/components/schemas/Anchored"],
    ["to an anchor of another file", "other.yaml#there", "other.yaml#/C"],
    ["to a schema by its $id", "https://example.com/named", "#/components/schemas/Named"],
    ["to a schema by its $id, relative to its own", "named#/$defs/Inner", "#/components/schemas/Named/$defs/Inner"],
    ["into a schema", "#/components/schemas/B/properties/a", "#/components/schemas/B/properties/a"],
    ["to another file", "other.yaml#/B", "other.yaml#/B"],
    ["to a whole file", "./schemas/pet.json", "schemas/pet.json#"],
    ["to a file with a percent-encoded name", "a%20b.yaml#/B", "a b.yaml#/B"],
    ["to this file by name", "spec.yaml#/components/schemas/B", "spec.yaml#/components/schemas/B"],
  ])("%s", (_what, ref, want) => {
    const { api, lines, folder } = load({
      "spec.yaml": referring(ref, `${target}$self: https://example.com/spec\n`),
      "other.yaml": "B: { type: string }\nC: { type: string, $anchor: there }\n",
      "a b.yaml": "B: { type: string }\n",
      "schemas/pet.json": '{ "type": "string" }',
    });
    expect(lines).toEqual([]);
    const a = [...(api?.models.values() ?? [])].find((model) => model.name === "A");
    expect(a?.schema.ref).toBe(want.startsWith("#") ? `${join(folder, "spec.yaml")}${want}` : join(folder, want));
  });

  test("is relative to the file that holds it, and every file that is read is a source", () => {
    const { api, lines } = load({
      "spec.yaml": referring("parts/a.yaml#/A"),
      "parts/a.yaml": "A: { type: array, items: { $ref: 'b.yaml#/B' } }\n",
      "parts/b.yaml": "B: { type: object, properties: { back: { $ref: '../spec.yaml#/components/schemas/A' } } }\n",
    });
    expect(lines).toEqual([]);
    expect([...(api?.models.keys() ?? [])].map((id) => id.replace(/^.*\/(?=[\w.]+#)/, ""))).toEqual([
      "spec.yaml#/components/schemas/A",
      "a.yaml#/A",
      "b.yaml#/B",
    ]);
  });
});

test.each([
  ["#/components/schemas/Nobody", "OF1101"],
  ["#/components/schemas/toString", "OF1101"],
  ["#B", "OF1102"],
  ["#/components/~2", "OF1102"],
])("a schema at %s is any, with a warning", (ref, code) => {
  const { api, lines } = load({ "spec.yaml": referring(ref, target) });
  expect(lines).toEqual([`spec.yaml:6:5 warning ${code} #/components/schemas/A`]);
  expect(api?.skipped.map(({ place }) => place.pointer)).toEqual(["/components/schemas/A"]);
});

test("folders outside the document's own can be allowed", () => {
  const outer = folderWith({ "common/b.yaml": "{ type: string }", "other/c.yaml": "{ type: string }" });
  const document = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: {}\ncomponents: { schemas: ";
  const schemas = "{ B: { $ref: ../../common/b.yaml }, C: { $ref: ../../other/c.yaml } } }";
  writeFiles(outer, { "api/v1/spec.yaml": document + schemas });
  const diagnostics = new Diagnostics();
  const input = join(outer, "api/v1/spec.yaml");
  readDocument({ input, allowPaths: [join(outer, "common")] }, diagnostics);
  expect(diagnostics.list().map((d) => `${d.code} ${d.pointer}`)).toEqual(["OF1105 #/components/schemas/C"]);
});

describe("a ref that leads nowhere is an error at its place", () => {
  test.each([
    ["https", "https://example.com/a.yaml#/B", "OF1103"],
    ["a scheme in capitals", "FILE:///etc/passwd", "OF1103"],
    ["without a scheme", "//example.com/a.yaml", "OF1103"],
    ["a missing file", "nobody.yaml", "OF1104"],
    ["another extension", "secret.env", "OF1104"],
    ["no extension", "passwd", "OF1104"],
    ["outside, no extension", "/etc/passwd", "OF1105"],
    ["a link to another extension", "link-to-env.yaml", "OF1104"],
    ["a server of Windows", "\\\\server\\share\\a.yaml", "OF1103"],
    ["a drive of Windows", "C:\\a.yaml", "OF1103"],
    ["a NUL", "a\0.yaml", "OF1104"],
    ["a file that nobody can know of", "../nobody.yaml", "OF1105"],
    ["outside", "../outside.yaml#/a", "OF1105"],
    ["outside, percent-encoded", "%2e%2e/outside.yaml#/a", "OF1105"],
    ["outside, through a link", "link.yaml#/a", "OF1105"],
    ["outside, through a linked folder", "linked/outside.yaml#/a", "OF1105"],
  ])("%s", (_what, ref, code) => {
    const outer = temporaryFolder();
    const folder = join(outer, "specs");
    mkdirSync(folder);
    writeFiles(outer, { "outside.yaml": `a: { description: ${secret} }\n` });
    writeFiles(folder, { "secret.env": secret });
    symlinkSync(join(folder, "secret.env"), join(folder, "link-to-env.yaml"));
    symlinkSync(join(outer, "outside.yaml"), join(folder, "link.yaml"));
    symlinkSync(outer, join(folder, "linked"));
    const { lines, diagnostics } = load({ "spec.yaml": referring(ref, target) }, folder);
    expect(lines).toEqual([`spec.yaml:6:5 error ${code} #/components/schemas/A`]);
    expect(JSON.stringify(diagnostics)).not.toContain(secret);
  });

  test("a file that cannot be parsed is reported once, at its own place, without its content", () => {
    const { lines, diagnostics } = load({
      "spec.yaml": referring("broken.yaml#/a", "    C: { $ref: 'broken.yaml#/b' }\n"),
      "broken.yaml": `a: 1\n${secret}: [\n`,
    });
    expect(lines.map((line) => line.split(" ").slice(1, 3))).toEqual([["error", "OF1003"]]);
    expect(lines[0]).toMatch(/^broken\.yaml:[23]:/);
    expect(JSON.stringify(diagnostics)).not.toContain(secret);
  });

  test.each([
    ["a folder", (path: string) => mkdirSync(path)],
    ["a pipe, which is not waited for", (path: string) => execFileSync("mkfifo", [path])],
    ["a device", (path: string) => symlinkSync("/dev/zero", path)],
  ])("%s in place of a file", (_what, make) => {
    const folder = temporaryFolder();
    make(join(folder, "other.yaml"));
    const { lines } = load({ "spec.yaml": referring("other.yaml") }, folder);
    expect(lines.join()).toMatch(/other\.yaml:0:0 error OF1001|spec\.yaml:6:5 error OF1104/);
  });
});

describe("circles", () => {
  test.each([
    ["a ref to itself", { A: { $ref: "#/components/schemas/A" } }, ["/components/schemas/A"]],
    [
      "two refs to each other",
      { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } },
      ["/components/schemas/A", "/components/schemas/B"],
    ],
    [
      "a composition of itself and more",
      { A: { allOf: [{ type: "object" }, { $ref: "#/components/schemas/A" }] } },
      [],
    ],
    ["through a property", { A: { type: "object", properties: { a: { $ref: "#/components/schemas/A" } } } }, []],
    ["through a list", { A: { type: "array", items: { $ref: "#/components/schemas/A" } } }, []],
  ])("%s", (_what, schemas, want) => {
    const { diagnostics } = load({ "spec.json": JSON.stringify(specOf({ components: { schemas } })) });
    expect(diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual(want.map((at) => ["OF1107", `#${at}`]));
  });

  test("of refs that are no schemas", () => {
    const parameters = { p: { $ref: "#/components/parameters/q" }, q: { $ref: "#/components/parameters/p" } };
    const get = { parameters: [{ $ref: "#/components/parameters/p" }], responses: {} };
    const { diagnostics } = load({
      "spec.json": JSON.stringify(specOf({ paths: { "/a": { get } }, components: { parameters } })),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["OF1106"]);
  });
});

describe("the document itself", () => {
  test.each([
    ["spec.txt", "openapi: 3.1.0", "OF1001"],
    ["spec.yaml", "- 1", "OF1006"],
    ["spec.yaml", "", "OF1006"],
    ["spec.yaml", "title: no document", "OF1006"],
    ["spec.yaml", "openapi: 4.0.0", "OF1007"],
    ["spec.yaml", "openapi: 3.10.0", "OF1007"],
    ["spec.yaml", "openapi: [3.1.0]", "OF1007"],
    ["spec.yaml", "swagger: '1.2'", "OF1007"],
  ])("%s %j", (name, text, code) => {
    const { api, diagnostics } = load({ [name]: text });
    expect(api).toBeNull();
    expect(diagnostics.map((d) => d.code)).toEqual([code]);
  });
});
