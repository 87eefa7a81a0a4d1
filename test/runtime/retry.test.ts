import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RateLimitDescriptor } from "../../templates/runtime/descriptor.js";
import {
  AbortedError,
  ApiError,
  ConnectionError,
  ResponseError,
  type SdkError,
  TimeoutError,
} from "../../templates/runtime/errors.js";
import { isBeforeFirstByte, isRepeatable, nextWait, retryAfterOf } from "../../templates/runtime/retry.js";
import { operation } from "./harness.js";

const limits = { timeout: 30_000, deadline: 120_000, retries: 10, maxDelay: 60_000 };
const status = (code: number, retryAfter?: number): ApiError =>
  new ApiError({ operation: "getThing", status: code, body: undefined, retryAfter } as never);
const lost = (sent: boolean, reason?: string): ConnectionError => new ConnectionError("lost", { sent, reason });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const wait = (
  failure: SdkError,
  {
    attempts = 1,
    random = 0,
    method = "GET",
    mints = false,
    left = 120_000,
    retries = limits.retries,
    maxDelay = limits.maxDelay,
  } = {},
): number | undefined => {
  vi.spyOn(Math, "random").mockReturnValue(random);
  const of = operation({ method, ...(mints && { mints: true as const }) });
  return nextWait(of, failure, attempts, { ...limits, retries, maxDelay }, performance.now() + left);
};

it.each<[number, number, number]>([
  [1, 0, 100],
  [1, 1, 500],
  [2, 0.5, 500],
  [2, 1, 1000],
  [3, 1, 2000],
  [5, 1, 8000],
  [9, 1, 8000],
])("waits before try %i + 1, with the luck of %d, for %i ms", (attempts, random, want) => {
  expect(wait(status(503), { attempts, random })).toBe(want);
});

it.each<[string, number | undefined, Parameters<typeof wait>[1], number | undefined]>([
  ["nothing asked", undefined, { random: 1, maxDelay: 300 }, 300],
  ["what is asked", 3, {}, 3000],
  ["what is asked, and a little more", 3, { random: 1 }, 3250],
  ["as much as the limit", 3, { random: 1, maxDelay: 3000 }, 3000],
  ["more than the limit", 3.001, { maxDelay: 3000 }, undefined],
  ["nearly up to the deadline", 3, { left: 3001 }, 3000],
  ["up to the deadline", 3, { left: 3000 }, undefined],
  ["the last try", 3, { attempts: 2, retries: 2 }, 3000],
  ["no try left", 3, { attempts: 3, retries: 2 }, undefined],
])("waits for %s", (_what, retryAfter, options, want) => {
  expect(wait(status(429, retryAfter), options)).toBe(want);
});

const safe = ["GET", "HEAD", "PUT", "DELETE"];
const all = [...safe, "POST", "PATCH"];
it.each<[string, SdkError, string[]]>([
  ["a connection that was lost", lost(true), safe],
  ["a connection that was never made", lost(false), all],
  ["a code that says nothing", lost(true, "ECONNRESET"), safe],
  ["a certificate", lost(false, "CERT_HAS_EXPIRED"), []],
  ["a certificate of its own", lost(false, "DEPTH_ZERO_SELF_SIGNED_CERT"), []],
  ["a chain that ends nowhere", lost(false, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"), []],
  ["a timeout", new TimeoutError("slow", { sent: true, limit: "timeout" }), safe],
  ["an abort", new AbortedError("aborted"), []],
  ["a response that cannot be used", new ResponseError("no", { status: 503, problem: "json" }), []],
  ...[421, 425, 429].map((code): [string, SdkError, string[]] => [String(code), status(code), all]),
  ...[408, 500, 502, 503, 504].map((code): [string, SdkError, string[]] => [String(code), status(code), safe]),
  ["409", status(409), ["GET"]],
  ...[400, 401, 407, 418, 428, 499, 501, 505].map((code): [string, SdkError, string[]] => [
    String(code),
    status(code),
    [],
  ]),
])("after %s the methods that are sent again are %j", (_what, failure, want) => {
  expect(all.filter((method) => wait(failure, { method }) !== undefined)).toEqual(want);
  const minting = all.filter((method) => wait(failure, { method, mints: true }) !== undefined);
  expect(minting).toEqual(want.includes("POST") ? all : []);
});

it.each([
  ["ECONNREFUSED", true],
  ["ConnectionRefused", true],
  ["ENOTFOUND", true],
  ["EAI_AGAIN", true],
  ["UND_ERR_CONNECT_TIMEOUT", true],
  ["EPROTO", true],
  ["ERR_TLS_HANDSHAKE_TIMEOUT", true],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", true],
  ["ERR_SSL_WRONG_VERSION_NUMBER", true],
  ["CERT_HAS_EXPIRED", true],
  ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", false],
  ["ECONNRESET", false],
  ["XEPROTO", false],
  ["XERR_SSL_WRONG_VERSION_NUMBER", false],
  ["EPROTOX", false],
])("%s comes before the first byte: %j", (reason, want) => expect(isBeforeFirstByte(reason)).toBe(want));

it("knows what may be repeated", () => {
  expect([...all, "OPTIONS", "get"].filter(isRepeatable)).toEqual(safe);
});

describe("what a response asks for", () => {
  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  const then = Date.parse(date) / 1000;
  const epoch: RateLimitDescriptor = { header: "X-Reset", unit: "seconds", as: "epoch" };
  const delay: RateLimitDescriptor = { header: "X-Reset", unit: "milliseconds", as: "delay" };

  it.each<[Record<string, string>, RateLimitDescriptor | undefined, number | undefined]>([
    [{}, epoch, undefined],
    [{ "retry-after": "12" }, undefined, 12],
    [{ "retry-after": "0" }, undefined, undefined],
    [{ "retry-after": "x12" }, undefined, undefined],
    [{ "retry-after": "12x" }, undefined, undefined],
    [{ "retry-after": "9".repeat(400) }, undefined, 9_007_199_254_740],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:40 GMT", date }, undefined, 3],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:40 GMT" }, undefined, undefined],
    [{ "retry-after": date, date }, undefined, undefined],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:40 GMT+1", date }, undefined, undefined],
    [{ "retry-after": "x Sun, 06 Nov 1994 08:49:40 GMT", date }, undefined, undefined],
    [{ "retry-after": "soon", "x-reset": String(then + 2), date }, epoch, 2],
    [{ "retry-after": "5", "x-reset": String(then + 2), date }, epoch, 5],
    [{ "retry-after": "0", "x-reset": String(then + 2), date }, epoch, undefined],
    [{ "x-reset": String(then + 2), date }, undefined, undefined],
    [{ "x-reset": String(then), date }, epoch, undefined],
    [{ "x-reset": `${then + 2}.25`, date }, epoch, 2.25],
    [{ "x-reset": `${then + 2}.2504`, date }, epoch, 2.251],
    [{ "x-reset": `${then + 2}.`, date }, epoch, undefined],
    [{ "x-reset": `x${then + 2}`, date }, epoch, undefined],
    [{ "x-reset": `${then + 2}x`, date }, epoch, undefined],
    [{ "x-reset": `${then + 2}.2x`, date }, epoch, undefined],
    [{ "x-reset": `${(then + 2) * 1e3}`, date }, { ...epoch, unit: "milliseconds" }, 2],
    [{ "x-reset": `${(then + 2) * 1e6}`, date }, { ...epoch, unit: "microseconds" }, 2],
    [{ "x-reset": "1500" }, delay, 1.5],
    [{ "x-reset": "2" }, { ...delay, unit: "seconds" }, 2],
  ])("%j with %j", (headers, rateLimit, want) => {
    expect(retryAfterOf(429, new Headers(headers), rateLimit)).toBe(want);
  });

  it("reads dates against the machine's clock where the server names none", () => {
    vi.setSystemTime(new Date(date));
    for (const day of [undefined, "yesterday", "Sun, 99 Nov 1994 08:49:37 GMT"]) {
      const headers = new Headers({ "retry-after": "Sun, 06 Nov 1994 08:49:40 GMT", ...(day && { date: day }) });
      expect(retryAfterOf(503, headers, undefined)).toBe(3);
    }
  });

  it("reads the vendor's header for 429 alone", () => {
    const headers = new Headers({ "x-reset": "1500", "retry-after": "" });
    expect([429, 503].map((code) => retryAfterOf(code, headers, delay))).toEqual([1.5, undefined]);
  });
});
