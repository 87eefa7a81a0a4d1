import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../generator/support.js";
import { count } from "../counts.js";
import { type ProbeResult, probePackages } from "./probe-packages.js";
import { type ProbedPackage, packageAt, packageOf } from "./probed-package.js";

const okta = packageAt(join(root, "generated/okta"));

/** A package whose text has changed in one place. */
function planted(id: string, path: string, change: (text: string) => string): ProbedPackage {
  return packageOf(
    id,
    [...okta.files].map(([at, text]) => ({ path: at, text: at === path ? change(text) : text })),
  );
}

it("imports, makes and calls everything of a good package", async (context) => {
  const [result] = (await probePackages([okta])) as [ProbeResult];
  expect(result.errors).toEqual([]);
  expect(result.hits).toEqual([]);
  expect(result.problems).toEqual([]);
  expect(result.modules).toBe([...okta.files.keys()].length - 1);
  expect(result.operations).toBe(5);
  expect(result.calls.filter(({ outcome }) => outcome === "returned").length).toBeGreaterThan(result.operations);
  expect(result.calls.flatMap(({ requests }) => requests).length).toBeGreaterThan(result.operations);
  count(context, "modules of a good package that the prober imports", result.modules);
});

it("traces what runs to its package, in every phase", async () => {
  const api = "src/apis/api-token.ts";
  const packages = [
    okta,
    planted("import", "src/models/error.ts", (text) => `${text}\nglobalThis.__pwned = "1";\n`),
    planted("print", "src/models/error.ts", (text) => `${text}\nconsole.log("hello");\n`),
    planted("exit", "src/models/error.ts", (text) => `${text}\nprocess.exit(3);\n`),
    planted("call", api, (text) => text.replace("super(core,", "super((globalThis.__pwned = 2, core),")),
    planted(
      "prototype",
      api,
      (text) => `${text}\nObject.prototype.x = 1; delete Object.prototype.x; Array.prototype.y = 1;\n`,
    ),
    planted("types", "src/models/error.ts", (text) => `${text}\nexport const x: number = "1";\n`),
    planted("broken", "src/models/error.ts", (text) => `${text}\nexport const = ;\n`),
  ];
  const results = new Map((await probePackages(packages)).map((result) => [result.id, result]));
  expect(results.get(okta.id)?.hits).toEqual([]);
  for (const id of ["import", "print", "exit", "call", "prototype"]) expect(results.get(id)?.hits, id).not.toEqual([]);
  expect(results.get("types")?.errors[0]).toMatch(/^src\/models\/error\.ts:\d+ TS2322/);
  expect(results.get("types")?.hits).toEqual([]);
  expect(results.get("broken")?.errors).not.toEqual([]);
  expect(results.get("broken")?.problems).not.toEqual([]);
});
