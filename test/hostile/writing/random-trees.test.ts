import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";
import { count, sized } from "../counts.js";
import { hash, randomFrom, temporaryFolder, treeOf } from "./trees.js";
import { writeHere } from "./writing-child.js";

const manifest = ".openapi-fluent.json";
const pool = [
  "api.txt",
  "README.md",
  "tsconfig.json",
  "docs/ThingsApi.md",
  "docs/models/Thing.md",
  "src/index.ts",
  "src/client.ts",
  "src/apis/things.ts",
  "src/apis/others.ts",
  "src/models/thing.ts",
  "src/models/other.ts",
  "src/models/deep/one.ts",
];
const foreign = [
  "mine.txt",
  ".env",
  "src/mine.ts",
  "src/models/mine.ts",
  "test/a.test.ts",
  "dist/index.js",
  ".git/config",
];

type Random = () => number;
const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** A package of some of the files. */
function packageOf(random: Random, text: string): readonly GeneratedFile[] {
  const some = pool.filter(() => random() < 0.7);
  return [
    { path: "CHANGELOG.md", text: `# ${text}\n`, keep: "once" },
    { path: "names.lock.json", text: `{ "${text}": "A" }\n`, keep: "shared" },
    // Some are the same in both packages.
    ...some.map((path, index) => ({ path, text: `// ${path}\n// ${index % 3 === 0 ? "same" : text}\n` })),
  ];
}

/** What people do to a folder. Nothing is done below a link. */
const deeds: Readonly<Record<string, (file: string, random: Random, outside: string) => void>> = {
  edit: (file) => writeFileSync(file, `${readFileSync(file, "utf8")}// mine\n`),
  blank: (file) => writeFileSync(file, ""),
  crlf: (file) => writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n")),
  bytes: (file) => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0x80])),
  remove: (file) => rmSync(file),
  readOnly: (file) => chmodSync(file, 0o444),
  executable: (file) => chmodSync(file, 0o755),
  link: (file, _random, outside) => {
    rmSync(file);
    symlinkSync(join(outside, "theirs.txt"), file);
  },
  dangling: (file, _random, outside) => {
    rmSync(file);
    symlinkSync(join(outside, "nowhere.txt"), file);
  },
  linkOfSameText: (file, _random, outside) => {
    const copy = join(outside, `copy of ${hash(file).slice(0, 8)}`);
    writeFileSync(copy, readFileSync(file));
    rmSync(file);
    symlinkSync(copy, file);
  },
  hardLink: (file, _random, outside) => linkSync(file, join(outside, `also ${hash(file).slice(0, 8)}`)),
  folder: (file) => {
    rmSync(file);
    mkdirSync(file);
    writeFileSync(join(file, "mine.txt"), "mine");
  },
  pipe: (file) => {
    rmSync(file);
    execFileSync("mkfifo", [file]);
  },
};

interface Files {
  readonly folder: string;
  readonly outside: string;
}

function disturb(random: Random, { folder, outside }: Files): void {
  const write = (path: string, text: string): void => {
    const file = join(folder, path);
    if (existsSync(file)) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: oneOf(random, [0o600, 0o644, 0o444, 0o755]) });
  };
  for (const path of foreign) if (random() < 0.5) write(path, "mine");
  for (const path of pool) if (random() < 0.08) write(path, "mine");
  const names = Object.keys(deeds);
  // Most trees are disturbed little, so that many are written.
  const often = oneOf(random, [0, 0, 0.05, 0.1, 0.3]);
  for (const path of pool) {
    const file = join(folder, path);
    if (random() >= often || !existsSync(file)) continue;
    const deed = oneOf(random, names);
    if (deed === "pipe" && random() < 0.7) continue;
    deeds[deed]?.(file, random, outside);
  }
  if (random() < 0.05) {
    const parent = join(folder, oneOf(random, ["src/models", "docs"]));
    const there = join(outside, "parent");
    if (existsSync(parent)) execFileSync("mv", [parent, there]);
    else mkdirSync(there);
    mkdirSync(dirname(parent), { recursive: true });
    symlinkSync(there, parent);
  }
  tamper(random, folder);
}

/** Manifests that are lost, broken or hostile. */
function tamper(random: Random, folder: string): void {
  const file = join(folder, manifest);
  if (!existsSync(file)) return;
  const { files } = JSON.parse(readFileSync(file, "utf8")) as { files: Record<string, string> };
  const kind = random();
  if (kind < 0.04) rmSync(file);
  else if (kind < 0.08)
    writeFileSync(file, oneOf(random, ["", "null", "[]", "<<<<<<< ours", '{"files":[]', '{"files":7}']));
  else if (kind < 0.3) {
    const claimed = ["mine.txt", ".env", "../outside/theirs.txt", "/etc/hostname", "src/../../outside/theirs.txt"];
    for (const path of claimed) files[path] = oneOf(random, [hash("other"), hash("theirs"), "x"]);
    files[".git/config"] = hash("mine");
    writeFileSync(file, JSON.stringify({ files }));
  }
}

/** The files that may be replaced or removed: those that the manifest names, with the hash that it names. */
function ownedFiles(folder: string): ReadonlySet<string> {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, manifest), "utf8")) as { files: Record<string, string> };
    const found = treeOf(folder);
    const isOwned = ([path, wanted]: readonly [string, string]): boolean => {
      if (!pool.includes(path) || !/^\d{3} /.test(found[path] ?? "")) return false;
      return hash(readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n")) === wanted;
    };
    return new Set(
      Object.entries(files)
        .filter(isOwned)
        .map(([path]) => path),
    );
  } catch {
    return new Set();
  }
}

test("no hand-written or edited file is changed or removed in random trees", async (context) => {
  let [written, refused, kept] = [0, 0, 0];
  const trees = sized(1000, 20_000);
  for (let seed = 1; seed <= trees; seed++) {
    const random = randomFrom(seed);
    const base = temporaryFolder();
    const [folder, outside] = [join(base, "package"), join(base, "outside")];
    for (const at of [folder, outside]) mkdirSync(at);
    writeFileSync(join(outside, "theirs.txt"), "theirs");
    if (random() < 0.9) await writeHere("generate", folder, packageOf(random, "old"));
    disturb(random, { folder, outside });
    const wanted = packageOf(random, "new");
    const before = treeOf(base);
    const owned = ownedFiles(folder);

    const conflicts = await writeHere("generate", folder, wanted);
    const after = treeOf(base);
    const what = `seed ${seed}`;
    if (conflicts.length > 0) {
      expect(after, `${what}: nothing is written`).toEqual(before);
      refused++;
    } else {
      for (const [path, content] of Object.entries(before)) {
        const inside = path.startsWith("package/") ? path.slice("package/".length) : null;
        const isTheirs = inside === null || !(owned.has(inside) || inside === manifest || inside === "names.lock.json");
        if (path.endsWith("/") || !isTheirs) continue;
        expect(after[path], `${what}: ${path}`).toBe(content);
        kept++;
      }
      for (const { path, text, keep } of wanted) {
        if (keep === "once") continue;
        expect(readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n"), `${what}: ${path}`).toBe(text);
      }
      const gone = [...owned].filter((path) => !wanted.some((file) => file.path === path));
      for (const path of gone) expect(existsSync(join(folder, path)), `${what}: ${path} is not generated`).toBe(false);
      expect(await writeHere("check", folder, wanted), what).toEqual([]);
      written++;
    }
    rmSync(base, { recursive: true });
  }
  expect(Math.min(written, refused)).toBeGreaterThan(trees / 5);
  count(context, "random trees of hand-written, edited and linked files: none of them changed", trees);
  count(context, "hand-written and edited files in them that were written beside", kept);
}, 600_000);
