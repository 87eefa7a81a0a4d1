import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Config } from "./config.js";
import { type PackageTarget, packageTarget, UsageError } from "./package-target.js";

const extensions = ["mjs", "js", "ts", "mts", "json"];

/** Reads the config and answers with its packages, or with those that are named. */
export async function loadTargets(
  configPath: string | undefined,
  names: readonly string[],
): Promise<readonly PackageTarget[]> {
  const path = findConfig(configPath);
  const config = await evaluate(path);
  const keys = Object.keys(config.packages);
  for (const name of names) {
    if (!keys.includes(name))
      throw new UsageError(`The config has no package ${JSON.stringify(name)}. It has ${keys.join(", ")}.`);
  }
  const wanted = names.length === 0 ? keys : names;
  return [...new Set(wanted)].map((key) =>
    packageTarget(key, config.packages[key] ?? { input: "", output: "" }, dirname(path)),
  );
}

function findConfig(configPath: string | undefined): string {
  const candidates =
    configPath === undefined ? extensions.map((extension) => `openapi-fluent.config.${extension}`) : [configPath];
  const found = candidates.map((candidate) => resolve(candidate)).find((candidate) => existsSync(candidate));
  if (found !== undefined) return found;
  throw new UsageError(
    configPath === undefined
      ? "There is no openapi-fluent.config.mjs (.js, .ts, .mts, .json) here. Write one, or use --input and --output."
      : `There is no config at ${configPath}.`,
  );
}

async function evaluate(path: string): Promise<Config> {
  let value: unknown;
  try {
    value = await read(path);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read: ${error instanceof Error ? error.message.split("\n")[0] : "unknown error"}`,
    );
  }
  const packages = typeof value === "object" && value !== null && "packages" in value ? value.packages : undefined;
  const isMap = (candidate: unknown): candidate is object =>
    typeof candidate === "object" && candidate !== null && !Array.isArray(candidate);
  if (!isMap(packages) || Object.keys(packages).length === 0 || !Object.values(packages).every(isMap)) {
    throw new UsageError(
      "The config has no packages. Export { packages: { name: { input, output } } } as its default.",
    );
  }
  return value as Config;
}

async function read(path: string): Promise<unknown> {
  switch (extname(path)) {
    case ".json":
      return JSON.parse(readFileSync(path, "utf8"));
    case ".ts":
    case ".mts": {
      // Only a config in TypeScript pays for the loader.
      const { createJiti } = await import("jiti");
      return await createJiti(import.meta.url).import(path, { default: true });
    }
    default:
      return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  }
}
