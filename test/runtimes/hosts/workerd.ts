import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { load } from "../installed.js";
import { bundleCases } from "../staging.js";
import type { Host, Job } from "./host.js";

/** The part of miniflare that starts workerd. */
interface MiniflarePackage {
  readonly Miniflare: new (options: {
    readonly modules: readonly { readonly type: "ESModule"; readonly path: string; readonly contents: string }[];
    readonly compatibilityDate: string;
    handleRuntimeStdio(stdout: Readable, stderr: Readable): void;
  }) => {
    readonly ready: Promise<URL>;
    dispatchFetch(url: string, init: { method: string; body: string }): Promise<Response>;
    dispose(): Promise<void>;
  };
}

/** Cloudflare's workers: the cases and the packages in one bundle, a request to the worker for each case. */
export const workerd: Host = {
  name: "workerd",
  advice: "npm ci --prefix test/runtimes/installed --ignore-scripts (Linux on x64)",
  async version() {
    try {
      return (load("workerd/package.json") as { readonly version: string }).version;
    } catch {
      return undefined;
    }
  },
  run,
};

async function run({ control, onOutput, signal }: Job): Promise<void> {
  const path = await bundleCases("workerd", { packages: "bundled" });
  const { Miniflare } = load("miniflare") as MiniflarePackage;
  const worker = new Miniflare({
    modules: [{ type: "ESModule", path: "cases.js", contents: await readFile(path, "utf8") }],
    // No Node compatibility: nothing of the packages needs it.
    compatibilityDate: "2025-12-01",
    handleRuntimeStdio(...streams) {
      for (const stream of streams) stream.setEncoding("utf8").on("data", onOutput);
    },
  });
  const over = once(signal, "abort");
  try {
    const ask = async (body: object): Promise<unknown> => {
      const response = await worker.dispatchFetch("http://cases/", { method: "POST", body: JSON.stringify(body) });
      if (!response.ok) throw new Error(await response.text());
      return response.json();
    };
    const waiting = [...((await ask({ control })) as string[])];
    const next = async (): Promise<void> => {
      for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) await ask({ control, place });
    };
    const all = Promise.all(Array.from({ length: 8 }, next)).then(() => ask({ control, done: true }));
    await Promise.race([all, over]);
  } finally {
    await worker.dispose();
  }
}
