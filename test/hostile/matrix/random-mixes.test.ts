import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { count, sized } from "../counts.js";
import { probePackages } from "../probe/probe-packages.js";
import { type ProbedPackage, packageOf } from "../probe/probed-package.js";
import { baseDocuments } from "./base-document.js";
import type { Version } from "./fixed-fields.js";
import { generateCase } from "./generate-case.js";
import { hostileStrings } from "./hostile-strings.js";
import { type Position, positionsOf } from "./positions.js";
import { renderedPages } from "./rendered-pages.js";
import { Substitution } from "./substitute.js";

const seed = Number(process.env.FAST_CHECK_SEED ?? 20_261_122);
const runs = sized(60, 3_000);
const batchSize = 30;

const bases = (["2.0", "3.0", "3.1", "3.2"] as const).flatMap((version: Version) =>
  baseDocuments(version).map(({ name, document }) => ({
    name: `${version} ${name}`,
    document,
    positions: positionsOf(document, version).positions,
  })),
);

/** Text of fragments that end, begin and nest whatever may be around them. */
const text = fc.oneof(
  fc.constantFrom(...hostileStrings),
  fc
    .array(fc.constantFrom(...hostileStrings.filter((each) => each.length < 60)), { maxLength: 4 })
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 12 }),
);

/** A base document with hostile text in several positions at once. */
const mixes = fc.constantFrom(...bases).chain(({ name, document, positions }) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(positions.length - 1), text), { minLength: 2, maxLength: 8, selector: ([at]) => at })
    .map((chosen) => {
      const changes = chosen.map(([at, value]) => [positions[at] as Position, value] as const);
      const mixed = new Substitution(changes.map(([position, value]) => ({ position, text: value }))).applied(document);
      return {
        name,
        changes: changes.map(([{ field }, value]) => `${field} = ${JSON.stringify(value.slice(0, 60))}`),
        mixed,
      };
    }),
);

it("random mixes of hostile text are packages in which nothing runs, or refused", {
  timeout: 6_000_000,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-fluent-mixes-"));
  const findings: string[] = [];
  let generated = 0;
  try {
    const all = fc.sample(mixes, { seed, numRuns: runs });
    for (let at = 0; at < all.length; at += batchSize) {
      const packages: ProbedPackage[] = [];
      for (const { name, changes, mixed } of all.slice(at, at + batchSize)) {
        const id = `${name}: ${changes.join(", ")}`;
        const outcome = generateCase(mixed, folder);
        if (outcome.kind === "crash") findings.push(`${id} crashes with ${String(outcome.error).slice(0, 200)}`);
        if (outcome.kind === "refused" && !outcome.diagnostics.some(({ severity }) => severity === "error"))
          findings.push(`${id} is refused without an error`);
        if (outcome.kind !== "built") continue;
        findings.push(...renderedPages(outcome.built.files).flaws.map((flaw) => `${id}: ${flaw}`));
        packages.push(packageOf(id, outcome.built.files));
      }
      generated += packages.length;
      for (const { id, errors, hits, problems } of await probePackages(packages))
        findings.push(...[...hits, ...errors, ...problems].slice(0, 3).map((flaw) => `${id}: ${flaw}`));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  count(context, "random mixes of hostile text in several positions", runs);
  count(context, "… compiled, imported, constructed and called, nothing ran", generated);
  expect(findings, `seed ${seed}`).toEqual([]);
});
