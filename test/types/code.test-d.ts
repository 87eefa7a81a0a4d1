import {
  blockComment,
  type Code,
  code,
  type DocText,
  joinCode,
  jsDoc,
  stringLiteral,
} from "../../generator/emit/code.js";
import type { EmittedFile } from "../../generator/emit/generated-file.js";
import { literal, Verbatim } from "../../generator/emit/literal.js";
import {
  classDeclaration,
  constant,
  interfaceDeclaration,
  type Statement,
  typeAlias,
} from "../../generator/emit/structures.js";

declare const text: string;
declare const piece: Code;
declare const words: DocText;

/** Code that a person may write by mistake, each of which must not compile. */
export const mistakes: readonly unknown[] = [
  // @ts-expect-error text is no code
  code`const a = ${text};`,
  // @ts-expect-error a comment's text is no code
  code`const a = ${jsDoc(text)};`,
  // @ts-expect-error text is no code
  joinCode([text], ", "),
  // @ts-expect-error a separator is one of ours
  joinCode([piece], text),
  // @ts-expect-error code may hold what ends a comment
  blockComment(stringLiteral(text)),
  // @ts-expect-error text is no code
  new Verbatim(text),
  // @ts-expect-error text is no code
  constant(piece, text),
  // @ts-expect-error text is no code
  typeAlias({ name: text, type: piece }),
  // @ts-expect-error text is no code
  typeAlias({ name: piece, type: text }),
  // @ts-expect-error a function that writes may write anything
  typeAlias({ name: piece, type: (writer: { write(text: string): void }) => writer.write(text) }),
  // @ts-expect-error text is no comment's
  typeAlias({ name: piece, type: piece, docs: [text] }),
  // @ts-expect-error code may hold what ends a comment
  typeAlias({ name: piece, type: piece, docs: [piece] }),
  // @ts-expect-error text is no code
  typeAlias({ name: piece, type: piece, leadingTrivia: text }),
  // @ts-expect-error text is no code
  interfaceDeclaration({ name: piece, properties: [{ name: text, type: piece }] }),
  // @ts-expect-error text is no code
  classDeclaration({ name: piece, methods: [{ name: piece, statements: [text] }] }),
  // @ts-expect-error text is no code
  { declares: "const a", code: text } satisfies Statement,
  // @ts-expect-error text is no statement
  text satisfies Statement,
  // @ts-expect-error the text of a module is code
  { path: "src/a.ts", text } satisfies EmittedFile,
];

export const fine: readonly unknown[] = [
  code`const a = ${stringLiteral(text)};`,
  literal(text),
  typeAlias({ name: piece, type: piece, docs: [words] }),
  { path: "src/a.ts", text: piece } satisfies EmittedFile,
  { path: "docs/a.md", text } satisfies EmittedFile,
];
