import { type Excess, longName, maxDepth, maxElements, maxLongNames, maxMembers, maxText } from "./bounds.js";

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

/** Problems of one file that are told: what cannot be parsed seldom has as many causes. */
export const mostProblems = 100;

/** What is told of a part that is beyond a bound. */
export const excesses: Readonly<Record<Excess["what"], Pick<ParseProblem, "message" | "help">>> = {
  depth: { message: `The document nests more than ${maxDepth} deep here.`, help: "Flatten it." },
  size: { message: "The document holds too much: here it is beyond any real one.", help: "Split it, or shorten it." },
  text: { message: `This text has more than ${maxText.toLocaleString("en")} characters.`, help: "Shorten it." },
  list: { message: `This list has more than ${maxElements.toLocaleString("en")} elements.`, help: "Shorten it." },
  object: { message: `This object has more than ${maxMembers.toLocaleString("en")} members.`, help: "Split it." },
  keys: {
    message: `Keys of more than ${longName.toLocaleString("en")} characters add up to more than ${maxLongNames.toLocaleString("en")} here.`,
    help: "Shorten them.",
  },
};

/** The problem of a file that is beyond a bound. */
export function excessProblem({ what, offset }: Excess, text: string): ParseProblem {
  // Not by a table of all lines: of those there may be too many, too.
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", start)) {
    line += 1;
    start = at + 1;
  }
  return { code: "OF1002", ...excesses[what], line, column: offset - start + 1 };
}

/** Finds line and column, from 1, of offsets. */
export function lineFinder(text: string): (offset: number) => readonly [line: number, column: number] {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, offset - (starts[low] as number) + 1];
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
