import { type Code, code, cutOut, numberLiteral } from "./code.js";

/**
 * `unknown` with a number behind it, between control characters that no other code holds. It stays until the file is
 * printed, since only then it is clear which of them are left: unions and intersections swallow some.
 */
export function markedUnknown(mark: number): Code {
  return code`unknown\u0001${numberLiteral(mark)}\u0001`;
}

/** Stands before and behind a mark's number. */
const edge = "\u0001";

/** Whether a type is `unknown`, marked or not. */
export function isUnknown(type: Code): boolean {
  const [word, , rest, ...more] = type.split(edge);
  return word === "unknown" && (rest ?? "") === "" && more.length === 0;
}

/** A text without marks, and the marks in their order. */
export function withoutMarks<T extends string>(text: T): { readonly text: T; readonly marks: readonly number[] } {
  const { kept, cut } = cutOut(text, edge);
  return { text: kept, marks: cut.map(Number) };
}
