import { existsSync } from "node:fs";
import { join } from "node:path";
import { bench, describe } from "vitest";
import { buildPackage } from "../../generator/build-package.js";
import type { Config } from "../../generator/config.js";
import { Diagnostics } from "../../generator/diagnostic.js";
import { type PackageTarget, packageTarget } from "../../generator/package-target.js";
import { root } from "../generator/support.js";

const { default: config } = (await import(`${root}openapi-fluent.config.mjs`)) as { default: Config };

function build(target: PackageTarget): void {
  const diagnostics = new Diagnostics();
  if (buildPackage(target, diagnostics) === null) throw new Error(JSON.stringify(diagnostics.list()));
}

describe("generate, in memory", () => {
  for (const [key, described] of Object.entries(config.packages)) {
    const target = packageTarget(key, described, root);
    bench(key, () => build(target));
  }
});

// A large document, for those who have it: `npm install --no-save @octokit/openapi`.
const large = join(root, "node_modules/@octokit/openapi/generated/api.github.com.json");

describe.skipIf(!existsSync(large))("generate, in memory, a large document", () => {
  const output = join(root, "node_modules/.cache/openapi-fluent/bench");
  bench(
    "GitHub",
    () =>
      build({ key: "github", input: large, output, packageName: "github", clientClass: "GitHubClient", docs: true }),
    {
      iterations: 1,
      warmupIterations: 0,
      time: 0,
    },
  );
});
