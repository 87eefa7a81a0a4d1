import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { check } from "../../../generator/index.js";
import { filesBelow, json, specWithOperation, temporaryFolder, writeFiles } from "../support.js";
import { cli, requireBuild } from "./run-cli.js";

beforeAll(requireBuild);

/** Delays that are the same in every run of the tests. */
function* delays(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state / 2147483648;
  }
}

const oldSpec = json(specWithOperation({ tags: ["Old"] }));
const newSpec = json(specWithOperation({ tags: ["New"], description: "Changed." }));
const flags = ["--input", "spec.json", "--output", "out", "--no-docs"];

test("after a kill at any moment the package is the old one or the new one, whole", { timeout: 60_000 }, async () => {
  const origin = writeFiles(temporaryFolder(), { "spec.json": oldSpec, "out/mine.txt": "mine" });
  expect((await cli(origin, ["generate", ...flags])).code).toBe(0);
  const oldTree = filesBelow(join(origin, "out"));
  writeFiles(origin, { "spec.json": newSpec });

  let took = Number.POSITIVE_INFINITY;
  let newTree: ReturnType<typeof filesBelow> = oldTree;
  // The first run may find a cold disk, or a busy machine.
  for (let turn = 0; turn < 2; turn++) {
    const whole = temporaryFolder();
    cpSync(origin, whole, { recursive: true });
    const start = performance.now();
    expect((await cli(whole, ["generate", ...flags])).code).toBe(0);
    took = Math.min(took, performance.now() - start);
    newTree = filesBelow(join(whole, "out"));
  }
  expect(newTree).not.toEqual(oldTree);

  const random = delays(7);
  let killed = 0;
  const kill = async (): Promise<void> => {
    const folder = temporaryFolder();
    cpSync(origin, folder, { recursive: true });
    // Files are written at the end of a run, so most kills go to its second half.
    const part = random.next().value as number;
    const { signal } = await cli(folder, ["generate", ...flags], { killAfter: took * (0.5 + 0.6 * part) });
    if (signal === "SIGKILL") killed++;
    const [input, output] = [join(folder, "spec.json"), join(folder, "out")];
    const { ok, diagnostics } = await check({ input, output, docs: false });
    expect(diagnostics).toEqual([]);
    expect(filesBelow(output)).toEqual(ok ? newTree : oldTree);
  };
  for (let round = 0; round < 5; round++) await Promise.all([kill(), kill()]);
  expect(killed).toBeGreaterThan(0);
});
