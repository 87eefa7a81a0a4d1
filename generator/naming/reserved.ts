/** Members of request classes and of every object: a setter of such a name gets `Param`. */
export const requestMembers: ReadonlySet<string> = new Set([
  "execute",
  "executeWithResponse",
  "tryExecute",
  "toRequest",
  "pages",
  "set",
  "missing",
  "then",
  "catch",
  "finally",
  ...objectMembers(),
]);

/** Members of a tag's class and of every object: an operation of such a name gets `Operation`. */
export const tagMembers: ReadonlySet<string> = new Set(["then", "core", ...objectMembers()]);

/** Members of the client: a tag of such a name gets `Api`. */
export const clientMembers: ReadonlySet<string> = new Set(["then", "with", ...objectMembers()]);

/** Types of the language that generated code mentions, which a type of the document must not hide. */
export const languageTypes: ReadonlySet<string> = new Set([
  "Readonly",
  "Record",
  "Exclude",
  "Partial",
  "Pick",
  "Required",
  "Omit",
  "Uint8Array",
  "AsyncIterable",
  "Promise",
]);

/** Words that cannot name a parameter of a method or a constant. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "implements interface let package private protected public static yield await async arguments eval undefined core"
  ).split(" "),
);

/** Names that Windows keeps for devices, whatever the extension. */
export const deviceNames: ReadonlySet<string> = new Set([
  "con",
  "prn",
  "aux",
  "nul",
  ...Array.from({ length: 10 }, (_, digit) => [`com${digit}`, `lpt${digit}`]).flat(),
]);

function objectMembers(): readonly string[] {
  return [...Object.getOwnPropertyNames(Object.prototype), "prototype", "toJSON"];
}
