import { createSecureServer } from "node:http2";
import { createServer, type TlsOptions } from "node:tls";
import { expect } from "vitest";
import { operation, request } from "../../../runtime/harness.js";
import { selfSigned } from "../certificate.js";
import { always, entryOf, failureOf, type Interpreter, reply, withServers } from "./attack.js";

/** Runs work with a TLS server that answers every request. */
async function withTls(
  options: TlsOptions,
  work: (url: string, reached: () => number) => Promise<void>,
): Promise<void> {
  let reached = 0;
  const server = createServer({ ...selfSigned(), ...options }, (socket) => {
    socket.on("error", () => {});
    socket.on("data", () => {
      reached += 1;
      socket.end(reply("1"));
    });
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  try {
    await work(`https://localhost:${typeof address === "object" ? address?.port : 0}`, () => reached);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  "self-signed certificate": () =>
    withTls({}, async (server, reached) => {
      const error = await failureOf(request(operation(), { server }).execute());
      expect([error.code, error.attempts, reached()]).toEqual(["connection_failed", 1, 0]);
      expect(error.reason).toMatch(/SELF_SIGNED|CERT/);
      // There is no option that lets it pass; a `fetch` of the caller's own would be one.
      const refused = await failureOf(
        (async () => request(operation(), { server, insecure: true, rejectUnauthorized: false } as object).execute())(),
      );
      expect(refused.code).toBe("invalid_parameter");
    }),
  "TLS 1.0 server": () =>
    withTls({ minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }, async (server, reached) => {
      const error = await failureOf(request(operation(), { server, retry: { max: 2, maxDelay: 1 } }).execute());
      expect([error.code, reached()]).toEqual(["connection_failed", 0]);
    }),
  "proxy answers 407": () =>
    withServers(always(reply("", ["Proxy-Authenticate: Basic"], 407)), async (server) => {
      const error = await failureOf(request(operation(), { server: server.url, retry: false }).execute());
      // Node's fetch hides the status.
      expect(error.code).toMatch(/^(connection_failed|api_error)$/);
    }),
  // Proxies are the platform's: the runtime reads no environment, so that a variable changes nothing.
  "NO_PROXY match": () =>
    withServers(always(reply("1")), async (server, evil) => {
      const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "NO_PROXY"];
      const before = names.map((name) => process.env[name]);
      for (const name of names) process.env[name] = name === "NO_PROXY" ? "127.0.0.1" : evil.url;
      try {
        expect(await request(operation(), { server: server.url }).execute()).toBe(1);
      } finally {
        names.forEach((name, at) => {
          if (before[at] === undefined) delete process.env[name];
          else process.env[name] = before[at];
        });
      }
    }),
  "ALPN h2 server": async () => {
    const server = createSecureServer({ ...selfSigned(), allowHTTP1: false });
    server.on("sessionError", () => {});
    server.on("unknownProtocol", (socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `https://localhost:${typeof address === "object" ? address?.port : 0}`;
    try {
      // Node's fetch offers HTTP/1.1 alone and trusts nobody here: a typed error, in time.
      const error = await failureOf(request(operation(), { server: url, retry: false, timeout: 5000 }).execute());
      expect(error.code).toBe("connection_failed");
    } finally {
      server.close();
    }
  },
};

/** What stands between a client and its server. */
export const tlsProxy: Interpreter = async ({ given }) => (await entryOf(scenarios, given.scenario))();
