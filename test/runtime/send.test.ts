import { inspect } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import { ConnectionError, InvalidParameterError, ResponseError } from "../../templates/runtime/errors.js";
import { causeOf, SendFailure } from "../../templates/runtime/send.js";
import { failureOf, fakeFetch, json, mint, type Options, operation, request } from "./harness.js";

type Middleware = Extract<Options["middleware"], (...given: never) => unknown>;

afterEach(() => vi.unstubAllGlobals());

/** A middleware that hands on a request which says that it is for another URL. */
const turnTo =
  (url: string): Middleware =>
  (sent, next) =>
    next(Object.defineProperty(sent.clone(), "url", { value: url }));

it.each([
  "https://evil.test/v1/things",
  "http://api.example.test/v1/things",
  "https://api.example.test:444/v1/things",
  "https://user@api.example.test/v1/things",
  "https://:pass@api.example.test/v1/things",
  "/v1/things",
  "",
])("a middleware may not turn to %j", async (url) => {
  const { fetch, sent } = fakeFetch([json(1)]);
  const error = await failureOf(request(operation(), { fetch, middleware: turnTo(url) }).execute());
  expect(error).toBeInstanceOf(InvalidParameterError);
  expect(error).toMatchObject({
    operation: "getThing",
    parameter: "middleware",
    message: "getThing: middleware changed the origin of the request, which could carry credentials elsewhere",
  });
  expect(sent).toEqual([]);
});

it.each<[string, string]>([
  ["https://api.example.test/v2", "https://api.example.test/v2?api-key=k%200"],
  ["https://api.example.test/v2?", "https://api.example.test/v2?api-key=k%200"],
  ["https://api.example.test/v2?a=?&b#frag?ment", "https://api.example.test/v2?a=?&b&api-key=k%200"],
  ["https://api.example.test/v2#fragment", "https://api.example.test/v2?api-key=k%200"],
  [
    "https://api.example.test/v2?api-key=1&&api%2Dkey=2&api-keys=3",
    "https://api.example.test/v2?api-keys=3&api-key=k%200",
  ],
])("the key goes once to %s, before any fragment", async (url, want) => {
  const { fetch, sent } = fakeFetch([json(1)]);
  const options = { fetch, auth: { key: "k 0" }, middleware: turnTo(url) };
  await request(operation({ security: [{ key: [] }] }), options).execute();
  expect(sent.map((one) => one.url)).toEqual([want]);
});

it("a prefix that no query can hold is refused before anything is sent", async () => {
  const { fetch, sent } = fakeFetch([json(1)]);
  const call = request(operation({ security: [{ half: [] }] }), { fetch, auth: { half: "k" } });
  await expect(call.execute()).rejects.toMatchObject({
    code: "invalid_parameter",
    parameter: "auth.half",
    attempts: 1,
  });
  expect(sent).toEqual([]);
});

it("credentials in cookies stand beside the caller's own", async () => {
  const described = operation({ parameters: [{ in: "cookie", name: "a" }], security: [{ session: [] }] });
  const { fetch, sent } = fakeFetch([json(1)]);
  await request(described, { fetch, auth: { session: "s; x" } })
    .with("a", "1")
    .execute();
  await request(described, { fetch, auth: { session: "s" } }).execute();
  expect(sent.map(({ headers }) => headers.cookie)).toEqual(["a=1; session#1=s%3B%20x", "session#1=s"]);
});

it("credentials do not go over plain http to an operation's own server", async () => {
  const plain = [{ url: ["http://upload.example.test"] }];
  const { fetch, sent } = fakeFetch([json(1)]);
  const secured = operation({ servers: plain, security: [{ token: [] }] });
  const error = await failureOf(request(secured, { fetch, auth: { token: "t" } }).execute());
  expect(error.message).toBe(
    "getThing: server is plain http, over which anyone on the way can read the credentials: use https, " +
      "or set allowInsecureHttp",
  );
  expect(sent).toEqual([]);
  await request(operation({ servers: plain }), { fetch, auth: { token: "t" } }).execute();
  await request(secured, { fetch, auth: { token: "t" }, allowInsecureHttp: true }).execute();
  expect(sent.map(({ headers }) => headers.authorization)).toEqual([undefined, "Api-Token t"]);
});

it("what mints is sent once, however often a middleware asks", async () => {
  const twice: Middleware = async (given, next) => {
    await next(given.clone());
    return next(given);
  };
  const { fetch, sent } = fakeFetch([() => json({ token: "t" }, 201)]);
  const error = await failureOf(request(mint, { fetch, middleware: twice }).execute());
  expect(error).toBeInstanceOf(InvalidParameterError);
  expect(error).toMatchObject({
    operation: "createToken",
    parameter: "middleware",
    message: "createToken: middleware called next twice",
    outcome: "created_secret_lost",
  });
  expect(sent.length).toBe(1);
  expect(await request(operation(), { fetch, middleware: twice }).execute()).toEqual({ token: "t" });
  expect(sent.length).toBe(3);
});

it("a request without a body stays one behind a middleware", async () => {
  for (const method of ["GET", "DELETE", "POST"]) {
    const { fetch, sent } = fakeFetch([json(1)]);
    await request(operation({ method }), { fetch, middleware: (given, next) => next(given) }).execute();
    expect(sent[0]).not.toHaveProperty("body");
  }
});

it("a failed connection is one behind a middleware too, which learns nothing of it", async () => {
  const seen: unknown[] = [];
  const watch: Middleware = async (given, next) => {
    try {
      return await next(given);
    } catch (error) {
      seen.push(error instanceof Error ? error.message : error);
      throw error;
    }
  };
  const { fetch, sent } = fakeFetch([new Error("https://api.example.test/?api-key=k")]);
  const options: Options = { fetch, middleware: watch, retry: false };
  const error = await failureOf(request(operation(), options).execute());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ message: "getThing: the connection failed before a response arrived", sent: true });
  const minted = await failureOf(request(mint, options).execute());
  expect(minted).toMatchObject({ message: "createToken: the connection failed before a response arrived" });
  expect(seen).toEqual(["The connection failed.", "The connection failed."]);
  expect(sent.length).toBe(2);
});

it("a middleware's own failure is thrown as it is, and for what mints with what came of it", async () => {
  const mine = new Error("mine");
  const { fetch } = fakeFetch([json(1)]);
  const failing: Middleware = () => Promise.reject(mine);
  expect(await failureOf(request(operation(), { fetch, middleware: failing }).execute())).toBe(mine);
  expect(await failureOf(request(mint, { fetch, middleware: failing }).execute())).toMatchObject({
    message: "createToken: a middleware failed before the request was sent; its error is the cause",
    cause: mine,
    outcome: "not_created",
  });
  const failure = new SendFailure("middleware", mine);
  expect(inspect(failure, { showHidden: true })).toContain("Error]: A middleware failed.\n");
  expect(inspect(failure, { showHidden: true })).not.toContain("mine");
  expect(causeOf(failure)).toBe(mine);
});

it("nothing is sent once the call was aborted", async () => {
  const caller = new AbortController();
  const seen: string[] = [];
  const late: Middleware = async (given, next) => {
    caller.abort();
    return next(given).catch((error) => {
      seen.push(String(error));
      throw error;
    });
  };
  const { fetch, sent } = fakeFetch([json(1)]);
  const error = await failureOf(request(mint, { fetch, middleware: late }).execute({ signal: caller.signal }));
  expect(error).toMatchObject({ code: "aborted", outcome: "not_created" });
  await vi.waitFor(() => expect(seen).toEqual(["Error: The connection failed."]));
  expect(sent).toEqual([]);
});

it("a fetch that gives no response is a response that cannot be used", async () => {
  const fetch = (async () => undefined) as unknown as NonNullable<Options["fetch"]>;
  const error = await failureOf(request(operation(), { fetch, retry: false }).execute());
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({
    problem: "status",
    message: "getThing: the response has no HTTP status from 200 to 599",
  });
});

it("fetch is the platform's at the time of the call, and must be there", async () => {
  const { fetch, sent } = fakeFetch([json(1)]);
  const made = request(operation());
  vi.stubGlobal("fetch", fetch);
  expect(await made.execute()).toBe(1);
  expect(sent).toMatchObject([{ url: "https://api.example.test/v1/things", redirect: "manual", method: "GET" }]);
  vi.stubGlobal("fetch", undefined);
  const error = await failureOf(made.execute());
  expect(error).toBeInstanceOf(InvalidParameterError);
  expect(error.message).toBe("getThing: fetch must be given: this platform has none");
});
