import { type Effect, type Fault, headOf, withBody } from "./fault.js";
import type { Target } from "./operations.js";

/** Node's parser lets it pass: then it is a success without a body. */
const lenient = ({ hasBody }: Target): Effect => ({
  either: ["no-response", hasBody ? { problem: "empty", status: 200 } : "none"],
});

/** Bytes in place of an answer, after which the connection ends. */
const garbage: readonly (readonly [name: string, bytes: string | Buffer, effect?: Fault["effect"]])[] = [
  ["text that is no HTTP", "hello\r\n\r\n"],
  ["HTTP/0.9", "<html>hello</html>"],
  ["HTTP/2 frames", Buffer.from("00000604000000000000040100000000000008070000000000000000000000000d", "hex")],
  ["a TLS alert", Buffer.from("15030100020246", "hex")],
  ["zeros", Buffer.alloc(64)],
  ["random bytes", Buffer.from("9f3c77e1a0b4d85511fe2039cc4ab6d9e871", "hex")],
  ["a status line without a version", "200 OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["a status of one digit", "HTTP/1.1 2 OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["a negative status", "HTTP/1.1 -1 OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["a status of letters", "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["another protocol's status line", "ICY 200 OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["an unknown version", "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}"],
  ["a request in place of a response", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"],
  ["a header without a name", "HTTP/1.1 200 OK\r\n: 1\r\n\r\n", lenient],
  ["a header with a space in its name", "HTTP/1.1 200 OK\r\nX A: 1\r\n\r\n", lenient],
  ["a header with a NUL", "HTTP/1.1 200 OK\r\nX-A: a\0b\r\n\r\n"],
  ["100 without an end", "HTTP/1.1 100 Continue\r\n\r\n"],
  ["101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"],
  ["102 without an end", "HTTP/1.1 102 Processing\r\n\r\n"],
  ["199 without an end", "HTTP/1.1 199 Odd\r\n\r\n"],
  ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"],
  ["a length of letters", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}"],
  ["a length beyond all numbers", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}"],
  ["two lengths that differ", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} "],
  [
    "ten thousand headers",
    `HTTP/1.1 200 OK\r\n${Array.from({ length: 10_000 }, (_, at) => `X-${at}: ${at}\r\n`).join("")}\r\n{}`,
  ],
  ["a header of 1 MB", `HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(1 << 20)}\r\n\r\n{}`],
];

const replies: readonly Fault[] = garbage.map(([name, bytes, effect = "no-response"]) => ({
  name,
  act: ({ socket }) => void socket.end(bytes),
  effect,
}));

/** Status lines that are numbers, and no HTTP statuses. */
const statuses: readonly Fault[] = ["999", "600", "000", "001"].map((status) => ({
  name: `status ${status}`,
  act: ({ socket }) => void socket.end(`${headOf(`HTTP/1.1 ${status} Odd`, { "Content-Length": "2" }).toString()}{}`),
  effect: { either: ["no-response", { problem: "status", status: Number(status) }] },
}));

/** Framing of a body that does not hold. */
const framing: readonly (readonly [
  name: string,
  head: Readonly<Record<string, string>>,
  body: string,
  effect: Effect,
])[] = [
  ["a length of one byte more", { "Content-Length": "23" }, '{"id":"1","token":"x"}', "broken-body"],
  ["a length of much more", { "Content-Length": "9007199254740991" }, "{}", "broken-body"],
  ["chunked without a last chunk", { "Transfer-Encoding": "chunked" }, "2\r\n{}\r\n", "broken-body"],
  ["chunked, ending within a chunk", { "Transfer-Encoding": "chunked" }, "ff\r\n{}", "broken-body"],
  ["chunked, ending within a size", { "Transfer-Encoding": "chunked" }, "2\r\n{}\r\n1", "broken-body"],
  ["a chunk size of letters", { "Transfer-Encoding": "chunked" }, "zz\r\n{}\r\n0\r\n\r\n", "broken-body"],
  ["a negative chunk size", { "Transfer-Encoding": "chunked" }, "-2\r\n{}\r\n0\r\n\r\n", "broken-body"],
  [
    "a chunk size beyond all numbers",
    { "Transfer-Encoding": "chunked" },
    "fffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    "broken-body",
  ],
  ["a chunk longer than its size", { "Transfer-Encoding": "chunked" }, "1\r\n{}\r\n0\r\n\r\n", "broken-body"],
  ["chunked bytes that are no chunks", { "Transfer-Encoding": "chunked" }, '{"id":"1"}', "broken-body"],
];

const lies: readonly Fault[] = framing.map(([name, headers, body, effect]) => ({
  name,
  act: ({ socket, plain }) => {
    const status = plain.status === 204 ? 200 : plain.status;
    socket.end(
      Buffer.concat([
        headOf(`HTTP/1.1 ${status} OK`, { "Content-Type": "application/json", ...headers }),
        Buffer.from(body),
      ]),
    );
  },
  effect: ({ hasBody }) => (hasBody ? effect : { either: ["none", effect] }),
}));

/** What is odd, and either refused or right. */
const odd: readonly Fault[] = [
  {
    name: "a length of one byte less",
    act: ({ socket, plain }) => {
      const body = plain.body.length > 0 ? plain.body : Buffer.from("{}");
      const text = withBody(plain, body)
        .toString("latin1")
        .replace(/Content-Length: \d+/, `Content-Length: ${body.length - 1}`);
      socket.end(Buffer.from(text, "latin1"));
    },
    effect: ({ hasBody }) =>
      hasBody ? { either: [{ problem: "json" }, "broken-body", "no-response"] } : { either: ["none", "no-response"] },
  },
  {
    name: "a length and chunks",
    act: ({ socket, plain }) => {
      const head = { "Content-Type": "application/json", "Content-Length": "3", "Transfer-Encoding": "chunked" };
      socket.end(Buffer.concat([headOf("HTTP/1.1 200 OK", head), Buffer.from(`2\r\n{}\r\n0\r\n\r\n`), plain.body]));
    },
    effect: ({ hasBody, mints }) => ({
      either: ["no-response", "broken-body", ...(hasBody && mints ? [{ problem: "empty" }] : (["none"] as const))],
    }),
  },
  {
    name: "a body without a length",
    act: ({ socket, plain }) => {
      const head = plain.head.toString("latin1").replace(/Content-Length: \d+\r\n/, "");
      socket.end(Buffer.concat([Buffer.from(head, "latin1"), plain.body]));
    },
    effect: "none",
  },
  {
    name: "the same length twice",
    act: ({ socket, plain }) => {
      const head = plain.head.toString("latin1").replace(/(Content-Length: \d+\r\n)/, "$1$1");
      socket.end(Buffer.concat([Buffer.from(head, "latin1"), plain.body]));
    },
    effect: { either: ["none", "no-response"] },
  },
  {
    name: "chunks with extensions and trailers",
    act: ({ socket, plain }) => {
      if (plain.body.length === 0) return void socket.end(plain.head);
      const head = plain.head.toString("latin1").replace(/Content-Length: \d+/, "Transfer-Encoding: chunked");
      const size = plain.body.length.toString(16);
      socket.end(
        Buffer.concat([
          Buffer.from(`${head}${size};a=1;b="c"\r\n`, "latin1"),
          plain.body,
          Buffer.from("\r\n0\r\nX-Trailer: 1\r\nContent-Length: 7\r\n\r\n"),
        ]),
      );
    },
    effect: { either: ["none", "broken-body"] },
  },
  {
    name: "a folded header",
    act: ({ socket, plain }) => {
      const head = plain.head.toString("latin1").replace("\r\n\r\n", "\r\nX-Folded: a\r\n b\r\n\r\n");
      socket.end(Buffer.concat([Buffer.from(head, "latin1"), plain.body]));
    },
    effect: { either: ["none", "no-response"] },
  },
  {
    name: "line feeds alone",
    act: ({ socket, plain }) => {
      const head = plain.head.toString("latin1").replaceAll("\r\n", "\n");
      socket.end(Buffer.concat([Buffer.from(head, "latin1"), plain.body]));
    },
    effect: { either: ["none", "no-response"] },
  },
  {
    name: "a status line without a reason",
    act: ({ socket, plain }) => {
      const head = plain.head.toString("latin1").replace(/ (OK|Failed)\r\n/, "\r\n");
      socket.end(Buffer.concat([Buffer.from(head, "latin1"), plain.body]));
    },
    effect: "none",
  },
  {
    name: "204 with a body",
    act: ({ socket }) =>
      void socket.end("HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"),
    effect: ({ mints }) => (mints ? { problem: "empty", status: 204 } : "none"),
  },
  {
    name: "205 with a body",
    act: ({ socket }) =>
      void socket.end("HTTP/1.1 205 Reset Content\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"),
    effect: ({ mints }) => ({ either: [mints ? { problem: "empty", status: 205 } : "none", "no-response"] }),
  },
  {
    name: "a head without end",
    act: ({ socket, every }) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      let at = 0;
      every(1, () => void socket.write(`X-${at++}: ${"a".repeat(1000)}\r\n`));
    },
    effect: { either: ["no-response", "timeout"] },
  },
];

/** What a server says that is not, or hardly, HTTP. */
export const protocolFaults: readonly Fault[] = [...replies, ...statuses, ...lies, ...odd];
