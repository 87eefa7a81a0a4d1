import { gzipSync } from "node:zlib";
import { type Bomb, document, json, many, openapi } from "./bomb.js";

/** Bombs for readers and parsers: nesting, aliases, sizes, encodings. */
export function textBombs(): readonly Bomb[] {
  const deep = 200_000;
  const nested = (open: string, close: string, inner = ""): string =>
    `${openapi}x-deep: ${open.repeat(deep)}${inner}${close.repeat(deep)}\n`;
  const levels = (line: (level: number) => string, count = 20_000): string =>
    `${openapi}x-deep:\n${many(count, (level) => `${" ".repeat(level + 1)}${line(level)}\n`)}`;
  return [
    { name: "flow lists, 200,000 deep", text: nested("[", "]") },
    { name: "flow lists that never close", text: `${openapi}x-deep: ${"[".repeat(deep)}` },
    { name: "flow maps, 200,000 deep", text: nested("{a: ", "}") },
    { name: "flow maps with quoted keys", text: nested('{"a":', "}", "1") },
    { name: "flow with apostrophes before it", text: `${openapi}x: it's\nx-deep: ${"[".repeat(deep)}` },
    { name: "flow behind a quote that is left open", text: `${openapi}x: 'a\n  ${"[".repeat(deep)}` },
    { name: "flow behind tags", text: nested("!!seq [", "]") },
    { name: "flow behind anchors", text: `${openapi}x-deep: ${many(50_000, (n) => `&a${n} [`)}` },
    { name: "flow behind an explicit key", text: `${openapi}x-deep: ${"{? [".repeat(deep)}` },
    { name: "flow behind a comment", text: `${openapi}x-deep: ${"[ # '\n ".repeat(50_000)}` },
    { name: "flow in a block scalar's place", text: `${openapi}x-deep: ${"- [".repeat(50_000)}` },
    { name: "JSON, 200,000 deep", file: "spec.json", text: `${"[".repeat(deep)}${"]".repeat(deep)}` },
    { name: "JSON objects, 200,000 deep", file: "spec.json", text: '{"a":'.repeat(deep) },
    { name: "JSON in a .yaml file", text: '{"a":'.repeat(deep) },
    { name: "maps by indentation", text: levels(() => "a:", 6_000) },
    { name: "lists on one line", text: `${openapi}x-deep:\n  ${"- ".repeat(deep)}a\n` },
    { name: "lists by indentation", text: levels(() => "-", 6_000) },
    { name: "explicit keys on one line", text: `${openapi}${"? ".repeat(deep)}a\n` },
    { name: "explicit keys by indentation", text: levels(() => "?", 6_000) },
    { name: "values of explicit keys on one line", text: `${openapi}x:\n  ${": ".repeat(deep)}a\n` },
    { name: "lists behind tabs", text: `${openapi}x-deep:\n  ${"-\t".repeat(deep)}a\n` },
    { name: "a list in a list's item by line", text: `x:\n${many(5_000, (n) => `${"- ".repeat(n % 150)}a\n`)}` },
    { name: "tags", text: `${openapi}x: ${"!a ".repeat(deep)}\n` },
    { name: "anchors", text: `${openapi}x: ${many(deep, (n) => `&a${n} `)}\n` },
    { name: "one alias, 10^9 nodes", text: laughs((n) => `[${`*a${n}, `.repeat(10)}]`) },
    { name: "merge keys, 2^40 members", text: laughs((n) => `{<<: [${`*a${n}, `.repeat(3)}], k${n}: 1}`, 40) },
    { name: "merge keys in a chain", text: laughs((n) => `{<<: *a${n}, k${n}: 1}`, 5_000) },
    {
      name: "merge keys side by side",
      text: `${openapi}x-base: &b {${many(2_000, (n) => `k${n}: 1, `)}}\n${many(2_000, (n) => `x-${n}: {<<: *b}\n`)}`,
    },
    { name: "maps of aliases", text: laughs((n) => `{a: *a${n}, b: *a${n}, c: *a${n}}`, 60) },
    { name: "an alias of what it is in", text: `${openapi}x: &a [*a]\n` },
    { name: "aliases as keys", text: laughs((n) => `{*a${n} : *a${n}}`, 40) },
    { name: "100,000 aliases", text: `${openapi}x-a: &a {b: c}\nx-many:\n${many(100_000, () => "  - *a\n")}` },
    { name: "100,000 anchors", text: `${openapi}x-many:\n${many(100_000, (n) => `  - &a${n} b\n`)}` },
    { name: "100,000 documents", text: "---\na\n".repeat(100_000) },
    { name: "100,000 directives", text: `${"%FOO bar\n".repeat(100_000)}---\n${openapi}` },
    { name: "1,000,000 keys in YAML", text: `${openapi}x-many:\n${many(1_000_000, (n) => `  k${n}: 1\n`)}` },
    { name: "100,000 keys in flow", text: `${openapi}x-many: {${many(100_000, (n) => `k${n}: 1, `)}}\n` },
    { name: "100,000 keys without a value", text: `${openapi}x-many: {${many(100_000, (n) => `k${n}, `)}}\n` },
    { name: "1,000,000 commas", text: `${openapi}x-many: [${",".repeat(1_000_000)}]\n` },
    { name: "10,000,000 short items", text: `${openapi}x-many: [${"1,".repeat(10_000_000)}]\n` },
    { name: "5,000,000 empty lists", text: `${openapi}x-many: [${"[],".repeat(5_000_000)}]\n` },
    { name: "5,000,000 lines of a list", text: `${openapi}x-many:\n${"- \n".repeat(5_000_000)}` },
    { name: "20,000,000 empty lines", text: `${openapi}${"\n".repeat(20_000_000)}` },
    { name: "5,000,000 comments", text: `${openapi}${"# a\n".repeat(5_000_000)}` },
    { name: "30 MB of spaces", text: `${openapi}x:${" ".repeat(30_000_000)}a\n` },
    { name: "30 MB of colons", text: `${openapi}x: a${":".repeat(30_000_000)}\n` },
    { name: "30 MB of quotes", text: `${openapi}x: ${"'".repeat(30_000_000)}\n` },
    { name: "30 MB of brackets that close", text: `${openapi}x: ${"]".repeat(30_000_000)}\n` },
    { name: "a plain scalar of 1,000,000 lines", text: `${openapi}x: a\n${"  a\n".repeat(1_000_000)}` },
    { name: "a quoted scalar of 1,000,000 lines", text: `${openapi}x: "${"\n  a".repeat(1_000_000)}"\n` },
    { name: "a block scalar of 2,000,000 lines", text: `${openapi}x: |\n${"  a\n".repeat(2_000_000)}` },
    { name: "a folded scalar of 2,000,000 lines", text: `${openapi}x: >\n${"  a\n\n".repeat(1_000_000)}` },
    { name: "a scalar of 30 MB", text: `${openapi}x: ${"a".repeat(30_000_000)}\n` },
    { name: "a key of 10 MB", text: `${openapi}x-${"a".repeat(10_000_000)}: 1\n` },
    { name: "escapes", text: `${openapi}x: "${"\\x41".repeat(5_000_000)}"\n` },
    {
      name: "1,000,000 keys in JSON",
      file: "spec.json",
      text: `{"openapi":"3.1.0","x":{${many(1_000_000, (n) => `${n ? "," : ""}"k${n}":1`)}}}`,
    },
    {
      name: "500,000 keys twice in JSON",
      file: "spec.json",
      text: `{"x":{${many(500_000, (n) => `${n ? "," : ""}"k":1`)}}}`,
    },
    { name: "100,000 keys twice in YAML", text: `${openapi}x-many:\n${many(100_000, () => "  k: 1\n")}` },
    {
      name: "20,000,000 numbers in JSON",
      file: "spec.json",
      text: `{"openapi":"3.1.0","x":[${"1,".repeat(20_000_000)}1]}`,
    },
    {
      name: "10,000,000 empty objects in JSON",
      file: "spec.json",
      text: `{"openapi":"3.1.0","x":[${"{},".repeat(10_000_000)}1]}`,
    },
    { name: "JSON that is not, 60 MB", file: "spec.json", text: `{"x":[${"1,".repeat(30_000_000)}` },
    { name: "JSON with 1,000,000 flaws", file: "spec.json", text: `{"x":[${"a,".repeat(1_000_000)}]}` },
    { name: "YAML with 1,000,000 flaws", text: `${openapi}x: [\n${"}\n".repeat(1_000_000)}` },
    { name: "YAML with tabs for indentation", text: `${openapi}x:\n${"\ta: b\n".repeat(200_000)}` },
    {
      name: "numbers without end",
      text: document({ "x-n": [] }).replace("[]", "[1e999999, -1e999999, .inf, .nan, 0x1, 0o7]"),
    },
    { name: "a number of 5,000,000 digits", text: `${openapi}x: ${"9".repeat(5_000_000)}\n` },
    {
      name: "dates, binaries, sets and ordered maps",
      text: `${openapi}x: [2001-01-01, !!binary "AAAA", !!set {a, b}, !!omap [a: 1], !!timestamp 2001-01-01]\n`,
    },
    { name: "a file that is empty", text: "" },
    { name: "a file of NULs", text: "\0".repeat(1_000_000) },
    { name: "a file of a byte-order mark", text: "\ufeff" },
    { name: "a byte-order mark and JSON", file: "spec.json", text: `\ufeff${json({})}` },
    { name: "UTF-16", text: new Uint8Array(Buffer.from(`\ufeff${openapi}`, "utf16le")) },
    {
      name: "UTF-32",
      text: new Uint8Array([0xff, 0xfe, 0, 0, ...[...openapi].flatMap((c) => [c.charCodeAt(0), 0, 0, 0])]),
    },
    { name: "Latin-1", text: new Uint8Array(Buffer.from(`${openapi}x: \xe9\n`, "latin1")) },
    { name: "gzip", text: new Uint8Array(gzipSync(openapi)) },
    { name: "binary junk", text: new Uint8Array(Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 256)) },
    { name: "a file that is too large", text: new Uint8Array(70 * 1024 * 1024) },
  ];
}

/** Levels that each refer to the one before. */
function laughs(level: (former: number) => string, count = 9): string {
  return `${openapi}x-a0: &a0 {k: 1}\n${many(count, (n) => `x-a${n + 1}: &a${n + 1} ${level(n)}\n`)}`;
}
