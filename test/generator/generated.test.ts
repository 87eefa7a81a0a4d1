import { describe, expect, test } from "vitest";
import { buildPackage } from "../../generator/build-package.js";
import type { Config } from "../../generator/config.js";
import { Diagnostics } from "../../generator/diagnostic.js";
import { planOutput } from "../../generator/output/plan-output.js";
import { packageTarget } from "../../generator/package-target.js";
import { root } from "./support.js";

const { default: config } = (await import(`${root}openapi-fluent.config.mjs`)) as { default: Config };

describe("generated/ is what specs/ say (npm run generate)", () => {
  test.each(Object.entries(config.packages))("%s", (key, described) => {
    const target = packageTarget(key, described, root);
    const diagnostics = new Diagnostics();
    const built = buildPackage(target, diagnostics);
    expect(diagnostics.list().filter(({ severity }) => severity === "error")).toEqual([]);
    const plan = planOutput(target.output, built?.files ?? [], { force: false });
    expect(plan.drift).toEqual([]);
    expect(plan.conflicts).toEqual([]);
    expect(built?.files.length).toBeGreaterThan(40);
  });
});
