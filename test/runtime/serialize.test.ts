import { describe, expect, it } from "vitest";
import type { ParameterDescriptor, PathParameterDescriptor, ValuePlan } from "../../templates/runtime/descriptor.js";
import { InvalidParameterError, MissingParameterError } from "../../templates/runtime/errors.js";
import { primitiveText, queryName } from "../../templates/runtime/primitive-text.js";
import { failureOf, operation, request } from "./harness.js";

const form = "application/x-www-form-urlencoded";
const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

async function pathOf(parameter: Partial<PathParameterDescriptor>, value: unknown): Promise<string> {
  const made = request(
    operation({ path: ["/x/", { name: "color", ...parameter }, "/y"] }),
    {},
    { color: value },
  ).toRequest();
  return new URL(made.url).pathname.slice("/v1/x/".length, -"/y".length);
}

async function queryOf(parameter: Partial<ParameterDescriptor>, value: unknown): Promise<string> {
  const descriptor = operation({ parameters: [{ in: "query", name: "color", ...parameter }] });
  return request(descriptor)
    .with("color", value)
    .toRequest()
    .url.replace(/^[^?]*\??/, "");
}

describe("a path value of several segments", () => {
  it.each([
    ["a", "a"],
    ["a/b c/d%2f?#", "a/b%20c/d%252f%3F%23"],
  ])("%j", async (value, want) => {
    expect(await pathOf({ spans: true }, value)).toBe(want);
  });

  it.each(["/a", "a/", "a//b", "..", "a/../b", "./a", ""])("%j is refused", async (value) => {
    await expect(pathOf({ spans: true }, value)).rejects.toBeInstanceOf(InvalidParameterError);
  });
});

describe("styles, with the specification's own examples", () => {
  const path: [Partial<PathParameterDescriptor>, unknown, string][] = [
    [{ style: "matrix", explode: false }, "blue", ";color=blue"],
    [{ style: "matrix", explode: false }, array, ";color=blue,black,brown"],
    [{ style: "matrix", explode: false }, object, ";color=R,100,G,200,B,150"],
    [{ style: "matrix", explode: true }, array, ";color=blue;color=black;color=brown"],
    [{ style: "matrix", explode: true }, object, ";R=100;G=200;B=150"],
    [{ style: "label", explode: false }, "blue", ".blue"],
    [{ style: "label", explode: false }, array, ".blue,black,brown"],
    [{ style: "label", explode: false }, object, ".R,100,G,200,B,150"],
    [{ style: "label", explode: true }, array, ".blue.black.brown"],
    [{ style: "label", explode: true }, object, ".R=100.G=200.B=150"],
    [{ style: "simple", explode: false }, "blue", "blue"],
    [{ shape: "array" }, array, "blue,black,brown"],
    [{ shape: "object" }, object, "R,100,G,200,B,150"],
    [{ style: "simple", explode: true }, array, "blue,black,brown"],
    [{ style: "simple", explode: true }, object, "R=100,G=200,B=150"],
    [{ contentType: "application/json" }, { a: "/" }, "%7B%22a%22%3A%22%2F%22%7D"],
    [{ contentType: "text/plain" }, "a/b", "a%2Fb"],
    [{ contentType: "text/json-lines" }, "a", "a"],
    [{ name: "é", key: "color", style: "matrix" }, "", ";%C3%A9"],
    [{ style: "matrix" }, "..", ";color=.."],
    [{ style: "matrix", explode: true }, ["", "b"], ";color;color=b"],
    [{ style: "matrix", explode: true }, { R: "", G: 2 }, ";R;G=2"],
    [{ style: "matrix" }, ["", ""], ";color=,"],
    [{ style: "label" }, ["a.b"], ".a.b"],
    [{ style: "simple", explode: true }, ["a.b"], "a.b"],
    [{ style: "simple" }, array, "blue,black,brown"],
    [{ explode: false }, array, "blue,black,brown"],
    [{ explode: true }, object, "R=100,G=200,B=150"],
    [{ shape: "array" }, ["", ""], ","],
    [{ shape: "object" }, { a: undefined, b: "=," }, "b,%3D%2C"],
    [{ explode: true }, { a: undefined, "b=": "c=" }, "b%3D=c%3D"],
    [{ plan: { properties: { R: "integer" } } }, { R: 1 }, "R,1"],
    [{ allowReserved: true }, "a:b=c,d/e?f", "a:b=c,d%2Fe%3Ff"],
    [{ allowReserved: true, style: "simple" }, ["a:b", "c;d=e,f g"], "a:b,c%3Bd%3De%2Cf%20g"],
    [{}, new Date(0), "1970-01-01T00%3A00%3A00.000Z"],
    [{}, { reveal: () => "a b" }, "a%20b"],
  ];
  it.each(path)("path %o of %o", async (parameter, value, want) => expect(await pathOf(parameter, value)).toBe(want));

  const query: [Partial<ParameterDescriptor>, unknown, string][] = [
    [{}, "", "color="],
    [{}, "blue", "color=blue"],
    [{}, array, "color=blue&color=black&color=brown"],
    [{}, object, "R=100&G=200&B=150"],
    [{ explode: false }, array, "color=blue,black,brown"],
    [{ explode: false }, object, "color=R,100,G,200,B,150"],
    [{ style: "spaceDelimited", explode: false }, array, "color=blue%20black%20brown"],
    [{ style: "spaceDelimited", explode: false }, object, "color=R%20100%20G%20200%20B%20150"],
    [{ style: "pipeDelimited", explode: false }, array, "color=blue%7Cblack%7Cbrown"],
    [{ style: "deepObject", explode: true }, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
    [
      { style: "deepObject" },
      { a: { b: 1 }, c: [1, 2] },
      "color%5Ba%5D%5Bb%5D=1&color%5Bc%5D%5B0%5D=1&color%5Bc%5D%5B1%5D=2",
    ],
    [{ contentType: "application/json" }, { a: [1] }, "color=%7B%22a%22%3A%5B1%5D%7D"],
    [{}, [], ""],
    [{ explode: false }, ["a,b", "c"], "color=a%2Cb,c"],
    [{ allowReserved: true }, "a/b?c:d@e=f&g#h+i%j k", "color=a/b?c:d@e=f%26g%23h%2Bi%25j%20k"],
    [{ name: "a.b" }, undefined, ""],
    [{ name: "%61", key: "color" }, "1", "%2561=1"],
    [{ name: "__proto__", key: "color" }, "1", "__proto__=1"],
    [{ name: "é[]", key: "color" }, "1", "%C3%A9%5B%5D=1"],
    [{}, new Date("2024-01-01T00:00:00Z"), "color=2024-01-01T00%3A00%3A00.000Z"],
    [{}, 1e21, "color=1000000000000000000000"],
    [{}, -0, "color=0"],
    [{}, false, "color=false"],
    [{}, 10n, "color=10"],
    [{ explode: false }, [], ""],
    [{ allowEmpty: true }, [], "color="],
    [{ allowEmpty: true }, {}, "color="],
    [{ allowEmpty: true }, ["a"], "color=a"],
    [{ allowEmpty: true, style: "deepObject" }, {}, "color="],
    [{ style: "deepObject" }, { a: undefined, b: 1 }, "color%5Bb%5D=1"],
    [{ style: "deepObject" }, [["a"]], "color%5B0%5D%5B0%5D=a"],
    [{}, { a: undefined, b: 1 }, "b=1"],
    [{}, { "a=": "b=" }, "a%3D=b%3D"],
    [{}, { reveal: () => "secret" }, "color=secret"],
    [{}, Object.assign(Object.create({ [Symbol.toStringTag]: "Color" }), { R: 1 }), "R=1"],
    [{}, new (class Color {})(), ""],
    [{ style: "spaceDelimited", explode: true }, ["a b"], "color=a%20b"],
    [{ style: "spaceDelimited" }, array, "color=blue%20black%20brown"],
    [{ style: "spaceDelimited" }, ["a|b"], "color=a%7Cb"],
    [{ explode: false }, ["a|b c.d"], "color=a%7Cb%20c.d"],
    [{ style: "pipeDelimited" }, ["a b.c", "d"], "color=a%20b.c%7Cd"],
    [{ style: "pipeDelimited", explode: true }, ["a|b"], "color=a%7Cb"],
    [{ allowReserved: true }, "100% %4 %4g %41 %e9 %", "color=100%25%20%254%20%254g%20%41%20%e9%20%25"],
    [{ allowReserved: true, explode: false }, ["a;b=c,d", "/ ?"], "color=a%3Bb%3Dc%2Cd,/%20?"],
    [{ in: "querystring", contentType: "application/json" }, { a: ["&"] }, "%7B%22a%22%3A%5B%22%26%22%5D%7D"],
    [{ in: "querystring", contentType: "text/plain" }, "a=b", "a%3Db"],
    [{ in: "querystring", contentType: "x-application/x-www-form-urlencoded" }, "a", "a"],
    [{ in: "querystring", contentType: "Application/X-WWW-Form-URLencoded; charset=utf-8" }, { a: 1 }, "a=1"],
    [{ in: "querystring", contentType: form }, "a=b", "a%3Db"],
    [{ in: "querystring", contentType: form }, {}, ""],
    [{ in: "querystring", contentType: form }, { a: undefined, b: "c d", e: [] }, "b=c%20d"],
    [{ in: "querystring", contentType: form }, { "a=": ["&", { b: 1 }], c: 2 }, "a%3D=%26&a%3D=%7B%22b%22%3A1%7D&c=2"],
  ];
  it.each(query)("query %o of %o", async (parameter, value, want) =>
    expect(await queryOf(parameter, value)).toBe(want),
  );
});

const texts = [
  "a&b=c",
  "?x",
  "é",
  "\r\nX: 1",
  "[1,2]",
  "*",
  "\\",
  "../x",
  "/",
  "a+b c",
  "100%",
  "%41",
  "'\"`",
  "日本",
  "\u2028",
  "\0",
  "😀",
  "~._-",
  "a=b",
];

describe("values arrive exactly", () => {
  it.each(texts)("query %j", async (text) => {
    const query = await queryOf({}, text);
    expect(query).toMatch(/^color=[A-Za-z0-9._~%-]*$/);
    expect(decodeURIComponent(query.slice(6))).toBe(text);
  });

  it.each(
    texts
      .filter((text) => text !== "\0")
      .concat(["%2e", "....", "//", "../../admin", "a?x=1#z", "$" + "{x}", "\ufeff", "constructor", "-", "İ", "../"]),
  )("path %j", async (text) => {
    const path = await pathOf({}, text);
    expect(path).toMatch(/^[A-Za-z0-9._~%-]+$/);
    expect(decodeURIComponent(path)).toBe(text);
  });

  it("writes numbers in a path as decimals", async () => {
    expect(await pathOf({}, 123456789012345680000)).toBe("123456789012345683968");
    expect(await pathOf({}, 0)).toBe("0");
  });
});

describe("what cannot be sent exactly is refused before anything is sent", () => {
  const refused: [string, unknown][] = [
    ["empty", ""],
    ["dot", "."],
    ["dots", ".."],
    ["array", []],
    ["filled array", ["a"]],
    ["object", { a: 1 }],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["surrogate", "\ud800"],
    ["NUL", "a\0b"],
    ["function", () => "x"],
    ["symbol", Symbol("x")],
    ["invalid date", new Date(Number.NaN)],
  ];
  it.each(refused)("path: %s", async (_name, value) => {
    const error = await failureOf(pathOf({}, value));
    expect(error).toBeInstanceOf(InvalidParameterError);
    expect(error.parameter).toBe("color");
    expect(error.message).toContain("getThing: color ");
  });

  it.each([[null], [undefined]])("path: %s is missing", async (value) => {
    expect(await failureOf(pathOf({}, value))).toBeInstanceOf(MissingParameterError);
  });

  it("path: what the document wrote, with its own escapes and those that it needs", () => {
    const descriptor = operation({ path: ["/a%2Fb/100%/%zz/é", { name: "x" }] });
    const { url } = request(descriptor, {}, { x: "20" }).toRequest();
    expect(url).toBe("https://api.example.test/v1/a%2Fb/100%25/%25zz/%C3%A920");
  });

  it("path: a name that no URL can hold matters where it is written alone", async () => {
    const at = (style?: "matrix") => operation({ path: ["/", { name: "a\ud800", ...(style && { style }) }] });
    expect(request(at(), {}, { "a\ud800": "b" }).toRequest().url).toBe("https://api.example.test/v1/b");
    for (const value of ["b", ["b"]])
      expect(await failureOf(request(at("matrix"), {}, { "a\ud800": value }).execute())).toBeInstanceOf(
        InvalidParameterError,
      );
  });

  it("path: adjacent parameters that form dots together", async () => {
    const descriptor = operation({ path: ["/a/", { name: "x" }, { name: "y" }] });
    expect(() => request(descriptor, {}, { x: "a", y: "b" }).toRequest()).not.toThrow();
    const dotted = operation({ path: ["/a/.", { name: "x", shape: "array" }] });
    expect(() => request(dotted, {}, { x: ["."] }).toRequest()).toThrow(InvalidParameterError);
  });

  it.each([[Number.NaN], ["\udc00"], [null], [{ a: null }], [[undefined]], [new Map()]])("query: %o", async (value) => {
    expect(await failureOf(queryOf({}, value))).toBeInstanceOf(InvalidParameterError);
  });

  it("query: an object that contains itself, and what would be written as an empty one", async () => {
    const round: Record<string, unknown> = {};
    round.it = round;
    for (const value of [round, new Blob(["x"]), Promise.resolve(1)]) {
      expect(await failureOf(queryOf({ style: "deepObject" }, value))).toBeInstanceOf(InvalidParameterError);
    }
    expect(await failureOf(queryOf({}, new Blob(["x"])))).toBeInstanceOf(InvalidParameterError);
  });

  it("query: an integer that JavaScript cannot hold exactly", async () => {
    expect((await failureOf(queryOf({ plan: "integer" }, 2 ** 53))).message).toContain("color");
    expect((await failureOf(queryOf({ plan: { items: "integer" } }, [1, 1.5]))).parameter).toBe("color[1]");
  });

  it.each(["a\r\nX-Evil: 1", "a\0b", "a\fb", "€", "\x7f"])("header: %j, named without its value", async (value) => {
    const descriptor = operation({ parameters: [{ in: "header", name: "X-Name", key: "name" }] });
    const error = await failureOf((async () => request(descriptor).with("name", value).toRequest())());
    expect(error).toBeInstanceOf(InvalidParameterError);
    expect(error.parameter).toBe("name");
    expect(error.message).not.toContain(value);
  });
});

describe("headers and cookies", () => {
  it("are serialized in their styles", () => {
    const descriptor = operation({
      parameters: [
        { in: "header", name: "X-List", key: "list" },
        { in: "header", name: "X-Object", key: "object", explode: true },
        { in: "header", name: "X-Version", key: "version", required: true, value: "20240415" },
        { in: "cookie", name: "a", key: "a" },
        { in: "cookie", name: "b", key: "b" },
      ],
    });
    const made = request(descriptor)
      .with("list", [1, 2])
      .with("object", { a: 1, b: 2 })
      .with("a", "x; y")
      .with("b", ["1", "2"])
      .toRequest();
    expect(made.headers.get("x-list")).toBe("1,2");
    expect(made.headers.get("x-object")).toBe("a=1,b=2");
    expect(made.headers.get("x-version")).toBe("20240415");
    expect(made.headers.get("cookie")).toBe("a=x%3B%20y; b=1; b=2");
  });

  const header: [Partial<ParameterDescriptor>, unknown, string | null][] = [
    [{}, "a, b", "a, b"],
    [{}, new Date(0), "1970-01-01T00:00:00.000Z"],
    [{}, [], null],
    [{}, object, "R,100,G,200,B,150"],
    [{}, { "a=b": 1, c: undefined }, "a=b,1"],
    [{ contentType: "application/json" }, ["é~", "日"], '["\\u00e9~","\\u65e5"]'],
    [{ contentType: "application/problem+json" }, "\x7f", '"\\u007f"'],
    [{ contentType: "text/plain" }, "é", "é"],
  ];
  it.each(header)("header %o of %o", (parameter, value, want) => {
    const descriptor = operation({ parameters: [{ in: "header", name: "X-Color", ...parameter }] });
    const made = request(descriptor).with("X-Color", value).toRequest();
    expect(made.headers.get("x-color")).toBe(want);
  });

  const cookie: [Partial<ParameterDescriptor>, unknown, string | null][] = [
    [{ name: "a[b]" }, "x; y", "a[b]=x%3B%20y"],
    [{}, ["1", "2"], "color=1; color=2"],
    [{ style: "form", explode: false }, array, "color=blue,black,brown"],
    [{ style: "cookie" }, "!#+-:<[]~%3B", "color=!#+-:<[]~%3B"],
    [{ style: "cookie" }, "", "color="],
    [{ style: "cookie" }, array, "color=blue; color=black; color=brown"],
    [{ style: "cookie" }, object, "R=100; G=200; B=150"],
    [{ style: "cookie", explode: false }, array, "color=blue,black,brown"],
    [{ contentType: "application/json" }, ["a b"], "color=%5B%22a%20b%22%5D"],
    [{ contentType: "application/json", style: "cookie" }, ["a b"], "color=%5B%22a%20b%22%5D"],
    [{ contentType: "text/plain", allowReserved: true }, "a/b c", "color=a/b%20c"],
    [{ allowReserved: true }, ["a/b,c;d=e", "f g"], "color=a/b%2Cc%3Bd%3De; color=f%20g"],
  ];
  it.each(cookie)("cookie %o of %o", (parameter, value, want) => {
    const descriptor = operation({ parameters: [{ in: "cookie", name: "color", key: "color", ...parameter }] });
    const made = request(descriptor).with("color", value).toRequest();
    expect(made.headers.get("cookie")).toBe(want);
  });

  it("names the setter of a required parameter", async () => {
    const descriptor = operation({ parameters: [{ in: "query", name: "q", required: true }] });
    const error = await failureOf(request(descriptor).execute());
    expect(error).toBeInstanceOf(MissingParameterError);
    expect(error).toMatchObject({ parameter: "q", operation: "getThing" });
    expect(error.message).toContain("call .q(…) first");
  });
});

describe("what a plan calls secret is noted, so that no message shows it", () => {
  it.each<[unknown, ValuePlan | undefined, string[]]>([
    ["hush", "secret", ["hush"]],
    ["hush", undefined, []],
    ["hush", "file", []],
    [12, "secret", []],
    [{ reveal: () => "hush" }, undefined, ["hush"]],
    [{ reveal: () => "hush" }, "secret", ["hush", "hush"]],
  ])("%o under %j", (value, plan, want) => {
    const secrets: string[] = [];
    primitiveText(value, { operation: "getThing", parameter: "color", secrets }, plan);
    expect(secrets).toEqual(want);
  });
});

describe("the name of a pair, however it is written", () => {
  it.each([
    ["a=b=c", "a"],
    ["a", "a"],
    ["", ""],
    ["=b", ""],
    ["a+b%20c=1+2", "a b c"],
    ["%61pi-key=x\ny", "api-key"],
    ["100%=x", "100%"],
  ])("%j: %j", (pair, want) => {
    expect(queryName(pair)).toBe(want);
  });
});
