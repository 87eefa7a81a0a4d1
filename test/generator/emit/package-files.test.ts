import { describe, expect, test } from "vitest";
import { packageJson } from "../../../generator/emit/package-json.js";
import { filesOf, specOf, specWithOperation } from "../support.js";

function manifestOf(existing: Readonly<Record<string, unknown>>, title = "A"): Record<string, unknown> {
  return JSON.parse(packageJson("@x/a", title, existing).text) as Record<string, unknown>;
}

describe("package.json", () => {
  test("has what the allow-list has, and no more", () => {
    expect(Object.keys(manifestOf({})).sort()).toEqual(
      [
        "description",
        "engines",
        "exports",
        "files",
        "license",
        "name",
        "sideEffects",
        "scripts",
        "type",
        "types",
        "version",
      ].sort(),
    );
    expect(manifestOf({})).toMatchObject({ name: "@x/a", version: "0.1.0", type: "module", scripts: { build: "tsc" } });
  });

  test.each(["version", "license", "author", "repository", "homepage", "bugs", "keywords", "private", "publishConfig"])(
    "%s is its owner's",
    (member) => {
      expect(manifestOf({ [member]: "kept" })[member]).toBe("kept");
    },
  );

  test.each(["scripts", "dependencies", "bin", "main", "name", "exports", "__proto__", "type", "postinstall"])(
    "%s is not",
    (member) => {
      const existing = JSON.parse(`{ ${JSON.stringify(member)}: "mine" }`) as Record<string, unknown>;
      expect(JSON.stringify(manifestOf(existing))).not.toContain("mine");
    },
  );

  test.each(['", "scripts": { "postinstall": "evil" }, "x": "', "\u2028\u0000\u202e", "a\nb"])(
    "a title %j is text",
    (title) => {
      const manifest = manifestOf({}, title);
      expect(manifest.description).toBe(`TypeScript client for ${title.trim()}.`);
      expect(manifest.scripts).toEqual({ build: "tsc" });
    },
  );
});

describe("api.txt", () => {
  const lines = (document: object): readonly string[] => (filesOf(document).get("api.txt") ?? "").trimEnd().split("\n");
  const document = specWithOperation(
    {
      path: "/things/{id}",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        200: { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
      },
    },
    { components: { schemas: { A: { type: "object", properties: { a: { enum: ["x"] } } } } } },
  );

  test("has a sorted line per public symbol", () => {
    const found = lines(document);
    expect(found).toEqual([...found].sort());
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(
      expect.arrayContaining([
        'A.a?: "x" | (string & {})',
        "TestClient.things: ThingsApi",
        "ThingsApi.run(id: string): RunRequest",
        "class RunRequest extends ApiRequest<A, RunFailure>",
        "interface A",
        "new TestClient(options: TestClientOptions)",
        "type RunFailure = CallFailure",
        "class NotFoundError",
      ]),
    );
    expect(found.join("\n")).not.toMatch(/#|Operation:|\n\s/);
  });

  test("says nothing about descriptions", () => {
    expect(lines(specOf({ info: { title: "Other", version: "2", description: "Other." } }))).toEqual(lines(specOf()));
  });
});
