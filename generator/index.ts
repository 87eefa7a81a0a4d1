import type { PackageConfig } from "./config.js";
import { generateTargets } from "./generate.js";
import { loadTargets } from "./load-config.js";
import { type PackageTarget, packageTarget } from "./package-target.js";
import type { Report } from "./report.js";

export type { Config, PackageConfig } from "./config.js";
export { defineConfig } from "./config.js";
export type { Diagnostic } from "./diagnostic.js";
export { UsageError } from "./package-target.js";
export type { PackageReport, Report } from "./report.js";

/** What to generate: packages of a config, or one that is described here. */
export type GenerateOptions =
  | {
      /** Path of the config. Default: `openapi-fluent.config.*` in the working directory. */
      readonly config?: string;
      /** Packages of the config. Default: all. */
      readonly packages?: readonly string[];
      /** Replaces files in the way that were edited or not generated. Default: `false`. */
      readonly force?: boolean;
    }
  | (PackageConfig & { readonly force?: boolean });

/**
 * Generates packages, all or none of them. Never exits the process.
 *
 * @throws UsageError when the config or the options are wrong.
 */
export async function generate(options: GenerateOptions = {}): Promise<Report> {
  return await generateTargets(await targetsOf(options), { force: options.force ?? false, dryRun: false });
}

/**
 * Says what {@link generate} would change, in `packages[].changed`; `ok` is false when there is anything.
 *
 * @throws UsageError when the config or the options are wrong.
 */
export async function check(options: GenerateOptions = {}): Promise<Report> {
  return await generateTargets(await targetsOf(options), { force: false, dryRun: true });
}

async function targetsOf(options: GenerateOptions): Promise<readonly PackageTarget[]> {
  if (!("input" in options)) return await loadTargets(options.config, options.packages ?? []);
  const { force: _force, ...config } = options;
  return [packageTarget("input", config, process.cwd())];
}
