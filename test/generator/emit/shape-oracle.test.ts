import { describe, expect, test } from "vitest";
import { checkShape, ShapeError } from "../../../generator/emit/shape-oracle.js";

const check = (text: string, planned: readonly string[]): void => checkShape({ path: "src/a.ts", text }, planned);

/** A file with everything that emitters print, and a mark at every place where they put text of a document. */
const file = `import { A, type B } from "./b.js";

/**
 * Docs /*doc*/
 */
export interface C extends B<"x"> {
  /** Member. /*doc*/ */
  readonly a?: B["x"]/*type*/;
  "b-c": "value/*string*/";
  ["__proto__"]: Record<string, unknown>/*type*/;
  [key: string]: [string, ...B[]];/*member*/
}

export type D<T extends keyof B = "a"> =
  | "x/*string*/"
  | -1
  | (T & { a: null })/*type*/;

const descriptor: B = { method: "GET", path: ["/a/", { parameter: "x/*string*/" }/*value*/], plan: () => descriptor/*value*/ };

export const E = { Low: 1/*value*/, "high-er": "x" } as const;

export class F<Missing extends string = "a"/*type*/> extends A<B, Missing> {
  readonly #core: B;/*member*/

  constructor(core: B, options: B = {}) {
    super(core, descriptor, { options });
    this.#core = core;/*statement*/
    this.tag = new A(core/*argument*/);
  }

  set(value: B): F<Exclude<Missing, "a">>/*type*/ {
    return this.set("a/*string*/", value/*argument*/);
  }
}

export function createCore(options: B = {}): A {
  return new A(descriptor, { ...options }/*argument*/);
}/*end*/

export { G, type H } from "./g.js";
`.replaceAll(/\/\*(?:doc)\*\/(?= ?\*?\/?)/g, "@@doc@@");

const planned = [
  "import A, B from ./b.js",
  "interface C",
  "type D",
  "const descriptor",
  "const E",
  "class F",
  "function createCore",
  "export G, H from ./g.js",
];
const clean = file.replaceAll("@@doc@@", "").replaceAll(/\/\*[a-z]+\*\//g, "");

/** What an injection looks like, by where it would stand. */
const injections: Readonly<Record<string, readonly string[]>> = {
  doc: [
    "*/ evil(); /*",
    "*/\n// @ts-ignore\n/*",
    "//# sourceMappingURL=https://evil.example/x.map",
    "\u202e",
    "\u0085",
    "\u200b",
  ],
  type: [
    "; evil(); type Z = 1",
    " | import('fs')",
    " | typeof evil",
    `${" | `$"}{string}\``,
    "; }\n static { evil(); }\n interface Q {",
    "[typeof evil]",
  ],
  string: ['"; evil(); "', '" + evil() + "', '"]: evil(), ["', "\n", '", ...evil(), "'],
  member: [
    "\n static { evil(); }",
    "\n [evil()]: string;",
    "\n static x = evil();",
    "\n @evil y: string;",
    "\n get z() { return 1; }",
    "\n x = 1;",
  ],
  value: [
    ", x: evil()",
    ", [evil()]: 1",
    ", ...evil()",
    " + 1",
    ", x: () => evil()",
    ", x: /a/",
    ", x: `a`",
    ", x: class {}",
    ", x() {}",
    ", x: function () {}",
    ", get x() { return 1; }",
    ", x: (evil(), 1)",
    ", x: a.b",
    ", x: new A()",
    ", x: (y = 1) => y",
    ", x: async () => A",
  ],
  statement: [
    " evil();",
    " this.set(evil());",
    " new Function('x');",
    " new Worker('data:');",
    " throw 1;",
    " import('fs');",
    " this.a.b();",
    " evil = 1;",
    " if (1) {}",
    " let x;",
    " debugger;",
    " delete this.x;",
    " A.b = 1;",
    " core.x = 1;",
    " A`x`;",
    " void 0;",
    " eval('1');",
  ],
  argument: [
    ", evil()",
    ", import('x')",
    ", () => { evil(); }",
    ", function () {}",
    ", x = 1",
    ", /a/",
    ", `x`",
    ", await 1",
    ", (1, 2)",
    ", ...[1].map(evil)",
    ", core?.x()",
    ", class { static { evil(); } }",
    ", 1 ? 2 : 3",
    ", !1",
    ", typeof x",
    ", evil`x`",
  ],
  end: [
    "\nevil();",
    "\nexport default 1;",
    "\nexport * from 'fs';",
    "\nexport const x = 1;",
    "\nimport 'fs';",
    "\ndeclare global {}",
    "\nnamespace X {}",
    "\nenum X {}",
    "\nimport x = require('fs');",
    "\nexport = 1;",
    "\n;",
    "\n{}",
    "\nfor (;;) {}",
    "\nlabel: 1;",
    "\nexport interface C {}",
    "\nfunction createCore() {}",
    "\nlet y = 1;",
    "\n// @ts-expect-error",
    "\n//@ sourceURL=x",
  ],
};

describe("the shape oracle", () => {
  test("takes what emitters print", () => {
    expect(() => check(clean, planned)).not.toThrow();
  });

  test.each(Object.entries(injections).flatMap(([place, texts]) => texts.map((text) => [place, text] as const)))(
    "refuses, in place of a %s: %j",
    (place, injected) => {
      const mark = place === "doc" ? "@@doc@@" : `/*${place}*/`;
      const places = file.split(mark).length - 1;
      expect(places).toBeGreaterThan(0);
      for (let place = 0; place < places; place++) {
        const pieces = file.split(mark);
        const text = pieces.map((piece, at) => piece + (at === place ? injected : "")).join("");
        const planted = text.replaceAll("@@doc@@", "").replaceAll(/\/\*[a-z]+\*\//g, "");
        expect(() => check(planted, planned), planted).toThrow(ShapeError);
      }
    },
  );

  test.each([
    ["another name", clean.replace("interface C", "interface Cc")],
    ["a missing statement", clean.replace(/export function[\s\S]*?\n\}\n/, "")],
    ["another order", clean.replace(/(export interface C[\s\S]*?\n\}\n)\n(export type D[\s\S]*?;\n)/, "$2\n$1")],
    ["an import of more", clean.replace("{ A, type B }", "{ A, type B, Z }")],
    ["an import from elsewhere", clean.replace('"./b.js"', '"node:fs"')],
    ["an import by another name", clean.replace("{ A, type B }", "{ Z as A, type B }")],
    ["an import of all", clean.replace("{ A, type B }", "* as A")],
    ["an import for its effects", clean.replace("{ A, type B } from ", "")],
    ["an export from elsewhere", clean.replace('"./g.js"', '"https://evil.example/g.js"')],
    ["let in place of const", clean.replace("const descriptor", "let descriptor")],
    ["two constants in one", clean.replace("const descriptor: B", "const z = 1, descriptor: B")],
    ["a syntax error", clean.replace("export type D", "export type")],
    ["a decorator", clean.replace("export class F", "@evil export class F")],
    ["a base that is called", clean.replace("extends A<B, Missing>", "extends evil()<B>")],
    ["a default that is called", clean.replace("options: B = {}", "options: B = evil()")],
  ])("refuses %s", (_what, text) => {
    expect(text).not.toBe(clean);
    expect(() => check(text, planned)).toThrow(ShapeError);
  });
});

test.each([
  ["/// <reference types='node' />\n"],
  ["// @ts-nocheck\n"],
  ["/** @jsx evil */\n"],
  ["#!/usr/bin/env node\n"],
])("a file that begins with %j is refused", (text) => {
  expect(() => check(text + clean, planned)).toThrow(ShapeError);
});
