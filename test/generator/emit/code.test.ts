import { createRequire } from "node:module";
import fc from "fast-check";
import type TypeScript from "typescript";
import { describe, expect, test } from "vitest";
import {
  blockComment,
  type Code,
  code,
  cutOut,
  type DocText,
  identifier,
  indentCode,
  joinCode,
  jsDoc,
  numberLiteral,
  propertyKey,
  runtimeSource,
  stringLiteral,
} from "../../../generator/emit/code.js";
import { literal } from "../../../generator/emit/literal.js";
import { isIdentifier } from "../../../generator/identifier.js";

const ts: typeof TypeScript = createRequire(import.meta.url)("typescript");

const evaluate = (expression: string): unknown => new Function(`"use strict"; return (${expression});`)();

/** Any text: also lone surrogates, separators, directions, and what ends strings, comments and templates. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom('"', "'", "`", "\\", "${", "}", "*/", "/*", "//", "\n", "\r", "\u2028", "\u0000", "@", " ", "x"),
    )
    .map((parts) => parts.join("")),
);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: hostile text is what this is about.
const hostile: readonly string[] = [
  "",
  '"',
  "\\",
  '\\"',
  "\\\\",
  "'; globalThis.pwned = 1; '",
  '"; globalThis.pwned = 1; "',
  "${globalThis.pwned = 1}",
  "`",
  "\u2028\u2029",
  "\r\n\t\v\f\b\0",
  "\u0085\u009f\u007f",
  "\u202e\u2066\u200b\ufeff",
  "\ud800",
  "\udc00\ud800",
  "\u{1f600}",
  "</script>",
  "__proto__",
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.

describe("code", () => {
  const a = (): Code => code`a`;
  const b = (): Code => code`b`;

  test.each([
    ["nothing", () => code``, ""],
    ["one of ours", () => code`export {};`, "export {};"],
    ["an escape of ours", () => code`"\n"\\`, '"\n"\\'],
    ["values between parts", () => code`<${a()}|${b()}>`, "<a|b>"],
    ["values alone", () => code`${a()}${b()}`, "ab"],
    ["a list of values", () => code`[${[a(), b()]}]`, "[ab]"],
    ["an empty list", () => code`[${[]}]`, "[]"],
    ["joined", () => joinCode([a(), b()], ", "), "a, b"],
    ["indented", () => indentCode(code`a {\n  b\n}`, 2), "a {\n    b\n  }"],
  ])("of %s", (_what, given, want) => {
    expect(given()).toBe(want);
  });
});

describe("stringLiteral", () => {
  test.each(hostile.map((text) => [JSON.stringify(text), text]))("%s keeps its value", (_label, text) => {
    const printed = stringLiteral(text);
    expect(evaluate(printed)).toBe(text);
    expect(JSON.parse(printed)).toBe(text);
  });

  test("any text keeps its value, on one line, in characters that can be seen", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const printed = stringLiteral(text);
        expect(evaluate(printed)).toBe(text);
        expect(printed).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["a tab", "\t", '"\\t"'],
    ["a right-to-left override", "\u202e", '"\\u202e"'],
    ["a line separator", "\u2028", '"\\u2028"'],
    ["a lone surrogate", "\ud83d", '"\\ud83d"'],
    ["a character outside the basic plane", "\u{1f600}", '"\u{1f600}"'],
    ["an invisible one outside the basic plane", "\u{e0041}", '"\\udb40\\udc41"'],
    ["a letter that nobody sees", "\u3164", '"\\u3164"'],
    ["the selector of a picture", "\u2764\ufe0f", '"\u2764\ufe0f"'],
    ["a letter", "ß", '"ß"'],
  ])("%s", (_what, given, want) => {
    expect(stringLiteral(given)).toBe(want);
  });
});

describe("propertyKey", () => {
  test("any text is that key of an object literal, and of a type", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...hostile)), (text) => {
        const object = evaluate(`{ ${propertyKey(text)}: 1 }`) as object;
        expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
        expect(Object.entries(object)).toEqual([[text, 1]]);
        const parsed = ts.createSourceFile("a.ts", `type A = { ${propertyKey(text)}: 1 };`, ts.ScriptTarget.ES2022);
        expect(parsed.statements).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["name", "name"],
    ["$ref", "$ref"],
    ["class", "class"],
    ["größe", `"größe"`],
    ["a-b", '"a-b"'],
    ["9lives", '"9lives"'],
    ["", '""'],
    ["a\u200db", '"a\\u200db"'],
    ["__proto__", '["__proto__"]'],
  ])("%j → %s", (given, want) => {
    expect(propertyKey(given)).toBe(want);
  });
});

describe("identifier", () => {
  test.each(["a", "$", "_", "größe", "名前", "class", "x1"])("%s is one", (name) => {
    expect(identifier(name)).toBe(name);
  });

  test("the error shows what cannot be seen", () => {
    expect(() => identifier("a\u202e")).toThrow(new Error('not an identifier: "a\\u202e"'));
  });

  test.each(["", "1a", "a b", "a-b", "a.b", "a\n", "a\u2028", "e\u0301", "a;b", "\u3164", "a\u034f", "\u{1f600}"])(
    "%j is refused",
    (name) => {
      expect(isIdentifier(name)).toBe(false);
      expect(() => identifier(name)).toThrow("not an identifier");
    },
  );

  test("what passes declares exactly that name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 4 }).filter(isIdentifier), (name) => {
        expect(evaluate(`{ ${name}: 1 }`)).toEqual({ [name]: 1 });
      }),
    );
  });
});

describe("numberLiteral", () => {
  test.each([0, 1, -1, 0.1, 1e21, 1e-7, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE])("%d keeps its value", (value) => {
    expect(evaluate(numberLiteral(value))).toBe(value);
  });

  test("any finite number keeps its value", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(evaluate(numberLiteral(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, "1; evil()" as unknown as number])("%s is refused", (value) => {
    expect(() => numberLiteral(value)).toThrow("not a finite number");
  });
});

describe("jsDoc", () => {
  const commentOf = (text: string): { readonly tags: readonly string[]; readonly statements: number } => {
    const source = `/**\n * ${jsDoc(text).replaceAll("\n", "\n * ")}\n */\ninterface A {}`;
    const parsed = ts.createSourceFile("a.ts", source, ts.ScriptTarget.ES2022, true);
    const [first] = parsed.statements;
    const tags = first === undefined ? [] : ts.getJSDocTags(first).map((tag) => tag.tagName.text);
    expect((parsed as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
    expect(parsed.referencedFiles.length + parsed.typeReferenceDirectives.length).toBe(0);
    return { tags, statements: parsed.statements.length };
  };

  test.each([
    "*/ globalThis.pwned = 1; /*",
    "**/",
    "*\\/",
    "* /",
    "/** nested */",
    "@deprecated",
    "text @deprecated text",
    "text\n  @internal",
    "text\r@internal",
    "text\u2028@internal",
    "text\u0085@internal",
    "text\t@internal",
    "(@internal)",
    "mail me@example.com",
    '/// <reference types="node" />',
    "//# sourceMappingURL=https://evil.example/x.map",
    "*\u200b/",
  ])("%j stays text", (text) => {
    expect(commentOf(text)).toEqual({ tags: [], statements: 1 });
    expect(jsDoc(text)).not.toMatch(/sourceMappingURL|\/\/\/\s*</);
  });

  test.each([
    ["", ""],
    [" a\n ", "a"],
    ["a  \n\t\nb\t", "a\n\nb"],
    ["a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h\n\ni", "a\nb\nc\nd\ne\nf\ng\nh\n\ni"],
    ["VISIBLE r n v f", "VISIBLE r n v f"],
    ["a\u202eb\u0007\u{e0041}", "a\\u202eb\\u0007\\udb40\\udc41"],
    ["*/ /* */ /*", "*\\/ /\\* *\\/ /\\*"],
    ["@a b@c\n @d", "\\@a b@c\n \\@d"],
    ["sourceURL sourceMappingURL SOURCEURL", "source URL sourceMapping URL SOURCE URL"],
    ["/// <a> ///<b> /// c", "// / <a> // /<b> /// c"],
  ])("%j is written %j", (given, want) => {
    expect(jsDoc(given)).toBe(want);
  });

  test("any text stays text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(commentOf(text)).toEqual({ tags: [], statements: 1 });
      }),
      { numRuns: 300 },
    );
  });
});

describe("blockComment", () => {
  test.each([
    ["a", "/** a */"],
    ["\n a \n", "/** a */"],
    ["a\nb", "/**\n * a\n * b\n */"],
    ["a\n\n  b\n", "/**\n * a\n *\n *   b\n */"],
  ])("around %j", (given, want) => {
    expect(blockComment(given as DocText)).toBe(want);
  });
});

describe("literal", () => {
  const anyJson = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false),
      fc.integer(),
      anyText,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(anyText, tie("value")), { maxLength: 4 }).map((entries) => new Map(entries)),
    ),
  })).value;

  /** Maps as lists of entries, in the order of an object's keys. */
  const meant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(meant);
    if (!(value instanceof Map)) return value;
    const map = value as ReadonlyMap<string, unknown>;
    const keys = Object.keys(Object.fromEntries([...map.keys()].map((key) => [key, null])));
    return keys.map((key) => [key, meant(map.get(key))]);
  };
  const entriesOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(entriesOf);
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value).map(([key, member]) => [key, entriesOf(member)]);
  };

  test("any value keeps its value, whatever its width", () => {
    fc.assert(
      fc.property(anyJson, fc.integer({ min: 0, max: 130 }), (value, column) => {
        const printed = literal(value as Parameters<typeof literal>[0], column);
        const script = ts.transpileModule(`export const x = ${printed};`, {
          compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
        });
        const scope: { x?: unknown } = {};
        new Function("exports", script.outputText)(scope);
        expect(entriesOf(scope.x)).toEqual(meant(value));
      }),
      { numRuns: 150 },
    );
  });

  const words = (count: number): string[] => Array.from({ length: count }, (_, index) => `word-number-${index}`);

  test.each([
    ["fits on its line", words(5), 0, 1],
    ["does not fit behind what stands in front of it", words(5), 60, 7],
    ["is too long", words(9), 0, 11],
  ] as const)("a list that %s", (_what, value, column, lines) => {
    expect(literal(value, column).split("\n")).toHaveLength(lines);
  });

  test("what is nested deep breaks before column 120", () => {
    const deep = new Map([
      [
        "a",
        new Map([
          [
            "b",
            new Map([
              ["c", words(6)],
              ["d", words(7)],
            ]),
          ],
        ]),
      ],
    ]);
    const lines = literal(deep).split("\n");
    expect(lines.length).toBeGreaterThan(5);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe("what stands between edges", () => {
  test.each<[text: string, kept: string, cut: readonly string[]]>([
    ["a\u0001b\u0001c", "ac", ["b"]],
    ["\u0001a\u0001\u0001b\u0001", "", ["a", "b"]],
    ["a", "a", []],
  ])("%j is taken out", (text, kept, cut) => {
    expect(cutOut(text, "\u0001")).toEqual({ kept, cut });
  });
});

test("modules of the runtime are read by name alone", () => {
  expect(runtimeSource("secret")).toContain("class Secret");
  for (const name of ["../runtime/secret", "secret.ts#", "secret/", "1secret", ""]) {
    expect(() => runtimeSource(name)).toThrow("not a module of the runtime");
  }
});

test.each([
  ["//# sourceMappingURL=a", '"//\\u0023 sourceMappingURL=a"'],
  ["//@sourceURL=a", '"//\\u0040sourceURL=a"'],
  ["# source", '"# source"'],
])("the string %j holds no directive", (text, want) => {
  expect(stringLiteral(text)).toBe(want);
  expect(evaluate(stringLiteral(text))).toBe(text);
});
