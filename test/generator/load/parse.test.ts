import { describe, expect, test } from "vitest";
import {
  maxDepth,
  maxElements,
  maxLongNames,
  maxMembers,
  maxText,
  maxTokens,
  maxValues,
} from "../../../generator/load/bounds.js";
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
    ["a.json", flow(maxDepth), []],
    ["a.json", flow(maxDepth + 1), [`OF1002 1:${maxDepth + 1}`]],
    ["a.json", `{"a": "${"[".repeat(500)}"}`, []],
    ["a.json", `{"a": "\\"${"[".repeat(500)}"}`, []],
    ["a.json", flow(100_000), [`OF1002 1:${maxDepth + 1}`]],
    ["a.yaml", flow(maxDepth), []],
    ["a.yaml", `a: ${flow(maxDepth)}`, [`OF1002 1:${maxDepth + 3}`]],
    ["a.yaml", `a: 'it''s ${"[".repeat(500)}'`, []],
    ["a.yaml", `a: |\n  ${"[".repeat(500)}\n`, []],
    ["a.yaml", `a: |\n${Array.from({ length: 500 }, (_, n) => `${" ".repeat(n + 1)}x\n`).join("")}`, []],
    ["a.yaml", `a: it's\nb: ${flow(500)}`, [`OF1002 2:${maxDepth + 3}`]],
    ["a.yaml", `a: 'open\nb: ${flow(500)}`, ["OF1003 2:1"]],
    ["a.yaml", "&a [".repeat(500), [`OF1002 1:${4 * maxDepth + 4}`]],
    ["a.yaml", "!!seq [".repeat(500), [`OF1002 1:${7 * maxDepth + 7}`]],
    ["a.yaml", `"a":${"{ b: [".repeat(500)}`, [`OF1002 1:${6 * (maxDepth / 2) + 5}`]],
    ["a.yaml", `{ a: it's, b: ${flow(20_000)} }`, [`OF1002 1:${maxDepth + 14}`]],
    [
      "a.yaml",
      Array.from({ length: 2_000 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}]`)
        .join("\n")
        .replace("*a0", ""),
      ["OF1005"],
    ],
  ] as const)("%s %.20s", (name, text, want) => {
    const found = problemsOf(name, text).slice(0, 1);
    expect(found.map((line) => line.slice(0, want[0]?.length))).toEqual(want);
  });

  test.each([
    ["maps", block],
    ["lists on one line", dashes],
    ["lists on lines", (depth: number) => Array.from({ length: depth }, (_, n) => `${" ".repeat(n)}-`).join("\n")],
    ["explicit keys", (depth: number) => `${"? ".repeat(depth)}x`],
  ])("%s", (_what, nested) => {
    const tooDeep = (depth: number): boolean =>
      problemsOf("a.yaml", nested(depth)).some((line) => line.startsWith("OF1002"));
    expect(tooDeep(maxDepth - 1)).toBe(false);
    expect(tooDeep(maxDepth + 1)).toBe(true);
    expect(tooDeep(20_000 / 10)).toBe(true);
  });

  test("half-open intervals in prose do not add up", () => {
    const lines = Array.from({ length: 500 }, (_, index) => `a${index}: a number in [0, 1)`);
    expect(problemsOf("prose.yaml", lines.join("\n"))).toEqual([]);
  });
});

describe("size", () => {
  test.each([
    ["values of JSON", "a.json", `[${"1,".repeat(maxValues)}1]`],
    ["tokens of YAML", "a.yaml", "- a\n".repeat(maxTokens / 3)],
    ["values behind aliases", "a.yaml", `a: &a [${"1,".repeat(2_000)}]\nb: [${"*a,".repeat(1_000)}]\n`],
    ["members behind merge keys", "a.yaml", merges(2_000)],
  ])("too many %s", (_what, name, text) => {
    expect(problemsOf(name, text)[0]).toMatch(/^OF100[25] \d+:\d+$/);
  });

  function merges(count: number): string {
    const base = Array.from({ length: count }, (_, n) => `k${n}: 1`).join(", ");
    return `base: &base {${base}}\n${Array.from({ length: count }, (_, n) => `x${n}: {<<: *base}\n`).join("")}`;
  }
});

describe("what only YAML has", () => {
  test.each([
    ["a: [!!binary AAAA, !!timestamp 2001-01-01, 2001-01-01]", { a: ["AAAA", "2001-01-01", "2001-01-01"] }],
    ["a: !!set {b, c}", { a: { b: null, c: null } }],
    ["a: !!omap [b: 1]", { a: [{ b: 1 }] }],
    ["1: a\ntrue: b\n~: c\n1.50: d", { "1": "a", true: "b", "": "c", "1.5": "d" }],
    ["a: <<\n'<<': b", { a: "<<", "<<": "b" }],
    [
      "a: &a {x: 1, y: 2}\nb: {x: 0, <<: *a}\nc: {<<: *a, x: 0}",
      { a: { x: 1, y: 2 }, b: { x: 0, y: 2 }, c: { x: 0, y: 2 } },
    ],
    ["a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}", { a: { x: 1 }, b: { x: 2, y: 2 }, c: { x: 1, y: 2 } }],
    ["a: &a b\n*a : c", { a: "b", b: "c" }],
    ["a: &a 1\nb: *a\nc: &a 2\nd: *a", { a: 1, b: 1, c: 2, d: 2 }],
  ])("%j", (text, want) => {
    expect(valueIn("a.yaml", text)).toEqual(want);
  });

  test("a member of any name is its own", () => {
    const value = valueIn("a.yaml", "__proto__: {x: 1}\nconstructor: 2\nb: {<<: {__proto__: 3}}");
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":1},"constructor":2,"b":{"__proto__":3}}');
  });

  test.each([
    ["a: {<<: 1}", "OF1003 1:5"],
    ["a: {<<: [1]}", "OF1003 1:5"],
    ["? [a]\n: b", "OF1003 1:3"],
    ["1: a\n'1': b", "OF1004 2:1"],
    ["a: 1\na: 2\nb: {c: 1, c: 2}", "OF1004 2:1"],
  ])("%j is refused", (text, want) => {
    expect(problemsOf("a.yaml", text)[0]).toBe(want);
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

describe("sizes, where they are beyond a bound", () => {
  const commas = (count: number): string => ",1".repeat(count - 1);
  const members = (count: number): string => Array.from({ length: count - 1 }, (_, n) => `,"${n}":1`).join("");
  const letters = (count: number): string => "a".repeat(count);

  test.each<[what: string, limit: number, text: (size: number) => string, json: number, yaml: number]>([
    ["elements", maxElements, (size) => `{"a":[[1${commas(size)}]]}`, 7 + 2 * maxElements, 7],
    ["members", maxMembers, (size) => `[{"a":1${members(size)}}]`, 488_888, 2],
    ["a key", maxLongNames, (size) => `[[],{"b":[1],"${letters(size)}":1}]`, 14, 14],
    ["the first key", maxLongNames, (size) => `{"${letters(size)}":1}`, 2, 2],
    ["several keys", maxLongNames - 2_000, (size) => `{"${letters(2_000)}":1,"${letters(size)}":1}`, 2_007, 2_007],
    ["a text", maxText, (size) => `{"a":"${letters(size)}","b":[1,"x"]}`, 6, 6],
    ["a text in a list", maxText, (size) => `{"a":[1,"${letters(size)}"]}`, 9, 9],
  ])("%s", (_what, limit, text, json, yaml) => {
    expect(problemsOf("a.json", text(limit))).toEqual([]);
    expect(problemsOf("a.json", text(limit + 1))).toEqual([`OF1002 1:${json}`]);
    expect(problemsOf("a.yaml", text(limit - 2))).toEqual([]);
    expect(problemsOf("a.yaml", text(limit + 1))).toEqual([`OF1002 1:${yaml}`]);
  });

  test("usual keys may be many", () => {
    const usual = Array.from({ length: 200 }, (_, n) => `"${letters(490)}${n}":1`).join(",");
    expect([...problemsOf("a.json", `{${usual}}`), ...problemsOf("a.yaml", `{${usual}}`)]).toEqual([]);
  });

  test.each([
    ["a list in lines", maxElements, (size: number) => `a:\n${"  - 1\n".repeat(size)}`, "2:3"],
    ["a list with a last comma", maxElements, (size: number) => `a: [${"1,".repeat(size)}\n]`, "1:4"],
    ["an object in lines", maxMembers, (size: number) => `a:\n${lines(size)}  # nothing\n`, "2:3"],
  ])("%s of YAML", (_what, limit, text, place) => {
    expect(problemsOf("a.yaml", text(limit))).toEqual([]);
    expect(problemsOf("a.yaml", text(limit + 1))).toEqual([`OF1002 ${place}`]);
  });

  test("flaws are not looked for in what has too much", () => {
    expect(problemsOf("a.yaml", `a:\n${"\tk: 1\n".repeat(200_000)}`)).toEqual(["OF1002 1:1"]);
  });

  function lines(count: number): string {
    return Array.from({ length: count }, (_, n) => `  k${n}: 1\n`).join("");
  }
});
