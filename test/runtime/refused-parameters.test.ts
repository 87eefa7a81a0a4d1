import { describe, expect, test } from "vitest";
import type { ParameterDescriptor, PathParameterDescriptor } from "../../templates/runtime/descriptor.js";
import { operation, request } from "./harness.js";

type Query = Partial<ParameterDescriptor>;
type Path = Partial<PathParameterDescriptor>;

function send(parameter: Query, value: unknown): void {
  const described = { in: "query", name: "color", ...parameter } as const;
  request(operation({ parameters: [described] }))
    .with("color", value)
    .toRequest();
}

function sendInPath(parameter: Path, value: unknown): void {
  request(operation({ path: ["/x/", { name: "color", ...parameter }] }), {}, { color: value }).toRequest();
}

const whole = "must be a whole number between -(2^53 - 1) and 2^53 - 1";
const notPlain = "must be an array or a plain object";
const notSingle = "must be a single value: a string, number or boolean";
const otherPath = 'must not be empty, "." or "..": it would name another path';
const otherSegment = 'must not hold an empty segment, "." or "..": it would name another path';
const noCookie = "holds a character that a cookie cannot carry: escape it as the API says";
const noHeader =
  "holds a character that a header cannot carry: a line break, another control character, or one outside Latin-1";
const separates = "which separates values here";
const nested = "is nested too deeply, or contains itself";

const round: Record<string, unknown> = {};
round.it = round;

/** An object within objects: `{ a: { a: … 1 } }`. */
function deep(levels: number): unknown {
  return levels === 0 ? 1 : { a: deep(levels - 1) };
}

describe("what cannot be sent exactly is refused, with a reason, and without the value", () => {
  test.each<[string, Query, unknown, string]>([
    ["no number", {}, Number.NaN, "color must be a finite number"],
    ["no date", {}, new Date(Number.NaN), "color must be a valid date"],
    ["null", {}, null, "color must not be null"],
    ["undefined in a list", {}, [undefined], "color[0] must not be null"],
    ["a list in a list", {}, [["a"]], `color[0] ${notSingle}`],
    ["a function", {}, () => "x", `color ${notSingle}`],
    ["half of a character", {}, "\ud800", "color holds half of a character (a lone surrogate)"],
    [
      "half of one in its name",
      { name: "a\ud800", key: "color" },
      "x",
      "color holds half of a character (a lone surrogate)",
    ],
    ["half of one in a name", {}, { "\udc00": 1 }, "color holds half of a character (a lone surrogate)"],
    ["an unsafe integer", { plan: "integer" }, 2 ** 53, `color ${whole}`],
    ["an unsafe integer in a list", { plan: { items: "integer" } }, [1, 1.5], `color[1] ${whole}`],
    ["an unsafe integer in an object", { plan: { properties: { a: "integer" } } }, { a: 0.5 }, `color.a ${whole}`],
    ["what reveals no text", {}, { reveal: () => 1 }, "color must reveal a string"],
    ["a collection", {}, new Map(), `color ${notPlain}`],
    ["a file", {}, new Blob(["x"]), `color ${notPlain}`],
    ["a promise under deepObject", { style: "deepObject" }, Promise.resolve(1), `color ${notPlain}`],
    ["a file within one", { style: "deepObject" }, { a: new Blob([]) }, `color.a ${notPlain}`],
    ["a member that is no name", { style: "deepObject" }, { "a b": null }, 'color["a b"] must not be null'],
    ["a list within an object", { style: "deepObject" }, { $a: [1, null] }, "color.$a[1] must not be null"],
    ["too deep", { style: "deepObject" }, deep(102), `color${".a".repeat(97)}.… ${nested}`],
    ["itself", { style: "deepObject" }, round, `color${".it".repeat(65)}… ${nested}`],
    ["a space between spaces", { style: "spaceDelimited" }, ["a b"], `color[0] must not hold a space, ${separates}`],
    ["a pipe between pipes", { style: "pipeDelimited" }, ["a", "|"], `color[1] must not hold a pipe, ${separates}`],
    [
      "a list that is required",
      { required: true },
      [],
      "color must not be empty: it is required, and nothing would be sent",
    ],
    ["a comma in a header", { in: "header" }, ["a,b"], `color[0] must not hold a comma, ${separates}`],
    ["a line in a header", { in: "header" }, "a\nb", `color ${noHeader}`],
    [
      "an equals sign in a header's member",
      { in: "header", explode: true },
      { "a=b": 1 },
      'color["a=b"] has an equals sign in its name, which separates name and value here',
    ],
    ["a space in a cookie", { in: "cookie", style: "cookie" }, "a b", `color ${noCookie}`],
    ["a line in a cookie", { in: "cookie", style: "cookie" }, ["a", "b\n"], `color[1] ${noCookie}`],
    ["a quote in a cookie", { in: "cookie", style: "cookie" }, '"', `color ${noCookie}`],
    [
      "a list as a form",
      { in: "querystring", contentType: "application/x-www-form-urlencoded" },
      [1],
      "color must be a plain object",
    ],
    [
      "an object as what is nearly a form",
      { in: "querystring", contentType: "x-application/x-www-form-urlencoded" },
      { a: 1 },
      "color must be a single value: a string, number or boolean",
    ],
    [
      "a collection as a form",
      { in: "querystring", contentType: "application/x-www-form-urlencoded" },
      new Map(),
      "color must be a plain object",
    ],
    [
      "null in a list of a form",
      { in: "querystring", contentType: "application/x-www-form-urlencoded" },
      { a: [1, null] },
      "color.a[1] must not be null",
    ],
    [
      "an unsafe integer in a list of a form",
      {
        in: "querystring",
        contentType: "application/x-www-form-urlencoded",
        plan: { properties: { a: { items: "integer" } } },
      },
      { a: [1, 0.5] },
      `color.a[1] ${whole}`,
    ],
  ])("%s", (_what, parameter, value, want) => {
    expect(() => send(parameter, value)).toThrow(
      expect.objectContaining({ code: "invalid_parameter", message: `getThing: ${want}` }),
    );
  });

  test.each<[string, Path, unknown, string]>([
    ["nothing", {}, "", ` ${otherPath}`],
    ["a dot", {}, ".", ` ${otherPath}`],
    ["two dots", { style: "label" }, "..", ` ${otherPath}`],
    ["an empty segment", { spans: true }, "a//b", ` ${otherSegment}`],
    ["a dot as a segment", { spans: true }, "a/./b", ` ${otherSegment}`],
    ["two dots as a segment", { spans: true }, "a/../b", ` ${otherSegment}`],
    ["a NUL", {}, "a\0b", " must not hold a NUL character"],
    ["a list", {}, ["a"], " must be a single value, not an array or object"],
    ["an object", { plan: "integer" }, { a: 1 }, " must be a single value, not an array or object"],
    ["an empty list", { shape: "array" }, [], " must not be empty"],
    ["an empty list, matrix", { style: "matrix" }, [], " must not be empty"],
    ["a list of nothing", { shape: "array" }, [""], " must not be empty"],
    ["a dot between dots", { style: "label", explode: true }, ["a.b"], `[0] must not hold a dot, ${separates}`],
    ["an empty text of a media type", { contentType: "text/plain" }, "", " must not be empty"],
  ])("in a path: %s", (_what, parameter, value, want) => {
    expect(() => sendInPath(parameter, value)).toThrow(
      expect.objectContaining({ code: "invalid_parameter", message: `getThing: color${want}` }),
    );
  });
});

describe("at the very edge", () => {
  test("a hundred objects within each other are written", () => {
    expect(() => send({ style: "deepObject" }, deep(101))).not.toThrow();
  });

  test.each([
    ["is shown", 200, ""],
    ["is cut", 201, "…"],
  ])("a place that %s: %d characters", (_what, length, end) => {
    const name = "n".repeat(length - "color.".length);
    const shown = `color.${name}`.slice(0, 200) + end;
    expect(() => send({}, { [name]: null })).toThrow(`getThing: ${shown} must not be null`);
  });

  test.each([
    ["a text", "1.5"],
    ["a bigint", 10n ** 20n],
    ["a safe integer", 2 ** 53 - 1],
  ])("%s may stand for an integer", (_what, value) => {
    expect(() => send({ plan: "integer" }, value)).not.toThrow();
  });
});
