import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generate } from "../../../generator/index.js";
import { count, sized } from "../counts.js";
import { baseDocuments } from "./base-document.js";
import { expectationOf } from "./expectations.js";
import { generateCase } from "./generate-case.js";
import { hostileStrings } from "./hostile-strings.js";
import { positionsOf } from "./positions.js";
import { Substitution } from "./substitute.js";

/** Of so many refused cases one is tried on disk. */
const every = sized(3, 1);

/** Every file below a folder with its bytes. */
function treeOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, "latin1") : "folder"];
    }),
  );
}

it("a refusal writes nothing: the former package, its neighbours and an empty folder stay", {
  timeout: 600_000,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-fluent-refusals-"));
  const findings: string[] = [];
  let refused = 0;
  try {
    const scratch = join(folder, "scratch");
    const work = join(folder, "work");
    for (const path of [scratch, work, join(work, "empty")]) mkdirSync(path);
    writeFileSync(join(work, "neighbour.txt"), "mine");
    const input = join(folder, "spec.json");
    const run = (output: string): ReturnType<typeof generate> =>
      generate({ input, output: join(work, output), name: "@test/api", client: "TestClient" });
    for (const [part, { name, document }] of baseDocuments("3.1").entries()) {
      writeFileSync(input, JSON.stringify(document));
      expect((await run("former")).ok, name).toBe(true);
      const before = treeOf(work);
      const positions = positionsOf(document, "3.1").positions.filter((each) => expectationOf(each).mayBeRefused);
      for (const [at, position] of positions.entries()) {
        const text = hostileStrings[(at * 7 + part) % hostileStrings.length] ?? "";
        const hostile = new Substitution([{ position, text }]).applied(document);
        if (generateCase(hostile, scratch).kind !== "refused" || refused++ % every !== 0) continue;
        writeFileSync(input, JSON.stringify(hostile));
        for (const output of ["former", "empty", "new"]) {
          const id = `${name} ${position.field} = ${JSON.stringify(text.slice(0, 60))} into ${output}`;
          if ((await run(output)).ok) findings.push(`${id}: is not refused`);
          const now = treeOf(work);
          const changed = [...now].filter(([path, bytes]) => before.get(path) !== bytes);
          if (changed.length > 0 || now.size !== before.size) findings.push(`${id}: changes ${changed[0]?.[0]}`);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const onDisk = Math.ceil(refused / every);
  expect(onDisk).toBeGreaterThan(10);
  count(context, "refused documents × output folders on disk, nothing written", onDisk * 3);
  expect(findings).toEqual([]);
});
