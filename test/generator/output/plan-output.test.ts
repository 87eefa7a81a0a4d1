import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";
import { manifestName } from "../../../generator/output/manifest.js";
import { nestedFolders, refusedFolder } from "../../../generator/output/output-folder.js";
import { planOutput } from "../../../generator/output/plan-output.js";
import { writePackages } from "../../../generator/output/write-packages.js";
import { filesBelow, folderWith, temporaryFolder } from "../support.js";

const manifest = (version: string): string => `${JSON.stringify({ name: "a", version, type: "module" }, null, 2)}\n`;

const files: readonly GeneratedFile[] = [
  { path: "CHANGELOG.md", text: "# First\n", keep: "once" },
  { path: "names.lock.json", text: '{ "a": "A" }\n', keep: "shared" },
  { path: "package.json", text: manifest("0.1.0") },
  { path: "src/a.ts", text: "export {};\n" },
  { path: "src/models/b.ts", text: "export type B = 1;\n" },
];

function write(folder: string, wanted: readonly GeneratedFile[] = files, force = false): void {
  const plan = planOutput(folder, wanted, { force });
  if (plan.conflicts.length > 0) throw new Error(JSON.stringify(plan.conflicts));
  writePackages([plan]);
}

/** A folder with the package as it was generated, then changed by hand. */
function generated(change: (folder: string) => void = () => {}): string {
  const folder = temporaryFolder();
  write(folder);
  change(folder);
  return folder;
}

function outcome(folder: string, wanted: readonly GeneratedFile[] = files, force = false) {
  const { writes, removes, conflicts, drift } = planOutput(folder, wanted, { force });
  const paths = (list: readonly { readonly path: string }[]): readonly string[] => list.map(({ path }) => path);
  return { writes: paths(writes.map(({ file }) => file)), removes: paths(removes), conflicts: paths(conflicts), drift };
}

const nothing = { writes: [], removes: [], conflicts: [], drift: [] };
const withoutB = files.filter(({ path }) => path !== "src/models/b.ts");

describe("what would change", () => {
  test("into an empty folder: everything", () => {
    const folder = temporaryFolder();
    const paths = [...files.map(({ path }) => path), manifestName];
    expect(outcome(folder)).toMatchObject({ writes: paths, conflicts: [], removes: [] });
    write(folder);
    expect(Object.keys(filesBelow(folder)).sort()).toEqual([...paths].sort());
  });

  test.each<[string, (folder: string) => void]>([
    ["nothing was touched", () => {}],
    ["files of its owner stand beside", (folder) => writeFileSync(join(folder, "src/mine.ts"), "mine")],
    ["the changelog was added to", (folder) => writeFileSync(join(folder, "CHANGELOG.md"), "# Second\n# First\n")],
    [
      "the checkout has CRLF",
      (folder) => {
        for (const [path, text] of Object.entries(filesBelow(folder))) {
          writeFileSync(join(folder, path), text.replaceAll("\n", "\r\n"));
        }
      },
    ],
  ])("nothing, when %s", (_what, change) => {
    expect(outcome(generated(change))).toEqual(nothing);
  });

  test("names.lock.json is written, but is no drift", () => {
    const folder = generated((at) => writeFileSync(join(at, "names.lock.json"), "{}\n"));
    expect(outcome(folder)).toEqual({ ...nothing, writes: ["names.lock.json"] });
  });

  test("a version that the owner has set is no edit", () => {
    const folder = generated((at) => writeFileSync(join(at, "package.json"), manifest("2.0.0")));
    const kept = files.map((file) => (file.path === "package.json" ? { ...file, text: manifest("2.0.0") } : file));
    expect(outcome(folder, kept)).toEqual(nothing);
    const changed = kept.map((f) =>
      f.path === "package.json" ? { ...f, text: f.text.replace("module", "commonjs") } : f,
    );
    expect(outcome(folder, changed).conflicts).toEqual([]);
  });

  test("a file that was removed comes back", () => {
    const folder = generated((at) => rmSync(join(at, "src/a.ts")));
    expect(outcome(folder)).toEqual({ ...nothing, writes: ["src/a.ts"], drift: ["src/a.ts"] });
  });

  test("a file that is no longer generated goes, with folders that are empty then", () => {
    const folder = generated();
    expect(outcome(folder, withoutB)).toMatchObject({ removes: ["src/models/b.ts"], conflicts: [] });
    write(folder, withoutB);
    expect(Object.keys(filesBelow(folder))).not.toContain("src/models/b.ts");
    expect(() => readFileSync(join(folder, "src/models"))).toThrow("ENOENT");
  });

  test("a folder with a file of its owner stays", () => {
    const folder = generated((at) => writeFileSync(join(at, "src/models/mine.ts"), "mine"));
    write(folder, withoutB);
    expect(filesBelow(folder)["src/models/mine.ts"]).toBe("mine");
  });
});

describe("what is in the way is reported, and replaced by force alone", () => {
  test.each<[string, (folder: string) => void, readonly GeneratedFile[], string]>([
    ["an edited file", (at) => writeFileSync(join(at, "src/a.ts"), "export {}; // mine\n"), files, "src/a.ts"],
    [
      "an edited package.json",
      (at) => writeFileSync(join(at, "package.json"), '{ "scripts": {} }'),
      files,
      "package.json",
    ],
    [
      "an edited file that is to go",
      (at) => writeFileSync(join(at, "src/models/b.ts"), "mine"),
      withoutB,
      "src/models/b.ts",
    ],
    [
      "a foreign file",
      (at) => writeFileSync(join(at, "src/c.ts"), "mine"),
      [...files, { path: "src/c.ts", text: "export {};\n" }],
      "src/c.ts",
    ],
    [
      "a foreign file, when the manifest is gone",
      (at) => {
        rmSync(join(at, manifestName));
        writeFileSync(join(at, "src/a.ts"), "mine");
      },
      files,
      "src/a.ts",
    ],
    [
      "a manifest that cannot be understood",
      (at) => writeFileSync(join(at, manifestName), "<<<<<<<"),
      files,
      manifestName,
    ],
  ])("%s", (_what, change, wanted, path) => {
    const folder = generated(change);
    expect(outcome(folder, wanted).conflicts).toEqual([path]);
    expect(outcome(folder, wanted, true).conflicts).toEqual([]);
    write(folder, wanted, true);
    expect(outcome(folder, wanted)).toEqual(nothing);
  });

  test.each<[string, (folder: string) => void]>([
    [
      "a link in place of a folder",
      (at) => {
        rmSync(join(at, "src/models"), { recursive: true });
        symlinkSync(temporaryFolder(), join(at, "src/models"));
      },
    ],
    [
      "a link in place of a file",
      (at) => {
        rmSync(join(at, "src/models/b.ts"));
        symlinkSync(join(folderWith({ x: "theirs" }), "x"), join(at, "src/models/b.ts"));
      },
    ],
    [
      "a folder in place of a file",
      (at) => {
        rmSync(join(at, "src/models/b.ts"));
        mkdirSync(join(at, "src/models/b.ts"));
      },
    ],
    [
      "a file in place of a folder",
      (at) => {
        rmSync(join(at, "src/models"), { recursive: true });
        writeFileSync(join(at, "src/models"), "mine");
      },
    ],
  ])("%s, not even by force", (_what, change) => {
    const folder = generated(change);
    for (const force of [false, true]) expect(outcome(folder, files, force).conflicts).toEqual(["src/models/b.ts"]);
  });

  test("a manifest cannot name files outside", () => {
    const outer = folderWith({ "victim.txt": "mine", "package/.keep": "" });
    const hashes = { "../victim.txt": "x", "/etc/hostname": "x", "a/../../victim.txt": "x", "..\\victim.txt": "x" };
    writeFileSync(join(outer, "package", manifestName), JSON.stringify({ files: hashes }));
    expect(outcome(join(outer, "package"), files, true).removes).toEqual([]);
  });

  test("nor what is hidden, a module, or no name at all", () => {
    const paths = [
      ".git/config",
      ".env",
      "node_modules/a/index.js",
      "a\u001b[2J",
      "a\u0000",
      "src/",
      "src//a.ts",
      "",
      ".",
    ];
    const folder = folderWith({ ".git/config": "x", ".env": "x", "node_modules/a/index.js": "x", "a\u001b[2J": "x" });
    writeFileSync(
      join(folder, manifestName),
      JSON.stringify({ files: Object.fromEntries(paths.map((p) => [p, "x"])) }),
    );
    expect(outcome(folder, files, true).removes).toEqual([]);
  });

  test("the document that a package is made from, not even by force", () => {
    const folder = generated((at) => writeFileSync(join(at, "src/a.ts"), "openapi: 3.1.0"));
    const document = join(folder, "src/a.ts");
    const options = { force: true, sources: new Set([document, join(folder, "src/models/b.ts")]) };
    expect(planOutput(folder, files, options).conflicts.map(({ path }) => path)).toEqual(["src/a.ts"]);
    expect(planOutput(folder, withoutB, options).removes).toEqual([]);
  });

  test("a pipe in the place of a file is never waited for", () => {
    const folder = generated((at) => {
      rmSync(join(at, "src/a.ts"));
      execFileSync("mkfifo", [join(at, "src/a.ts")]);
    });
    expect(outcome(folder, files, true).conflicts).toEqual(["src/a.ts"]);
  });

  test("where case does not count, a name that is written in another way is the same file", () => {
    // A hard link makes two names of one file here.
    const folder = generated((at) => linkSync(join(at, "src/a.ts"), join(at, "src/A.ts")));
    const renamed = files.map((file) => (file.path === "src/a.ts" ? { ...file, path: "src/A.ts" } : file));
    expect(outcome(folder, renamed)).toMatchObject({ removes: [], conflicts: [], writes: [manifestName] });
  });
});

describe("folders that are refused", () => {
  const folder = temporaryFolder;
  test.each<[string, () => string]>([
    ["the root", () => "/"],
    ["home", homedir],
    ["what holds home", () => join(homedir(), "..")],
    [
      "home behind a link",
      () => {
        const at = folder();
        symlinkSync(join(homedir(), ".."), join(at, "link"));
        return join(at, "link", basename(homedir()));
      },
    ],
    [
      "what a link leads out of the working directory",
      () => {
        const link = mkdtempSync(join(process.cwd(), "node_modules/.cache-"));
        rmdirSync(link);
        symlinkSync(folder(), link);
        onTestFinished(() => rmSync(link));
        return join(link, "a");
      },
    ],
    ["the working directory", () => process.cwd()],
    ["what holds the working directory", () => join(process.cwd(), "..")],
    ["node_modules", () => join(folder(), "node_modules/a")],
    [".git", () => join(folder(), ".git/a")],
    [
      "a link",
      () => {
        const at = folder();
        symlinkSync(at, join(at, "link"));
        return join(at, "link");
      },
    ],
    [
      "what is in node_modules behind a link",
      () => {
        const at = folder();
        mkdirSync(join(at, "node_modules"));
        symlinkSync(join(at, "node_modules"), join(at, "link"));
        return join(at, "link/a");
      },
    ],
    ["a file", () => join(folderWith({ a: "" }), "a")],
    ["what is below a file", () => join(folderWith({ a: "" }), "a/b")],
  ])("%s", (_what, make) => {
    expect(refusedFolder(make())).not.toBeNull();
  });

  test("one inside another, also behind a link and without case", () => {
    const at = folder();
    symlinkSync(at, join(at, "link"));
    const nested = (...paths: string[]) => nestedFolders(paths.map((path) => join(at, path))) !== null;
    expect([nested("a", "a/b"), nested("b", "a/b", "a"), nested("a", "link/a"), nested("A", "a")]).toEqual(
      Array(4).fill(true),
    );
    expect([nested("a"), nested("a", "b", "ab")]).toEqual([false, false]);
  });

  test("but not a folder, whether it exists or not", () => {
    expect([refusedFolder(folder()), refusedFolder(join(folder(), "a/b"))]).toEqual([null, null]);
  });
});
