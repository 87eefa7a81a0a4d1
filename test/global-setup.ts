import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Makes sure that every generated package has a `dist/` that its sources would give: `npm test` needs no other step. */
export default async function setup(): Promise<void> {
  const generated = join(root, "generated");
  const folders = readdirSync(generated)
    .map((name) => join(generated, name))
    .filter((folder) => existsSync(join(folder, "tsconfig.json")));
  await Promise.all(folders.filter(isStale).map(build));
}

/** Whether `dist/` is missing, older than a source, or made from other files. */
function isStale(folder: string): boolean {
  const dist = join(folder, "dist");
  if (!existsSync(dist)) return true;
  const modules = filesBelow(join(folder, "src")).map((path) => path.replace(/\.ts$/, ".js"));
  const built = filesBelow(dist).filter((path) => path.endsWith(".js"));
  if (modules.sort().join() !== built.sort().join()) return true;
  const sources = [join(folder, "src"), join(folder, "tsconfig.json"), join(folder, "package.json")];
  return newest(sources) > oldest(built.map((path) => join(dist, path)));
}

/** Builds aside and moves into place, so that nobody who reads `dist/` meanwhile meets half of it. */
async function build(folder: string): Promise<void> {
  const fresh = join(folder, `dist.${process.pid}`);
  const former = `${fresh}.former`;
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const child = spawn(process.execPath, [tsc, "-p", folder, "--outDir", fresh], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`${folder} does not compile. Run npm run generate, or look at its sources:\n${output}`);
  }
  const dist = join(folder, "dist");
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(fresh, dist);
  rmSync(former, { recursive: true, force: true });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.[a-z]+$/.test(path));
}

function newest(paths: readonly string[]): number {
  return Math.max(...paths.flatMap((path) => [path, ...below(path)]).map((path) => statSync(path).mtimeMs));
}

function oldest(paths: readonly string[]): number {
  return Math.min(...paths.map((path) => statSync(path).mtimeMs));
}

function below(path: string): string[] {
  if (!statSync(path).isDirectory()) return [];
  return readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name));
}
