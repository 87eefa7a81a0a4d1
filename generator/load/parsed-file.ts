/** A parsed file: its value, and where its parts stand. */
export interface ParsedFile {
  readonly value: unknown;
  /** Line and column, from 1, of the nearest part that exists on the way to a pointer. */
  position(pointer: string): readonly [line: number, column: number];
}

/** Why a file could not be parsed. */
export interface ParseProblem {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly line: number;
  readonly column: number;
}

/** Line and column, from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): readonly [line: number, column: number] {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return [line, offset - before.lastIndexOf("\n")];
}
