import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { check, generate } from "../../generator/index.js";
import { filesBelow, root } from "../generator/support.js";
import { sharedPath } from "../shared/shared-folder.js";
import { count } from "./counts.js";
import { invisible } from "./invisible.js";
import { probePackages } from "./probe/probe-packages.js";
import { packageAt } from "./probe/probed-package.js";

/** The documents of `shared/hostile`, through all phases of its README: each as its header says, and its invariants I1 to I8. */
let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "openapi-fluent-hostile-"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A document that was generated in processes of its own. */
interface Outcome {
  readonly id: string;
  readonly expected: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly output: string;
  readonly problems: readonly string[];
}

/** Generates a document in a process of its own, then in this one, where all come one after another, into another folder. */
async function generated(folder: string, file: string): Promise<Outcome> {
  const id = file.replace(".yaml", "");
  const home = join(work, id);
  const input = join(home, "specs", file);
  const output = join(home, "out");
  mkdirSync(join(home, "specs"), { recursive: true });
  cpSync(join(folder, file), input);
  writeFileSync(join(home, "outside.yaml"), "leaked: outside-secret\n");
  const before = filesBelow(home);
  const target = ["generate", "--input", input, "--output", output, "--name", "hostile"];
  const first = await new Promise<Pick<Outcome, "exitCode" | "signal" | "stderr">>((resolve) => {
    const options = { cwd: home, timeout: 300_000 };
    execFile(process.execPath, [join(root, "dist/cli/main.js"), ...target], options, (error, _stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : null;
      resolve({ exitCode, signal: error?.signal ?? null, stderr });
    });
  });
  const problems: string[] = [];
  const written = existsSync(output) ? filesBelow(output) : {};
  const others = Object.entries(filesBelow(home)).filter(([path]) => !path.startsWith("out/"));
  if (JSON.stringify(Object.fromEntries(others)) !== JSON.stringify(before))
    problems.push("something outside the output changed");
  const other = join(work, "other", id);
  for (let time = 0; time < (first.exitCode === 0 ? 1 : 3); time++) {
    const report = await generate({ input, output: other, name: "hostile" });
    if (report.ok !== (first.exitCode === 0)) problems.push("another run ends in another way");
  }
  const again = existsSync(other) ? filesBelow(other) : {};
  if (JSON.stringify(again) !== JSON.stringify(written)) problems.push("another run gives other bytes");
  if (first.exitCode === 0 && !(await check({ input, output, name: "hostile" })).ok) problems.push("check sees drift");
  for (const [path, text] of Object.entries(written))
    if (invisible.test(text)) problems.push(`${path} holds what cannot be seen`);
  const expected = /^# expect: (\w+)/m.exec(readFileSync(join(folder, file), "utf8"))?.[1] ?? "";
  return { id, expected, ...first, output, problems };
}

describe("hostile documents of shared/hostile", () => {
  const outcomes: Outcome[] = [];

  it("each is generated or refused as its header says", async (context) => {
    const folder = sharedPath(context, "hostile");
    let connections = 0;
    const server = createServer((_request, response) => {
      connections += 1;
      response.end("leaked: 1");
    });
    await new Promise<void>((resolve) => server.once("error", () => resolve()).listen(18_997, "127.0.0.1", resolve));
    expect((server.address() as AddressInfo | null)?.port).toBe(18_997);
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    const work = async (): Promise<void> => {
      for (let file = files.shift(); file !== undefined; file = files.shift())
        outcomes.push(await generated(folder, file));
    };
    await Promise.all([work(), work()]);
    server.close();
    expect(connections).toBe(0);
    for (const { id, expected, exitCode, signal, stderr, output, problems } of outcomes) {
      expect(signal, id).toBeNull();
      expect(problems, id).toEqual([]);
      expect(expected === "reject" ? [1] : expected === "inert" ? [0] : [0, 1], `${id}: ${stderr}`).toContain(exitCode);
      expect(stderr, id).not.toMatch(/TypeError|RangeError|\n {4}at |outside-secret/);
      if (exitCode === 0) continue;
      expect(existsSync(output), id).toBe(false);
      const lines = stderr.split("\n").filter((line) => / error OF\d{4} /.test(line));
      expect(lines.length, id).toBeGreaterThan(0);
      for (const line of lines) expect(line, id).toMatch(/\.yaml:\d+:\d+ error |\(#.*\)$/);
    }
    count(context, "hostile documents of shared/hostile, generated or refused as they say", outcomes.length);
  });

  it("says what the headers ask for", (context) => {
    sharedPath(context, "hostile");
    const told = (id: string): string => outcomes.find((outcome) => outcome.id.startsWith(id))?.stderr ?? "";
    expect(told("D16")).toMatch(/X -> Y -> X/);
    expect(told("D23")).toMatch(/:\d+:\d+ error OF1004 .* line \d+/);
  });

  it("compiles, imports, makes and calls every package, and nothing runs", async (context) => {
    const folder = sharedPath(context, "hostile");
    const packages = outcomes.filter(({ exitCode }) => exitCode === 0);
    const results = await probePackages(packages.map(({ id, output }) => packageAt(output, id)));
    for (const { id, errors, hits, problems, operations, calls } of results) {
      expect(errors, id).toEqual([]);
      expect(hits, id).toEqual([]);
      expect(problems, id).toEqual([]);
      const document = parse(readFileSync(join(folder, `${id}.yaml`), "utf8"), { merge: true }) as {
        paths: Record<string, Record<string, unknown>>;
      };
      const methods = /^(?:get|put|post|delete|options|head|patch)$/;
      const described = Object.values(document.paths).flatMap((item) =>
        Object.keys(item).filter((key) => methods.test(key)),
      );
      expect(operations, id).toBe(described.length);
      expect(calls.length, id).toBeGreaterThan(0);
      for (const { requests } of calls)
        for (const { url } of requests) expect(new URL(url).hostname, id).not.toMatch(/evil|attacker/);
    }
    count(context, "packages of hostile documents, compiled, imported, called", results.length);
    count(
      context,
      "calls of operations of hostile documents",
      results.reduce((sum, { calls }) => sum + calls.length, 0),
    );
  });

  it("packs packages of which package.json says nothing of the document", (context) => {
    sharedPath(context, "hostile");
    for (const { id, output } of outcomes.filter(({ exitCode }) => exitCode === 0)) {
      const manifest = JSON.parse(readFileSync(join(output, "package.json"), "utf8")) as Record<string, unknown>;
      expect(Object.keys(manifest).sort(), id).toEqual([
        "description",
        "engines",
        "exports",
        "files",
        "license",
        "name",
        "scripts",
        "sideEffects",
        "type",
        "types",
        "version",
      ]);
      expect(manifest.scripts, id).toEqual({ build: "tsc" });
      expect([manifest.name, manifest.license], id).toEqual(["hostile", "Apache-2.0"]);
      expect(manifest.version, id).toMatch(/^\d+\.\d+\.\d+$/);
    }
    const sample = outcomes.find(({ id, exitCode }) => id.startsWith("D10") && exitCode === 0)?.output;
    if (sample === undefined) return;
    const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--dry-run", "--json"], {
      cwd: sample,
      encoding: "utf8",
    });
    const [{ name, files }] = JSON.parse(packed) as [{ name: string; files: readonly { path: string }[] }];
    expect(name).toBe("hostile");
    for (const { path } of files) expect(path).toMatch(/^(?:docs\/[\w./-]+|[A-Z]+(?:\.md)?|api\.txt|package\.json)$/);
  });
});
