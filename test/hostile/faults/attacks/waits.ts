import { expect, vi } from "vitest";
import type { ApiDescriptor } from "../../../../templates/runtime/descriptor.js";
import { fakeFetch, json, operation, request } from "../../../runtime/harness.js";
import type { Interpreter } from "./attack.js";

const described: ApiDescriptor = {
  userAgent: "hostile",
  servers: [{ url: ["https://a.test"] }],
  securitySchemes: {},
  rateLimit: { header: "X-Rate-Limit-Reset", unit: "seconds", as: "epoch" },
};

/** When the test begins, on the client's clock. */
const begin = Date.UTC(2026, 10, 22, 12);
const dateAt = (milliseconds: number): string => new Date(milliseconds).toUTCString();

/** How long a client waits after a refusal: milliseconds, or the error that it ends with at once. */
async function waitAfter(
  status: number,
  method: string,
  headers: Headers,
): Promise<number | { readonly retryAfter?: number }> {
  vi.useFakeTimers({ now: begin });
  try {
    const { fetch, sent } = fakeFetch([new Response(null, { status, headers }), json(1)]);
    let error: { readonly retryAfter?: number } | undefined;
    const work = request(operation({ method }), { fetch }, {}, described)
      .execute()
      .catch((thrown) => {
        error = thrown;
      });
    for (let waited = 0; waited <= 70_000; waited += 50) {
      if (error !== undefined) return error;
      if (sent.length === 2) {
        await work;
        return waited;
      }
      await vi.advanceTimersByTimeAsync(50);
    }
    throw new Error("it waits longer than its cap");
  } finally {
    vi.useRealTimers();
  }
}

/** What the file's shorthand stands for: the headers of the refusal. */
function headersOf(given: Readonly<Record<string, unknown>>): Headers {
  const headers = new Headers();
  const { retryAfter, header, value } = given;
  if (typeof header === "string") {
    const skew = /skewed \+1 h/.test(String(value)) ? 3_600_000 : 0;
    const epoch = /^<epoch(?: s now\+(\d+))?>/.exec(String(value));
    if (skew !== 0) headers.set("Date", dateAt(begin + skew));
    headers.set(header, epoch === null ? String(value) : String((begin + skew) / 1000 + Number(epoch[1] ?? 3)));
    return headers;
  }
  const text = String(retryAfter);
  const ahead = /^<now\+(\d+)s> local clock 1 h (ahead|behind)$/.exec(text);
  const two = /^two headers: (\S+) and (\S+)$/.exec(text);
  if (ahead !== null) {
    const serverNow = begin + (ahead[2] === "ahead" ? -3_600_000 : 3_600_000);
    headers.set("Date", dateAt(serverNow));
    headers.set("Retry-After", dateAt(serverNow + Number(ahead[1]) * 1000));
  } else if (two !== null) {
    for (const one of two.slice(1)) headers.append("Retry-After", one);
  } else if (/^[\x20-\xff]*$/.test(text)) {
    headers.set("Retry-After", text);
  } else {
    // As bytes: what a header of other letters looks like when it arrives.
    headers.set("Retry-After", Buffer.from(text).toString("latin1"));
  }
  return headers;
}

/** How long is waited, by what the entry says. */
function boundsOf({ expect: want, given }: Parameters<Interpreter>[0]): readonly [number, number] {
  const asked = Number(given.retryAfter) * 1000;
  if (want.startsWith("honoured")) return [asked, asked + 300];
  const known = /(?:wait|header,) (\d+)(?: to (\d+))? s/.exec(want);
  if (known !== null) return [Number(known[1]) * 1000, Number(known[2] ?? Number(known[1]) + 1) * 1000];
  if (want === "use Date") return [3000, 4000];
  // Full jitter of the first wait, and no hot loop.
  if (/backoff|invalid|ignored/.test(want)) return [100, 550];
  throw new Error(`nobody knows what to do about ${JSON.stringify(want)}`);
}

/** What a server asks a client to wait. */
export const retryAfter: Interpreter = async (attack) => {
  const { given, expect: want } = attack;
  const waited = await waitAfter(Number(given.status), String(given.method ?? "GET"), headersOf(given));
  if (want.startsWith("error at once")) {
    expect(waited).toMatchObject({ code: "rate_limited", attempts: 1 });
    expect((waited as { retryAfter: number }).retryAfter).toBeGreaterThan(60);
    return;
  }
  const [low, high] = boundsOf(attack);
  expect(waited, want).toBeGreaterThanOrEqual(low);
  expect(waited, want).toBeLessThanOrEqual(high);
};
