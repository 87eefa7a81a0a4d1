import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { generate, type Report, UsageError } from "../../../generator/index.js";
import { bin, requireBuild } from "../../generator/cli/run-cli.js";
import { json, root, specWithOperation } from "../../generator/support.js";
import { count } from "../counts.js";
import { hash, machinery, temporaryFolder, treeOf } from "./trees.js";

const spec = json(specWithOperation({ tags: ["Things"] }));
const changedSpec = json(specWithOperation({ tags: ["Others"] }));

interface Place {
  readonly base: string;
  readonly output: string;
  readonly outside: string;
}

let generated: string;
beforeAll(async () => {
  requireBuild();
  generated = temporaryFolder();
  writeFileSync(join(generated, "spec.json"), spec);
  expect((await run(join(generated, "package"), join(generated, "spec.json"))).ok).toBe(true);
});

const run = (output: string, input: string, force: boolean = false): Promise<Report> =>
  generate({ input, output, docs: false, force });

/** A generated package, a document that changes it, and a folder outside with the same files. */
function place(): Place {
  const base = temporaryFolder();
  const [output, outside] = [join(base, "package"), join(base, "outside")];
  for (const at of [output, outside]) cpSync(join(generated, "package"), at, { recursive: true });
  writeFileSync(join(outside, "theirs.txt"), "theirs");
  writeFileSync(join(base, "spec.json"), changedSpec);
  return { base, output, outside };
}

/** Puts a link, in place of what may be there, that leads to the same place outside. */
function link({ output, outside }: Place, path: string, target: string = path): void {
  rmSync(join(output, path), { recursive: true, force: true });
  mkdirSync(dirname(join(output, path)), { recursive: true });
  symlinkSync(join(outside, target), join(output, path));
}

const staging = ".openapi-fluent.staging";
const journalOf = (path: string, text: string): string =>
  JSON.stringify({ entries: [{ path, before: hash(text), after: null }] });

describe("nothing outside of the folder is written or removed", () => {
  test.for<[string, (at: Place) => void]>([
    ["the folder is a link", (at) => link(at, ".")],
    ["the folder is a dangling link", (at) => link(at, ".", "nowhere")],
    ["src is a link", (at) => link(at, "src")],
    ["src/models is a link", (at) => link(at, "src/models", "src/runtime")],
    ["src/apis is a link", (at) => link(at, "src/apis")],
    ["src/apis is a dangling link", (at) => link(at, "src/apis", "nowhere")],
    ["a file that changes is a link", (at) => link(at, "src/client.ts")],
    ["a file that changes is a dangling link", (at) => link(at, "src/client.ts", "nowhere")],
    ["a file that is to go is a link", (at) => link(at, "src/apis/things.ts")],
    ["a file that comes is a link", (at) => link(at, "src/apis/others.ts", "theirs.txt")],
    ["the manifest is a link", (at) => link(at, ".openapi-fluent.json")],
    ["the manifest is a dangling link", (at) => link(at, ".openapi-fluent.json", "nowhere")],
    ["names.lock.json is a link", (at) => link(at, "names.lock.json")],
    ["CHANGELOG.md is a dangling link", (at) => link(at, "CHANGELOG.md", "nowhere")],
    ["package.json is a link", (at) => link(at, "package.json")],
    ["staging is a link", (at) => link(at, staging, "")],
    ["staging is a dangling link", (at) => link(at, staging, "nowhere")],
    [
      "staging holds links",
      (at) => {
        for (const name of ["0.new", "0.old", "1.new", "journal", "0"]) link(at, `${staging}/${name}`, "theirs.txt");
      },
    ],
    ["the journal is a link", (at) => link(at, ".openapi-fluent.journal.json", "theirs.txt")],
    ["the undo journal is a link", (at) => link(at, ".openapi-fluent.undo.json", "theirs.txt")],
    [
      "a journal names a file behind a link",
      (at) => {
        link(at, "src/runtime");
        const text = readFileSync(join(at.outside, "src/runtime/call.ts"), "utf8");
        writeFileSync(join(at.output, ".openapi-fluent.journal.json"), journalOf("src/runtime/call.ts", text));
      },
    ],
    [
      "a journal leads out",
      (at) =>
        writeFileSync(join(at.output, ".openapi-fluent.journal.json"), journalOf("../outside/theirs.txt", "theirs")),
    ],
    [
      "a manifest leads out",
      (at) => {
        const files = { "../outside/theirs.txt": hash("theirs"), [`${at.outside}/theirs.txt`]: hash("theirs") };
        writeFileSync(join(at.output, ".openapi-fluent.json"), JSON.stringify({ files }));
      },
    ],
    ["a lock is a link", (at) => link(at, ".openapi-fluent.lock.00000000.1.1.0123456789abcdef", "theirs.txt")],
    [
      "files are hard links",
      (at) => {
        for (const path of ["src/client.ts", "src/apis/things.ts", ".openapi-fluent.json", "names.lock.json"]) {
          rmSync(join(at.output, path));
          linkSync(join(at.outside, path), join(at.output, path));
        }
      },
    ],
  ])("%s", async ([what, make], context) => {
    for (const force of [false, true]) {
      const at = place();
      make(at);
      const before = treeOf(at.outside);
      let report: Report | null = null;
      try {
        report = await run(at.output, join(at.base, "spec.json"), force);
      } catch (error) {
        expect(error, what).toBeInstanceOf(UsageError);
      }
      expect(treeOf(at.outside), what).toEqual(before);
      if (report?.ok === false)
        for (const { message, help } of report.diagnostics)
          expect([message, help].every((text) => text.endsWith("."))).toBe(true);
      count(context, "links and hostile journals that lead out of the folder: nothing written or removed there");
    }
  });
});

describe("modes", () => {
  test.for([0o000, 0o022, 0o077])("under umask %i nobody else may write", (mask, context) => {
    const folder = temporaryFolder();
    const program = `process.umask(${mask}); process.argv.splice(1, 1); import(${JSON.stringify(bin)})`;
    for (const text of [spec, changedSpec]) {
      writeFileSync(join(folder, "spec.json"), text);
      const args = ["-e", program, "x", "x", "generate", "--input", "spec.json", "--output", "new/out"];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
      const paths = readdirSync(join(folder, "new"), { recursive: true, encoding: "utf8" });
      expect(paths.length).toBeGreaterThan(40);
      for (const path of ["", ...paths]) {
        const stats = lstatSync(join(folder, "new", path));
        expect(stats.mode & ~(stats.isDirectory() ? 0o755 : 0o644) & 0o777, path).toBe(0);
      }
      count(context, "files and folders under a loose umask: none that others may write", paths.length);
    }
  });
});

describe("only what a change concerns is written", () => {
  const mist = readFileSync(join(root, "specs/mist.yaml"), "utf8");
  test.for<[string, (text: string) => string, RegExp]>([
    [
      "a description of one operation",
      (text) => text.replace(/(operationId: listApiTokens\n(?:.*\n)*? +description: )/, "$1Changed. "),
      /^(?:src\/apis\/[a-z-]+\.ts|docs\/\w+\.md|\.openapi-fluent\.json)$/,
    ],
    [
      "one more operation",
      (text) =>
        text.replace(
          /^paths:\n/m,
          'paths:\n  /one-more:\n    get:\n      operationId: oneMore\n      tags: [More]\n      responses:\n        "204": { description: Done. }\n',
        ),
      /^(?:src\/apis\/more\.ts|docs\/MoreApi\.md|src\/(?:client|index)\.ts|README\.md|api\.txt|names\.lock\.json|\.openapi-fluent\.json)$/,
    ],
  ])("%s", async ([what, change, allowed], context) => {
    const base = temporaryFolder();
    const [input, output] = [join(base, "mist.yaml"), join(base, "out")];
    writeFileSync(input, mist);
    expect((await generate({ input, output })).ok).toBe(true);
    const files = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((path) =>
      statSync(join(output, path)).isFile(),
    );
    const inodes = new Map(files.map((path) => [path, statSync(join(output, path)).ino]));
    const changed = change(mist);
    expect(changed).not.toBe(mist);
    writeFileSync(input, changed);
    const report = await generate({ input, output });
    expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const written = report.packages.flatMap((entry) => entry.changed.map((path) => path.slice(output.length + 1)));
    expect(written.length, what).toBeGreaterThan(1);
    for (const path of written) expect(path, what).toMatch(allowed);
    for (const [path, inode] of inodes)
      if (!written.includes(path)) expect(statSync(join(output, path)).ino).toBe(inode);
    expect(readdirSync(output).filter((name) => machinery.test(name))).toEqual([]);
    count(context, "changes of one operation: only its files and the listings written");
  });

  test("a document in the package's folder is never replaced, not even by force", async () => {
    const base = temporaryFolder();
    mkdirSync(join(base, "out"));
    const input = join(base, "out/package.json");
    writeFileSync(input, spec);
    const report = await run(join(base, "out"), input, true);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(["OF2001"]);
    expect([readFileSync(input, "utf8"), existsSync(join(base, "out/src"))]).toEqual([spec, false]);
  });
});
