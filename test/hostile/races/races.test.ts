import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { Core } from "../../../templates/runtime/core.js";
import type { ApiDescriptor, OperationDescriptor } from "../../../templates/runtime/descriptor.js";
import * as errors from "../../../templates/runtime/errors.js";
import { eventStream } from "../../../templates/runtime/event-stream.js";
import { clientCredentials } from "../../../templates/runtime/oauth-token.js";
import { api as described, mint, operation, TestPages, TestRequest } from "../../runtime/harness.js";
import { count, sized } from "../counts.js";
import { listenersOn, type Plan, World } from "./world.js";

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
process.on("unhandledRejection", note);
afterAll(() => process.off("unhandledRejection", note));

const api: ApiDescriptor = {
  ...described,
  securitySchemes: { ...described.securitySchemes, oauth: { kind: "oauth2", tokenUrl: "https://login.test/token" } },
};
const secret = "dt0c01.SECRET-that-is-shown-once";
const whole = JSON.stringify({ id: "id-1", token: secret });

const piecesOf = (text: string): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.nat({ max: text.length }), { maxLength: 3 }).map((cuts) => {
    const at = [0, ...cuts.sort((one, other) => one - other), text.length];
    return at.slice(1).map((end, index) => text.slice(at[index], end));
  });
const failures: fc.Arbitrary<Plan> = fc.oneof(
  fc
    .constantFrom(400, 408, 429, 500, 503, 302)
    .map((status): Plan => ({ kind: "reply", status, chunks: ['{"message":"no"}'] })),
  fc.constantFrom("ECONNREFUSED", "ECONNRESET", "UND_ERR_SOCKET").map((code): Plan => ({ kind: "fail", code })),
  fc.constant<Plan>({ kind: "hang" }),
);
const created: fc.Arbitrary<Plan> = piecesOf(whole).chain((chunks) =>
  fc.oneof(
    fc.constant<Plan>({ kind: "reply", status: 201, chunks }),
    fc
      .nat({ max: chunks.length })
      .map((length): Plan => ({ kind: "cut", status: 201, chunks: chunks.slice(0, length) })),
    fc.constant<Plan>({ kind: "reply", status: 201, chunks: [whole.slice(0, 25)] }),
  ),
);
/** How a call is made, besides what the server does. */
const manner = fc.record({
  isDeaf: fc.boolean(),
  abortsAfter: fc.option(fc.nat({ max: 6 }), { nil: undefined }),
  isWrapped: fc.boolean(),
  asksForCredential: fc.boolean(),
  timeout: fc.constantFrom(10, 1000),
});
type Manner = typeof manner extends fc.Arbitrary<infer Type> ? Type : never;

interface Setup {
  readonly world: World;
  readonly stop: AbortController;
  readonly options: object;
}

function setUp(world: World, plans: (url: string) => readonly Plan[], given: Manner, beforeAbort: () => void): Setup {
  const stop = new AbortController();
  const wrap = async (request: unknown, next: (request: unknown) => Promise<unknown>): Promise<unknown> => {
    await world.at("middleware, before");
    const response = await next(request);
    await world.at("middleware, after");
    return response;
  };
  void (async () => {
    if (given.abortsAfter === undefined) return;
    for (let turn = 0; turn <= given.abortsAfter; turn += 1) await world.at("abort");
    beforeAbort();
    stop.abort();
  })();
  const token = async (): Promise<string> => {
    if (given.asksForCredential) await world.at("credential");
    return "credential-of-the-caller";
  };
  const options = {
    fetch: world.fetch(plans, given.isDeaf),
    timeout: given.timeout,
    auth: { token },
    ...(given.isWrapped && { middleware: wrap }),
  };
  return { world, stop, options };
}

/** Runs work in a world of its own to its end, and checks what must hold after any call. */
async function inWorld(
  scheduler: fc.Scheduler,
  plans: (url: string) => readonly Plan[],
  given: Manner,
  work: (setup: Setup) => Promise<unknown>,
): Promise<Ending & { readonly world: World; readonly abortedAt: number | undefined }> {
  const world = new World(scheduler);
  try {
    const ends: Ending[] = [];
    let abortedAt: number | undefined;
    const setup = setUp(world, plans, given, () => {
      if (ends.length === 0) abortedAt = world.now;
    });
    // A timer that is left would fire before all is settled.
    const now = () => ({ sent: world.sent.length, armed: world.armed, pieces: world.pieces, endedAt: world.now });
    void work(setup).then(
      (value) => ends.push({ value, ...now() }),
      (error: unknown) => ends.push({ error, ...now() }),
    );
    await world.settle();
    expect(ends, "ends, once").toHaveLength(1);
    const [end] = ends as [Ending];
    expect(world.sent.length, "sends nothing afterwards").toBe(end.sent);
    expect(end.armed, "leaves no timer").toBe(0);
    expect(world.pieces, "reads nothing afterwards").toBe(end.pieces);
    expect(listenersOn(setup.stop.signal), "leaves no listener").toBe(0);
    expect(world.openBodies.size, "leaves no body open").toBe(0);
    expect(unhandled, "leaves no rejection").toEqual([]);
    return { world, abortedAt, ...end };
  } finally {
    world.leave();
  }
}

/** How work ended, and what there was at that moment. */
interface Ending {
  readonly value?: unknown;
  readonly error?: unknown;
  readonly sent: number;
  readonly armed: number;
  readonly pieces: number;
  readonly endedAt: number;
}

/** A call that is aborted while it is under way ends at that moment, and says so. */
function expectEndOfAborted({ error, endedAt, abortedAt }: Awaited<ReturnType<typeof inWorld>>): void {
  if (abortedAt === undefined) return;
  expect(error).toBeInstanceOf(errors.AbortedError);
  expect(endedAt).toBe(abortedAt);
}

const secured = (changes: Partial<OperationDescriptor>): OperationDescriptor =>
  operation({ security: [{ token: [] }], ...changes });
const mintSecured: OperationDescriptor = { ...mint, security: [{ token: [] }] };

const known = [
  errors.ApiError,
  errors.ConnectionError,
  errors.AbortedError,
  errors.RedirectError,
  errors.ResponseError,
] as const;
function expectKnown(error: unknown): errors.SdkError {
  expect(
    known.some((type) => error instanceof type),
    String(error),
  ).toBe(true);
  return error as errors.SdkError;
}

/** Another seed tries other schedules; a failure prints its own. */
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_122);
const runs = (times: number) => ({ numRuns: times, endOnFailure: false, seed });

it("a create ends once, with the token or with a true label, in whatever order things happen", async (context) => {
  const times = sized(1500, 20_000);
  const ends = { token: 0, not_created: 0, unknown: 0, created_secret_lost: 0 };
  const plans = fc.array(fc.oneof(failures, created, created), { minLength: 1, maxLength: 3 });
  const property = fc.asyncProperty(fc.scheduler(), plans, manner, async (scheduler, list, given) => {
    const ending = await inWorld(
      scheduler,
      () => list,
      given,
      ({ options, stop }) =>
        new TestRequest(new Core(api, options), mintSecured).with("tokenCreate", {}).execute({ signal: stop.signal }),
    );
    expectEndOfAborted(ending);
    const { world, value, error } = ending;
    const acted = world.sent.map(({ plan }) =>
      "status" in plan ? plan.status : plan.kind === "fail" ? plan.code : "hang",
    );
    // All but the last were answered as what comes before any effect.
    for (const before of acted.slice(0, -1)) expect([429, "ECONNREFUSED"]).toContain(before);
    if (error === undefined) {
      expect((value as { token: { reveal(): string } }).token.reveal()).toBe(secret);
      expect(acted.at(-1)).toBe(201);
      ends.token += 1;
      return;
    }
    const { outcome, reconcile } = expectKnown(error);
    expect(reconcile?.operation).toBe("createToken");
    const last = acted.at(-1);
    if (outcome === "not_created") expect([undefined, 400, 429, "ECONNREFUSED"]).toContain(last);
    if (outcome === "created_secret_lost") expect(last).toBe(201);
    if (outcome === "unknown") expect(last).toBeDefined();
    if (last === undefined) expect(outcome).toBe("not_created");
    // Of an attempt that was never sent there is no time; then nothing that was sent before it can have acted.
    if (outcome !== "not_created") expect(reconcile?.sentAt).toBeDefined();
    if (last === undefined) expect(reconcile?.sentAt).toBeUndefined();
    ends[outcome ?? "unknown"] += 1;
  });
  await fc.assert(property, runs(times));
  for (const [end, seen] of Object.entries(ends)) expect(seen, end).toBeGreaterThan(times / 100);
  count(context, "schedules of abort, timeout and response: creates", times);
}, 300_000);

it("a read ends once, in whatever order things happen", async (context) => {
  const times = sized(500, 10_000);
  const good = piecesOf('{"a":1}').map((chunks): Plan => ({ kind: "reply", status: 200, chunks }));
  const plans = fc.array(fc.oneof(failures, good), { minLength: 1, maxLength: 4 });
  const property = fc.asyncProperty(fc.scheduler(), plans, manner, async (scheduler, list, given) => {
    const ending = await inWorld(
      scheduler,
      () => list,
      given,
      ({ options, stop }) => new TestRequest(new Core(api, options), secured({})).execute({ signal: stop.signal }),
    );
    expectEndOfAborted(ending);
    const { world, value, error } = ending;
    expect(world.sent.length).toBeLessThanOrEqual(3);
    if (error === undefined) expect(value).toEqual({ a: 1 });
    else expectKnown(error);
  });
  await fc.assert(property, runs(times));
  count(context, "schedules of abort, timeout and response: reads", times);
}, 300_000);

it("a walk through pages ends once, and where it is left nothing is left behind", async (context) => {
  const times = sized(500, 8000);
  const page = (next: number | null): Plan => ({
    kind: "reply",
    status: 200,
    chunks: ['{"items":[1,2],', `"next":${JSON.stringify(next === null ? null : String(next))}}`],
  });
  const paged = secured({
    parameters: [{ name: "at", in: "query" }],
    pagination: { kind: "cursor", items: "/items", next: "/next", parameter: "at" },
  });
  const shape = fc.record({
    leavesAfter: fc.nat({ max: 4 }),
    byItem: fc.boolean(),
    failure: fc.option(failures, { nil: undefined }),
  });
  const property = fc.asyncProperty(
    fc.scheduler(),
    shape,
    manner,
    async (scheduler, { leavesAfter, byItem, failure }, given) => {
      const lists = [[page(1)], [page(2)], [failure ?? page(null)]];
      const listOf = (url: string): readonly Plan[] => lists[Number(new URL(url).searchParams.get("at"))] ?? [];
      const { world, value, error } = await inWorld(scheduler, listOf, given, async ({ options, stop, world }) => {
        const request = new TestPages(new Core(api, options), paged);
        let got = 0;
        for await (const _ of byItem ? request : request.pages({ signal: stop.signal })) {
          await world.at("the caller's own work");
          got += 1;
          if (got > leavesAfter) break;
        }
        return got;
      });
      if (error !== undefined) expectKnown(error);
      else expect(value).toBe(Math.min(leavesAfter + 1, byItem ? 6 : 3));
      // Pages that nobody wants are not asked for.
      const asked = new Set(world.sent.map(({ url }) => url)).size;
      if (error === undefined)
        expect(asked).toBe(Math.min(3, byItem ? Math.floor(leavesAfter / 2) + 1 : leavesAfter + 1));
    },
  );
  await fc.assert(property, runs(times));
  count(context, "schedules of abort, timeout and response: pages", times);
}, 300_000);

it("a stream ends once, and lets go of its connection wherever it is left", async (context) => {
  const times = sized(600, 10_000);
  const text = [1, 2, 3].map((n) => `data: {"n":${n}}\n\n`).join("");
  const streamed = secured({
    responses: { "200": { content: { "text/event-stream": { as: "json", stream: eventStream } } } },
  });
  const body = piecesOf(text).chain((chunks) =>
    fc
      .constantFrom("reply", "cut")
      .map((kind): Plan => ({ kind, status: 200, chunks, type: "text/event-stream" }) as Plan),
  );
  const shape = fc.record({
    leavesAfter: fc.nat({ max: 4 }),
    way: fc.constantFrom("break", "cancel", "throw", "never walked"),
  });
  const property = fc.asyncProperty(
    fc.scheduler(),
    body,
    shape,
    manner,
    async (scheduler, plan, { leavesAfter, way }, given) => {
      const { value, error } = await inWorld(
        scheduler,
        () => [plan],
        given,
        async ({ options, stop, world }) => {
          const items = await new TestRequest(new Core(api, options), streamed).execute({ signal: stop.signal });
          if (way === "never walked") {
            await world.at("the caller's own work");
            return items.cancel();
          }
          const got: unknown[] = [];
          for await (const item of items) {
            await world.at("the caller's own work");
            got.push(item);
            if (got.length <= leavesAfter) continue;
            if (way === "break") break;
            if (way === "throw") throw new errors.ResponseError("mine", { problem: "json", status: 0 });
            await items.cancel();
          }
          return got.length;
        },
      );
      if (error !== undefined) expectKnown(error);
      else if (way === "break") expect(value).toBe(Math.min(3, leavesAfter + 1));
    },
  );
  await fc.assert(property, runs(times));
  count(context, "schedules of abort, timeout and response: streams", times);
}, 300_000);

it("calls that wait for one token share its request, and one that leaves takes nothing from the others", async (context) => {
  const times = sized(400, 8000);
  const oauth = operation({ security: [{ oauth: ["read"] }] });
  const token: fc.Arbitrary<Plan> = fc.oneof(
    fc.constant<Plan>({ kind: "reply", status: 200, chunks: ['{"access_token":', '"tok-1","expires_in":3600}'] }),
    failures,
  );
  const property = fc.asyncProperty(fc.scheduler(), token, manner, async (scheduler, plan, given) => {
    const good: readonly Plan[] = [{ kind: "reply", status: 200, chunks: ["1"] }];
    const tokens = [plan];
    const { world, value } = await inWorld(
      scheduler,
      (url) => (url.includes("login.test") ? tokens : good),
      given,
      ({ options, stop, world }) => {
        const clientSecret = async (): Promise<string> => world.at("client secret").then(() => "client-secret");
        const auth = { oauth: { clientId: "id", clientSecret } };
        const core = new Core(api, { ...options, auth, retry: false, timeout: 1000 }, clientCredentials);
        const call = (signal?: AbortSignal): Promise<unknown> =>
          new TestRequest(core, oauth).execute(signal && { signal });
        return Promise.allSettled([call(stop.signal), call(), world.at("later").then(() => call())]);
      },
    );
    const [left, ...stayed] = value as PromiseSettledResult<unknown>[];
    if (left?.status === "rejected" && !(left.reason instanceof errors.MissingCredentialError))
      expectKnown(left.reason);
    for (const end of stayed) {
      if (end.status === "fulfilled") expect(end.value).toBe(1);
      else expect(end.reason).not.toBeInstanceOf(errors.AbortedError);
    }
    const asked = world.sent.filter(({ url }) => url.includes("login.test")).length;
    // Once kept, a token is asked for no more; a request that failed may be followed by another call's.
    if (stayed.every(({ status }) => status === "fulfilled") && given.abortsAfter === undefined) expect(asked).toBe(1);
    expect(asked).toBeLessThanOrEqual(3);
  });
  await fc.assert(property, runs(times));
  count(context, "schedules of abort, timeout and response: shared tokens", times);
}, 300_000);

it("durations that no timer can hold are refused before anything is sent", async (context) => {
  const odd = [null, 5n, {}, [5], true, "5", Symbol("5")];
  let sent = 0;
  const fetch = async (): Promise<Response> => {
    sent += 1;
    return new Response("1");
  };
  for (const value of [...odd, Number.NaN, -1, 0, 2 ** 31, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (const options of [{ timeout: value }, { deadline: value }, { retry: { maxDelay: value } }] as object[]) {
      expect(() => new Core(api, { ...options, fetch })).toThrow(errors.InvalidParameterError);
      const call = new TestRequest(new Core(api, { fetch }), operation()).execute(options);
      await expect(call).rejects.toBeInstanceOf(errors.InvalidParameterError);
      count(context, "durations that no timer can hold, refused", 2);
    }
  }
  expect(sent).toBe(0);
});
