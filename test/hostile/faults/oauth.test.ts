import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { importPackage } from "../../generator/import-package.js";
import { folderWith, json, specOf } from "../../generator/support.js";
import { count } from "../counts.js";
import { concurrently } from "./concurrently.js";
import { type RawBehaviour, type RawServer, startRawServer } from "./raw-server.js";

interface Client {
  readonly tokens: { createToken(): { execute(): Promise<{ readonly token: { reveal(): string } }> } };
}

const document = specOf({
  components: {
    securitySchemes: {
      oauth: {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "https://login.example.test/token", scopes: { mint: "" } } },
      },
    },
    schemas: {
      Token: { type: "object", properties: { id: { type: "string" }, token: { type: "string", "x-secret": true } } },
    },
  },
  security: [{ oauth: ["mint"] }],
  paths: {
    "/tokens": {
      post: {
        operationId: "createToken",
        tags: ["Tokens"],
        responses: {
          "201": {
            description: "",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Token" } } },
          },
        },
      },
    },
  },
});

type Answer = (evil: string) => RawBehaviour;

const says =
  (head: (evil: string) => string, body: string | Buffer = ""): Answer =>
  (evil) => ({
    answer: (socket) =>
      void socket.end(
        Buffer.concat([
          Buffer.from(`HTTP/1.1 ${head(evil)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
          Buffer.from(body as string),
        ]),
      ),
  });
const is = (body: string): Answer => says(() => "200 OK\r\nContent-Type: application/json", body);
const raw =
  (behaviour: RawBehaviour): Answer =>
  () =>
    behaviour;

/** What a token URL does, and how a create ends that waits for it. */
const table: readonly (readonly [name: string, answer: Answer, code: string | RegExp])[] = [
  ...[301, 302, 303, 307, 308].map(
    (status) =>
      [
        `redirect ${status} elsewhere`,
        says((evil) => `${status} Moved\r\nLocation: ${evil}/token`),
        "redirect_refused",
      ] as const,
  ),
  ["a redirect without a place", says(() => "302 Found"), "redirect_refused"],
  ["never answers", raw({}), "timeout|connection_failed"],
  [
    "stalls in its head",
    raw({ answer: (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent") }),
    "timeout|connection_failed",
  ],
  [
    "stalls in its body",
    raw({ answer: (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"access') }),
    "timeout|connection_failed",
  ],
  ["closes", raw({ answer: (socket) => void socket.destroy() }), "connection_failed"],
  ["is reset", raw({ connected: (socket) => socket.resetAndDestroy() }), "connection_failed"],
  [
    "cuts its body",
    raw({ answer: (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"access_token":"abc') }),
    "connection_failed",
  ],
  ["speaks no HTTP", raw({ answer: (socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n") }), "connection_failed"],
  ["answers with a page", says(() => "200 OK\r\nContent-Type: text/html", "<!doctype html>"), "invalid_response"],
  ["answers with nothing", says(() => "200 OK"), "invalid_response"],
  [
    "answers with 204",
    raw({ answer: (socket) => void socket.end("HTTP/1.1 204 No Content\r\n\r\n") }),
    "invalid_response",
  ],
  ["answers with null", is("null"), "invalid_response"],
  ["answers with a list", is("[]"), "invalid_response"],
  ["answers without a token", is('{"token_type":"bearer"}'), "invalid_response"],
  ["answers with an empty token", is('{"access_token":""}'), "invalid_response"],
  ["answers with a number", is('{"access_token":7}'), "invalid_response"],
  ["answers with a header in its token", is(JSON.stringify({ access_token: "a\r\nX-Evil: 1" })), "invalid_response"],
  ["answers with another kind of token", is('{"access_token":"a","token_type":"mac"}'), "invalid_response"],
  [
    "answers in UTF-16",
    says(() => "200 OK\r\nContent-Type: application/json; charset=utf-16le", Buffer.from("{}", "utf16le")),
    "invalid_response",
  ],
  [
    "answers with a bomb",
    says(() => "200 OK\r\nContent-Encoding: gzip", gzipSync(Buffer.alloc(40 << 20, " "))),
    "invalid_response",
  ],
  [
    "refuses the client",
    says(() => "401 No\r\nContent-Type: application/json", '{"error":"invalid_client"}'),
    "missing_credential",
  ],
  [
    "refuses, and repeats what was sent",
    says(() => "400 No\r\nContent-Type: application/json", '{"error":"SECRET","error_description":"SECRET"}'),
    "missing_credential",
  ],
  ["fails", says(() => "500 No"), "connection_failed"],
  ["is busy", says(() => "429 No\r\nRetry-After: 9999"), "connection_failed"],
];

/** Whether a text holds a secret, in any form in which it could have been sent. */
function holds(text: string, secret: string, id: string): boolean {
  const forms = [secret, encodeURIComponent(secret), btoa(`${id}:${secret}`), btoa(secret).replace(/=+$/, "")];
  return forms.some((form) => text.includes(form));
}

it("keeps the client's secret from everyone but the token URL, whatever that answers", async (context) => {
  const folder = folderWith({ "spec.json": json(document) });
  const { TestClient } = (await importPackage(join(folder, "spec.json"))) as {
    TestClient: new (options: object) => Client;
  };
  const wrong: string[] = [];
  let tried = 0;
  const cases = table.flatMap((row) => ["basic", "body"].map((way) => [...row, way] as const));
  await concurrently(8, cases, async ([name, answer, code, clientAuthentication]) => {
    tried += 1;
    const secret = `canary${randomBytes(12).toString("hex")}`;
    const evil = await startRawServer({}, "127.0.0.2");
    const behaviour = answer(evil.url);
    const login: RawServer = await startRawServer({
      ...behaviour,
      // A server that repeats what it was told.
      answer: (socket, request, nth) =>
        behaviour.answer?.(/repeats/.test(name) ? repeating(socket, secret) : socket, request, nth),
    });
    const api = await startRawServer({
      answer: (socket) => void socket.end("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"),
    });
    try {
      const oauth = {
        clientId: "client-7",
        clientSecret: secret,
        tokenUrl: `${login.url}/token`,
        clientAuthentication,
      };
      const client = new TestClient({
        server: api.url,
        auth: { oauth },
        timeout: /answers with a bomb/.test(name) ? 20_000 : 300,
        retry: { max: 1, maxDelay: 1 },
      });
      let error: { readonly code?: string; readonly outcome?: string } = {};
      try {
        await client.tokens.createToken().execute();
      } catch (thrown) {
        error = thrown as { readonly code?: string };
      }
      const say = (what: string): void =>
        void wrong.push(`a token URL that ${name} (${clientAuthentication}): ${what}`);
      if (!new RegExp(`^(${String(code)})$`).test(error.code ?? "")) say(`ends in ${String(error)}`);
      if (error.outcome !== "not_created") say(`is told as ${error.outcome}`);
      if (api.connections() > 0) say("the operation was sent all the same");
      if (evil.connections() > 0) say("the second origin was asked");
      if (login.requests.length > 2) say(`${login.requests.length} token requests`);
      const text = [
        String(error),
        inspect(error, { depth: null, showHidden: true }),
        JSON.stringify(error),
        inspect(client, { depth: null, showHidden: true }),
      ].join();
      if (holds(text, secret, "client-7")) say("an error shows the secret");
    } finally {
      await Promise.all([evil.stop(), login.stop(), api.stop()]);
    }
  });
  expect(wrong).toEqual([]);
  count(context, "token URLs that fail × ways to prove who one is: no secret elsewhere, nothing created", tried);
});

type Socket = Parameters<NonNullable<RawBehaviour["answer"]>>[0];

/** A socket on which SECRET is the secret. */
function repeating(socket: Socket, secret: string): Socket {
  const end = (bytes: Buffer): Socket => {
    const [head = "", body = ""] = bytes.toString().split("\r\n\r\n");
    const text = body.replaceAll("SECRET", secret);
    return socket.end(`${head.replace(/Content-Length: \d+/, `Content-Length: ${text.length}`)}\r\n\r\n${text}`);
  };
  return { end } as unknown as Socket;
}
