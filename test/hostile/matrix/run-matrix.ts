import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type TestContext } from "vitest";
import type { BuiltPackage } from "../../../generator/build-package.js";
import { count, isFull, sized } from "../counts.js";
import { type ProbeResult, probePackages } from "../probe/probe-packages.js";
import { packageOf } from "../probe/probed-package.js";
import { baseDocuments } from "./base-document.js";
import { expectationOf } from "./expectations.js";
import type { Version } from "./fixed-fields.js";
import { generateCase, type Outcome } from "./generate-case.js";
import { hostileStrings } from "./hostile-strings.js";
import { type Position, positionsOf } from "./positions.js";
import { isShown, pageFlaws, shownText } from "./rendered-pages.js";
import { declaredWord, substituted } from "./substitute.js";
import { refusedCalls, retold, type Said, saidBy } from "./wire.js";

/** Which strings meet which positions in a run of the CI's size; any number will do. */
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_122);
/** Strings that each position meets, and cases that are compiled and called together. */
const stringsEach = Number(process.env.HOSTILE_STRINGS ?? sized(1, hostileStrings.length));
/** Of so many generated cases one is compiled, imported and called as well. */
const deepEvery = Number(process.env.HOSTILE_DEEP ?? sized(3, 1));
const batchSize = 40;

interface Base {
  readonly name: string;
  readonly document: object;
  readonly positions: readonly Position[];
  readonly said: Said;
  readonly shown: string;
  readonly operations: number;
  readonly classes: number;
}

interface Case {
  readonly base: Base;
  readonly position: Position;
  readonly text: string;
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
    classes: result?.classes ?? 0,
  };
}

/** Every position with some strings in turn, so that over all positions every string has its turn too. */
function casesOf(bases: readonly Base[], version: Version): readonly Case[] {
  const only = process.env.HOSTILE_FIELD;
  const start = seed + Number(version.replace(".", "")) * 53;
  const positions = bases.flatMap((base) => base.positions.map((position) => ({ base, position })));
  return positions
    .flatMap(({ base, position }, at) =>
      Array.from({ length: Math.min(stringsEach, hostileStrings.length) }, (_, turn) => {
        const text = hostileStrings[(start + at * stringsEach + turn) % hostileStrings.length] ?? "";
        // The versions share most positions, and take turns with them.
        return { base, position, text, isDeep: (at + turn + start) % deepEvery === 0 };
      }),
    )
    .filter(({ position }) => only === undefined || position.field.includes(only));
}

type Tally = { refused: number; compiled: number; exact: number; kept: number; twice: number };

async function tryBatch(cases: readonly Case[], folder: string, tally: Tally): Promise<readonly string[]> {
  const findings: string[] = [];
  const built: { readonly tried: Case; readonly built: BuiltPackage }[] = [];
  const say = (tried: Case, what: string): void => void findings.push(`${nameOf(tried)}: ${what}`);
  for (const [at, tried] of cases.entries()) {
    const document = substituted(tried.base.document, tried.position, tried.text);
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
    for (const flaw of wireFlaws(tried, result, tally)) say(tried, flaw);
  });
  return findings;
}

function nameOf({ base, position, text }: Case): string {
  return `${base.name} ${position.kind} ${position.field} /${position.steps.join("/")} = ${JSON.stringify(text.slice(0, 70))}`;
}

function textOf({ files }: BuiltPackage): string {
  return files.map(({ path, text }) => `${path}\n${text}`).join("\n");
}

function refusalFlaws(tried: Case, { diagnostics }: Extract<Outcome, { kind: "refused" }>): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const said = errors.map(({ code, message }) => `${code} ${message}`).join("; ");
  const flaws = errors.length === 0 ? ["is refused without an error"] : [];
  if (!expectationOf(tried.position).mayBeRefused) flaws.push(`is refused: ${said}`);
  for (const { code, message, help, line, pointer } of errors) {
    if (!/^OF\d{4}$/.test(code)) flaws.push(`has the code ${code}`);
    if (line === 0 && pointer === "") flaws.push(`${code} has no place`);
    if (help === "") flaws.push(`${code} says not what to do`);
    if (/TypeError|RangeError|\bat .*:\d+:\d+/.test(message)) flaws.push(`shows a stack: ${message.slice(0, 100)}`);
    if (invisible.test(message)) flaws.push(`${code} prints what nobody sees`);
  }
  return flaws;
}

/** The invariant I7. */
const invisible =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

function fileFlaws({ position, text, base }: Case, { files }: BuiltPackage): readonly string[] {
  const own = files.filter(({ path }) => !path.startsWith("src/runtime/"));
  const flaws = own.filter((file) => invisible.test(file.text)).map(({ path }) => `${path} has what nobody sees`);
  for (const { path } of files)
    if (!/^(?:src|docs)(?:\/[A-Za-z0-9-]+)*\.(?:ts|md)$|^[\w.-]+$/.test(path)) flaws.push(`writes ${path}`);
  flaws.push(...pageFlaws(own));
  const { shown } = expectationOf(position);
  if (shown && declaredWord(position) !== null && base.shown.includes(position.text) && !isShown(text, shownText(own)))
    flaws.push("is not shown in the docs");
  return flaws;
}

function wireFlaws({ base, position, text }: Case, result: ProbeResult, tally: Tally): readonly string[] {
  const { wire } = expectationOf(position);
  if (!wire) return [];
  const now = saidBy(result);
  const word = declaredWord(position) ?? "\u0000";
  const wanted = retold(base.said, word, text);
  const refused = refusedCalls(result);
  const extra = [...now].filter((said) => !wanted.has(said));
  const missing = [...wanted].filter((said) => !now.has(said));
  const flaws: string[] = [];
  if (extra.length > 0) flaws.push(`says ${extra[0]?.slice(0, 200)} instead of ${missing[0]?.slice(0, 200)}`);
  else if (missing.length > 0 && refused.length === 0) flaws.push(`does not say ${missing[0]?.slice(0, 200)}`);
  if (result.operations < base.operations) flaws.push(`has ${result.operations} operations of ${base.operations}`);
  if (missing.length > 0 && refused.length > 0) tally.kept += 1;
  else tally.exact += 1;
  return flaws;
}
