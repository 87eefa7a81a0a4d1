import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ContentDescriptor } from "../../templates/runtime/descriptor.js";
import * as errors from "../../templates/runtime/errors.js";
import { Secret } from "../../templates/runtime/secret.js";
import { failureOf, fakeFetch, json, mint, type Options, operation, request } from "./harness.js";

const network = (code: string): Error =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("secret url"), { code }) });

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("responses", () => {
  const given: [string, Response, unknown][] = [
    ["JSON", json({ a: 1 }), { a: 1 }],
    [
      "another JSON type",
      new Response("{}", { headers: { "content-type": "application/vnd.x+json; charset=UTF-8" } }),
      {},
    ],
    ["no type", new Response(new TextEncoder().encode("[1]")), [1]],
    ["mislabelled JSON", new Response("[1]", { headers: { "content-type": "text/plain" } }), [1]],
    ["an undocumented 2xx of the same type", json({ a: 1 }, 201), { a: 1 }],
    ["an undocumented 2xx without body", new Response(null, { status: 202 }), undefined],
    ["204", new Response(null, { status: 204 }), undefined],
    // biome-ignore lint/suspicious/noThenProperty: a server may send it.
    ["a member called then", json({ then: {} }), { then: {} }],
  ];
  it.each(given)("%s", async (_name, response, want) => {
    expect(await request(operation(), { fetch: fakeFetch([response]).fetch }).execute()).toEqual(want);
  });

  it("refuses a page of any success where data is documented, and reads any success of what mints", async () => {
    const page = new Response("<html>", { status: 203, headers: { "content-type": "text/html" } });
    const error = await failureOf(request(operation(), { fetch: fakeFetch([page]).fetch }).execute());
    expect(error).toMatchObject({ problem: "content_type", status: 203, body: "<html>" });
    const accepted = new Response('{"token":"abc"}', { status: 202 });
    const created = await request(mint, { fetch: fakeFetch([accepted]).fetch }).execute();
    expect(created.token.reveal()).toBe("abc");
    const lost = await failureOf(request(mint, { fetch: fakeFetch([page]).fetch }).execute());
    expect(lost).toMatchObject({ outcome: "created_secret_lost", body: "<html>" });
  });

  it("keeps __proto__ as data", async () => {
    const data = await request(operation(), {
      fetch: fakeFetch([json('{"__proto__":{"isAdmin":true}}')]).fetch,
    }).execute();
    expect(Object.keys(data)).toEqual(["__proto__"]);
    expect(data.isAdmin).toBeUndefined();
    expect({ ...data }.isAdmin).toBeUndefined();
  });

  const bytes = (list: number[], headers: Record<string, string> = {}): Response =>
    new Response(new Uint8Array(list), { headers: { "content-type": "application/json", ...headers } });
  const refused: [string, Response, string][] = [
    ["HTML", new Response("<html>", { headers: { "content-type": "text/html" } }), "content_type"],
    ["empty", json(""), "empty"],
    ["not JSON", json("NaN"), "json"],
    ["invalid UTF-8", bytes([0x22, 0xff, 0x22]), "encoding"],
    ["another charset", bytes([0x22, 0x22], { "content-type": "application/json; charset=utf-16le" }), "charset"],
    ["cut short", bytes([0x31], { "content-length": "5" }), "length"],
    ["unknown Content-Encoding", bytes([0x31], { "content-encoding": "rot13" }), "content_encoding"],
  ];
  it.each(refused)("refuses: %s", async (_name, response, problem) => {
    const error = await failureOf(request(operation(), { fetch: fakeFetch([response]).fetch }).execute());
    expect(error).toBeInstanceOf(errors.ResponseError);
    expect(error).toMatchObject({ code: "invalid_response", problem, status: 200 });
  });

  it("refuses an endless body", async () => {
    const chunk = new Uint8Array(4 * 1024 * 1024);
    let cancelled = false;
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
      cancel: () => {
        cancelled = true;
      },
    });
    const response = new Response(stream, { headers: { "content-type": "application/json" } });
    const error = await failureOf(request(operation(), { fetch: fakeFetch([() => response]).fetch }).execute());
    expect(error).toMatchObject({ problem: "too_large" });
    expect(error.message).toContain("33554432");
    expect(cancelled).toBe(true);
  });

  it("decodes documented headers and hides the URL of the response", async () => {
    const headers = { "X-Limit": "10", "X-Bad": "x", "X-Flag": "true", "X-List": "a, b" };
    const descriptor = operation({
      responses: {
        "200": {
          content: { "*/*": { as: "text" } },
          headers: {
            "X-Limit": "number",
            "X-Bad": "number",
            "X-Flag": "boolean",
            "X-List": "list",
            "X-None": "string",
          },
        },
      },
    });
    const result = await request(descriptor, {
      fetch: fakeFetch([new Response("hi", { headers })]).fetch,
    }).executeWithResponse();
    expect(result).toMatchObject({ data: "hi", status: 200 });
    expect(result.headers).toEqual({ "X-Limit": 10, "X-Flag": true, "X-List": ["a", "b"] });
    expect(result.response.headers.get("x-bad")).toBe("x");
  });

  it("wraps secrets by plan, leaves null, and unwraps the first element", async () => {
    const descriptor = operation({
      responses: {
        "200": {
          content: {
            "application/json": {
              as: "json",
              unwrap: "first",
              plan: { properties: { key: "secret", list: { items: { additional: "secret" } } } },
            },
          },
        },
      },
    });
    const { fetch } = fakeFetch([json([{ key: "k1", other: "o", list: [{ a: "s", b: null }] }])]);
    const data = await request(descriptor, { fetch }).execute();
    expect(data.key).toBeInstanceOf(Secret);
    expect([data.key.reveal(), data.other, data.list[0].a.reveal(), data.list[0].b]).toEqual(["k1", "o", "s", null]);
    for (const text of [
      String(data.key),
      JSON.stringify(data),
      inspect(data, { showHidden: true, depth: null }),
      `${data.key}`,
    ]) {
      expect(text).toContain("[redacted]");
      expect(text).not.toContain("k1");
    }
    expect(structuredClone(data.key)).toEqual({});
  });
});

describe("errors", () => {
  const classes: [number, string][] = [
    [400, "BadRequestError"],
    [401, "UnauthorizedError"],
    [403, "ForbiddenError"],
    [404, "NotFoundError"],
    [409, "ConflictError"],
    [418, "ApiError"],
    [422, "UnprocessableContentError"],
    [429, "RateLimitError"],
    [500, "ServerError"],
    [599, "ServerError"],
  ];
  it.each(classes)("%i is a %s", async (status, name) => {
    const { fetch } = fakeFetch([json({ message: "no" }, status, { "x-request-id": "r1" })]);
    const error = await failureOf(request(operation({ method: "POST" }), { fetch, retry: false }).execute());
    expect(error.constructor.name).toBe(name);
    expect(error).toBeInstanceOf(errors.ApiError);
    expect(error).toBeInstanceOf(errors.SdkError);
    expect(error).toMatchObject({
      name,
      status,
      operation: "getThing",
      requestId: "r1",
      attempts: 1,
      body: { message: "no" },
    });
    expect(error.message).toBe(`getThing failed with status ${status}: no`);
    expect(error.outcome).toBeUndefined();
  });

  const messages: [unknown, string][] = [
    [{ detail: "a" }, "a"],
    [{ error: { code: 400, message: "b" } }, "b"],
    [{ errorSummary: "c", errorCode: "E1" }, "c"],
    [{ error: "invalid_client", error_description: "d" }, "d"],
    [{ title: "e" }, "e"],
    [{ errors: [{ message: "f" }] }, "f"],
    [{ message: "\x1b[31m\r\nx" }, "\\u001b[31m\\u000d\\u000ax"],
  ];
  it.each(messages)("reads the message of %j", async (body, want) => {
    const error = await failureOf(request(operation(), { fetch: fakeFetch([json(body, 400)]).fetch }).execute());
    expect(error.message).toBe(`getThing failed with status 400: ${want}`);
  });

  it("caps the message, and keeps HTML out of it", async () => {
    const long = await failureOf(
      request(operation(), { fetch: fakeFetch([json({ message: "x".repeat(5000) }, 400)]).fetch }).execute(),
    );
    expect(long.message.length).toBeLessThan(400);
    const html = new Response("<html>secret</html>", { status: 404, headers: { "content-type": "text/html" } });
    const error = await failureOf(request(operation(), { fetch: fakeFetch([html]).fetch }).execute());
    expect(error).toBeInstanceOf(errors.NotFoundError);
    expect(error.message).toBe("getThing failed with status 404");
    expect(error.body).toBe("<html>secret</html>");
    expect(error.headers.get("content-type")).toBe("text/html");
  });

  it("instanceof holds for another copy of the classes, and for subclasses only downwards", async () => {
    vi.resetModules();
    const other = await import("../../templates/runtime/errors.js");
    expect(other.NotFoundError).not.toBe(errors.NotFoundError);
    const error = new other.NotFoundError({ status: 404, body: undefined });
    expect(error).toBeInstanceOf(errors.NotFoundError);
    expect(error).toBeInstanceOf(errors.ApiError);
    expect(error).not.toBeInstanceOf(errors.BadRequestError);
    class Mine extends errors.ApiError {}
    expect(error).not.toBeInstanceOf(Mine);
    expect(new Mine({ status: 1, body: 0 })).toBeInstanceOf(Mine);
    expect(new Mine({ status: 1, body: 0 })).toBeInstanceOf(errors.ApiError);
    for (const value of [null, undefined, 1, "x", {}, new Error("x")])
      expect((value as unknown) instanceof errors.SdkError).toBe(false);
  });

  it("tryExecute returns failures, and throws the caller's mistakes", async () => {
    const { fetch } = fakeFetch([json({ detail: "x" }, 403)]);
    const result = await request(operation(), { fetch }).tryExecute();
    expect(result.ok).toBe(false);
    expect(result.ok ? undefined : result.error).toBeInstanceOf(errors.ForbiddenError);
    await expect(request(operation(), { fetch: fakeFetch([json(1)]).fetch }).tryExecute()).resolves.toEqual({
      ok: true,
      data: 1,
    });
    await expect(request(operation({ path: [{ name: "id" }] })).tryExecute()).rejects.toBeInstanceOf(
      errors.MissingParameterError,
    );
  });
});

describe("nothing leaks", () => {
  it("on any surface", async () => {
    const canary = {
      token: "canary-token-1",
      key: "canary key/2",
      password: "canary-password-3",
      body: "canary-body-4",
      answer: "canary-answer-5",
    };
    const echo = Object.values(canary).join(" ");
    const auth = { token: canary.token, key: canary.key, basic: { username: "me", password: canary.password } };
    const descriptor = { ...mint, security: [{ token: [], key: [] }] };
    const answers = [
      json(
        { message: `bad ${canary.token} ${encodeURIComponent(canary.key)} ${canary.body}`, token: canary.answer },
        400,
      ),
      network("ECONNRESET"),
      new Error(echo),
      new Response(echo, { status: 201 }),
    ];
    for (const answer of answers) {
      const { fetch } = fakeFetch([answer]);
      const made = request(descriptor, { fetch, auth, retry: false }).with("tokenCreate", {
        secret: new Secret(canary.body),
      });
      const error = await failureOf(made.execute());
      const surfaces = [
        error.message,
        error.stack,
        String(error),
        JSON.stringify(error),
        inspect(error, { depth: null, showHidden: true }),
        inspect(structuredClone(error)),
      ];
      surfaces.push(
        inspect(made, { depth: null, showHidden: true }),
        JSON.stringify(made),
        made.toRequest().url,
        inspect(made.toRequest().headers),
      );
      for (const surface of surfaces) {
        for (const value of Object.values(canary)) {
          expect(surface).not.toContain(value);
          expect(surface).not.toContain(encodeURIComponent(value));
        }
      }
    }
  });
});

describe("retries", () => {
  const methods = ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"];
  const faults: [string, Response | Error, string[]][] = [
    ["ECONNREFUSED", network("ECONNREFUSED"), methods],
    ["ENOTFOUND", network("ENOTFOUND"), methods],
    ["EAI_AGAIN", network("EAI_AGAIN"), methods],
    ["TLS handshake", network("EPROTO"), methods],
    ["ECONNRESET", network("ECONNRESET"), ["GET", "HEAD", "PUT", "DELETE"]],
    ["a certificate", network("CERT_HAS_EXPIRED"), []],
    ["no code", new TypeError("Failed to fetch"), ["GET", "HEAD", "PUT", "DELETE"]],
    ...[429, 421, 425].map((status): [string, Response, string[]] => [
      String(status),
      new Response(null, { status }),
      methods,
    ]),
    ...[408, 500, 502, 503, 504, 520, 599].map((status): [string, Response, string[]] => [
      String(status),
      new Response(null, { status }),
      ["GET", "HEAD", "PUT", "DELETE"],
    ]),
    ["409", new Response(null, { status: 409 }), ["GET"]],
    ...[400, 401, 403, 404, 413, 422, 501, 505].map((status): [string, Response, string[]] => [
      String(status),
      new Response(null, { status }),
      [],
    ]),
  ];
  it.each(faults)("after %s", async (_name, fault, wanted) => {
    vi.useFakeTimers();
    for (const method of methods) {
      const { fetch, sent } = fakeFetch([fault]);
      const work = failureOf(request(operation({ method }), { fetch }).execute());
      await vi.runAllTimersAsync();
      const error = await work;
      expect([method, sent.length]).toEqual([method, wanted.includes(method) ? 3 : 1]);
      expect(error.attempts).toBe(sent.length);
    }
  });

  it("treats whatever mints like a POST", async () => {
    const { fetch, sent } = fakeFetch([new Response(null, { status: 503 })]);
    await failureOf(request({ ...mint, method: "PUT" }, { fetch }).execute());
    expect(sent.length).toBe(1);
  });

  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  const epoch = Date.parse(date) / 1000;
  const waits: [Record<string, string>, number][] = [
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": "60" }, 60_000],
    [{ "retry-after": "0" }, 100],
    [{ "retry-after": "-1" }, 100],
    [{ "retry-after": "0x10" }, 100],
    [{ "retry-after": "1e3" }, 100],
    [{ "retry-after": "" }, 100],
    [{ "retry-after": "120, 5" }, 100],
    [{ "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }, 100],
    [{ "retry-after": "Sunday, 06-Nov-94 08:49:37 GMT" }, 100],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:40 GMT", date }, 3000],
    [{ "x-reset": String(epoch + 2), date }, 2000],
    [{ "x-reset": String(epoch - 2), date }, 100],
    [{ "x-reset": "-1", date }, 100],
    [{ "retry-after": "3", "x-reset": String(epoch + 20), date }, 3000],
    [{}, 100],
  ];
  it.each(waits)("after 429 with %j waits %i ms", async (headers, want) => {
    vi.useFakeTimers();
    const { fetch, sent } = fakeFetch([new Response(null, { status: 429, headers }), json(1)]);
    const description = {
      userAgent: "x",
      servers: [{ url: ["https://a.test"] }],
      securitySchemes: {},
      rateLimit: { header: "X-Reset", unit: "seconds", as: "epoch" } as const,
    };
    const work = request(operation(), { fetch }, {}, description).execute();
    await vi.advanceTimersByTimeAsync(want - 1);
    expect(sent.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.length).toBe(2);
    await work;
  });

  it.each([
    [{ "retry-after": "61" }, {}, 61],
    [{ "retry-after": "999999999" }, {}, 999999999],
    [{ "retry-after": "9".repeat(400) }, {}, Math.floor(Number.MAX_SAFE_INTEGER / 1000)],
    [{ "retry-after": "30" }, { deadline: 20_000 }, 30],
    [{ "retry-after": "2" }, { retry: { maxDelay: 1000 } }, 2],
  ] as [Record<string, string>, Options, number][])(
    "fails at once after %j with %j",
    async (headers, options, retryAfter) => {
      const { fetch, sent } = fakeFetch([new Response(null, { status: 429, headers })]);
      const error = await failureOf(request(operation(), { fetch, ...options }).execute());
      expect(error).toMatchObject({ retryAfter, attempts: 1 });
      expect(sent.length).toBe(1);
    },
  );

  it.each([
    [false, 1],
    [0, 1],
    [1, 2],
    [{ max: 4 }, 5],
  ] as [Options["retry"], number][])("retry: %j", async (retry, want) => {
    vi.useFakeTimers();
    const { fetch, sent } = fakeFetch([new Response(null, { status: 500 })]);
    const work = failureOf(request(operation(), { fetch }).execute(retry === undefined ? {} : { retry }));
    await vi.runAllTimersAsync();
    await work;
    expect(sent.length).toBe(want);
  });
});

describe("outcomes of what mints", () => {
  const broken = (): Response => {
    let isFirst = true;
    const pull = (controller: ReadableStreamDefaultController): void => {
      if (isFirst) controller.enqueue(new TextEncoder().encode('{"id":"tok-7","token":"abc'));
      else controller.error(new Error("cut"));
      isFirst = false;
    };
    return new Response(new ReadableStream({ pull }), {
      status: 201,
      headers: { "content-type": "application/json", "x-request-id": "r9" },
    });
  };
  const given: [string, Response | Error | (() => Response), string, "unsent"?][] = [
    ["400", json({}, 400), "not_created"],
    ["401, undocumented", json({}, 401), "not_created"],
    ["408", json({}, 408), "unknown"],
    ["500", json({}, 500), "unknown"],
    ["refused", network("ECONNREFUSED"), "not_created", "unsent"],
    ["a certificate", network("DEPTH_ZERO_SELF_SIGNED_CERT"), "not_created", "unsent"],
    ["reset", network("ECONNRESET"), "unknown"],
    ["redirect", new Response(null, { status: 303, headers: { location: "/x" } }), "unknown"],
    ["HTML", new Response("<html>", { status: 201, headers: { "content-type": "text/html" } }), "created_secret_lost"],
    ["empty", json("", 201), "created_secret_lost"],
    ["204", new Response(null, { status: 204 }), "created_secret_lost"],
    ["null", json("null", 201), "created_secret_lost"],
    ["without the secret", json({ id: "a" }, 201), "created_secret_lost"],
    ["a list without one", json([], 201), "created_secret_lost"],
    ["cut", broken, "created_secret_lost"],
  ];
  it.each(given)("%s", async (_name, answer, outcome, unsent) => {
    const { fetch } = fakeFetch([answer]);
    const error = await failureOf(request(mint, { fetch, retry: false }).execute());
    expect(error).toBeInstanceOf(errors.SdkError);
    expect(error.outcome).toBe(outcome);
    expect(error.reconcile.operation).toBe("createToken");
    if (unsent === undefined) expect(error.reconcile.sentAt).toMatch(/^\d{4}-.*Z$/);
    else expect(error.reconcile).not.toHaveProperty("sentAt");
  });

  it("says what happened to a body that is nested beyond any stack, or too long for a pattern", async () => {
    const plan: { properties: Record<string, unknown> } = { properties: { token: "secret" } };
    plan.properties.next = plan;
    const recursive = { as: "json", plan } as unknown as ContentDescriptor;
    const deep = operation({ responses: { "200": { content: { "application/json": recursive } } } });
    const body = `${'{"next":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    const error = await failureOf(request(deep, { fetch: fakeFetch([json(body)]).fetch }).execute());
    expect(error).toMatchObject({ code: "invalid_response", problem: "json", attempts: 1 });
    const long = json(`{"id":"tok-7","note":"${"x".repeat(20_000_000)}`, 201);
    const lost = await failureOf(request(mint, { fetch: fakeFetch([long]).fetch }).execute());
    expect(lost).toMatchObject({ outcome: "created_secret_lost", reconcile: { id: "tok-7" } });
    const longest = json(`{"note":"${"x".repeat(20_000_000)}`, 201);
    const none = await failureOf(request(mint, { fetch: fakeFetch([longest]).fetch }).execute());
    expect(none).toMatchObject({ outcome: "created_secret_lost", code: "invalid_response" });
  });

  it("recovers the id of what was created", async () => {
    const error = await failureOf(request(mint, { fetch: fakeFetch([broken]).fetch }).execute());
    expect(error.reconcile).toMatchObject({ id: "tok-7", requestId: "r9", status: 201 });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("abc");
  });

  it("is not_created when nothing was sent", async () => {
    const error = await failureOf(request({ ...mint, security: [{ token: [] }] }).execute());
    expect(error).toBeInstanceOf(errors.MissingCredentialError);
    expect(error).toMatchObject({ outcome: "not_created", reconcile: { operation: "createToken" } });
    expect(error.message).toContain("auth.token");
    const aborted = await failureOf(request(mint).execute({ signal: AbortSignal.abort() }));
    expect(aborted).toMatchObject({ code: "aborted", outcome: "not_created" });
  });

  it("has a connection of its own on Deno, which sends again by itself on a kept one", async () => {
    const closed: number[] = [];
    let made = 0;
    const createHttpClient = (options: object) => {
      made += 1;
      const number = made;
      return { options, close: () => closed.push(number) };
    };
    vi.stubGlobal("Deno", { createHttpClient });
    const { fetch, sent } = fakeFetch([json({ token: "x" }), json({}), network("ECONNRESET")]);
    await request(mint, { fetch }).with("tokenCreate", {}).execute();
    await request(operation(), { fetch }).execute();
    await failureOf(request(mint, { fetch }).with("tokenCreate", {}).execute());
    vi.unstubAllGlobals();
    const clients = sent.map((one) => (one as { client?: { options: object } }).client?.options);
    expect(clients).toEqual([{ poolMaxIdlePerHost: 0 }, undefined, { poolMaxIdlePerHost: 0 }]);
    expect(closed).toEqual([1, 2]);
  });

  it("is unknown when aborted after the send, or when a middleware hides the answer", async () => {
    const controller = new AbortController();
    const { fetch } = fakeFetch(() => new Promise(() => controller.abort()));
    expect(await failureOf(request(mint, { fetch }).execute({ signal: controller.signal }))).toMatchObject({
      code: "aborted",
      outcome: "unknown",
    });
    const middleware: Options["middleware"] = async (sent, next) => {
      await next(sent);
      throw new Error("mine");
    };
    const error = await failureOf(
      request(mint, { fetch: fakeFetch([json({ token: "t" }, 201)]).fetch, middleware }).execute(),
    );
    expect(error).toMatchObject({ outcome: "created_secret_lost", cause: { message: "mine" } });
    const twice: Options["middleware"] = async (sent, next) => {
      await next(sent.clone());
      return next(sent);
    };
    const many = fakeFetch([json({ token: "t" }, 201)]);
    await failureOf(request(mint, { fetch: many.fetch, middleware: twice }).with("tokenCreate", {}).execute());
    expect(many.sent.length).toBe(1);
  });
});

describe("time", () => {
  it("limits an attempt, its body included, and tries again", async () => {
    vi.useFakeTimers();
    const stalled = (): Response =>
      new Response(new ReadableStream(), { headers: { "content-type": "application/json" } });
    const { fetch, sent } = fakeFetch([stalled]);
    const work = failureOf(request(operation(), { fetch, timeout: 50 }).execute());
    await vi.runAllTimersAsync();
    expect(await work).toMatchObject({ code: "timeout", limit: "timeout", attempts: 3 });
    expect(await work).toBeInstanceOf(errors.ConnectionError);
    expect(sent.length).toBe(3);
    expect(sent.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it("limits the call", async () => {
    vi.useFakeTimers();
    const { fetch } = fakeFetch(() => new Promise(() => {}));
    const work = failureOf(request(operation(), { fetch }).execute({ deadline: 40 }));
    await vi.runAllTimersAsync();
    expect(await work).toMatchObject({ code: "timeout", limit: "deadline", attempts: 1 });
  });

  it("names the limit of the call where the clock stands still until the program waits, as on Cloudflare", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    vi.spyOn(performance, "now").mockReturnValue(1000);
    const { fetch } = fakeFetch(() => new Promise(() => {}));
    const work = failureOf(request(operation(), { fetch }).execute({ deadline: 4000 }));
    await vi.runAllTimersAsync();
    expect(await work).toMatchObject({ code: "timeout", limit: "deadline", attempts: 1 });
  });

  it("does not time out for what arrived while the program blocked", async () => {
    const { fetch } = fakeFetch(() => new Promise((resolve) => setTimeout(() => resolve(json(1)), 5)));
    const work = request(operation(), { fetch, timeout: 30 }).execute();
    const until = performance.now() + 200;
    await Promise.resolve();
    while (performance.now() < until);
    expect(await work).toBe(1);
  });

  it("ends at once when aborted during the wait", async () => {
    const controller = new AbortController();
    const { fetch, sent } = fakeFetch([new Response(null, { status: 429, headers: { "retry-after": "30" } })]);
    const work = failureOf(request(operation(), { fetch }).execute({ signal: controller.signal }));
    await new Promise((done) => setTimeout(done, 20));
    const before = performance.now();
    controller.abort(new Error("mine"));
    expect(await work).toMatchObject({ code: "aborted", cause: { message: "mine" } });
    expect(performance.now() - before).toBeLessThan(50);
    expect(sent.length).toBe(1);
  });

  it("leaves no listener on a long-lived signal", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...given);
    };
    const { fetch } = fakeFetch(() => json(1));
    for (let count = 0; count < 500; count += 1) await request(operation(), { fetch }).execute({ signal });
    expect(listeners).toBe(0);
  });

  it.each([Number.NaN, -1, 0, "5", null, 2 ** 31, Number.POSITIVE_INFINITY])("refuses timeout %s", async (value) => {
    const options = { timeout: value, deadline: value } as Options;
    expect(() => request(operation(), options)).toThrow(errors.InvalidParameterError);
    expect(await failureOf(request(operation()).execute(options as { timeout: number }))).toBeInstanceOf(
      errors.InvalidParameterError,
    );
  });
});

describe("redirects", () => {
  const given: [number, string | undefined, string, string | undefined][] = [
    ...[301, 302, 303, 307, 308].map((status): [number, string, string, string] => [
      status,
      "https://evil.test/x?y",
      "redirect_refused",
      "https://evil.test",
    ]),
    [302, "../x", "redirect_refused", "https://api.example.test"],
    [302, "https://a.test@evil.test/", "redirect_refused", "https://evil.test"],
    [302, "data:application/json,{}", "redirect_refused", "data:"],
    [302, undefined, "invalid_response", undefined],
    [302, "http://[", "invalid_response", undefined],
    [300, undefined, "redirect_refused", undefined],
  ];
  it.each(given)("%i to %s", async (status, location, code, target) => {
    const { fetch, sent } = fakeFetch([
      new Response(null, { status, headers: location === undefined ? {} : { location } }),
    ]);
    const error = await failureOf(request(operation(), { fetch }).execute());
    expect(error).toMatchObject({ code, status });
    expect(error.target).toBe(target);
    expect(sent.length).toBe(1);
    expect(sent[0]?.redirect).toBe("manual");
  });

  it("knows a browser's opaque one", async () => {
    const opaque = Object.defineProperties(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
    });
    const { fetch } = fakeFetch([() => opaque]);
    expect(await failureOf(request(operation(), { fetch }).execute())).toMatchObject({
      code: "redirect_refused",
      status: 0,
    });
    // What it was is not known, so it says nothing of a token.
    const { outcome, reconcile } = await failureOf(request(mint, { fetch }).with("tokenCreate", {}).execute());
    expect(outcome).toBe("unknown");
    expect(reconcile).not.toHaveProperty("status");
  });
});

describe("middleware", () => {
  it("sees a standard request without credentials, once per attempt, outermost first", async () => {
    const seen: string[] = [];
    const note =
      (name: string): NonNullable<Extract<Options["middleware"], (...given: never) => unknown>> =>
      async (sent, next) => {
        seen.push(`${name} ${sent.method} ${sent.url} ${sent.headers.get("authorization")}`);
        sent.headers.set(`x-${name}`, "1");
        return next(sent);
      };
    const { fetch, sent } = fakeFetch([new Response(null, { status: 429 }), json(1)]);
    await request(
      { ...mint, mints: undefined as never, security: [{ token: [], key: [] }] },
      { fetch, middleware: [note("a"), note("b")], auth: { token: "t0", key: "k&0" } },
    )
      .with("tokenCreate", { a: "ä" })
      .execute();
    expect(seen).toEqual(
      Array(2)
        .fill(["a", "b"].map((name) => `${name} POST https://api.example.test/v1/things null`))
        .flat(),
    );
    expect(sent[1]).toMatchObject({
      url: "https://api.example.test/v1/things?api-key=k%260",
      headers: { authorization: "Api-Token t0", "x-a": "1", "x-b": "1" },
    });
    expect(new TextDecoder().decode(sent[1]?.body as Uint8Array)).toBe('{"a":"ä"}');
  });

  it("may answer by itself, and its own errors are thrown as they are", async () => {
    const { fetch, sent } = fakeFetch([json(1)]);
    expect(await request(operation(), { fetch, middleware: async () => json(2) }).execute()).toBe(2);
    const mine = new Error("mine");
    const error = await failureOf(request(operation(), { fetch, middleware: () => Promise.reject(mine) }).tryExecute());
    expect(error).toBe(mine);
    expect(sent.length).toBe(0);
  });
});
