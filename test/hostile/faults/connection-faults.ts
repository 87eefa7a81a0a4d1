import { type Fault, headOf, ofBody, withBody } from "./fault.js";
import type { PlainAnswer } from "./operations.js";

type Cut = "ends" | "is reset" | "stalls";

const statusLine = (plain: PlainAnswer): Buffer => plain.head.subarray(0, plain.head.indexOf("\r\n") + 2);

/** Where an answer stops, and whether its status is known by then. */
const places: readonly (readonly [where: string, bytes: (plain: PlainAnswer) => Buffer, isKnown: boolean])[] = [
  ["before its first byte", () => Buffer.alloc(0), false],
  ["within the status line", (plain) => plain.head.subarray(0, 11), false],
  ["after the status line", statusLine, false],
  ["within the head", (plain) => plain.head.subarray(0, plain.head.length - 9), false],
  ["one byte before the end of the head", (plain) => plain.head.subarray(0, plain.head.length - 1), false],
  ["after the head", (plain) => framed(plain).subarray(0, framed(plain).indexOf("\r\n\r\n") + 4), true],
  ["within the body", (plain) => framed(plain).subarray(0, framed(plain).length - 7), true],
  ["one byte before the end of the body", (plain) => framed(plain).subarray(0, framed(plain).length - 1), true],
];

/** An answer with a body, whatever the operation. */
function framed(plain: PlainAnswer): Buffer {
  return plain.body.length > 0 ? Buffer.concat([plain.head, plain.body]) : withBody(plain, '{"nothing":true}');
}

const stops: readonly Fault[] = places.flatMap(([where, bytes, isKnown]) =>
  (["ends", "is reset", "stalls"] as const).map(
    (how: Cut): Fault => ({
      name: `the connection ${how} ${where}`,
      act: ({ socket, plain }) => {
        const part = bytes(plain);
        if (how === "stalls") return void socket.write(part);
        if (how === "ends") return void socket.end(part);
        socket.write(part, () => setImmediate(() => socket.resetAndDestroy()));
      },
      effect: isKnown
        ? ofBody(how === "stalls" ? "body-timeout" : "broken-body")
        : how === "stalls"
          ? "timeout"
          : "no-response",
    }),
  ),
);

/** What happens to a connection. */
export const connectionFaults: readonly Fault[] = [
  ...stops,
  {
    name: "the connection is reset when it comes",
    at: "connected",
    act: ({ socket }) => socket.resetAndDestroy(),
    effect: "no-response",
  },
  {
    name: "the connection is closed when it comes",
    at: "connected",
    act: ({ socket }) => void socket.end(),
    effect: "no-response",
  },
  {
    name: "the connection is reset at the first byte",
    at: "first-byte",
    act: ({ socket }) => socket.resetAndDestroy(),
    effect: "no-response",
  },
  {
    name: "the connection is closed at the first byte",
    at: "first-byte",
    act: ({ socket }) => void socket.destroy(),
    effect: "no-response",
  },
  {
    name: "another protocol greets",
    at: "connected",
    act: ({ socket }) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
    effect: "no-response",
  },
  {
    name: "an answer a byte at a time, without end",
    act: ({ socket, plain, every }) => {
      let at = 0;
      every(40, () => void socket.write(framed(plain).subarray(at, ++at)));
    },
    effect: "timeout",
  },
  {
    name: "a body a byte at a time, without end",
    act: ({ socket, plain, every }) => {
      socket.write(
        headOf(`HTTP/1.1 ${plain.status === 204 ? 200 : plain.status} OK`, {
          "Content-Type": "application/json",
          "Content-Length": "1000000",
        }),
      );
      every(40, () => void socket.write(" "));
    },
    effect: ofBody("body-timeout"),
  },
  {
    name: "interim responses without end",
    act: ({ socket, every }) =>
      every(20, () => void socket.write("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n")),
    effect: "timeout",
  },
  {
    name: "an answer after the timeout",
    act: ({ socket, plain }) => {
      const timer = setTimeout(() => socket.write(framed(plain)), 60_000);
      socket.on("close", () => clearTimeout(timer));
    },
    effect: "timeout",
  },
  {
    name: "an answer in many pieces",
    act: ({ socket, plain }) => {
      const bytes = Buffer.concat([plain.head, plain.body]);
      for (let at = 0; at < bytes.length; at += 31) socket.write(bytes.subarray(at, at + 31));
    },
    effect: "none",
  },
  {
    name: "an early hint before the answer",
    act: ({ socket, plain, foreign }) => {
      socket.write(`HTTP/1.1 103 Early Hints\r\nLink: <${foreign}/x>; rel=preload\r\n\r\n`);
      socket.write(Buffer.concat([plain.head, plain.body]));
    },
    effect: "none",
  },
  {
    name: "two answers to one request",
    act: ({ socket, plain }) => {
      const second = withBody(plain, '{"id":"smuggled","_id":"smuggled","token":"smuggled"}');
      socket.write(Buffer.concat([plain.head, plain.body, second]));
    },
    effect: "none",
  },
  {
    name: "an answer, then garbage",
    act: ({ socket, plain }) =>
      void socket.write(Buffer.concat([plain.head, plain.body, Buffer.from("\0\xffgarbage\r\n\r\n")])),
    effect: "none",
  },
  {
    name: "an answer, then a reset",
    act: ({ socket, plain }) =>
      void socket.write(Buffer.concat([plain.head, plain.body]), () => setTimeout(() => socket.resetAndDestroy(), 30)),
    effect: "none",
  },
];
