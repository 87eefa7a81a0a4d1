import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type TypeScript from "typescript";
import { expect, test } from "vitest";
import { build, folderWith, root } from "./support.js";

const ts: typeof TypeScript = createRequire(import.meta.url)("typescript");

/** The package of a quirk as JavaScript, imported. */
async function importPackage(name: string): Promise<Record<string, unknown>> {
  const scripts: Record<string, string> = { "package.json": '{ "type": "module" }' };
  for (const { path, text } of build(join(root, `test/specs/${name}.yaml`)).files) {
    if (!path.endsWith(".ts")) continue;
    const compilerOptions = {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    };
    scripts[path.replace(/\.ts$/, ".js")] = ts.transpileModule(text, { compilerOptions }).outputText;
  }
  const entry = pathToFileURL(join(folderWith(scripts), "src/index.js")).href;
  return (await import(/* @vite-ignore */ entry)) as Record<string, unknown>;
}

type Callable = (...parameters: readonly unknown[]) => Record<string, Callable>;
type Client = Record<string, Record<string, Callable>>;

test("hostile text is data: nothing runs on import or in a call, and it is sent exactly", async () => {
  const { TestClient } = (await importPackage("hostile-text")) as { TestClient: new (options: object) => Client };
  let sent = "";
  const fetch = async (request: Request | string): Promise<Response> => {
    sent = typeof request === "string" ? request : request.url;
    return Response.json({ "${x}": "*/", 'a"; pwned: "b': "\u2028" });
  };
  const client = new TestClient({ fetch });
  const [api] = Object.values(client).filter((value) => typeof value === "object");
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(api)).filter((name) => name !== "constructor");
  expect(methods).toHaveLength(1);
  const path = { id: "i", globalThisPwned1: "p" };
  const data = await api?.[methods[0] ?? ""]?.(path).execute?.();
  expect(data).toEqual({ "${x}": "*/", 'a"; pwned: "b': "\u2028" });
  const url = new URL(sent);
  expect([...url.searchParams]).toEqual([['q"]; globalThis.pwned = 1; ["', '"; globalThis.pwned = 1; "\u202e']]);
  expect(decodeURIComponent(url.pathname)).toBe('/a"+(globalThis.pwned=1)+"/$p/`/i');
  expect("pwned" in globalThis).toBe(false);
});
