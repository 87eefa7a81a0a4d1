import type { BuiltPackage } from "../../../generator/build-package.js";
import { formatDiagnostic } from "../../../generator/diagnostic.js";
import { invisible } from "../invisible.js";
import type { ProbeResult } from "../probe/probe-packages.js";
import { expectationOf } from "./expectations.js";
import type { Outcome } from "./generate-case.js";
import { isShown, renderedPages } from "./rendered-pages.js";
import { declaredWord } from "./substitute.js";
import { type Change, substitutionOf, type Trial } from "./trial.js";
import {
  addressDifference,
  type Difference,
  mediaTypeDifference,
  type OperationSaid,
  type Retelling,
  saidBy,
  wordDifference,
} from "./wire.js";

/** What is wrong with a refusal. */
export function refusalFlaws(
  { changes }: Trial,
  { diagnostics }: Extract<Outcome, { kind: "refused" }>,
): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const said = errors.map(({ code, message }) => `${code} ${message}`).join("; ");
  const flaws = errors.length === 0 ? ["is refused without an error"] : [];
  if (!changes.some(({ position }) => expectationOf(position).mayBeRefused)) flaws.push(`is refused: ${said}`);
  for (const error of errors) {
    const { code, message, help, line, pointer } = error;
    if (!/^OF[12]\d{3}$/.test(code)) flaws.push(`has the code ${code}, which is not the document's fault: ${message}`);
    if (line === 0 && pointer === "") flaws.push(`${code} has no place`);
    if (help === "") flaws.push(`${code} says not what to do`);
    if (/TypeError|RangeError|\bat .*:\d+:\d+/.test(message)) flaws.push(`shows a stack: ${message.slice(0, 100)}`);
    if (invisible.test(formatDiagnostic(error))) flaws.push(`${code} prints what nobody sees`);
  }
  return flaws;
}

/** What is wrong with the files of a package. */
export function fileFlaws(trial: Trial, { api, files }: BuiltPackage): readonly string[] {
  const own = files.filter(({ path }) => !path.startsWith("src/runtime/"));
  const flaws = own.filter((file) => invisible.test(file.text)).map(({ path }) => `${path} has what nobody sees`);
  for (const { path } of files)
    if (!/^(?:src|docs)(?:\/[A-Za-z0-9-]+)*\.(?:ts|md)$|^[\w.-]+$/.test(path)) flaws.push(`writes ${path}`);
  const pages = renderedPages(own);
  flaws.push(...pages.flaws);
  const wanted = trial.changes.filter(({ position }) => isShownIn(trial, position));
  const substitution = substitutionOf(trial);
  const leftOut = api.skipped.map(({ place }) => place.pointer);
  for (const { position, text } of wanted) {
    // What cannot be expressed is told: a header whose name is none, say.
    const pointer = substitution.pointer(position.steps);
    // A scope is left out where it is asked for, which is not where it stands.
    const isNoScope = /\.scopes\{\}$/.test(position.field) && /\p{Surrogate}/u.test(text);
    const isTold = isNoScope || leftOut.some((skipped) => `${pointer}/`.startsWith(`${skipped}/`));
    if (!isTold && !isShown(text, pages.shown))
      flaws.push(`${position.field} ${JSON.stringify(text)} is not shown in the docs`);
  }
  return flaws;
}

function isShownIn({ base }: Trial, position: Change["position"]): boolean {
  return expectationOf(position).shown && declaredWord(position) !== null && base.shown.includes(position.text);
}

/** What is different in what a package's calls said; `null` where nothing can be foretold. */
export function wireDifference(trial: Trial, result: ProbeResult, isTold: boolean): Difference | null {
  const { base } = trial;
  const difference = saidDifference(trial, saidBy(result), isTold);
  // An operation whose path no URL can hold is told, too.
  if (difference === null || isTold || result.operations >= base.operations) return difference;
  return { ...difference, flaws: [...difference.flaws, `has ${result.operations} operations of ${base.operations}`] };
}

function saidDifference({ base, changes }: Trial, now: readonly OperationSaid[], isTold: boolean): Difference | null {
  const change = changes.length === 1 ? changes[0]?.written.change : undefined;
  if (change?.kind === "word") return wordDifference(base.said, now, [change], false);
  if (change?.kind === "address") return addressDifference(base.said, now, change.retold);
  if (change?.kind === "media type") return mediaTypeDifference(base.said, now, change.word, change.text);
  const retellings = changes.flatMap(({ position, text }): readonly Retelling[] =>
    expectationOf(position).wire === "all" ? [{ word: declaredWord(position), text }] : [],
  );
  return retellings.length === 0 ? null : wordDifference(base.said, now, retellings, isTold);
}
