import { type Bomb, entries, json, many, openapi } from "./bomb.js";

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const list = <T>(count: number, each: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n));

/** A document whose schemas these are; the first one is used. */
function schemas(name: string, of: Readonly<Record<string, unknown>>, more: object = {}): Bomb {
  const schema = ref(Object.keys(of)[0] ?? "");
  const content = { "application/json": { schema } };
  const operation = { operationId: "a", requestBody: { content }, responses: { 200: { description: "", content } } };
  return {
    name,
    file: "spec.json",
    text: json({ paths: { "/a": { post: operation } }, components: { schemas: of }, ...more }),
  };
}

function operations(name: string, members: object, more: object = {}): Bomb {
  const get = { responses: { 200: { description: "" } }, ...members };
  return { name, file: "spec.json", text: json({ paths: { "/a": { get } }, ...more }) };
}

/** Bombs for what reads, names and prints schemas. */
export function schemaBombs(): readonly Bomb[] {
  const object = { type: "object", properties: { a: { type: "string" } } };
  const bottom = { z: object };
  return [
    schemas("a chain of 20,000 refs", { ...entries(20_000, (n) => [`a${n}`, ref(`a${n + 1}`)]), a20000: object }),
    schemas("a ring of 20,000 refs", { ...entries(20_000, (n) => [`a${n}`, ref(`a${(n + 1) % 20_000}`)]) }),
    schemas(
      "a ring of 1,000 properties",
      entries(1_000, (n) => [`a${n}`, { type: "object", properties: { next: ref(`a${(n + 1) % 1_000}`) } }]),
    ),
    schemas("a chain of 5,000 allOf", {
      ...entries(5_000, (n) => [`a${n}`, { allOf: [ref(`a${n + 1}`), object] }]),
      a5000: object,
    }),
    schemas("a chain of 5,000 lists", {
      ...entries(5_000, (n) => [`a${n}`, { type: "array", items: ref(`a${n + 1}`) }]),
      a5000: object,
    }),
    schemas("2^60 through allOf of oneOf", {
      ...entries(60, (n) => [
        `a${n}`,
        { allOf: [{ oneOf: [ref(`a${n + 1}`), object] }, { oneOf: [ref(`a${n + 1}`), object] }] },
      ]),
      a60: object,
    }),
    ...(["allOf", "anyOf", "oneOf"] as const).map((keyword) =>
      schemas(`2^60 through a diamond of ${keyword}`, {
        ...entries(60, (n) => [`a${n}`, { [keyword]: [ref(`a${n + 1}`), ref(`b${n + 1}`)] }]),
        ...entries(60, (n) => [`b${n}`, { [keyword]: [ref(`a${n + 1}`), ref(`b${n + 1}`)] }]),
        a60: object,
        b60: object,
      }),
    ),
    schemas("2^60 through properties", {
      ...entries(60, (n) => [
        `a${n}`,
        { type: "object", required: ["a", "b"], properties: { a: ref(`a${n + 1}`), b: ref(`a${n + 1}`) } },
      ]),
      a60: object,
    }),
    schemas("2^60 through required lists", {
      ...entries(60, (n) => [
        `a${n}`,
        {
          type: "array",
          minItems: 2,
          items: { type: "object", required: ["a", "b"], properties: { a: ref(`a${n + 1}`), b: ref(`a${n + 1}`) } },
        },
      ]),
      a60: object,
    }),
    ...(["allOf", "anyOf", "oneOf"] as const).map((keyword) =>
      schemas(
        `12 schemas that are each all others by ${keyword}`,
        entries(12, (n) => [`a${n}`, { [keyword]: list(12, (m) => ref(`a${m}`)).filter((_, m) => m !== n) }]),
      ),
    ),
    schemas("60 parents that are their children", {
      ...entries(60, (n) => [
        `p${n}`,
        {
          type: "object",
          properties: { kind: { type: "string" } },
          required: ["kind"],
          discriminator: { propertyName: "kind" },
          oneOf: list(60, (m) => ref(`c${m}`)),
        },
      ]),
      ...entries(60, (n) => [`c${n}`, { allOf: list(60, (m) => ref(`p${m}`)) }]),
    }),
    ...[20_000, 200_000].flatMap((count) => [
      schemas(`allOf of ${count} parts`, {
        a: { allOf: list(count, () => ({ type: "object", properties: { a: { type: "string" } } })) },
      }),
      ...["allOf", "anyOf", "oneOf", "prefixItems"].flatMap((keyword) => [
        schemas(`${keyword} of ${count} refs to one`, { a: { [keyword]: list(count, () => ref("z")) }, ...bottom }),
        schemas(`${keyword} of ${count} strings`, { a: { [keyword]: list(count, () => ({ type: "string" })) } }),
        schemas(`${keyword} of ${count} refs to nothing`, {
          a: { [keyword]: list(count, (n) => ref(`nobody${n}`)) },
        }),
        schemas(`${keyword} of ${count} mistakes`, { a: { [keyword]: list(count, (n) => n) } }),
      ]),
    ]),
    schemas("oneOf of 20,000 schemas", {
      a: { oneOf: list(20_000, (n) => ref(`b${n}`)) },
      ...entries(20_000, (n) => [`b${n}`, object]),
    }),
    schemas("20,000 required names", {
      a: { type: "object", required: list(20_000, (n) => `r${n}`), properties: { a: {} } },
    }),
    schemas("20,000 required names in a part", {
      a: { allOf: [ref("z"), { required: list(20_000, (n) => `r${n}`) }] },
      ...bottom,
    }),
    schemas("20,000 required names of 20,000 properties elsewhere", {
      a: { allOf: [ref("z"), { required: list(20_000, (n) => `p${n}`) }] },
      z: { type: "object", properties: entries(20_000, (n) => [`p${n}`, {}]) },
    }),
    ...[50_000, 200_000].map((count) =>
      schemas(`${count} properties`, {
        a: { type: "object", properties: entries(count, (n) => [`p${n}`, { type: "string" }]) },
      }),
    ),
    schemas(
      "200,000 schemas",
      entries(200_000, (n) => [`a${n}`, { type: "string" }]),
    ),
    schemas(
      "50,000 objects",
      entries(50_000, (n) => [`a${n}`, object]),
    ),
    schemas(
      "50,000 schemas of one name",
      entries(50_000, (n) => [`a${"-".repeat(n % 50)}${"_".repeat(Math.floor(n / 50))}`, object]),
    ),
    ...[20_000, 300_000].flatMap((count) => [
      schemas(`an enum of ${count} values`, { a: { enum: list(count, (n) => `v${n}`) } }),
      schemas(`an enum of ${count} named values`, {
        a: { enum: list(count, (n) => n), "x-enum-varnames": list(count, (n) => `V${n}`) },
      }),
      schemas(`a default of ${count} values`, { a: { type: "array", default: list(count, (n) => n) } }),
    ]),
    schemas("a default of 190,000 values", {
      a: { type: "array", default: list(10, (n) => list(19_000, (m) => n * m)) },
    }),
    ...[50_000, 100_000].map((count) =>
      schemas(`a mapping of ${count} values`, {
        a: {
          oneOf: [ref("z")],
          discriminator: { propertyName: "a", mapping: entries(count, (n) => [`v${n}`, "#/components/schemas/z"]) },
        },
        ...bottom,
      }),
    ),
    schemas("a mapping of 20,000 files", {
      a: {
        oneOf: [ref("z")],
        discriminator: { propertyName: "a", mapping: entries(20_000, (n) => [`v${n}`, `f${n}.json`]) },
      },
      ...bottom,
    }),
    schemas("100 wide and 3 deep, inline", { a: wide(100, 3) }),
    schemas("150 deep, inline", { a: deep(150) }),
    schemas("150 deep, lists of choices", {
      a: list(48, () => object).reduce<object>(
        (inner) => ({ type: "array", items: { oneOf: [inner, object] } }),
        object,
      ),
    }),
    schemas(
      "100,000 $ids",
      entries(100_000, (n) => [
        `a${n}`,
        {
          $id: `https://example.com/${n}`,
          type: "object",
          properties: { b: { $ref: `https://example.com/${(n * 7) % 100_000}` } },
        },
      ]),
    ),
    schemas(
      "100,000 wrong types",
      entries(100_000, (n) => [`a${n}`, { type: ["string", n] }]),
    ),
    schemas("refs through refs", {
      a: { $ref: "#/components/schemas/b/properties/x/properties/x/properties/x" },
      b: { type: "object", properties: { x: ref("b") } },
    }),
    schemas("a ref of 1 MB", { a: { $ref: `#/components/schemas/${"a/".repeat(500_000)}` } }),
    schemas(
      "1,000 long refs to nothing",
      entries(1_000, (n) => [`a${n}`, { $ref: `#/components/schemas/${"a/".repeat(900)}${n}` }]),
    ),
    schemas("1,000 refs that go round 140 steps", {
      ...entries(1_000, (n) => [`a${n}`, { $ref: `#/components/schemas/b${"/properties/x".repeat(41 + (n % 100))}` }]),
      b: { type: "object", properties: { x: ref("b") } },
    }),
    schemas("a name of 1 MB", { [`a${"b".repeat(1_000_000)}`]: object }),
    ...longTexts(["b", "-", "a b-C_", "aB", "a1", "\u202e", "é"], 500).map(({ what, count, text }) =>
      schemas(
        `names: ${what}`,
        entries(count, (n) => [`${text}${n}`, { type: "object", properties: { [text]: {}, [`${text}a`]: {} } }]),
      ),
    ),
    schemas("patterns that backtrack", {
      a: { type: "string", pattern: `^(${"(a+)+".repeat(1_000)})+$`, example: "a".repeat(100_000) },
    }),
    schemas("a pattern of 5 MB", { a: { type: "string", pattern: "(".repeat(5_000_000) } }),
    endless(
      schemas("numbers beyond all", {
        a: {
          type: "number",
          default: ["@@", { b: "@@" }],
          example: { a: "@@" },
          enum: ["@@", ["@@"]],
          minimum: "@@",
          maxLength: "@@",
        },
      }),
    ),
  ];
}

/** JSON takes such numbers; none is finite. */
function endless({ text, ...bomb }: Bomb): Bomb {
  return { ...bomb, text: String(text).replaceAll('"@@"', "1e999999") };
}

function wide(width: number, depth: number): object {
  if (depth === 0) return { type: "string" };
  const inner = wide(width, depth - 1);
  return { type: "object", properties: entries(width, (n) => [`p${n}`, inner]) };
}

function deep(depth: number): object {
  let inner: object = { type: "string" };
  for (let level = 0; level < depth / 2; level++) inner = { type: "object", properties: { a: inner } };
  return inner;
}

/** The same text wherever people may write some. */
export function prose(name: string, text: string): Bomb {
  const schema = {
    type: "object",
    title: text,
    description: text,
    properties: { a: { type: "string", description: text, example: text, default: text } },
  };
  const response = { description: text, content: { "application/json": { schema } } };
  const parameter = { name: "q", in: "query", description: text, schema: { type: "string" }, example: text };
  const get = {
    operationId: "a",
    tags: ["t"],
    summary: text,
    description: text,
    parameters: [parameter],
    responses: { 200: response },
  };
  const info = { title: text, version: "1", description: text };
  return {
    name,
    file: "spec.json",
    text: json({ info, tags: [{ name: "t", description: text }], paths: { "/a": { get } } }),
  };
}

/** Bombs for what reads, names and prints operations. */
export function operationBombs(): readonly Bomb[] {
  const responses = { 200: { description: "" } };
  return [
    {
      name: "a path with 80 parameters",
      file: "spec.json",
      text: json({ paths: { [`/${list(80, (n) => `{p${n}}`).join("/")}`]: { get: { responses } } } }),
    },
    operations("10,000 query parameters", {
      parameters: list(10_000, (n) => ({ name: `q${n}`, in: "query", required: true, schema: { type: "string" } })),
    }),
    operations("20,000 equal parameters", {
      parameters: list(20_000, () => ({ name: "q", in: "query", schema: { type: "string" } })),
    }),
    operations("20,000 tags of one operation", { tags: list(20_000, (n) => `t${n}`) }),
    operations(
      "20,000 tags",
      {},
      {
        tags: list(20_000, (n) => ({ name: `t${n}` })),
        paths: entries(20_000, (n) => [`/a${n}`, { get: { tags: [`t${n}`], responses } }]),
      },
    ),
    operations("20,000 declared tags", {}, { tags: list(20_000, (n) => ({ name: `t${n}` })) }),
    operations("50,000 operations", {}, { paths: entries(50_000, (n) => [`/a${n}`, { get: { responses } }]) }),
    operations(
      "20,000 operations of one name",
      {},
      { paths: entries(20_000, (n) => [`/a${n}`, { get: { operationId: "a", responses } }]) },
    ),
    operations(
      "10,000 servers",
      {},
      { servers: list(10_000, (n) => ({ url: `https://s${n}.example.com`, "x-server-name": `s${n}` })) },
    ),
    operations(
      "300 server variables",
      {},
      {
        servers: [
          {
            url: `https://example.com/${list(300, (n) => `{v${n}}`).join("/")}`,
            variables: entries(300, (n) => [`v${n}`, { default: "a" }]),
          },
        ],
      },
    ),
    operations(
      "a server variable of 20,000 values",
      {},
      {
        servers: [
          { url: "https://{v}.example.com", variables: { v: { default: "v1", enum: list(20_000, (n) => `v${n}`) } } },
        ],
      },
    ),
    operations("10,000 responses", {
      responses: entries(500, (n) => [
        `${n + 100}`,
        { description: "", headers: entries(40, (m) => [`X-${m}`, { schema: { type: "string" } }]) },
      ]),
    }),
    operations("10,000 media types", {
      requestBody: {
        content: entries(10_000, (n) => [
          `application/a${n}+json`,
          { schema: { type: "object", properties: { a: {} } } },
        ]),
      },
    }),
    operations(
      "20,000 security schemes",
      { security: list(20_000, (n) => ({ [`s${n}`]: [] })) },
      { components: { securitySchemes: entries(20_000, (n) => [`s${n}`, { type: "http", scheme: "bearer" }]) } },
    ),
    operations("20,000 callbacks", {
      callbacks: entries(20_000, (n) => [`c${n}`, { "{$request.body#/url}": { post: { responses } } }]),
    }),
    operations(
      "20,000 webhooks",
      {},
      {
        webhooks: entries(20_000, (n) => [
          `w${n}`,
          {
            post: {
              requestBody: { content: { "application/json": { schema: { type: "object", properties: { a: {} } } } } },
              responses,
            },
          },
        ]),
      },
    ),
    operations(
      "callbacks that contain themselves",
      {},
      {
        paths: { "/a": { get: { callbacks: { c: { $ref: "#/components/callbacks/c" } }, responses } } },
        components: {
          callbacks: {
            c: { "{$url}": { post: { callbacks: { c: { $ref: "#/components/callbacks/c" } }, responses } } },
          },
        },
      },
    ),
    operations(
      "two callbacks that contain each other twice",
      {},
      {
        paths: { "/a": { get: { callbacks: { c: { $ref: "#/components/callbacks/c" } }, responses } } },
        components: {
          callbacks: entries(30, (n) => [
            `c${n === 0 ? "" : n}`,
            {
              "{$url}": {
                post: {
                  callbacks: {
                    a: { $ref: `#/components/callbacks/c${n + 1}` },
                    b: { $ref: `#/components/callbacks/c${n + 1}` },
                  },
                  responses,
                },
              },
            },
          ]),
        },
      },
    ),
    operations(
      "path items that refer to each other",
      {},
      { paths: entries(10_000, (n) => [`/a${n}`, { $ref: `#/paths/~1a${n + 1}` }]) },
    ),
    {
      name: "one path item under 20,000 paths",
      file: "spec.json",
      text: json({
        paths: entries(20_000, (n) => [`/a${n}`, { $ref: "#/components/pathItems/p" }]),
        components: {
          pathItems: {
            p: {
              get: {
                operationId: "a",
                parameters: [
                  { name: "q", in: "query", schema: { type: "object", properties: { a: { type: "string" } } } },
                ],
                responses,
              },
            },
          },
        },
      }),
    },
    {
      name: "a parameter list of aliases",
      text: `${openapi.replace("paths: {}\n", "")}x: &p\n${many(500, (n) => `  - { name: q${n}, in: query, schema: { type: string } }\n`)}paths:\n${many(2_000, (n) => `  /a${n}: { get: { parameters: *p, responses: { 200: { description: a } } } }\n`)}`,
    },
    {
      name: "much of everything in Swagger 2.0",
      file: "spec.json",
      text: JSON.stringify({
        swagger: "2.0",
        info: { title: "a".repeat(400_000), version: "1" },
        host: "a".repeat(2_000),
        basePath: "/".repeat(2_000),
        consumes: list(2_000, () => "a/b;".repeat(1_000)),
        paths: { [`/${"{".repeat(490)}`]: { get: { responses } } },
      }),
    },
    ...longTexts(["{", "}", "{a", "{a}", "/", "//", "{+", "{?a,", "%7B", "#", " ", "..", "{a*}"], 200).map(
      ({ what, count, text }): Bomb => ({
        name: `paths: ${what}`,
        file: "spec.json",
        text: json({ paths: entries(count, (n) => [`/${n}${text}`, { get: { responses } }]) }),
      }),
    ),
    ...longTexts(["a", "/", "{", "{a}", ":", ".", "https://", "@", "?"], 200).map(({ what, count, text }) =>
      operations(
        `servers: ${what}`,
        {},
        { servers: list(count, (n) => ({ url: `https://a${n}${text}`, description: text })) },
      ),
    ),
    ...longTexts([";", "a;", "a=", '"', " ", "/", "+"], 200).map(({ what, count, text }) =>
      operations(`media types: ${what}`, {
        requestBody: {
          content: entries(count, (n) => [
            `application/json;${n}${text}`,
            { schema: { type: "object", properties: { a: {} } } },
          ]),
        },
      }),
    ),
  ];
}

/** Of each piece many texts that are just usual, one of which three are all the long names that there may be, and one beyond that. */
function longTexts(
  pieces: readonly string[],
  many: number,
): readonly { readonly what: string; readonly count: number; readonly text: string }[] {
  const sizes = [
    [many, 470],
    [1, 19_000],
    [1, 300_000],
  ] as const;
  return pieces.flatMap((piece) =>
    sizes.map(([count, length]) => ({
      what: `${count} × ${length} characters of ${JSON.stringify(piece)}`,
      count,
      text: piece.repeat(Math.floor(length / piece.length)),
    })),
  );
}

/** Texts of one piece, wherever people may write some: what takes a text apart must not look at it again and again. */
export function proseBombs(): readonly Bomb[] {
  const pieces = [
    "a",
    "_",
    "`",
    "[",
    "](",
    "<",
    "\n",
    " ",
    "*",
    "\\",
    "|",
    "> ",
    "- ",
    "#",
    "&",
    "!",
    "a ",
    "\t",
    "<a ",
    "<p>",
    "``` ",
    "~~~\n",
    "1. ",
    "www.",
    "http://",
    "@",
    "a@b.",
    "```\n",
    "{{",
    "\\u0000",
    "\u202e",
    "*/",
    "'s ",
    ".",
    "\r",
    "-->",
    "![",
    "<!--",
    "[a](",
    "**a",
    "`a``",
    "    a\n",
    "a\n\n",
    "|-",
    "| a ",
    "://",
    "&amp;",
    "<li>",
    "<code>",
    "<a href='",
    "</",
  ];
  return pieces.map((piece) =>
    prose(`400 KB of ${JSON.stringify(piece)}`, piece.repeat(Math.floor(400_000 / (JSON.stringify(piece).length - 2)))),
  );
}
