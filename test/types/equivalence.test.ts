import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { packages } from "../compile/repository.js";
import { quirks } from "../generator/quirks.js";
import { assemble, differences, type Program, views } from "./equivalence/assemble.js";
import { inView } from "./equivalence/conformance.js";
import { knownDifferences, unreadable } from "./equivalence/known-differences.js";

const documents = [
  ...quirks.map(({ name, input }) => ({ name, input })),
  ...packages.map(({ vendor, spec }) => ({ name: vendor, input: spec })),
].filter(({ name, input }) => {
  const isOld = /^["']?swagger["']?:/m.test(readFileSync(input, "utf8"));
  if (isOld) console.info(`${name} is not compared: openapi-typescript reads no OpenAPI 2.0`);
  return !isOld && !unreadable.has(name);
});

let program: Program;

beforeAll(async () => {
  program = await assemble(documents);
}, 120_000);

test("every model is mutually assignable with openapi-typescript's type of the same schema", {
  timeout: 60_000,
}, () => {
  const found = differences(program);
  const unlisted = [...found].filter(([name]) => !knownDifferences.has(name)).map((entry) => entry.join(": "));
  expect(unlisted).toEqual([]);
  expect([...knownDifferences.keys()].filter((name) => !found.has(name))).toEqual([]);
  expect(knownDifferences.size + unreadable.size).toBeLessThanOrEqual(20);
  expect(program.comparisons.size).toBeGreaterThan(100);
});

const mutations: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
  ["a required member becomes optional", "api-token.ts", "  name: ", "  name?: "],
  ["an optional member becomes required", "api-token.ts", "  userId?: ", "  userId: "],
  ["an optional member is missing", "api-token.ts", "  userId?: ", "  userIds?: "],
  ["a member has another type", "api-token.ts", "string", "number"],
  ["a member of a member has", "api-token-network.ts", "string", "number"],
  ["an enum has a member less", "api-token-network.ts", '"ZONE"', "never"],
];

test.each(mutations)("the comparison fails where %s", (_what, file, from, to) => {
  const files = new Map([...program.files].filter(([path]) => path.includes("/okta/")));
  const changed = [...files.keys()].filter((path) => path.endsWith(`/src/models/${file}`));
  expect(changed).toHaveLength(views.length);
  for (const path of changed) {
    const mutated = views.reduce(
      (text, view) => text.replace(inView(from, view), inView(to, view)),
      files.get(path) ?? "",
    );
    expect(mutated).not.toBe(files.get(path));
    files.set(path, mutated);
  }
  expect([...differences({ ...program, files }).keys()]).toContain("okta ApiToken response");
});
