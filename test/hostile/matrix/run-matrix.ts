import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type TestContext } from "vitest";
import type { BuiltPackage } from "../../../generator/build-package.js";
import { count, isFull } from "../counts.js";
import { probePackages } from "../probe/probe-packages.js";
import { packageOf } from "../probe/probed-package.js";
import { baseDocuments } from "./base-document.js";
import type { Version } from "./fixed-fields.js";
import { generateCase } from "./generate-case.js";
import { hostileStrings } from "./hostile-strings.js";
import { positionsOf } from "./positions.js";
import { renderedPages } from "./rendered-pages.js";
import { type Base, nameOf, substitutionOf, type Trial } from "./trial.js";
import { fileFlaws, refusalFlaws, wireDifference } from "./trial-flaws.js";
import { seed, trialsOf } from "./trials.js";
import { saidBy } from "./wire.js";

/** Documents that are compiled and called together. */
const batchSize = 40;

/** Of so many strings at once that show a flaw, each is tried alone; of more, there is no need. */
const mostTraced = 3;

/** Tries strings in every position of a version's base documents: alone, and in all positions at once. */
export async function runMatrix(context: TestContext, version: Version): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-fluent-matrix-"));
  try {
    const bases: Base[] = [];
    for (const part of baseDocuments(version)) bases.push(await baseOf(part, version, folder));
    const trials = trialsOf(bases, version);
    const tally: Tally = { refused: 0, compiled: 0, exact: 0, kept: 0, twice: 0 };
    const findings: string[] = [];
    const flawed: Trial[] = [];
    for (let at = 0; at < trials.length; at += batchSize) {
      const found = await tryBatch(trials.slice(at, at + batchSize), folder, tally);
      for (const { trial, flaw } of found) {
        findings.push(`${nameOf(trial)}: ${flaw}`);
        if (trial.changes.length > 1 && !flawed.includes(trial)) flawed.push(trial);
      }
    }
    for (const trial of flawed.slice(0, mostTraced)) findings.push(...(await traced(trial, folder)));
    if (process.env.HOSTILE_LOG) appendFileSync(process.env.HOSTILE_LOG, findings.map((line) => `${line}\n`).join(""));
    const positions = bases.flatMap((base) => base.positions).length;
    const alone = trials.filter(({ changes }) => changes.length === 1).length;
    count(context, "hostile strings", version === "3.2" ? hostileStrings.length : 0);
    count(context, "positions of OpenAPI 2.0 to 3.2 that took hostile strings", positions);
    count(context, "hostile string × position, alone: generated, nothing ran", alone);
    count(
      context,
      "hostile string × position, all positions at once: generated, nothing ran",
      trials.reduce((sum, { changes }) => sum + changes.length, 0) - alone,
    );
    count(context, "… of them refused with a place", tally.refused);
    count(context, "… compiled, imported, constructed and called, nothing ran", tally.compiled);
    count(context, "… exact on the wire", tally.exact);
    count(context, "… whose call was refused before a byte was sent", tally.kept);
    count(context, "… generated twice with the same bytes", tally.twice);
    expect(findings, `seed ${seed}: ${findings.length} findings`).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function baseOf(
  { name, document }: { readonly name: string; readonly document: object },
  version: Version,
  folder: string,
): Promise<Base> {
  const { positions, unknown } = positionsOf(document, version);
  expect(unknown, `${version} ${name}`).toEqual([]);
  const outcome = generateCase(document, folder);
  if (outcome.kind !== "built") throw new Error(`${version} ${name} is not generated: ${JSON.stringify(outcome)}`);
  const [result] = await probePackages([packageOf(name, outcome.built.files)]);
  expect([...(result?.errors ?? []), ...(result?.hits ?? []), ...(result?.problems ?? [])], name).toEqual([]);
  return {
    name: `${version} ${name}`,
    document,
    positions,
    said: saidBy(result ?? { calls: [] }),
    shown: renderedPages(outcome.built.files).shown,
    operations: result?.operations ?? 0,
    skipped: outcome.built.api.skipped.length,
  };
}

type Tally = { refused: number; compiled: number; exact: number; kept: number; twice: number };

interface Finding {
  readonly trial: Trial;
  readonly flaw: string;
}

/** Of strings that show a flaw together, those that show one alone. */
async function traced({ base, changes }: Trial, folder: string): Promise<readonly string[]> {
  const alone = changes.map((change): Trial => ({ base, changes: [change], isDeep: true }));
  const found = await tryBatch(alone, folder, { refused: 0, compiled: 0, exact: 0, kept: 0, twice: 0 });
  return found.map(({ trial, flaw }) => `traced to ${nameOf(trial)}: ${flaw}`);
}

async function tryBatch(trials: readonly Trial[], folder: string, tally: Tally): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const built: { readonly trial: Trial; readonly built: BuiltPackage }[] = [];
  for (const [at, trial] of trials.entries()) {
    const say = (flaw: string): void => void findings.push({ trial, flaw });
    const document = substitutionOf(trial).applied(trial.base.document);
    const outcome = generateCase(document, folder);
    if (outcome.kind === "crash") say(`crashes with ${String(outcome.error).slice(0, 200)}`);
    if (outcome.kind === "refused") {
      tally.refused += 1;
      for (const flaw of refusalFlaws(trial, outcome)) say(flaw);
    }
    if (outcome.kind !== "built") continue;
    for (const flaw of fileFlaws(trial, outcome.built)) say(flaw);
    if (isFull || at % 5 === 0) {
      tally.twice += 1;
      const again = generateCase(document, folder);
      if (again.kind !== "built" || textOf(again.built) !== textOf(outcome.built)) say("gives other bytes");
    }
    if ("__pwned" in globalThis) say("something ran while generating");
    if (trial.isDeep) built.push({ trial, built: outcome.built });
  }
  const results = await probePackages(built.map((each, at) => packageOf(String(at), each.built.files)));
  results.forEach((result, at) => {
    const found = built[at];
    if (found === undefined) return;
    const { trial } = found;
    const say = (flaw: string): void => void findings.push({ trial, flaw });
    tally.compiled += 1;
    for (const hit of result.hits) say(`RAN: ${hit}`);
    for (const error of result.errors.slice(0, 2)) say(`does not compile: ${error}`);
    for (const problem of result.problems.slice(0, 2)) say(problem);
    const difference = wireDifference(trial, result, found.built.api.skipped.length > trial.base.skipped);
    if (difference === null) return;
    if (difference.kept > 0) tally.kept += 1;
    else tally.exact += 1;
    for (const flaw of difference.flaws) say(flaw);
  });
  return findings;
}

function textOf({ files }: BuiltPackage): string {
  return files.map(({ path, text }) => `${path}\n${text}`).join("\n");
}
