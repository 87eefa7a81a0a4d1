import { afterEach, expect, it } from "vitest";
import { ConnectionError } from "../../templates/runtime/errors.js";
import { Secret } from "../../templates/runtime/secret.js";
import { closedPort } from "../e2e/loopback/closed-port.js";
import { failureOf, mint, operation, rawServer, request } from "./harness.js";

let server: Awaited<ReturnType<typeof rawServer>> | undefined;
afterEach(() => server?.close());

const created = (body: string, extra = ""): string =>
  `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n${extra}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

it("sends exact bytes", async () => {
  server = await rawServer((socket) => socket.write(created('{"token":"t-9"}')));
  const descriptor = {
    ...mint,
    path: ["/a b/", { name: "id" }],
    parameters: [{ in: "query" as const, name: "q" }],
    security: [{ token: [], key: [] }],
  };
  const auth = { token: "abc", key: "k+1" };
  const data = await request(descriptor, { server: `${server.url}/base`, auth }, { id: "a/b?é" })
    .with("q", "1+1 & ü")
    .with("tokenCreate", {
      name: "é",
      secret: new Secret("s-1"),
      day: new Date(0),
      none: undefined,
      nil: null,
      ["__proto__"]: 1,
    })
    .execute();
  expect(data.token.reveal()).toBe("t-9");
  const [head = "", body] = (server.requests[0] ?? "").split("\r\n\r\n");
  expect(head.split("\r\n")[0]).toBe("POST /base/a%20b/a%2Fb%3F%C3%A9?q=1%2B1%20%26%20%C3%BC&api-key=k%2B1 HTTP/1.1");
  expect(head).toContain("\r\nauthorization: Api-Token abc\r\n");
  expect(head).toContain("\r\ncontent-type: application/json\r\n");
  expect(head).toContain("\r\nuser-agent: unit-tests\r\n");
  expect(Buffer.from(body ?? "", "latin1").toString()).toBe(
    '{"name":"é","secret":"s-1","day":"1970-01-01T00:00:00.000Z","nil":null,"__proto__":1}',
  );
});

it("sends a body through middleware with its length", async () => {
  server = await rawServer((socket) => socket.write(created('{"token":"t-1"}')));
  await request(mint, {
    server: server.url,
    middleware: (sent, next) =>
      next(new Request(sent, { headers: { ...Object.fromEntries(sent.headers), "x-a": "1" } })),
  })
    .with("tokenCreate", { a: 1 })
    .execute();
  expect(server.requests[0]).toMatch(/content-length: 7\r\n/);
  expect(server.requests[0]).toMatch(/x-a: 1\r\n/);
});

it("sends text and bytes", async () => {
  server = await rawServer((socket) => socket.write(created('{"token":"t-1"}')));
  const descriptor = operation({
    method: "PUT",
    responses: { "201": { content: { "application/json": { as: "json" } } } },
    body: {
      key: "body",
      required: true,
      content: { "text/plain": { as: "text" }, "application/octet-stream": { as: "binary" } },
    },
  });
  const made = request(descriptor, { server: server.url });
  expect(await failureOf(made.execute())).toMatchObject({ code: "missing_parameter", parameter: "body" });
  await made.with("body", "grüß").execute();
  await made.with("body", new Uint8Array([1, 255]), "application/octet-stream").execute();
  await made.with("body", new Blob(["xy"], { type: "image/png" }), "application/octet-stream").execute();
  expect(server.requests.map((text) => text.split("\r\n\r\n")[1])).toEqual([
    Buffer.from("grüß").toString("latin1"),
    "\x01\xff",
    "xy",
  ]);
  expect(server.requests[2]).toContain("content-type: application/octet-stream\r\n");
  for (const [value, type] of [
    [5, undefined],
    ["\ud800", undefined],
    [{}, "application/octet-stream"],
    ["x", "text/html"],
  ] as const) {
    expect(await failureOf(made.with("body", value, type).execute())).toMatchObject({
      code: "invalid_parameter",
      parameter: "body",
    });
  }
});

it.each([
  [{ scopes: ["a", Number.NaN] }, "tokenCreate.scopes[1]"],
  [{ a: { "b-c": 10n } }, 'tokenCreate.a["b-c"]'],
  [{ a: new Map() }, "tokenCreate.a"],
  [{ count: 2 ** 53 }, "tokenCreate.count"],
  [{ f: () => 1 }, "tokenCreate.f"],
  [{ day: new Date(Number.NaN) }, "tokenCreate.day"],
])("refuses a body that JSON would change: %o", async (value, parameter) => {
  const body = {
    key: "tokenCreate",
    content: { "application/json": { as: "json", plan: { properties: { count: "integer" } } } },
  } as const;
  expect(
    await failureOf(
      request({ ...mint, body })
        .with("tokenCreate", value)
        .execute(),
    ),
  ).toMatchObject({ parameter, outcome: "not_created" });
});

it("refuses a body that contains itself", async () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  expect(await failureOf(request(mint).with("tokenCreate", value).execute())).toMatchObject({
    code: "invalid_parameter",
  });
});

it.each([
  ["reset before a response", "", "unknown", undefined],
  ["reset in the status line", "HTTP/1.1 2", "unknown", undefined],
  ["garbage", "garbage\r\n\r\n", "unknown", undefined],
  [
    "reset after the headers",
    "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n",
    "created_secret_lost",
    undefined,
  ],
  ["reset in the body", created('{"id":"tok-1","token":"abc"}').slice(0, -6), "created_secret_lost", "tok-1"],
  [
    "no last chunk",
    'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1c\r\n{"id":"tok-1","token":"abc"}\r\n',
    "created_secret_lost",
    "tok-1",
  ],
  [
    "a wrong length",
    created('{"id":"tok-1","token":"abc"}').replace("content-length: 28", "content-length: 20"),
    "created_secret_lost",
    "tok-1",
  ],
])("labels %s", async (_name, answer, outcome, id) => {
  server = await rawServer((socket) => void socket.write(answer, () => setTimeout(() => socket.destroy(), 10)));
  const error = await failureOf(request(mint, { server: server.url }).with("tokenCreate", {}).execute());
  expect(error.outcome).toBe(outcome);
  expect(error.reconcile.id).toBe(id);
  expect(server.requests.length).toBe(1);
});

it("labels a refused connection, and tries it again", async () => {
  const url = `http://127.0.0.1:${await closedPort()}`;
  const error = await failureOf(request(mint, { server: url, retry: 1 }).execute());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ reason: "ECONNREFUSED", sent: false, outcome: "not_created", attempts: 2 });
});

it("returns a token or says that it is lost, when the time is up as it arrives", async () => {
  server = await rawServer((socket) => void setTimeout(() => socket.write(created('{"token":"t"}')), 20));
  const { url } = server;
  const ends = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      try {
        return (await request(mint, { server: url, timeout: 15 + index }).execute()).token.reveal();
      } catch (error) {
        return (error as { outcome?: string }).outcome;
      }
    }),
  );
  expect(ends.filter((end) => !["t", "unknown", "created_secret_lost"].includes(end))).toEqual([]);
});
