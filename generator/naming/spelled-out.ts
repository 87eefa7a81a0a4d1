import { wordsOf } from "./words.js";

const spoken: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "-": "dash",
    _: "underscore",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    "+": "plus",
    "*": "star",
    "@": "at",
    "#": "hash",
    $: "dollar",
    "%": "percent",
    "&": "and",
    "=": "equals",
    "~": "tilde",
    "|": "bar",
    ",": "comma",
    ";": "semicolon",
    "!": "exclamation",
    "?": "question",
    "'": "quote",
    '"': "double quote",
    "(": "open",
    ")": "close",
    "[": "open bracket",
    "]": "close bracket",
    "{": "open brace",
    "}": "close brace",
    "<": "less",
    ">": "greater",
    "\\": "backslash",
    "^": "caret",
    "`": "backtick",
    " ": "space",
  }),
);

/**
 * A name with its punctuation as words, then also with its case: what tells names apart that are one in camelCase.
 * `a-b` and `a_b` → `a dash b`, `a underscore b`; `ID` and `Id` → `ID uppercase`, `Id capitalized`.
 */
export function spelledOut(text: string): readonly [string, string] {
  const words = text.replace(/[^\p{L}\p{M}\p{N}]/gu, (sign) => ` ${spoken.get(sign) ?? hex(sign)} `);
  return [words, `${words} ${caseOf(text)}`];
}

function hex(sign: string): string {
  return `u${(sign.codePointAt(0) as number).toString(16)}`;
}

function caseOf(text: string): string {
  if (text === text.toLowerCase()) return "lowercase";
  if (text === text.toUpperCase()) return "uppercase";
  return wordsOf(text).join("").replace(/^./u, "") === wordsOf(text).join("").replace(/^./u, "").toLowerCase()
    ? "capitalized"
    : "mixed case";
}
