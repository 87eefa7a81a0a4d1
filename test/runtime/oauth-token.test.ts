import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Core } from "../../templates/runtime/core.js";
import type { ApiDescriptor, OperationDescriptor } from "../../templates/runtime/descriptor.js";
import { clientCredentials } from "../../templates/runtime/oauth-token.js";
import { failureOf, json, mint, type Options, operation, type Sent, TestRequest } from "./harness.js";

const api: ApiDescriptor = {
  userAgent: "unit-tests",
  servers: [{ url: ["https://api.example.test/v1"] }],
  securitySchemes: {
    oauth: { kind: "oauth2", tokenUrl: "https://login.example.test/token" },
    relative: { kind: "oauth2", tokenUrl: "/oauth/token" },
    beside: { kind: "oauth2", tokenUrl: "oauth/token" },
    unknown: { kind: "oauth2" },
    key: { kind: "apiKey", in: "query", name: "key" },
  },
};
const client = { clientId: "id-7", clientSecret: "s3cret-7" };
const secured = (changes: Partial<OperationDescriptor> = {}): OperationDescriptor =>
  operation({ security: [{ oauth: ["read", "write"] }], ...changes });

type Answer = Response | Error | (() => Response | Promise<Response>);

/** A `fetch` that answers token requests from one list and all others from another; the last of each stays. */
function servers(tokens: Answer[], answers: Answer[] = [json(1)]) {
  const asked: Sent[] = [];
  const sent: Sent[] = [];
  const fetch = async (url: string, init: unknown): Promise<Response> => {
    const isToken = url.includes("token");
    const [log, list] = isToken ? [asked, tokens] : [sent, answers];
    log.push({ ...(init as Sent), url });
    const answer = list[Math.min(log.length, list.length) - 1];
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer() : (answer as Response).clone();
  };
  return { asked, sent, fetch: fetch as unknown as NonNullable<Options["fetch"]> };
}

const token = (name = "tok-1", more: object = { expires_in: 3600 }): Response =>
  json({ access_token: name, token_type: "bearer", ...more });
const request = (options: Options, descriptor = secured(), description = api): TestRequest =>
  new TestRequest(new Core(description, options, clientCredentials), descriptor);
const authorizations = (sent: Sent[]): unknown[] => sent.map(({ headers }) => headers.authorization);

describe("a given token", () => {
  it.each([["tok-1"], ["Bearer tok-1"], [{ reveal: () => "tok-1" }], [async () => "tok-1"]])("%o", async (given) => {
    const { fetch, asked, sent } = servers([]);
    await request({ fetch, auth: { oauth: given } }).execute();
    expect([asked, authorizations(sent)]).toEqual([[], ["Bearer tok-1"]]);
  });
});

describe("the token request", () => {
  it("is a form with HTTP Basic, and no more", async () => {
    const { fetch, asked, sent } = servers([token()]);
    const seen: string[] = [];
    await request({
      fetch,
      auth: { oauth: { clientId: "i d:é", clientSecret: async () => ({ reveal: () => "s~*%+ü" }) } },
      headers: { "x-api": "1" },
      middleware: (made, next) => {
        seen.push(made.url);
        return next(made);
      },
    }).execute();
    expect(asked).toMatchObject([
      {
        url: "https://login.example.test/token",
        method: "POST",
        redirect: "manual",
        body: "grant_type=client_credentials&scope=read+write",
      },
    ]);
    expect(asked[0]?.headers).toEqual({
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "unit-tests",
      authorization: `Basic ${btoa("i+d%3A%C3%A9:s%7E*%25%2B%C3%BC")}`,
    });
    expect(authorizations(sent)).toEqual(["Bearer tok-1"]);
    expect(seen).toEqual(["https://api.example.test/v1/things"]);
  });

  it("holds the client in its body where the server wants that", async () => {
    const { fetch, asked } = servers([token()]);
    await request({ fetch, auth: { oauth: { ...client, clientAuthentication: "body" } } }).execute();
    expect(asked[0]?.headers).not.toHaveProperty("authorization");
    expect(asked[0]?.body).toBe("grant_type=client_credentials&scope=read+write&client_id=id-7&client_secret=s3cret-7");
  });

  it.each<[string, object, string]>([
    ["relative", {}, "https://api.example.test/oauth/token"],
    ["beside", {}, "https://api.example.test/v1/oauth/token"],
    ["unknown", { tokenUrl: "https://x.example.test/token" }, "https://x.example.test/token"],
    ["oauth", { tokenUrl: "/token" }, "https://api.example.test/token"],
    ["oauth", { tokenUrl: "http://127.0.0.1:9/token" }, "http://127.0.0.1:9/token"],
  ])("of %s with %j goes to %s", async (scheme, more, want) => {
    const { fetch, asked } = servers([token()]);
    await request(
      { fetch, auth: { [scheme]: { ...client, ...more } } },
      secured({ security: [{ [scheme]: [] }] }),
    ).execute();
    expect(asked.map(({ url, body }) => [url, body])).toEqual([[want, "grant_type=client_credentials"]]);
  });

  it.each<[string, object, string]>([
    ["unknown", {}, "auth.unknown.tokenUrl"],
    ["oauth", { tokenUrl: "http://login.example.test/token" }, "auth.oauth.tokenUrl"],
    ["oauth", { tokenUrl: "https://u:p@login.example.test/token" }, "auth.oauth.tokenUrl"],
    ["oauth", { tokenUrl: "javascript:1" }, "auth.oauth.tokenUrl"],
    ["oauth", { tokenUrl: 5 }, "auth.oauth.tokenUrl"],
    ["oauth", { clientSecret: "s3cret-7\n" }, "auth.oauth.clientSecret"],
    ["oauth", { clientSecret: undefined }, "auth.oauth.clientSecret"],
    ["oauth", { clientId: {} }, "auth.oauth.clientId"],
    ["oauth", { scopes: "read" }, "auth.oauth.scopes"],
    ["oauth", { scopes: ["a b"] }, "auth.oauth.scopes"],
    ["oauth", { clientAuthentication: "jwt" }, "auth.oauth.clientAuthentication"],
    ["oauth", { clientSecert: "x" }, "auth.oauth.clientSecert"],
  ])("of %s is refused with %j", (scheme, more, parameter) => {
    expect(() => request({ auth: { [scheme]: { ...client, ...more } } })).toThrow(
      expect.objectContaining({
        code: "invalid_parameter",
        parameter,
        message: expect.not.stringMatching(/s3cret-7|u:p/),
      }),
    );
  });

  it("goes over plain http where the caller allows it", () => {
    const oauth = { ...client, tokenUrl: "http://login.example.test/token" };
    expect(() => request({ auth: { oauth }, allowInsecureHttp: true })).not.toThrow();
  });
});

describe("a token", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  it.each<[unknown, number, number]>([
    [3600, 3_500_000, 1],
    [3600, 3_580_000, 2],
    ["3600", 3_580_000, 2],
    [10, 8_500, 1],
    [10, 9_500, 2],
    [0, 0, 2],
    [-5, 0, 2],
    [undefined, 1e9, 1],
    ["soon", 1e9, 1],
  ])("with expires_in %j is after %d ms the one of %d requests", async (expires_in, later, want) => {
    const { fetch, asked } = servers([token("tok-1", { expires_in })]);
    const made = request({ fetch, auth: { oauth: client } });
    await made.execute();
    vi.advanceTimersByTime(later);
    await made.execute();
    expect(asked).toHaveLength(want);
  });

  it("is kept for each set of scopes, and across copies of a client", async () => {
    const { fetch, asked } = servers([token()]);
    const oauth = { ...client };
    const made = (scopes: string[]): TestRequest =>
      request({ fetch, auth: { oauth } }, secured({ security: [{ oauth: scopes }] }));
    for (const scopes of [["a", "b"], ["b", "a"], ["a"], [], ["a"]]) await made(scopes).execute();
    expect(asked.map(({ body }) => body)).toEqual([
      "grant_type=client_credentials&scope=a+b",
      "grant_type=client_credentials&scope=a",
      "grant_type=client_credentials",
    ]);
    const own = { ...client, scopes: ["mine"] };
    for (const scopes of [["a"], ["b"]]) {
      await request({ fetch, auth: { oauth: own } }, secured({ security: [{ oauth: scopes }] })).execute();
    }
    expect(asked.slice(3).map(({ body }) => body)).toEqual(["grant_type=client_credentials&scope=mine"]);
  });

  it("is asked for once by calls at the same time", async () => {
    const { fetch, asked, sent } = servers([token()]);
    const made = request({ fetch, auth: { oauth: client } });
    await Promise.all([made.execute(), made.execute(), made.execute()]);
    expect([asked.length, sent.length]).toEqual([1, 3]);
  });

  it("goes together with another credential", async () => {
    const { fetch, sent } = servers([token()]);
    const both = secured({ security: [{ oauth: [], key: [] }] });
    await request({ fetch, auth: { oauth: client, key: "k" } }, both).execute();
    expect(sent[0]).toMatchObject({
      url: "https://api.example.test/v1/things?key=k",
      headers: { authorization: "Bearer tok-1" },
    });
  });
});

describe("status 401 of the API", () => {
  const refused = (): Response => json({ message: "expired" }, 401);

  it.each([
    ["GET", secured()],
    ["what mints", { ...mint, security: [{ oauth: [] }] }],
  ] as const)("renews the token and sends %s once more", async (_what, descriptor) => {
    const { fetch, asked, sent } = servers([token("tok-1"), token("tok-2")], [refused, json({ token: "t" }, 201)]);
    await request({ fetch, auth: { oauth: client }, retry: 1 }, descriptor).execute();
    expect(asked).toHaveLength(2);
    expect(authorizations(sent)).toEqual(["Bearer tok-1", "Bearer tok-2"]);
  });

  it("is an error the second time, and ends in not_created", async () => {
    const { fetch, asked, sent } = servers([token()], [refused]);
    const error = await failureOf(
      request({ fetch, auth: { oauth: client } }, { ...mint, security: [{ oauth: [] }] }).execute(),
    );
    expect(error).toMatchObject({ code: "unauthorized", outcome: "not_created", attempts: 2 });
    expect([asked.length, sent.length]).toEqual([2, 2]);
  });

  it("is an error at once without retries, and still lets go of the token", async () => {
    const { fetch, asked, sent } = servers([token()], [refused, json(1)]);
    const made = request({ fetch, auth: { oauth: client }, retry: false });
    expect(await failureOf(made.execute())).toMatchObject({ code: "unauthorized" });
    await made.execute();
    expect([asked.length, sent.length]).toEqual([2, 2]);
  });

  it("renews no token that the caller gave", async () => {
    const { fetch, sent } = servers([], [refused]);
    expect(await failureOf(request({ fetch, auth: { oauth: "tok-1" } }).execute())).toMatchObject({ status: 401 });
    expect(sent).toHaveLength(1);
  });

  it("renews once for calls at the same time", async () => {
    const { fetch, asked } = servers([token("tok-1"), token("tok-2")], [refused, refused, json(1)]);
    const made = request({ fetch, auth: { oauth: client } });
    await Promise.all([made.execute(), made.execute()]);
    expect(asked).toHaveLength(2);
  });

  it("keeps a token that another call has renewed meanwhile", async () => {
    let refuseLate = (): void => {};
    const late = new Promise<Response>((resolve) => {
      refuseLate = () => resolve(refused());
    });
    const { fetch, asked, sent } = servers([token("tok-1"), token("tok-2")], [() => late, refused, json(1)]);
    const made = request({ fetch, auth: { oauth: client } });
    const first = made.execute();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await made.execute();
    refuseLate();
    await first;
    expect(asked).toHaveLength(2);
    expect(authorizations(sent).at(-1)).toBe("Bearer tok-2");
  });
});

describe("without a token nothing is sent", () => {
  const secrets = /s3cret-7|leak-7/;

  it.each<[string, Answer, object]>([
    [
      "a refused client",
      json({ error: "invalid_client", error_description: "leak-7" }, 401),
      { code: "missing_credential", message: expect.stringContaining("status 401 (invalid_client)") },
    ],
    ["a code that repeats the secret", json({ error: "s3cret-7" }, 400), { code: "missing_credential" }],
    ["a page", new Response("leak-7", { status: 403 }), { code: "missing_credential" }],
    [
      "a busy server",
      json({ error: "slow_down" }, 429),
      { code: "connection_failed", sent: false, reason: "slow_down" },
    ],
    ["a broken server", new Response("leak-7", { status: 503 }), { code: "connection_failed", sent: false }],
    ["a failing connection", Object.assign(new Error("s3cret-7"), { code: "ECONNRESET" }), { reason: "ECONNRESET" }],
    ["no JSON", new Response("leak-7"), { code: "invalid_response", problem: "json", body: undefined }],
    ["no token", json({ token: "leak-7" }), { code: "invalid_response", problem: "empty" }],
    ["an odd token", json({ access_token: "leak-7 x" }), { code: "invalid_response", problem: "json" }],
    ["another kind", json({ access_token: "leak-7", token_type: "mac" }), { code: "invalid_response" }],
    [
      "a redirect",
      new Response(null, { status: 307, headers: { location: "https://evil.test/?leak-7" } }),
      { code: "redirect_refused", status: 307, target: "https://evil.test" },
    ],
  ])("%s", async (_what, answer, want) => {
    const { fetch, sent } = servers([answer]);
    const error = await failureOf(
      request({ fetch, auth: { oauth: client }, retry: false }, { ...mint, security: [{ oauth: [] }] }).execute(),
    );
    expect(error).toMatchObject({ operation: "createToken", outcome: "not_created", ...want });
    expect(sent).toEqual([]);
    for (const text of [error.message, inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)])
      expect(text).not.toMatch(secrets);
  });

  it("asks again where that can help, even for what mints", async () => {
    vi.useFakeTimers();
    const { fetch, asked, sent } = servers([new Response(null, { status: 503 }), token()], [json({ token: "t" }, 201)]);
    const work = request({ fetch, auth: { oauth: client } }, { ...mint, security: [{ oauth: [] }] }).execute();
    await vi.runAllTimersAsync();
    await work;
    vi.useRealTimers();
    expect([asked.length, sent.length]).toEqual([2, 1]);
  });

  it("names its own operation in each of several calls", async () => {
    const { fetch, asked } = servers([json({ error: "invalid_client" }, 400)]);
    const core = new Core(api, { fetch, auth: { oauth: client } }, clientCredentials);
    const names = ["one", "two"];
    const errors = await Promise.all(
      names.map((name) => failureOf(new TestRequest(core, secured({ name })).execute())),
    );
    expect(errors.map((error) => [error.operation, error.message.split(" ")[0]])).toEqual(names.map((n) => [n, n]));
    expect(asked).toHaveLength(1);
  });

  it("reports a function that fails, and one that returns nothing", async () => {
    const { fetch, asked } = servers([token()]);
    const fails = (): never => {
      throw new Error("store");
    };
    for (const clientSecret of [fails, () => ""]) {
      const error = await failureOf(request({ fetch, auth: { oauth: { ...client, clientSecret } } }).execute());
      expect(error).toMatchObject({ code: "missing_credential", message: expect.stringContaining("clientSecret") });
    }
    expect(asked).toEqual([]);
  });
});

describe("limits", () => {
  const never = (): Promise<Response> => new Promise(() => {});

  it("ends with the call's timeout, before anything was sent", async () => {
    const { fetch, asked, sent } = servers([never]);
    const error = await failureOf(request({ fetch, auth: { oauth: client } }).execute({ timeout: 20, retry: false }));
    expect(error).toMatchObject({ code: "timeout", sent: false });
    expect(sent).toEqual([]);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it("lets go, unread, of an answer that comes when nobody waits, from a `fetch` that does not heed its signal", async () => {
    let [pulled, cancelled] = [0, 0];
    let answer: (response: Response) => void = () => {};
    const late = new Promise<Response>((resolve) => (answer = resolve));
    const { fetch, asked } = servers([() => late]);
    const stop = new AbortController();
    const work = failureOf(request({ fetch, auth: { oauth: client } }).execute({ signal: stop.signal }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    stop.abort();
    expect(await work).toMatchObject({ code: "aborted" });
    const source = { pull: () => void pulled++, cancel: () => void cancelled++ };
    answer(new Response(new ReadableStream(source, { highWaterMark: 0 }), { status: 400 }));
    await vi.waitFor(() => expect([pulled, cancelled]).toEqual([0, 1]));
  });

  it("lets others go on when one caller leaves, and starts anew when all have left", async () => {
    let answer: (response: Response) => void = () => {};
    const slow = (): Promise<Response> => new Promise((resolve) => (answer = resolve));
    const { fetch, asked } = servers([slow]);
    const made = request({ fetch, auth: { oauth: client } });
    const stop = new AbortController();
    const left = failureOf(made.execute({ signal: stop.signal }));
    const stayed = made.execute();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    stop.abort();
    expect(await left).toMatchObject({ code: "aborted" });
    expect(asked[0]?.signal.aborted).toBe(false);
    answer(token());
    await stayed;

    const other = request({ fetch, auth: { oauth: { ...client } } });
    const gone = new AbortController();
    const work = failureOf(other.execute({ signal: gone.signal }));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    gone.abort();
    expect(await work).toMatchObject({ code: "aborted" });
    expect(asked[1]?.signal.aborted).toBe(true);
    const again = other.execute();
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    answer(token());
    await again;
  });

  it("asks a function that never answered again, while others still wait for it", async () => {
    const { fetch, sent } = servers([token()]);
    let asked = 0;
    const clientSecret = (): Promise<string> => (asked++ === 0 ? new Promise(() => {}) : Promise.resolve("s3cret-7"));
    const made = request({ fetch, timeout: 300, retry: false, auth: { oauth: { ...client, clientSecret } } });
    const first = failureOf(made.execute());
    await new Promise((done) => setTimeout(done, 100));
    const second = failureOf(made.execute());
    expect(await first).toMatchObject({ code: "timeout", sent: false });
    expect(await second).toMatchObject({ code: "connection_failed", sent: false });
    await made.execute();
    expect([asked, sent.length]).toEqual([2, 1]);
  });

  it("keeps the token out of what the API's server says", async () => {
    const { fetch } = servers([token("tok-secret-7")], [() => json({ message: "bad tok-secret-7 s3cret-7" }, 400)]);
    const error = await failureOf(request({ fetch, auth: { oauth: client } }).execute());
    expect(error.message).not.toMatch(/tok-secret-7|s3cret-7/);
  });

  it("sends the secret to the token URL alone, and no token there", async () => {
    const { fetch, asked, sent } = servers([token()], [() => json({}, 401)]);
    await failureOf(request({ fetch, auth: { oauth: client } }).execute());
    expect(JSON.stringify(sent)).not.toMatch(/s3cret-7|czNjcmV0LTc/);
    expect(JSON.stringify(asked)).not.toContain("tok-1");
  });
});
