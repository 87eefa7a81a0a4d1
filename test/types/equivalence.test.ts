import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { packages } from "../compile/repository.js";
import { quirks } from "../generator/quirks.js";
import { build, root } from "../generator/support.js";
import { flawsOf } from "./equivalence/compile.js";
import {
  type Comparison,
  comparisonsOf,
  conformanceFile,
  inView,
  modelFiles,
  type View,
} from "./equivalence/conformance.js";
import { knownDifferences, unreadable } from "./equivalence/known-differences.js";
import { referenceTypes } from "./equivalence/reference.js";

const virtual = join(root, "equivalence");
const views: readonly View[] = ["types", "members"];

const documents = [
  ...quirks.map(({ name, input }) => ({ name, input })),
  ...packages.map(({ vendor, spec }) => ({ name: vendor, input: spec })),
].filter(({ name }) => !unreadable.has(name));

let files: ReadonlyMap<string, string>;
const byLine = new Map<string, Comparison>();

beforeAll(async () => {
  const all = new Map<string, string>();
  for (const { name, input } of documents) {
    const built = build(input);
    const comparisons = comparisonsOf(name, built);
    if (comparisons.length === 0) continue;
    const text = readFileSync(input, "utf8");
    const response = await referenceTypes(input, text, "response");
    const request = await referenceTypes(input, text, "request");
    for (const view of views) {
      const folder = join(virtual, view, name);
      for (const [path, model] of modelFiles(built, folder, view)) all.set(path, model);
      all.set(join(folder, "response.ts"), inView(response, view));
      all.set(join(folder, "request.ts"), inView(request, view));
      all.set(join(folder, "conformance.ts"), conformanceFile(comparisons));
      comparisons.forEach((comparison, index) => {
        byLine.set(`${join(folder, "conformance.ts")}:${index + 2}`, comparison);
      });
    }
  }
  files = all;
}, 60_000);

/** The comparisons that do not hold, by name, each with what the compiler says. */
function differences(sources: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    flawsOf(sources).map((flaw): readonly [string, string] => {
      const [, file = "", line = "", message = ""] = /^(.*?):(\d+) (.*)$/s.exec(flaw) ?? [];
      // What is wrong inside openapi-typescript's output may be `any` where it is compared.
      const [, document] = /\/([^/]+)\/(?:request|response)\.ts$/.exec(file) ?? [];
      if (document !== undefined) return [`${document} itself`, message];
      return [byLine.get(`${file}:${line}`)?.name ?? flaw, message];
    }),
  );
}

test("every model is mutually assignable with openapi-typescript's type of the same schema", () => {
  const found = differences(files);
  const unlisted = [...found].filter(([name]) => !knownDifferences.has(name)).map((entry) => entry.join(": "));
  expect(unlisted).toEqual([]);
  expect([...knownDifferences.keys()].filter((name) => !found.has(name))).toEqual([]);
  expect(knownDifferences.size + unreadable.size).toBeLessThanOrEqual(20);
  expect(byLine.size).toBeGreaterThan(100);
});

const mutations: readonly (readonly [what: string, file: string, from: string, to: string, found: string])[] = [
  [
    "a required member becomes optional",
    "okta/src/models/api-token.ts",
    "  name: ",
    "  name?: ",
    "okta ApiToken response",
  ],
  [
    "an optional member becomes required",
    "okta/src/models/api-token.ts",
    "  userId?: ",
    "  userId: ",
    "okta ApiToken response",
  ],
  ["an optional member is missing", "okta/src/models/api-token.ts", "  userId", "  userIds", "okta ApiToken response"],
  ["a member has another type", "okta/src/models/api-token.ts", "string", "number", "okta ApiToken response"],
  ["a member of a member has", "okta/src/models/api-token-network.ts", "string", "number", "okta ApiToken response"],
  ["an enum has a member less", "okta/src/models/api-token-network.ts", '"ZONE"', "never", "okta ApiToken response"],
];

test.each(mutations)("the comparison fails where %s", (_what, file, from, to, found) => {
  const changed = new Map(files);
  for (const [path, text] of files) {
    if (!path.includes(`/okta/`)) changed.delete(path);
    else if (path.endsWith(file))
      changed.set(path, text.replace(from, to).replace(inView(from, "members"), inView(to, "members")));
  }
  expect([...changed].filter(([path, text]) => files.get(path) !== text)).toHaveLength(views.length);
  expect([...differences(changed).keys()]).toContain(found);
});
