import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../generator/support.js";
import { type Bomb, entries, json } from "./bombs/bomb.js";
import { operationBombs, proseBombs, schemaBombs } from "./bombs/schema-bombs.js";
import { textBombs } from "./bombs/text-bombs.js";
import { count, isFull, sized } from "./counts.js";

/** What a bomb may take on a quiet machine: seconds of processor time, and megabytes. */
const seconds = 5;
const megabytes = 512;
/** Processor time of generating a document of one operation on a quiet machine, in seconds. */
const quiet = 0.9;

interface Ending {
  readonly exitCode: number | string;
  readonly stderr: string;
  readonly cpu: number;
  readonly rss: number;
}

let work: string;
/** How much slower than a quiet machine this one is right now: others share it. */
let slowness = 1;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "openapi-fluent-bombs-"));
  writeFileSync(
    join(work, "usage.cjs"),
    `process.on("exit", () => {
      const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
      require("node:fs").writeSync(2, "\\n@@" + JSON.stringify([maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6]));
    });`,
  );
  const one = { get: { operationId: "a", responses: { 200: { description: "" } } } };
  const { cpu } = await run({ name: "small", file: "spec.json", text: json({ paths: { "/a": one } }) }, 120_000);
  slowness = Math.max(1, cpu / quiet);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Generates a document as users do, with little memory. */
async function run(bomb: Bomb, patience: number): Promise<Ending> {
  const folder = mkdtempSync(join(work, "bomb-"));
  const input = join(folder, bomb.file ?? "spec.yaml");
  writeFileSync(input, bomb.text);
  const main = join(root, "dist/cli/main.js");
  const flags = [`--max-old-space-size=${megabytes}`, "-r", join(work, "usage.cjs"), main];
  const target = ["generate", "--input", input, "--output", join(folder, "out"), "--name", "bomb"];
  const ending = await new Promise<Ending>((resolve) => {
    const options = { cwd: folder, timeout: Math.ceil(patience), killSignal: "SIGKILL" as const, maxBuffer: 1 << 28 };
    execFile(process.execPath, [...flags, ...target], options, (error, _stdout, stderr) => {
      const [rss = 0, cpu = 0] = JSON.parse(/@@(.*)$/.exec(stderr)?.[1] ?? "[]") as number[];
      resolve({ exitCode: error === null ? 0 : (error.signal ?? error.code ?? 1), stderr, cpu, rss });
    });
  });
  if (ending.exitCode !== 0 && existsSync(join(folder, "out"))) throw new Error(`${bomb.name}: something was written`);
  rmSync(folder, { recursive: true, force: true });
  return ending;
}

function expectEnd(name: string, code: string | null, cpu: number): void {
  if (code !== null) expect(code, name).toMatch(/^OF[12]\d{3}$/);
  expect(cpu / slowness, `${name}: seconds`).toBeLessThan(seconds);
}

describe("a bomb ends by itself, in little time and memory, with a diagnostic or a package", () => {
  const each = (all: readonly Bomb[], nth: number): readonly Bomb[] => all.filter((_, index) => index % nth === 0);
  // Most are as quick as any other.
  const described = each([...schemaBombs(), ...operationBombs()], sized(2, 1)).concat(each(proseBombs(), sized(10, 1)));
  const bombs = [...each(textBombs(), sized(2, 1)), ...(isFull ? described : [])];
  test.each(bombs.map((bomb) => [bomb.name, bomb] as const))("%s", async (name, bomb) => {
    const { exitCode, stderr, cpu, rss } = await run(bomb, 60_000 * slowness);
    expect([0, 1], stderr.slice(-2_000)).toContain(exitCode);
    expect(stderr).not.toMatch(/TypeError|RangeError|FATAL|OF3\d{3}|\n {4}at /);
    expectEnd(name, exitCode === 0 ? null : (/error (OF\d{4}) /.exec(stderr)?.[1] ?? "none"), cpu);
    expect(rss, "megabytes").toBeLessThan(megabytes);
  });

  test("all in one process, one after the other", async (context) => {
    const folder = mkdtempSync(join(work, "all-"));
    // In CI those of text have a process each.
    const all = [...(isFull ? textBombs() : []), ...described];
    all.forEach(({ file = "spec.yaml", text }, index) => {
      mkdirSync(join(folder, String(index)));
      writeFileSync(join(folder, String(index), file), text);
    });
    const child = join(import.meta.dirname, "bombs/one-process.mjs");
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${megabytes}`,
      child,
      folder,
    ]);
    const endings = JSON.parse(stdout) as { code: string | null; cpu: number }[];
    expect(endings).toHaveLength(all.length);
    endings.forEach(({ code, cpu }, index) => {
      expectEnd(all[index]?.name ?? "", code, cpu);
    });
    count(
      context,
      "resource bombs, each ends in 5 s and 512 MB",
      new Set([...bombs, ...all].map(({ name }) => name)).size,
    );
  });
});

test("an honest document of 13 MB is generated", async (context) => {
  const { cpu, rss, exitCode, stderr } = await run({ name: "honest", file: "spec.json", text: honest() }, 300_000);
  expect(exitCode, stderr.slice(-2_000)).toBe(0);
  count(context, "honest documents of 13 MB, generated", 1);
  console.log(`13 MB: ${(cpu / slowness).toFixed(1)} s, ${Math.round(rss)} MB`);
});

/** As GitHub's: a thousand operations, each with bodies of its own, and words for everything. */
function honest(): string {
  const words = "The quick brown fox jumps over the lazy dog, and says what this is good for. ".repeat(12);
  const thing = (n: number): object => ({
    type: "object",
    required: ["id"],
    description: words,
    properties: entries(8, (m) => [
      m === 0 ? "id" : `field${m}`,
      { type: m % 2 ? "string" : "integer", description: words, example: m % 2 ? `value ${n}` : n },
    ]),
  });
  const operation = (n: number): object => ({
    operationId: `updateThing${n}`,
    tags: [`Tag ${n % 40}`],
    summary: `Update thing ${n}`,
    description: words,
    parameters: [{ name: "id", in: "path", required: true, description: words, schema: { type: "string" } }],
    requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/Thing${n}` } } } },
    responses: {
      200: {
        description: words,
        content: { "application/json": { schema: { $ref: `#/components/schemas/Thing${n}` } } },
      },
    },
  });
  const paths = entries(1_050, (n) => [`/things${n}/{id}`, { post: operation(n) }]);
  return json({ paths, components: { schemas: entries(1_050, (n) => [`Thing${n}`, thing(n)]) } });
}
