import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isIdentifier } from "../../../generator/identifier.js";
import { planFiles, planPages } from "../../../generator/naming/file-names.js";
import { camelCase, kebabCase, pascalCase, wireSpelling, wordsOf } from "../../../generator/naming/words.js";

describe("wordsOf", () => {
  test.each([
    ["JSONPatchElt", ["JSON", "Patch", "Elt"]],
    ["LD-API-Version", ["LD", "API", "Version"]],
    ["user_apitoken", ["user", "apitoken"]],
    ["oauth2Token", ["oauth2", "Token"]],
    ["Access Tokens - API tokens", ["Access", "Tokens", "API", "tokens"]],
    ["HTTPServer", ["HTTP", "Server"]],
    ["filter[name]", ["filter", "name"]],
    ["größeÄndern", ["größe", "Ändern"]],
    ["名前", ["名前"]],
    ["---", []],
    ["", []],
  ])("%j", (given, want) => {
    expect(wordsOf(given)).toEqual(want);
  });
});

describe("cases", () => {
  test.each([
    ["JSONPatchElt", "JsonPatchElt", "jsonPatchElt", "json-patch-elt"],
    ["user_apitoken", "UserApitoken", "userApitoken", "user-apitoken"],
    ["LD-API-Version", "LdApiVersion", "ldApiVersion", "ld-api-version"],
    ["ApiToken", "ApiToken", "apiToken", "api-token"],
    ["API", "Api", "api", "api"],
    ["9lives", "_9lives", "_9lives", "9lives"],
    ["größe", "Größe", "größe", "gruf6udfe"],
    ["gro\u0308ße", "Größe", "größe", "gruf6udfe"],
    ["名前", "名前", "名前", "u540du524d"],
    ["İstanbul", "İstanbul", "i̇stanbul", "iu307stanbul"],
    ["ID", "Id", "id", "id"],
    ["+1", "_1", "_1", "1"],
    ["-1", "_1", "_1", "1"],
    ["$", "_u24", "_u24", ""],
    ["", "_", "_", ""],
  ])("%j", (given, pascal, camel, kebab) => {
    expect([pascalCase(given), camelCase(given), kebabCase(given)]).toEqual([pascal, camel, kebab]);
  });

  test.each([
    ["filter[name]", "filter_name_"],
    ["filter.name", "filter_name"],
    ["a-b", "a_b"],
    ["1st", "_1st"],
    ["$top", "$top"],
  ])("wireSpelling %j → %s", (given, want) => {
    expect(wireSpelling(given)).toBe(want);
  });

  test("anything becomes an identifier, the same in every locale", () => {
    const anyName = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.constantFrom("a", "A", "-", "\u0301", "ŉ", "ΐ", "ß", "1", "_", "\u200d", "ﬁ", "ǆ"))
        .map((s) => s.join("")),
    );
    fc.assert(
      fc.property(anyName, (name) => {
        for (const spelled of [pascalCase(name), camelCase(name), wireSpelling(name)]) {
          expect(isIdentifier(spelled), JSON.stringify([name, spelled])).toBe(true);
        }
        expect(kebabCase(name)).toMatch(/^[a-z0-9-]*$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("file names", () => {
  const filesOf = (...ideals: readonly string[]): readonly string[] => [
    ...planFiles(new Map(ideals.map((ideal) => [ideal, ideal])), new Map()).values(),
  ];

  test.each([
    ["UserApitoken", "user-apitoken"],
    ["Größe", "gruf6udfe"],
    ["", "unnamed"],
    ["../../etc/passwd", "etc-passwd"],
    ["a\u0000b", "a-b"],
    ["CON", "con-"],
    ["nul", "nul-"],
    ["Com1", "com1-"],
    ["lpt9", "lpt9-"],
    ["console", "console"],
  ])("%j → %s", (given, want) => {
    expect(filesOf(given)).toEqual([want]);
  });

  test("are at most 80 characters, and still differ", () => {
    const names = filesOf("a".repeat(300), `${"a".repeat(300)}b`);
    expect(names.map((name) => name.length)).toEqual([80, 80]);
    expect(new Set(names).size).toBe(2);
  });

  test("of pages are unique without case", () => {
    const names = [...planPages(new Map(["ApiToken", "apitoken", "APIToken"].map((n) => [n, n])), new Map()).values()];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9-]+$/);
  });

  test("are safe and unique for any names", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary" }), { maxLength: 8 }), (ideals) => {
        const names = filesOf(...ideals);
        expect(new Set(names).size).toBe(ideals.length);
        for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,90}$/);
      }),
    );
  });
});
