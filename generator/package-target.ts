import { basename, resolve } from "node:path";
import type { PackageConfig } from "./config.js";
import { isIdentifier } from "./identifier.js";

/** A package to generate, with defaults applied and paths made absolute. */
export interface PackageTarget {
  /** Its key in the config, or its npm name. */
  readonly key: string;
  readonly input: string;
  readonly output: string;
  readonly packageName: string;
  readonly clientClass: string;
  readonly docs: boolean;
  /** Folders beside the document's own that its refs may lead into. Default: none. */
  readonly allowPaths?: readonly string[];
}

/** The config or the command line is wrong; the message says what to do. */
export class UsageError extends Error {}

/** Checks one package of a config; `base` is the folder that its paths are relative to. */
export function packageTarget(key: string, config: PackageConfig, base: string): PackageTarget {
  const known = ["input", "output", "name", "client", "docs", "allowPaths"];
  for (const member of Object.keys(config)) {
    if (!known.includes(member))
      throw new UsageError(`packages.${key}.${member} is not known. Known are ${known.join(", ")}.`);
  }
  for (const member of ["input", "output"] as const) {
    if (typeof config[member] !== "string" || config[member] === "") {
      throw new UsageError(`packages.${key}.${member} is missing. Give a path relative to the config.`);
    }
  }
  for (const [member, type] of [
    ["name", "string"],
    ["client", "string"],
    ["docs", "boolean"],
  ] as const) {
    if (config[member] !== undefined && typeof config[member] !== type) {
      throw new UsageError(`packages.${key}.${member} is not a ${type}.`);
    }
  }
  const allowPaths: unknown = config.allowPaths ?? [];
  if (!Array.isArray(allowPaths) || !allowPaths.every((path) => typeof path === "string")) {
    throw new UsageError(`packages.${key}.allowPaths is not a list of folders.`);
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(config.input)) {
    throw new UsageError(
      `packages.${key}.input is remote, and nothing is fetched. Save the document and give its path.`,
    );
  }
  const output = resolve(base, config.output);
  const packageName = config.name ?? npmNameFrom(basename(output));
  const clientClass = config.client ?? "ApiClient";
  if (!/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(packageName) || packageName.length > 214) {
    throw new UsageError(
      `${JSON.stringify(packageName)} is not a name that npm takes. Use lower-case letters, digits and hyphens.`,
    );
  }
  if (!isIdentifier(clientClass) || !/^\p{Lu}/u.test(clientClass)) {
    throw new UsageError(`${JSON.stringify(clientClass)} cannot name a class. Use a name such as OktaClient.`);
  }
  return {
    key,
    input: resolve(base, config.input),
    output,
    packageName,
    clientClass,
    docs: config.docs ?? true,
    allowPaths: allowPaths.map((path) => resolve(base, path)),
  };
}

function npmNameFrom(folder: string): string {
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, "-")
    .replace(/^[._]+/, "");
}
