import { inspect } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { expect } from "vitest";
import { mint, operation, request } from "../../../runtime/harness.js";
import { startRawServer } from "../raw-server.js";
import { entryOf, type Failure, type Interpreter, reply } from "./attack.js";

/** What a call makes of a response. */
interface Seen {
  readonly data?: unknown;
  readonly error?: Failure;
  /** How a create ends that gets the same response. */
  readonly outcome?: string | undefined;
}

interface Body {
  readonly bytes: Buffer | string;
  /** The connection ends with the response. */
  readonly ends?: true;
  readonly check: (seen: Seen) => void;
}

const data = (want: unknown) => (seen: Seen) => expect([seen.error?.message, seen.data]).toEqual([undefined, want]);
const problem =
  (want: string | readonly string[], outcome: string = "created_secret_lost") =>
  (seen: Seen) => {
    expect(seen.error?.code).toBe("invalid_response");
    expect([want].flat()).toContain(seen.error?.problem);
    expect(seen.outcome).toBe(outcome);
  };
const failed = (code: string) => (seen: Seen) => expect(seen.error?.code).toBe(code);
const gzipLike = brotliCompressSync('{"id":"1"}');

const bodies: Readonly<Record<string, Body>> = {
  '200 application/json {"__proto__":{"isAdmin":true}}': {
    bytes: reply('{"__proto__":{"isAdmin":true}}'),
    check: ({ data: value }) => {
      const spread = { ...(value as object) } as { isAdmin?: boolean };
      expect(Object.hasOwn(value as object, "__proto__")).toBe(true);
      expect([({} as { isAdmin?: boolean }).isAdmin, (value as { isAdmin?: boolean }).isAdmin, spread.isAdmin]).toEqual(
        [undefined, undefined, undefined],
      );
    },
  },
  '{"then":{}} as top level': { bytes: reply('{"then":{}}'), check: data(JSON.parse('{"then":{}}')) },
  "empty body with 200 JSON declared": { bytes: reply(""), check: problem("empty") },
  "201 with text/html": {
    bytes: reply("<p>signed in</p>", ["Content-Type: text/html"], 201),
    check: (seen) => {
      problem("content_type")(seen);
      expect([seen.error?.body, seen.error?.message.includes("signed in")]).toEqual(["<p>signed in</p>", false]);
    },
  },
  "application/json;charset=utf-16le, UTF-16 bytes": {
    bytes: reply(Buffer.from('{"id":"1"}', "utf16le"), ["Content-Type: application/json;charset=utf-16le"]),
    check: problem("charset"),
  },
  "invalid UTF-8 in the middle of the token": {
    bytes: reply(Buffer.from('{"token":"ab\xc3cd"}', "latin1")),
    check: problem("encoding"),
  },
  "content-length smaller than the body": {
    bytes: reply('{"token":"abcdefgh"}', ["Content-Length: 14"]),
    ends: true,
    check: ({ error }) => expect(error?.code).toMatch(/^(invalid_response|connection_failed)$/),
  },
  "chunked without a final chunk": {
    bytes: reply("2\r\n{}\r\n", ["Transfer-Encoding: chunked"]),
    ends: true,
    check: failed("connection_failed"),
  },
  "NaN / Infinity / comments / single quotes": {
    bytes: reply("[NaN, Infinity, /* no */ 'x']"),
    check: problem("json"),
  },
  // JSON.parse's own rule, as every client in JavaScript has it; the schema-aware reading of numbers is not the runtime's.
  "1e400": { bytes: reply("1e400"), check: data(Number.POSITIVE_INFINITY) },
  "1,000,000-element array": {
    bytes: reply(`[${"1,".repeat(999_999)}1]`),
    check: ({ data: value }) => expect((value as unknown[]).length).toBe(1_000_000),
  },
  "Content-Encoding: br, zstd, unknown": {
    bytes: reply(gzipLike, ["Content-Encoding: br"]),
    check: data({ id: "1" }),
  },
  "enum value of another type (1)": { bytes: reply('{"role":1}'), check: data({ role: 1 }) },
  'date "0000-00-00"': { bytes: reply('{"created":"0000-00-00"}'), check: data({ created: "0000-00-00" }) },
  "error body with ANSI escapes and CRLF": {
    bytes: reply(JSON.stringify({ message: "a\r\n\u001b[31mb\u2028c" }), [], 400),
    check: ({ error, outcome }) => {
      expect([error?.code, /[\p{Cc}\u2028]/u.test(error?.message ?? "\0"), outcome]).toEqual([
        "bad_request",
        false,
        "not_created",
      ]);
    },
  },
  "404 HTML from a proxy": {
    bytes: reply("<html>", ["Content-Type: text/html"], 404),
    check: ({ error }) => {
      const { headers } = error as unknown as { readonly headers: Headers };
      expect([error?.code, headers.get("content-type")]).toEqual(["not_found", "text/html"]);
    },
  },
  "10,000 headers": {
    bytes: reply(
      "{}",
      Array.from({ length: 10_000 }, (_, at) => `X-${at}: ${at}`),
    ),
    check: failed("connection_failed"),
  },
};

async function seenOf(bytes: Buffer | string, ends: boolean, body: string = ""): Promise<Seen> {
  const server = await startRawServer({ answer: (socket) => void (ends ? socket.end(bytes) : socket.write(bytes)) });
  const options = { server: server.url, retry: false, auth: { bearer: `canary${body}` } } as const;
  try {
    const ended = async (work: Promise<unknown>): Promise<Seen> =>
      work.then(
        (value) => ({ data: value }),
        (error: Failure) => ({ error }),
      );
    const created = await ended(request(mint, options).with("tokenCreate", {}).execute());
    const secured = operation({
      security: [{ bearer: [] }],
      responses: { "200": { content: { "application/json": { as: "json" } } } },
    });
    return { ...(await ended(request(secured, options).execute())), outcome: created.error?.outcome };
  } finally {
    await server.stop();
  }
}

/** What arrives with a response: exact, or a typed error. */
export const body: Interpreter = async ({ given }) => {
  const response = String(given.response);
  switch (response) {
    case "endless body at full speed":
      return endless();
    case "error 400 body echoing the Authorization header":
      return echoed();
    case "status 999 / 000 / -1":
      for (const status of ["999", "000", "-1"]) {
        const { error, outcome } = await seenOf(`HTTP/1.1 ${status} Odd\r\nContent-Length: 2\r\n\r\n{}`, true);
        expect([error?.code, outcome]).toEqual([
          expect.stringMatching(/^(invalid_response|connection_failed)$/),
          "unknown",
        ]);
      }
      return;
  }
  const { bytes, ends = false, check } = await entryOf(bodies, response);
  check(await seenOf(bytes, ends));
  if (!response.startsWith("Content-Encoding")) return;
  for (const encoding of ["zstd", "rot13"]) {
    const seen = await seenOf(
      reply(Buffer.from("28b52ffd0420190000313233aabbccdd", "hex"), [`Content-Encoding: ${encoding}`]),
      false,
    );
    expect(seen.error?.code).toMatch(/^(invalid_response|connection_failed)$/);
  }
};

async function endless(): Promise<void> {
  const piece = Buffer.alloc(1 << 16, " ");
  const server = await startRawServer({
    answer: (socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
      const pour = (): void => {
        while (!socket.destroyed && socket.write(piece));
        if (!socket.destroyed) socket.once("drain", pour);
      };
      pour();
    },
  });
  try {
    const before = process.memoryUsage().rss;
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 5);
    const error = await request(operation(), { server: server.url })
      .execute()
      .catch((thrown: Failure) => thrown);
    clearInterval(timer);
    expect([error.code, error.problem]).toEqual(["invalid_response", "too_large"]);
    expect(error.message).toContain(String(32 * 1024 * 1024));
    // The server of the test is in the same process.
    expect(most / 2 ** 20).toBeLessThan(128);
  } finally {
    await server.stop();
  }
}

async function echoed(): Promise<void> {
  const { error } = await seenOf(
    reply(JSON.stringify({ message: "no: Authorization: Bearer canary-7" }), [], 400),
    false,
    "-7",
  );
  expect(error?.code).toBe("bad_request");
  expect(
    [error?.message, inspect(error, { depth: null, showHidden: true }), JSON.stringify(error)].join(),
  ).not.toContain("canary-7");
  expect(JSON.stringify(error?.body)).toContain("canary-7");
}
