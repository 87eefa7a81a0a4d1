/** The parts of a Parameter Object that decide how a value is written; its name is always `color`. */
export interface StyledParameter {
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly schema?: object;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** One cell: a value, and the bytes that it is sent as; `refused` before anything is sent. */
export interface Cell {
  readonly parameter: StyledParameter;
  readonly value: unknown;
  readonly want: Want;
  /** The specification says so; else it leaves the case open or is not followed, and this is our choice. */
  readonly isSpecified: boolean;
}

/** A row of the specification's table. */
export interface StyleRow {
  readonly in: StyledParameter["in"];
  readonly style: string;
  readonly explode: boolean;
  readonly cells: readonly [empty: Cell, string: Cell, array: Cell, object: Cell];
}

/** A case that the specification's table does not hold. */
export interface Case extends Cell {
  readonly note: string;
}

/** What cannot be sent exactly is an `InvalidParameterError`. */
export const refused: unique symbol = Symbol("refused");

/** A parameter that is not sent at all. */
export const notSent: unique symbol = Symbol("not sent");

/** The bytes of a parameter, or why there are none. */
export type Want = string | typeof refused | typeof notSent;

const text = { type: "string" };
const list = { type: "array", items: { type: ["string", "null"] } };
const map = { type: "object", additionalProperties: { type: ["string", "integer", "null"] } };
const any = {};

/** The specification's values, in the order of its columns. */
const values: readonly (readonly [unknown, object])[] = [
  ["", text],
  ["blue", text],
  [["blue", "black", "brown"], list],
  [{ R: 100, G: 200, B: 150 }, map],
];

/** `open`: the columns that the specification leaves open ("n/a"), or in which it is not followed. */
function row(
  place: StyledParameter["in"],
  style: string,
  explode: boolean,
  wants: readonly Want[],
  open: readonly number[] = [],
): StyleRow {
  const cells = values.map(([value, schema], index) => ({
    parameter: { in: place, required: place === "path", style, explode, schema },
    value,
    want: wants[index] ?? refused,
    isSpecified: !open.includes(index),
  }));
  return { in: place, style, explode, cells: cells as unknown as StyleRow["cells"] };
}

const comma = "color=blue,black,brown";
const repeated = "color=blue&color=black&color=brown";
const commaObject = "color=R,100,G,200,B,150";
const members = "R=100&G=200&B=150";
const numbered = "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown";
const deep = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
const spaceObject = "color=R%20100%20G%20200%20B%20150";
const pipeObject = "color=R%7C100%7CG%7C200%7CB%7C150";

/** The table "Style Examples" of OpenAPI 3.0.4, 3.1.1 and 3.2.0, by location. */
export const styleRows: readonly StyleRow[] = [
  row("path", "simple", false, [refused, "blue", "blue,black,brown", "R,100,G,200,B,150"], [0]),
  row("path", "simple", true, [refused, "blue", "blue,black,brown", "R=100,G=200,B=150"], [0]),
  row("path", "label", false, [refused, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"], [0]),
  row("path", "label", true, [refused, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"], [0]),
  row("path", "matrix", false, [";color", ";color=blue", `;${comma}`, `;${commaObject}`]),
  row("path", "matrix", true, [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
  row("query", "form", false, ["color=", "color=blue", comma, commaObject]),
  row("query", "form", true, ["color=", "color=blue", repeated, members]),
  row("query", "spaceDelimited", false, ["color=", "color=blue", "color=blue%20black%20brown", spaceObject], [0, 1]),
  row("query", "spaceDelimited", true, ["color=", "color=blue", repeated, members], [0, 1, 2, 3]),
  row("query", "pipeDelimited", false, ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", pipeObject], [0, 1]),
  row("query", "pipeDelimited", true, ["color=", "color=blue", repeated, members], [0, 1, 2, 3]),
  row("query", "deepObject", false, ["color=", "color=blue", numbered, deep], [0, 1, 2]),
  row("query", "deepObject", true, ["color=", "color=blue", numbered, deep], [0, 1, 2]),
  row("header", "simple", false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
  row("header", "simple", true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
  row("cookie", "form", false, ["color=", "color=blue", comma, commaObject]),
  row(
    "cookie",
    "form",
    true,
    ["color=", "color=blue", repeated.replaceAll("&", "; "), members.replaceAll("&", "; ")],
    [2, 3],
  ),
  row("cookie", "cookie", false, ["color=", "color=blue", comma, commaObject]),
  row("cookie", "cookie", true, [
    "color=",
    "color=blue",
    repeated.replaceAll("&", "; "),
    members.replaceAll("&", "; "),
  ]),
];

const inPath = { in: "path", required: true } as const;
const inQuery = { in: "query" } as const;
const inHeader = { in: "header" } as const;
const inCookie = { in: "cookie" } as const;
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const reserved = "a/b?c:d@e;f=g,h&i#j+k[l]%20%";

function specified(parameter: StyledParameter, value: unknown, want: Want, note: string): Case {
  return { parameter, value, want, note, isSpecified: true };
}

function chosen(parameter: StyledParameter, value: unknown, want: Want, note: string): Case {
  return { parameter, value, want, note, isSpecified: false };
}

/** Everything else that decides how a parameter looks on the wire, by the heading that it stands under. */
export const cases: ReadonlyMap<string, readonly Case[]> = new Map([
  [
    "Parameters with `content`",
    [
      specified({ ...inPath, ...json(map) }, { R: 100 }, "%7B%22R%22%3A100%7D", "JSON, percent-encoded."),
      specified({ ...inQuery, ...json(map) }, { R: 100 }, "color=%7B%22R%22%3A100%7D", "JSON, percent-encoded."),
      specified({ ...inHeader, ...json(map) }, { R: 100 }, '{"R":100}', "JSON as it is."),
      chosen({ ...inHeader, ...json(text) }, "日", '"\\u65e5"', "JSON escapes what a header cannot carry."),
      chosen({ ...inCookie, ...json(map) }, { R: 100 }, "color=%7B%22R%22%3A100%7D", "JSON, percent-encoded."),
      specified(
        { ...inQuery, content: { "text/plain": { schema: text } } },
        "a b",
        "color=a%20b",
        "Other media types take a single value.",
      ),
    ],
  ],
  [
    "The whole query: `in: querystring`",
    [
      specified(
        { in: "querystring", content: { "application/x-www-form-urlencoded": { schema: map } } },
        { foo: "a + b", bar: true },
        "foo=a%20%2B%20b&bar=true",
        "A pair for each member.",
      ),
      specified(
        { in: "querystring", content: { "application/x-www-form-urlencoded": { schema: any } } },
        { ids: [1, 2], where: { a: 1 } },
        "ids=1&ids=2&where=%7B%22a%22%3A1%7D",
        "As the Encoding Object's defaults say: lists repeat the name, objects are JSON.",
      ),
      specified(
        { in: "querystring", ...json(any) },
        { numbers: [1, 2], flag: null },
        "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D",
        "JSON, percent-encoded.",
      ),
    ],
  ],
  [
    "Empty values",
    [
      chosen({ ...inQuery, schema: text }, "", "color=", "What the caller sets is sent, `allowEmptyValue` or not."),
      specified(
        { ...inQuery, allowEmptyValue: true, schema: { type: "integer" } },
        "",
        "color=",
        'The setter takes `""` beside the schema\'s type.',
      ),
      chosen({ ...inQuery, schema: list }, [], notSent, "As RFC 6570 says of an empty list."),
      chosen({ ...inQuery, schema: map }, {}, notSent, "As RFC 6570 says of an empty object."),
      chosen({ ...inQuery, allowEmptyValue: true, schema: list }, [], "color=", "The name alone is allowed."),
      chosen({ ...inQuery, required: true, schema: list }, [], refused, "Required, and nothing would be sent."),
      chosen({ ...inQuery, style: "deepObject", schema: map }, {}, notSent, "As for style form."),
      chosen({ ...inPath, schema: list }, [], refused, "It would name another path."),
      chosen({ ...inHeader, schema: list }, [], notSent, "As in the query."),
      chosen(
        { ...inPath, style: "matrix", explode: true, schema: list },
        ["", "b"],
        ";color;color=b",
        "As RFC 6570 says of path-style parameters.",
      ),
    ],
  ],
  [
    "`null`, and values in values",
    [
      chosen({ ...inQuery, schema: { type: ["string", "null"] } }, null, refused, "No style has a text for `null`."),
      chosen({ ...inQuery, schema: list }, ["a", null], refused, "The same for an element."),
      chosen({ ...inQuery, schema: map }, { R: null }, refused, "The same for a member."),
      chosen({ ...inQuery, schema: any }, [["a"]], refused, "Lists in lists have no form."),
      chosen(
        { ...inQuery, style: "deepObject", schema: any },
        { a: { b: 1 } },
        "color%5Ba%5D%5Bb%5D=1",
        "A bracket for each step.",
      ),
      chosen(
        { ...inQuery, style: "deepObject", schema: any },
        { c: [1, 2] },
        "color%5Bc%5D%5B0%5D=1&color%5Bc%5D%5B1%5D=2",
        "Elements of lists are numbered.",
      ),
    ],
  ],
  [
    "Values that hold a separator",
    [
      specified({ ...inQuery, explode: false, schema: list }, ["a,b", "c"], "color=a%2Cb,c", "Encoded."),
      chosen(
        { ...inQuery, style: "spaceDelimited", explode: false, schema: list },
        ["a b"],
        refused,
        "The separator is encoded the same way: no server can tell.",
      ),
      chosen({ ...inQuery, style: "pipeDelimited", explode: false, schema: list }, ["a|b"], refused, "The same."),
      chosen({ ...inPath, style: "label", explode: true, schema: list }, ["a.b"], refused, "A dot is never encoded."),
      chosen({ ...inHeader, schema: list }, ["a,b"], refused, "Headers have no escapes."),
      chosen({ ...inHeader, schema: text }, "a, b", "a, b", "A single value may hold anything."),
    ],
  ],
  [
    "`allowReserved`",
    [
      specified(
        { ...inQuery, schema: text },
        reserved,
        "color=a%2Fb%3Fc%3Ad%40e%3Bf%3Dg%2Ch%26i%23j%2Bk%5Bl%5D%2520%25",
        "Without it, all but unreserved characters are encoded.",
      ),
      specified(
        { ...inQuery, allowReserved: true, schema: text },
        reserved,
        "color=a/b?c:d@e;f=g,h%26i%23j%2Bk%5Bl%5D%20%25",
        "What would end or split the value is still encoded; what is encoded already stays.",
      ),
      specified(
        { ...inPath, allowReserved: true, schema: text },
        reserved,
        "a%2Fb%3Fc:d@e;f=g,h&i%23j+k%5Bl%5D%20%25",
        "From 3.2; `/`, `?` and `#` would name another path.",
      ),
      specified(
        { ...inCookie, allowReserved: true, schema: text },
        reserved,
        "color=a/b?c:d@e%3Bf=g%2Ch&i#j+k[l]%20%25",
        "From 3.2; what RFC 6265 forbids is still encoded.",
      ),
      specified({ ...inHeader, allowReserved: true, schema: text }, reserved, reserved, "Headers are never encoded."),
      chosen(
        { ...inQuery, allowReserved: true, explode: false, schema: list },
        ["a,b/c"],
        "color=a%2Cb/c",
        "A separator in an element is encoded all the same.",
      ),
    ],
  ],
  [
    "Characters that a place cannot carry",
    [
      specified({ ...inPath, schema: text }, "a/b é", "a%2Fb%20%C3%A9", "Percent-encoded UTF-8."),
      chosen({ ...inPath, schema: text }, "..", refused, "It would name another path."),
      specified({ ...inHeader, schema: text }, "é%", "é%", "Latin-1 is sent as it is."),
      chosen({ ...inHeader, schema: text }, "日", refused, "Headers hold Latin-1 alone."),
      chosen({ ...inHeader, schema: text }, " a", refused, "Servers do not see white space around the value."),
      specified({ ...inCookie, schema: text }, "a; b", "color=a%3B%20b", "Style form encodes."),
      specified({ ...inCookie, style: "cookie", schema: text }, "a%3Bb", "color=a%3Bb", "Style cookie does not."),
      specified({ ...inCookie, style: "cookie", schema: text }, "a; b", refused, "Callers escape as the API says."),
    ],
  ],
]);
