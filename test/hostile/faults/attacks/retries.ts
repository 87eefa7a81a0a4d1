import { createServer as createTlsServer } from "node:tls";
import { expect } from "vitest";
import { closedPort } from "../../../e2e/loopback/closed-port.js";
import type { Options } from "../../../runtime/harness.js";
import { mint, operation, request } from "../../../runtime/harness.js";
import { selfSigned } from "../certificate.js";
import { type RawBehaviour, startRawServer } from "../raw-server.js";
import { failureOf, type Interpreter, reply } from "./attack.js";

/** What goes wrong at every attempt. */
interface Trouble {
  readonly server?: RawBehaviour;
  readonly options?: (port: number) => Promise<Options> | Options;
}

/** A platform's failure, thrown by a given `fetch`, which counts as a server would. */
function thrown(code: string, message: string = "it failed"): Trouble {
  return {
    options: () => ({
      fetch: () =>
        Promise.reject(
          Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(message), { code }) }),
        ),
    }),
  };
}

const cut = (bytes: string): Trouble => ({
  server: { answer: (socket) => void socket.write(bytes, () => setImmediate(() => socket.resetAndDestroy())) },
});
const garbage = (bytes: string): Trouble => ({ server: { answer: (socket) => void socket.end(bytes) } });
const stall = (bytes: string): Trouble => ({
  server: { answer: (socket) => void socket.write(bytes) },
  options: () => ({ timeout: 200 }),
});
const status = (code: number, headers: readonly string[] = []): Trouble => ({
  server: { answer: (socket) => void socket.end(reply("", ["Connection: close", ...headers], code)) },
});
const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n";

const troubles: Readonly<Record<string, Trouble>> = {
  "connect refused (ECONNREFUSED)": { options: async () => ({ server: `http://127.0.0.1:${await closedPort()}` }) },
  "DNS failure ENOTFOUND": thrown("ENOTFOUND"),
  "DNS EAI_AGAIN": thrown("EAI_AGAIN"),
  "TLS handshake failure": {
    server: { arriving: (socket) => !socket.end(Buffer.from("15030300020228", "hex")).destroyed },
    options: (port) => ({ server: `https://127.0.0.1:${port}` }),
  },
  "certificate error": { options: untrusted },
  "connect timeout": thrown("UND_ERR_CONNECT_TIMEOUT"),
  "socket reset before any request byte was written": { server: { connected: (socket) => socket.resetAndDestroy() } },
  "socket reset after the request was fully written, before a response byte": {
    server: { answer: (socket) => socket.resetAndDestroy() },
  },
  "reset in the middle of the status line": cut("HTTP/1.1 2"),
  "reset after headers, before the body": cut(head),
  "reset in the middle of the body": cut(`${head}{"a":`),
  "headers timeout": stall(""),
  "body timeout (stall)": stall(`${head}{"a":`),
  "429 without Retry-After": status(429),
  "429 with Retry-After 1": status(429, ["Retry-After: 1"]),
  "503 with Retry-After 1": status(503, ["Retry-After: 1"]),
  "503 without": status(503),
  "malformed HTTP": garbage("HTTP/1.1 abc\r\n\r\n"),
  "HTTP/0.9 garbage": garbage("<html>hello</html>"),
  // Node's fetch speaks HTTP/1.1 alone: what a `fetch` that speaks HTTP/2 throws.
  "HTTP/2 GOAWAY before the stream": thrown("ERR_HTTP2_GOAWAY_SESSION"),
  "HTTP/2 REFUSED_STREAM": thrown("ERR_HTTP2_STREAM_ERROR", "Stream closed with error code NGHTTP2_REFUSED_STREAM"),
};

/** A server whose certificate nobody vouches for. */
async function untrusted(): Promise<Options> {
  const server = createTlsServer(selfSigned());
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  return { server: `https://localhost:${typeof address === "object" ? address?.port : 0}` };
}

/** How often a fault that stays is met. */
export const retry: Interpreter = async ({ given, expect: want }) => {
  const { fault, method } = given as { readonly fault: string; readonly method: string };
  if (fault.startsWith("stale keep-alive")) return staleConnection(method);
  const trouble = /^\d{3}$/.test(fault) ? status(Number(fault)) : troubles[fault];
  if (trouble === undefined) throw new Error(`nobody knows what to do about ${JSON.stringify(fault)}`);
  const wanted = /^up to 3 attempts/.test(want) ? 3 : /^1 attempt/.test(want) ? 1 : undefined;
  if (wanted === undefined) throw new Error(`nobody knows what to do about ${JSON.stringify(want)}`);
  const server = await startRawServer(trouble.server ?? {});
  try {
    const waits = /Retry-After 1/.test(fault) ? {} : { retry: { max: 2, maxDelay: 1 } };
    const options = { server: server.url, ...waits, ...(await trouble.options?.(server.port)) };
    const started = performance.now();
    const error = await failureOf(call(method, options));
    expect([error.attempts, performance.now() - started < 20_000], fault).toEqual([wanted, true]);
    // Node sends a 421 again by itself, on a connection of its own: nothing has been done by then.
    const isDoubled = fault === "421";
    if (trouble.server?.answer !== undefined)
      expect(server.requests.length, fault).toBe(isDoubled ? 2 * wanted : wanted);
  } finally {
    await server.stop();
  }
};

function call(method: string, options: Options): Promise<unknown> {
  const descriptor = method === "create" ? mint : operation({ method });
  const made = request(descriptor, options);
  return (method === "create" ? made.with("tokenCreate", {}) : made).execute();
}

/** A connection that the server closes while it is idle: the next call has to do with another one. */
async function staleConnection(method: string): Promise<void> {
  const server = await startRawServer({
    answer: (socket, _, nth) => {
      socket.write(reply("1", ["Connection: keep-alive"]));
      if (nth === 0) setTimeout(() => socket.resetAndDestroy(), 20);
    },
  });
  try {
    const options = { server: server.url, retry: { max: 2, maxDelay: 1 } };
    await call(method, options);
    // As the reset arrives, and after it.
    for (const pause of [20, 5, 50]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      await call(method, options);
    }
    expect(server.requests.length).toBe(4);
  } finally {
    await server.stop();
  }
}
