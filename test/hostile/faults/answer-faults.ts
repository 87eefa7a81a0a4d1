import type { Socket } from "node:net";
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { type Effect, type Fault, headOf, ofBody, withBody } from "./fault.js";

const failures: readonly number[] = [
  400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 422, 423, 424, 425, 426,
  428, 429, 431, 444, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525,
  526, 527, 530, 598, 599,
];

const bodies: readonly (readonly [name: string, type: string, body: string])[] = [
  ["", "", ""],
  [" and JSON", "application/json", '{"message":"no","detail":"no"}'],
  [" and a page", "text/html", "<!doctype html><title>Sign in</title>"],
];

const statusFaults: readonly Fault[] = failures.flatMap((status, at) => {
  // A body of another kind for each status: what it holds changes nothing.
  const [name, type, body] = bodies[at % bodies.length] ?? ["", "", ""];
  const headers = { ...(type !== "" && { "Content-Type": type }), "Content-Length": String(body.length) };
  return {
    name: `status ${status}${name}`,
    act: ({ socket }) => void socket.write(headOf(`HTTP/1.1 ${status} No`, headers).toString("latin1") + body),
    effect: { status },
  } satisfies Fault;
});

/** Answers that name another origin, which must not be asked. */
const redirects: readonly Fault[] = [300, 301, 302, 303, 305, 306, 307, 308, 399].map((status) => ({
  name: `redirect ${status}`,
  act: ({ socket, foreign }) =>
    void socket.write(
      headOf(`HTTP/1.1 ${status} Moved`, { Location: `${foreign}/collect?x=1`, "Content-Length": "0" }),
    ),
  effect: { redirect: status },
}));

const locations: readonly (readonly [name: string, location: (foreign: string) => string, effect: Effect])[] = [
  ["to a path", () => "/elsewhere", { redirect: 302 }],
  ["to ../x", () => "../x", { redirect: 302 }],
  ["to the same URL", () => "", { problem: "location", status: 302 }],
  ["without a scheme", (foreign) => foreign.replace("http:", ""), { redirect: 302 }],
  ["with a user name", (foreign) => foreign.replace("://", "://127.0.0.1@"), { redirect: 302 }],
  ["to data:", () => "data:application/json,{}", { redirect: 302 }],
  ["to javascript:", () => "javascript:alert(1)", { redirect: 302 }],
  ["to file:", () => "file:///etc/passwd", { redirect: 302 }],
  ["with backslashes", (foreign) => foreign.replace("http://", "\\\\"), { redirect: 302 }],
  ["that is no URL", () => "http://", { problem: "location", status: 302 }],
  ["to two places", (foreign) => `${foreign}/a, ${foreign}/b`, { redirect: 302 }],
  ["of 8 kB", (foreign) => `${foreign}/${"a".repeat(8000)}`, { redirect: 302 }],
];

const locationFaults: readonly Fault[] = locations.map(([name, location, effect]) => ({
  name: `redirect ${name}`,
  act: ({ socket, foreign }) =>
    void socket.write(headOf("HTTP/1.1 302 Found", { Location: location(foreign), "Content-Length": "0" })),
  effect,
}));

/** Plain answers whose headers name another origin. */
const pointers: readonly Fault[] = [
  {
    name: "headers that point elsewhere",
    headers: (foreign: string) => ({
      Refresh: `0; url=${foreign}/x`,
      "Content-Location": `${foreign}/x`,
      "Alt-Svc": `h2="${foreign.slice(7)}"; ma=99`,
      "Clear-Site-Data": '"*"',
      "Set-Cookie": "a=b; Domain=example.com",
      Location: `${foreign}/x`,
    }),
  },
  {
    name: "a link elsewhere that is not next",
    headers: (foreign: string) => ({
      Link: `<${foreign}/x>; rel="preload", <${foreign}/x>; rel="dns-prefetch preconnect"`,
    }),
  },
].map(
  ({ name, headers }) =>
    ({
      name,
      act: ({ socket, plain, foreign }) => {
        const lines = Object.entries(headers(foreign)).map(([one, value]) => `${one}: ${value}\r\n`);
        const head = plain.head.toString("latin1").replace("\r\n\r\n", `\r\n${lines.join("")}\r\n`);
        socket.write(Buffer.concat([Buffer.from(head, "latin1"), plain.body]));
      },
      effect: "none",
    }) satisfies Fault,
);

const page = "<!doctype html><title>Sign in</title>";

/** Successes that cannot be used. */
const unusable: readonly (readonly [
  name: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  problem: string,
])[] = [
  ["a page", page, { "Content-Type": "text/html; charset=utf-8" }, "content_type"],
  ["a page that calls itself JSON", page, {}, "json"],
  ["text", "token=abc", { "Content-Type": "text/plain" }, "content_type"],
  ["no type and no JSON", "token=abc", { "Content-Type": "" }, "content_type"],
  ["an empty body", "", {}, "empty"],
  ["white space", " \r\n\t ", {}, "empty"],
  ["half of a value", '{"id":"1","token":"ab', {}, "json"],
  ["two values", "{}{}", {}, "json"],
  ["NaN", "NaN", {}, "json"],
  ["a comment", "/* a */ {}", {}, "json"],
  ["single quotes", "{'id':'1'}", {}, "json"],
  ["a trailing comma", '{"id":"1",}', {}, "json"],
  ["another charset", "[]", { "Content-Type": "application/json; charset=iso-8859-1" }, "charset"],
  ["UTF-16", Buffer.from("\ufeff{}", "utf16le"), { "Content-Type": "application/json; charset=utf-16le" }, "charset"],
  ["UTF-16 that is not told", Buffer.from("\ufeff{}", "utf16le"), {}, "encoding"],
  ["invalid UTF-8", Buffer.from('{"id":"1","token":"a\xffb"}', "latin1"), {}, "encoding"],
  ["an overlong slash", Buffer.from('{"id":"\xc0\xaf"}', "latin1"), {}, "encoding"],
  ["a surrogate in UTF-8", Buffer.from('{"id":"\xed\xa0\x80"}', "latin1"), {}, "encoding"],
  ["an unknown encoding", "{}", { "Content-Encoding": "rot13" }, "content_encoding"],
  ["a known encoding and an unknown one", gzipSync("{}"), { "Content-Encoding": "rot13, gzip" }, "content_encoding"],
  [
    "gzip that ends early",
    gzipSync(`{"id":"${"x".repeat(5000)}"}`).subarray(0, 20),
    { "Content-Encoding": "gzip" },
    "json|empty|broken-body",
  ],
  ["gzip that is text", '{"id":"1"}', { "Content-Encoding": "gzip" }, "broken-body"],
  ["brotli that is text", '{"id":"1"}', { "Content-Encoding": "br" }, "broken-body"],
  ["deflate that is text", '{"id":"1"}', { "Content-Encoding": "deflate" }, "broken-body|encoding"],
  [
    "zstd",
    Buffer.from("28b52ffd20021100007b7d", "hex"),
    { "Content-Encoding": "zstd" },
    "encoding|content_encoding|none",
  ],
  ["gzip that is not told", gzipSync("{}"), {}, "encoding"],
  ["a value nested 500,000 deep", "[".repeat(500_000), {}, "json"],
];

const unusableFaults: readonly Fault[] = unusable.map(([name, body, headers, problem]) => ({
  name,
  act: ({ socket, plain }) => void socket.write(withBody(plain, body, headers)),
  effect: ofBody(
    either(problem.split("|").map((one) => (one === "none" || one === "broken-body" ? one : { problem: one }))),
  ),
}));

function either(effects: readonly Effect[]): Effect {
  const [first = "none"] = effects;
  return effects.length === 1 ? first : { either: effects };
}

/** Encodings that platforms undo. */
const encoded: readonly Fault[] = (
  [
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["gzip, gzip", (bytes: Buffer) => gzipSync(gzipSync(bytes))],
    ["GZIP", gzipSync],
    ["identity", (bytes: Buffer) => bytes],
  ] as const
).map(([encoding, encode], at) => ({
  name: `Content-Encoding ${encoding} (${at})`,
  act: ({ socket, plain }) =>
    void socket.write(
      plain.body.length === 0 ? plain.head : withBody(plain, encode(plain.body), { "Content-Encoding": encoding }),
    ),
  // Some platforms take the names of encodings by their very spelling.
  effect: encoding === "GZIP" ? ofBody({ either: ["none", { problem: "encoding" }] }) : "none",
}));

/** Small on the wire, 10 GB when read. */
async function bombOf(): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const pieces: Buffer[] = [];
  gzip.on("data", (piece: Buffer) => pieces.push(piece));
  const zeros = Buffer.alloc(1 << 20, " ");
  for (let at = 0; at < 64; at += 1)
    if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once("drain", resolve));
  await new Promise((resolve) => gzip.end(() => resolve(undefined)));
  return Buffer.concat(pieces);
}

const gzipBomb = await bombOf();
// Members follow each other: 160 of 64 MB each.
const gzipBombs = Buffer.concat(Array.from({ length: 160 }, () => gzipBomb));
const spaces = Buffer.alloc(64 << 20, " ");

const bombs: readonly (readonly [name: string, encoding: string, body: () => Buffer])[] = [
  ["gzip bomb of 10 GB", "gzip", () => gzipBombs],
  ["gzip bomb within gzip", "gzip, gzip", () => gzipSync(gzipBombs)],
  ["deflate bomb", "deflate", () => deflateSync(spaces)],
  ["brotli bomb", "br", () => brotliCompressSync(spaces, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
];
const bombFaults: readonly Fault[] = bombs.map(([name, encoding, body]) => {
  let bytes: Buffer | undefined;
  return {
    name,
    isHeavy: true,
    act: ({ socket, plain }) => {
      bytes ??= body();
      socket.write(withBody(plain, bytes, { "Content-Encoding": encoding }));
    },
    effect: ofBody({ problem: "too_large" }),
  };
});

const zeros = Buffer.alloc(1 << 16, " ");

/** Writes as fast as the other side reads. */
function pour(socket: Socket, piece: Buffer): void {
  while (!socket.destroyed && socket.write(piece));
  if (!socket.destroyed) socket.once("drain", () => pour(socket, piece));
}

const endless: readonly Fault[] = [
  {
    name: "a body without end",
    isHeavy: true,
    act: ({ socket, plain }) => {
      socket.write(
        headOf(`HTTP/1.1 ${plain.status === 204 ? 200 : plain.status} OK`, { "Content-Type": "application/json" }),
      );
      pour(socket, zeros);
    },
    effect: ofBody({ problem: "too_large" }),
  },
  {
    name: "chunks without end",
    isHeavy: true,
    act: ({ socket, plain }) => {
      socket.write(
        headOf(`HTTP/1.1 ${plain.status === 204 ? 200 : plain.status} OK`, {
          "Content-Type": "application/json",
          "Transfer-Encoding": "chunked",
        }),
      );
      pour(socket, Buffer.concat([Buffer.from("10000\r\n"), zeros, Buffer.from("\r\n")]));
    },
    effect: ofBody({ problem: "too_large" }),
  },
  {
    name: "an error whose body has no end",
    isHeavy: true,
    act: ({ socket }) => {
      socket.write(headOf("HTTP/1.1 503 No", { "Content-Type": "text/plain" }));
      pour(socket, zeros);
    },
    effect: { status: 503 },
  },
];

/** Well-formed answers that are not the documented one. */
export const answerFaults: readonly Fault[] = [
  ...statusFaults,
  ...redirects,
  ...locationFaults,
  ...pointers,
  ...unusableFaults,
  ...encoded,
  ...bombFaults,
  ...endless,
  {
    name: "status 304",
    act: ({ socket }) => void socket.write('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'),
    effect: { status: 304 },
  },
  {
    name: "status 407",
    act: ({ socket }) =>
      void socket.write(
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
      ),
    // Node's fetch hides it.
    effect: { either: ["no-response", { status: 407 }] },
  },
  {
    name: "an error whose body breaks off",
    act: ({ socket }) =>
      void socket.end('HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"mess'),
    effect: { status: 500 },
  },
  {
    name: "an error in an unknown encoding",
    act: ({ socket }) => void socket.write("HTTP/1.1 400 No\r\nContent-Encoding: rot13\r\nContent-Length: 2\r\n\r\n{}"),
    effect: { status: 400 },
  },
];
