import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url)).replace(/[/\\]$/, "");

/** One of the four generated packages. */
export interface GeneratedPackage {
  /** Its folder in `generated/`, and the name of its document in `specs/`. */
  readonly vendor: string;
  /** Its npm name. */
  readonly name: string;
  /** The absolute path of its folder. */
  readonly folder: string;
  /** The absolute path of its document. */
  readonly spec: string;
}

/** The four generated packages. */
export const packages: readonly GeneratedPackage[] = ["mist", "dynatrace", "okta", "launchdarkly"].map((vendor) => ({
  vendor,
  name: `@api-tokens/${vendor}`,
  folder: join(root, "generated", vendor),
  spec: join(root, "specs", `${vendor}.yaml`),
}));
