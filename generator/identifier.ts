/**
 * Letters that Unicode took in late, or keeps beyond its first plane: compilers that are in use do not know all of them
 * as letters, and what Node knows depends on its version. And those that nobody sees, such as Hangul fillers.
 */
const unsettled =
  "\\p{Default_Ignorable_Code_Point}\\u0870-\\u089f\\u0c5c\\u0cdc\\u1ab0-\\u1aff\\u1c80-\\u1c8f\\ua7c0-\\ua7ff\\u{10000}-\\u{10ffff}";
const whole = new RegExp(`^(?:(?![${unsettled}])[\\p{ID_Start}$_])(?:(?![${unsettled}])[\\p{ID_Continue}$])*$`, "u");
const foreign = new RegExp(`[${unsettled}]|[^\\p{ID_Continue}$]`, "gu");
const start = new RegExp(`^(?![${unsettled}])[\\p{ID_Start}$_]`, "u");

/** Whether a name can stand as an identifier in every position that is not reserved. */
export function isIdentifier(name: string): boolean {
  return whole.test(name) && name === name.normalize("NFC");
}

/** Puts `replacement` in the place of every character that no identifier may have. */
export function replaceForeign(text: string, replacement: "" | "_"): string {
  return text.replace(foreign, replacement).normalize("NFC");
}

/** Whether a text begins as an identifier may begin. */
export function startsAsIdentifier(text: string): boolean {
  return start.test(text);
}
