import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generate } from "../../../generator/index.js";

/** A request of the generated package, as far as the scan uses one. */
export interface AnyRequest {
  [setter: string]: (value?: unknown) => AnyRequest;
}

/** What the scan calls of a request. */
export interface Terminals {
  execute(options?: object): Promise<unknown>;
  executeWithResponse(options?: object): Promise<unknown>;
  tryExecute(options?: object): Promise<unknown>;
  toRequest(): unknown;
  pages(options?: object): AsyncIterable<unknown>;
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
}

type Tag = Readonly<Record<string, (given?: unknown) => AnyRequest & Terminals>>;

/** A client of the generated package. */
export interface AnyClient {
  readonly items: Tag;
  readonly tokens: Tag;
  with(options: object): AnyClient;
}

/** The package that is generated from `every-secret.yaml`. */
export interface EverySecret {
  readonly ApiClient: new (options: object) => AnyClient;
  readonly createCore: (options: object) => unknown;
  readonly Secret: new (value: string) => { reveal(): string };
  readonly SdkError: abstract new () => Error;
}

/** The package, where it can be imported from, and every text that is published with it. */
export interface Generated {
  readonly module: EverySecret;
  readonly path: string;
  readonly documents: readonly string[];
}

/** Generates the package into a folder and bundles it, so that other processes can import it, too. */
export async function generatePackage(folder: string): Promise<Generated> {
  const output = join(folder, "package");
  const input = new URL("every-secret.yaml", import.meta.url).pathname;
  const report = await generate({ input, output, name: "every-secret" });
  if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
  const path = join(folder, "every-secret.mjs");
  await build({
    entryPoints: [join(output, "src/index.ts")],
    bundle: true,
    format: "esm",
    outfile: path,
    sourcemap: true,
  });
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const documents = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  documents.push(readFileSync(`${path}.map`, "utf8"));
  return { module: (await import(pathToFileURL(path).href)) as EverySecret, path, documents };
}
