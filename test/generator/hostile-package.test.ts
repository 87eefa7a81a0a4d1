import { join } from "node:path";
import { expect, test } from "vitest";
import { importPackage } from "./import-package.js";
import { root } from "./support.js";

type Callable = (...parameters: readonly unknown[]) => Record<string, Callable>;
type Client = Record<string, Record<string, Callable>>;

test("hostile text is data: nothing runs on import or in a call, and it is sent exactly", async () => {
  const { TestClient } = (await importPackage(join(root, "test/specs/hostile-text.yaml"))) as {
    TestClient: new (options: object) => Client;
  };
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
