import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The harness is TypeScript; the generator that it judges is the one in `dist/`, as users run it. */
export async function bundle(entry, outfile) {
  const generator = {
    name: "generator is dist",
    setup({ onResolve }) {
      onResolve({ filter: /\/generator\/.*\.js$/ }, ({ path }) => ({
        path: pathToFileURL(join(root, "dist", path.replace(/^.*\/generator\//, ""))).href,
        external: true,
      }));
    },
  };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
    plugins: [generator],
  });
}
