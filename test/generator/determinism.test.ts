import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { cli, requireBuild } from "./cli/run-cli.js";
import { quirks } from "./quirks.js";
import { build, filesBelow, root, temporaryFolder, writeFiles } from "./support.js";

beforeAll(requireBuild);

const chosen = ["unicode-names", "multi-file", "hostile-text"];

/** A folder with some quirks as one config; `change` is made to every file of them. */
function checkout(change: (text: string) => string): string {
  const folder = temporaryFolder();
  const packages: Record<string, object> = {};
  for (const { name, input, files } of quirks.filter((quirk) => chosen.includes(quirk.name))) {
    packages[name] = { input: `specs/${relative(join(root, "test/specs"), input)}`, output: `out/${name}` };
    const base = files.length > 1 ? `specs/${name}` : "specs";
    writeFiles(folder, Object.fromEntries(files.map((file) => [`${base}/${file.name}`, change(file.text)])));
  }
  writeFiles(folder, { "openapi-fluent.config.json": JSON.stringify({ packages }) });
  mkdirSync(join(folder, "elsewhere"));
  return folder;
}

async function generated(
  change: (text: string) => string,
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const folder = checkout(change);
  const { code, stderr } = await cli(join(folder, cwd), ["generate", "--quiet", ...args], { env });
  if (code !== 0) throw new Error(stderr);
  return filesBelow(join(folder, "out"));
}

test("packages are the same to the byte from any folder, locale, time zone and checkout", async () => {
  const asIs = (text: string): string => text;
  const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
  const turkish = { TZ: "Pacific/Apia", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" };
  const [first, ...others] = await Promise.all([
    generated(asIs, ".", [], { TZ: "UTC", LC_ALL: "C" }),
    generated(asIs, "elsewhere", ["--config", "../openapi-fluent.config.json"], {}),
    generated(asIs, ".", [], turkish),
    generated(crlf, ".", [], {}),
  ]);
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(100);
  for (const other of others) expect(other).toEqual(first);
});

test("generating twice in one process gives the same files", () => {
  for (const { input } of quirks) expect(build(input).files).toEqual(build(input).files);
});
