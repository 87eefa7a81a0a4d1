import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type TestContext } from "vitest";
import type { BuiltPackage } from "../../../generator/build-package.js";
import { formatDiagnostic } from "../../../generator/diagnostic.js";
import { count, isFull, sized } from "../counts.js";
import { invisible } from "../invisible.js";
import { type ProbeResult, probePackages } from "../probe/probe-packages.js";
import { packageOf } from "../probe/probed-package.js";
import { baseDocuments } from "./base-document.js";
import { isNarrow, type Written, writtenAt } from "./embedding.js";
import { expectationOf } from "./expectations.js";
import type { Version } from "./fixed-fields.js";
import { generateCase, type Outcome } from "./generate-case.js";
import { hostileStrings } from "./hostile-strings.js";
import { type Position, positionsOf } from "./positions.js";
import { isShown, pageFlaws, shownText } from "./rendered-pages.js";
import { declaredWord, substituted } from "./substitute.js";
import {
  addressDifference,
  type Difference,
  mediaTypeDifference,
  type OperationSaid,
  saidBy,
  wordDifference,
} from "./wire.js";

/** Which strings meet which positions in a run of the CI's size; any number will do. */
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_122);
/** Strings that each position meets, and cases that are compiled and called together. */
const stringsEach = Number(process.env.HOSTILE_STRINGS ?? sized(1, hostileStrings.length));
/** Positions with a narrow grammar meet so many more, inside of good values as well. */
const stringsOfNarrow = sized(4, hostileStrings.length);
/** Of so many generated cases one is compiled, imported and called as well. */
const deepEvery = Number(process.env.HOSTILE_DEEP ?? sized(3, 1));
const batchSize = 40;

interface Base {
  readonly name: string;
  readonly document: object;
  readonly positions: readonly Position[];
  readonly said: readonly OperationSaid[];
  readonly shown: string;
  readonly operations: number;
  readonly skipped: number;
}

interface Case {
  readonly base: Base;
  readonly position: Position;
  readonly text: string;
  readonly written: Written;
  /** Whether it is compiled, imported, constructed and called, too. */
  readonly isDeep: boolean;
}

/** Tries strings in every position of a version's base documents, one at a time. */
export async function runMatrix(context: TestContext, version: Version): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-fluent-matrix-"));
  try {
    const bases: Base[] = [];
    for (const part of baseDocuments(version)) bases.push(await baseOf(part, version, folder));
    const cases = casesOf(bases, version);
    const findings: string[] = [];
    const tally = { refused: 0, compiled: 0, exact: 0, kept: 0, twice: 0 };
    for (let at = 0; at < cases.length; at += batchSize) {
      const found = await tryBatch(cases.slice(at, at + batchSize), folder, tally);
      findings.push(...found);
      if (process.env.HOSTILE_LOG) appendFileSync(process.env.HOSTILE_LOG, found.map((line) => `${line}\n`).join(""));
    }
    count(context, "hostile strings", version === "3.2" ? hostileStrings.length : 0);
    count(
      context,
      "positions of OpenAPI 2.0 to 3.2 that took hostile strings",
      bases.flatMap((b) => b.positions).length,
    );
    count(context, "hostile string × position: generated, nothing ran", cases.length);
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
    shown: shownText(outcome.built.files),
    operations: result?.operations ?? 0,
    skipped: outcome.built.api.skipped.length,
  };
}

/** Every position with some strings in turn, so that over all positions every string has its turn too. */
function casesOf(bases: readonly Base[], version: Version): readonly Case[] {
  const only = process.env.HOSTILE_FIELD;
  const positions = bases.flatMap((base) => base.positions.map((position) => ({ base, position })));
  let next = seed + Number(version.replace(".", "")) * 53;
  return positions
    .flatMap(({ base, position }, at) => {
      const narrow = isNarrow(position);
      const times = Math.min(narrow ? Math.max(stringsEach, stringsOfNarrow) : stringsEach, hostileStrings.length);
      return Array.from({ length: times }, (_, turn) => {
        const text = hostileStrings[next++ % hostileStrings.length] ?? "";
        // The versions share most positions, and take turns with them.
        const isDeep = narrow || (at + turn + seed + Number(version.replace(".", ""))) % deepEvery === 0;
        return { base, position, text, written: writtenAt(position, text, turn), isDeep };
      });
    })
    .filter(({ position }) => only === undefined || position.field.includes(only));
}

type Tally = { refused: number; compiled: number; exact: number; kept: number; twice: number };

async function tryBatch(cases: readonly Case[], folder: string, tally: Tally): Promise<readonly string[]> {
  const findings: string[] = [];
  const built: { readonly tried: Case; readonly built: BuiltPackage }[] = [];
  const say = (tried: Case, what: string): void => void findings.push(`${nameOf(tried)}: ${what}`);
  for (const [at, tried] of cases.entries()) {
    const document = substituted(tried.base.document, tried.position, tried.written.text);
    const outcome = generateCase(document, folder);
    if (outcome.kind === "crash") say(tried, `crashes with ${String(outcome.error).slice(0, 200)}`);
    if (outcome.kind === "refused") {
      tally.refused += 1;
      for (const flaw of refusalFlaws(tried, outcome)) say(tried, flaw);
    }
    if (outcome.kind !== "built") continue;
    for (const flaw of fileFlaws(tried, outcome.built)) say(tried, flaw);
    if (isFull || at % 5 === 0) {
      tally.twice += 1;
      const again = generateCase(document, folder);
      if (again.kind !== "built" || textOf(again.built) !== textOf(outcome.built)) say(tried, "gives other bytes");
    }
    if (tried.isDeep) built.push({ tried, built: outcome.built });
  }
  if ("__pwned" in globalThis) findings.push("something ran while generating or compiling");
  const results = await probePackages(built.map((each, at) => packageOf(String(at), each.built.files)));
  results.forEach((result, at) => {
    const tried = built[at]?.tried;
    if (tried === undefined) return;
    tally.compiled += 1;
    for (const hit of result.hits) say(tried, `RAN: ${hit}`);
    for (const error of result.errors.slice(0, 2)) say(tried, `does not compile: ${error}`);
    for (const problem of result.problems.slice(0, 2)) say(tried, problem);
    const isTold = (built[at]?.built.api.skipped.length ?? 0) > tried.base.skipped;
    for (const flaw of wireFlaws(tried, result, isTold, tally)) say(tried, flaw);
  });
  return findings;
}

function nameOf({ base, position, written: { text } }: Case): string {
  return `${base.name} ${position.kind} ${position.field} /${position.steps.join("/")} = ${JSON.stringify(text.slice(0, 90))}`;
}

function textOf({ files }: BuiltPackage): string {
  return files.map(({ path, text }) => `${path}\n${text}`).join("\n");
}

function refusalFlaws(tried: Case, { diagnostics }: Extract<Outcome, { kind: "refused" }>): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const said = errors.map(({ code, message }) => `${code} ${message}`).join("; ");
  const flaws = errors.length === 0 ? ["is refused without an error"] : [];
  if (!expectationOf(tried.position).mayBeRefused) flaws.push(`is refused: ${said}`);
  for (const error of errors) {
    const { code, message, help, line, pointer } = error;
    if (!/^OF\d{4}$/.test(code)) flaws.push(`has the code ${code}`);
    if (line === 0 && pointer === "") flaws.push(`${code} has no place`);
    if (help === "") flaws.push(`${code} says not what to do`);
    if (/TypeError|RangeError|\bat .*:\d+:\d+/.test(message)) flaws.push(`shows a stack: ${message.slice(0, 100)}`);
    if (invisible.test(formatDiagnostic(error))) flaws.push(`${code} prints what nobody sees`);
  }
  return flaws;
}

function fileFlaws({ position, text, base }: Case, { api, files }: BuiltPackage): readonly string[] {
  const own = files.filter(({ path }) => !path.startsWith("src/runtime/"));
  const flaws = own.filter((file) => invisible.test(file.text)).map(({ path }) => `${path} has what nobody sees`);
  for (const { path } of files)
    if (!/^(?:src|docs)(?:\/[A-Za-z0-9-]+)*\.(?:ts|md)$|^[\w.-]+$/.test(path)) flaws.push(`writes ${path}`);
  flaws.push(...pageFlaws(own));
  const { shown } = expectationOf(position);
  // What cannot be expressed is told: a header whose name is none, say.
  const isTold = api.skipped.length > base.skipped;
  if (
    shown &&
    !isTold &&
    declaredWord(position) !== null &&
    base.shown.includes(position.text) &&
    !isShown(text, shownText(own))
  )
    flaws.push("is not shown in the docs");
  return flaws;
}

function wireFlaws(tried: Case, result: ProbeResult, isTold: boolean, tally: Tally): readonly string[] {
  const difference = wireDifference(tried, saidBy(result), isTold);
  if (difference === null) return [];
  const { base } = tried;
  const flaws = [...difference.flaws];
  if (result.operations < base.operations) flaws.push(`has ${result.operations} operations of ${base.operations}`);
  if (difference.kept > 0) tally.kept += 1;
  else tally.exact += 1;
  return flaws;
}

function wireDifference(
  { base, position, text, written: { change } }: Case,
  now: readonly OperationSaid[],
  isTold: boolean,
): Difference | null {
  if (change?.kind === "word") return wordDifference(base.said, now, { ...change, isTold: false });
  if (change?.kind === "address") return addressDifference(base.said, now, change.retold);
  if (change?.kind === "media type") return mediaTypeDifference(base.said, now, change.word, change.text);
  if (expectationOf(position).wire !== "all") return null;
  return wordDifference(base.said, now, { word: declaredWord(position) ?? "\u0000", text, isTold });
}
