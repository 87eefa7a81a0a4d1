import type { Written } from "./embedding.js";
import type { Position } from "./positions.js";
import { Substitution } from "./substitute.js";
import type { OperationSaid } from "./wire.js";

/** A good document that strings are tried in, and what its package says and shows. */
export interface Base {
  readonly name: string;
  readonly document: object;
  readonly positions: readonly Position[];
  readonly said: readonly OperationSaid[];
  readonly shown: string;
  readonly operations: number;
  /** How much of it is left out. */
  readonly skipped: number;
}

/** A hostile string in a position. */
export interface Change {
  readonly position: Position;
  /** The string. */
  readonly text: string;
  /** What stands in the position: the string, or a value that it is part of. */
  readonly written: Written;
}

/** A base document with hostile strings in one position, or in many at once. */
export interface Trial {
  readonly base: Base;
  readonly changes: readonly Change[];
  /** Whether it is compiled, imported, constructed and called, too. */
  readonly isDeep: boolean;
}

/** The change of the document that a trial is. */
export function substitutionOf({ changes }: Trial): Substitution {
  return new Substitution(changes.map(({ position, written: { text } }) => ({ position, text })));
}

/** A trial by the position and string that it is about. */
export function nameOf({ base, changes }: Trial): string {
  const [only, ...others] = changes;
  if (only === undefined || others.length > 0) return `${base.name}, ${changes.length} strings at once`;
  const { position, written } = only;
  return `${base.name} ${position.kind} ${position.field} /${position.steps.join("/")} = ${JSON.stringify(written.text.slice(0, 90))}`;
}
