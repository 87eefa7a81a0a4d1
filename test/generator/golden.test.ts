import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Quirk, quirks } from "./quirks.js";
import { build, root } from "./support.js";

const folder = join(root, "test/golden");
const update = process.env.UPDATE_GOLDEN === "1";

/** Spec and code on one page: what the quirk is, the document, then what is generated from it, less the runtime. */
function page(quirk: Quirk): string {
  const [document] = quirk.files;
  const { info } = parse(document?.text ?? "") as { info: { description: string } };
  const { files } = build(quirk.input);
  const code = files.filter(({ path }) => /^src\/(?:(?:apis|models)\/|webhooks\.ts$)/.test(path));
  // What a document says about its servers and schemes is in src/core.ts, and only worth a look there.
  const core = /^(servers|security)/.test(quirk.name) ? files.filter(({ path }) => path === "src/core.ts") : [];
  const blocks = [
    ...quirk.files.map(({ name, text }) => block(name, name.endsWith(".json") ? "json" : "yaml", text)),
    ...[...core, ...code].map(({ path, text }) => block(path, "ts", text)),
  ];
  return `# ${quirk.name}\n\n${info.description.trim()}\n\n${blocks.join("\n")}`;
}

function block(title: string, language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `## ${title}\n\n${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
}

describe("golden pages (UPDATE_GOLDEN=1 rewrites them)", () => {
  test.each(quirks)("$name", (quirk) => {
    const file = join(folder, `${quirk.name}.md`);
    const text = page(quirk);
    if (update) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
  });

  test("every page has its spec", () => {
    const wanted = new Set(quirks.map(({ name }) => `${name}.md`));
    const orphans = readdirSync(folder).filter((name) => !wanted.has(name));
    if (update) for (const name of orphans) rmSync(join(folder, name));
    expect(update ? [] : orphans).toEqual([]);
  });
});
