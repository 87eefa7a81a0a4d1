import { execFile } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import buildStale from "../global-setup.js";

const run = promisify(execFile);
const here: string = import.meta.dirname;
const root: string = join(here, "../..");
const packages = ["mist", "dynatrace", "okta", "launchdarkly"] as const;

/** A project of a consumer: the packages in its `node_modules` as a tarball would put them there. */
export const stage: string = join(here, "staged");

/** Makes the project anew, with the package of `features/openapi.yaml` beside the four. */
export async function stagePackages(): Promise<void> {
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage);
  await writeFile(join(stage, "package.json"), JSON.stringify({ name: "staged", private: true, type: "module" }));
  const features = join(stage, "features");
  await Promise.all([buildStale(), generate(features)]);
  for (const name of packages) await install(join(root, "generated", name), `@api-tokens/${name}`);
  await install(features, "@runtimes/features");
}

async function generate(output: string): Promise<void> {
  const input = join(here, "features/openapi.yaml");
  const flags = ["--input", input, "--output", output, "--name", "@runtimes/features", "--client", "FeaturesClient"];
  await run(process.execPath, [join(root, "dist/cli/main.js"), "generate", ...flags, "--quiet"]);
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", output]);
}

async function install(from: string, name: string): Promise<void> {
  const to = join(stage, "node_modules", name);
  await cp(join(from, "dist"), join(to, "dist"), { recursive: true });
  await cp(join(from, "package.json"), join(to, "package.json"));
}

/** Where the cases import the packages by source, the bundle imports them by name, as a consumer does. */
const byName: Plugin = {
  name: "packages by name",
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /\/packages\.js$/ }, () => ({ path: "packages", namespace: "staged" }));
    onLoad({ filter: /.*/, namespace: "staged" }, () => ({
      contents: packages.map((name) => `export * as ${name} from "@api-tokens/${name}";`).join("\n"),
      resolveDir: stage,
    }));
    onResolve({ filter: /^@runtimes\// }, ({ path, kind, pluginData }) =>
      pluginData === "staged" ? undefined : resolve(path, { resolveDir: stage, kind, pluginData: "staged" }),
    );
  },
};

/** Bundles the cases of `inside/`; the packages stay imports where a runtime finds them in `node_modules` itself. */
export async function bundleCases(
  entry: string,
  { packages: how }: { packages: "imported" | "bundled" },
): Promise<string> {
  const outfile = join(stage, `${entry}.js`);
  await build({
    entryPoints: [join(here, "inside", `${entry}.ts`)],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: how === "imported" ? "node" : "browser",
    ...(how === "imported" && { external: ["@api-tokens/*", "@runtimes/*"] }),
    logLevel: "warning",
    plugins: [byName],
  });
  return outfile;
}
