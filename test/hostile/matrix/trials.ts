import { sized } from "../counts.js";
import { isNarrow, writtenAt } from "./embedding.js";
import { expectationOf } from "./expectations.js";
import type { Version } from "./fixed-fields.js";
import { hostileStrings } from "./hostile-strings.js";
import type { Position } from "./positions.js";
import { declaredWord } from "./substitute.js";
import type { Base, Change, Trial } from "./trial.js";

/** Which strings meet which positions in a run of the CI's size; any number will do. */
export const seed: number = Number(process.env.HOSTILE_SEED ?? 20_261_122);
/** Strings that each position with a grammar meets alone; HOSTILE_STRINGS=230 takes a day. */
const stringsEach = Number(process.env.HOSTILE_STRINGS ?? sized(1, 100));
/** Positions with a narrow grammar meet so many more, inside of good values as well. */
const stringsOfNarrow = sized(4, 100);
/** Of so many positions that take any text, one meets a string alone, too. */
const aloneEvery = sized(3, 1);
/** Of so many documents one is compiled, imported and called as well. */
const deepEvery = Number(process.env.HOSTILE_DEEP ?? sized(12, 1));
/** Only positions of fields that match this. */
const only = new RegExp(process.env.HOSTILE_FIELD ?? "");

/** Everything that is tried in a version's base documents. */
export function trialsOf(bases: readonly Base[], version: Version): readonly Trial[] {
  return [...oneAtATime(bases, version), ...bases.flatMap((base) => allAtOnce(base, version))];
}

/** Every position with some strings in turn, so that over all positions every string has its turn too. */
function oneAtATime(bases: readonly Base[], version: Version): readonly Trial[] {
  // The versions share most positions, and take turns with them.
  const shift = seed + Number(version.replace(".", ""));
  let next = shift * 53;
  return positionsOf(bases).flatMap(({ base, position }, at) => {
    const narrow = isNarrow(position);
    const isAlone = !expectationOf(position).isIndependent || (at + shift) % aloneEvery === 0;
    const times = narrow ? Math.max(stringsEach, stringsOfNarrow) : isAlone ? stringsEach : 0;
    const changes = Array.from({ length: times }, (_, turn) => changeAt(position, next++, turn)).filter(canStand);
    return changes.map((change, turn) => {
      const isDeep = narrow || (at + turn + shift) % Math.ceil(deepEvery / 2) === 0;
      return { base, changes: [change], isDeep };
    });
  });
}

/**
 * Every string in every position that takes any text: as many documents as there are strings, with another one in each
 * position at once, each time the next. In CI one version has half of them, the others some.
 */
function allAtOnce(base: Base, version: Version): readonly Trial[] {
  const positions = positionsOf([base]).filter(({ position }) => expectationOf(position).isIndependent);
  const step = sized(version === "3.1" ? 2 : 8, 1);
  return hostileStrings.flatMap((_, turn) => {
    if ((turn + seed) % step !== 0) return [];
    // Neighbours have strings that are no neighbours, which are of one kind.
    const changes = declaredOnce(positions, turn)
      .map(([position, at]) => changeAt(position, turn + at * 7, 0))
      .filter(canStand);
    return changes.length === 0 ? [] : [{ base, changes, isDeep: Math.floor(turn / step) % deepEvery === 0 }];
  });
}

/** Positions with their index. Of those that declare the same name, which is changed wherever it is used, one in turn. */
function declaredOnce(
  positions: readonly { readonly position: Position }[],
  turn: number,
): readonly (readonly [Position, number])[] {
  const byName = new Map<string, [Position, number][]>();
  for (const [at, { position }] of positions.entries()) {
    const name = declaredWord(position) ?? `${at}`;
    byName.set(name, [...(byName.get(name) ?? []), [position, at]]);
  }
  return [...byName.values()].flatMap((same) => same.slice(turn % same.length, (turn % same.length) + 1));
}

function positionsOf(bases: readonly Base[]): readonly { readonly base: Base; readonly position: Position }[] {
  return bases
    .flatMap((base) => base.positions.map((position) => ({ base, position })))
    .filter(({ position }) => only.test(position.field));
}

/** A name that stands in braces in a path cannot hold any. */
function canStand({ position, text }: Change): boolean {
  return position.field !== "Parameter.name" || !/[{}]/.test(text);
}

function changeAt(position: Position, at: number, turn: number): Change {
  const text = hostileStrings[at % hostileStrings.length] ?? "";
  return { position, text, written: writtenAt(position, text, turn) };
}
