import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { Secret } from "../../../generated/mist/src/index.js";
import { closedPort } from "../../e2e/loopback/closed-port.js";
import { count, isFull } from "../counts.js";
import { concurrently } from "./concurrently.js";
import { mintingTargets, type Options, plainAnswer, type Target } from "./operations.js";
import { type RawBehaviour, type RawRequest, startRawServer } from "./raw-server.js";

/** What a failed call says. */
interface Told {
  readonly name: string;
  readonly outcome?: string;
  readonly attempts?: number;
  readonly reconcile?: {
    readonly operation: string;
    readonly sentAt?: string;
    readonly status?: number;
    readonly id?: string;
    readonly requestId?: string;
  };
}

interface Ended {
  readonly token: string | undefined;
  readonly told: Told | undefined;
  readonly requests: readonly RawRequest[];
}

const quick: Options = { timeout: 20_000, retry: { max: 2, maxDelay: 1 } };
const idOf: Readonly<Record<string, string>> = { launchdarkly: "_id" };

/** Calls a create against a server of its own. */
async function mint(
  target: Target,
  behaviour: (answer: (request: RawRequest) => Buffer) => RawBehaviour,
  options: Options = {},
  signal?: AbortSignal,
): Promise<Ended & { readonly secret: string }> {
  const [credential, secret] = [randomBytes(12).toString("hex"), randomBytes(24).toString("hex")];
  const answer = (request: RawRequest): Buffer => {
    const { head, body } = plainAnswer(target.kind, credential, secret, request);
    const text = head.toString("latin1").replace("\r\n", "\r\nX-Request-Id: req-7\r\n");
    return Buffer.concat([Buffer.from(text, "latin1"), body]);
  };
  const server = await startRawServer(behaviour(answer));
  try {
    const [token, told] = await ended(
      target.call(server.url, credential, { ...quick, ...options }, signal === undefined ? {} : { signal }),
    );
    return { token, told, requests: server.requests, secret };
  } finally {
    await server.stop();
  }
}

async function ended(call: Promise<unknown>): Promise<[token: string | undefined, told: Told | undefined]> {
  try {
    const made = (await call) as { readonly key?: Secret; readonly token?: Secret };
    return [(made.token ?? made.key)?.reveal(), undefined];
  } catch (error) {
    return [undefined, error as Told];
  }
}

it("labels every create and reset by the truth, wherever its response is cut", async (context) => {
  const wrong: string[] = [];
  let cuts = 0;
  for (const target of mintingTargets) {
    const whole = await mint(target, (answer) => ({ answer: (socket, request) => void socket.end(answer(request)) }));
    const [request] = whole.requests;
    expect(whole.token, target.name).toContain(whole.secret);
    expect([whole.requests.length, request?.method], target.name).toEqual([1, "POST"]);
    let size = 0;
    let head = 0;
    await mint(target, (answer) => ({
      answer: (socket, request) => {
        const bytes = answer(request);
        [size, head] = [bytes.length, bytes.indexOf("\r\n\r\n") + 4];
        socket.end(bytes);
      },
    }));
    // IDs and dates may be a few bytes shorter or longer, so that cuts are judged by the very response that is cut.
    const ways = isFull ? ["ends", "is reset"] : ["ends"];
    const points = Array.from({ length: size }, (_, at) => at).flatMap((at) => ways.map((way) => [at, way] as const));
    await concurrently(16, points, async ([at, way]) => {
      let sent: Buffer = Buffer.alloc(0);
      let isWhole = false;
      const end = await mint(target, (answer) => ({
        answer: (socket, request) => {
          const bytes = answer(request);
          sent = bytes.subarray(0, at);
          isWhole = at >= bytes.length;
          if (way === "ends") socket.end(sent);
          else socket.write(sent, () => setImmediate(() => socket.resetAndDestroy()));
        },
      }));
      cuts += 1;
      const say = (what: string): void => void wrong.push(`${target.name}, ${way} at byte ${at} of ${size}: ${what}`);
      if (end.requests.length !== 1) return say(`${end.requests.length} creates`);
      if (isWhole) return;
      const { told } = end;
      // A reset throws away what the other side has not read yet: then less has arrived than was sent.
      const headEnd = sent.indexOf("\r\n\r\n") + 4;
      const isCreated = headEnd > 3;
      const labels = isCreated
        ? way === "ends"
          ? ["created_secret_lost"]
          : ["created_secret_lost", "unknown"]
        : ["unknown"];
      if (told === undefined) return say("a token from half of a response");
      if (!labels.includes(told.outcome ?? "")) return say(`${told.outcome} (${String(told)})`);
      const { reconcile } = told;
      if (reconcile?.operation === undefined || Number.isNaN(Date.parse(reconcile.sentAt ?? "")))
        return say("no time of sending");
      if (told.outcome !== "created_secret_lost") return;
      if (reconcile.requestId !== "req-7" || !(reconcile.status === 200 || reconcile.status === 201))
        return say("no request id or status");
      const body = sent.subarray(headEnd).toString("utf8");
      const id = new RegExp(`"${idOf[target.kind] ?? "id"}":"([^"]+)"`).exec(body)?.[1];
      if (reconcile.id !== id) say(`id ${reconcile.id}, where ${id} arrived`);
      if (JSON.stringify(told).includes(end.secret.slice(0, 8))) say("shows a part of the secret");
    });
    expect(head).toBeGreaterThan(0);
  }
  expect(wrong).toEqual([]);
  count(context, "creates × cut points of the response: one create, a true label, the id when it has arrived", cuts);
});

it("labels every create by the truth, wherever its request is cut", async (context) => {
  const wrong: string[] = [];
  let cuts = 0;
  for (const target of mintingTargets) {
    const whole = await mint(target, (answer) => ({ answer: (socket, request) => void socket.end(answer(request)) }));
    const size = whole.requests[0]?.bytes.length ?? 0;
    const step = isFull ? 1 : 7;
    const points = Array.from({ length: Math.ceil(size / step) }, (_, at) => at * step);
    await concurrently(16, points, async (at) => {
      const end = await mint(target, () => ({
        connected: (socket) => void (at === 0 && socket.resetAndDestroy()),
        // The kernel has taken all of it; what the server has read by then is what it may act on.
        arriving: (socket, bytes) => {
          if (bytes.length < at) return false;
          socket.resetAndDestroy();
          return true;
        },
      }));
      cuts += 1;
      if (end.told?.outcome !== "unknown" || end.told.attempts !== 1 || end.requests.length > 1) {
        wrong.push(`${target.name} at byte ${at}: ${end.told?.outcome}, ${end.told?.attempts} attempts`);
      }
    });
    const refused = (await ended(target.call(`http://127.0.0.1:${await closedPort()}`, "x", quick)))[1];
    cuts += 1;
    // Nothing was sent, so that it is tried again.
    expect([refused?.outcome, refused?.attempts], target.name).toEqual(["not_created", 3]);
    expect(refused?.reconcile).toEqual({ operation: target.name.split(" ")[1] });
  }
  expect(wrong).toEqual([]);
  count(context, "creates × cut points of the request: never a second create, a true label", cuts);
});

type Step = string | number;

/** Answers, one after the other; what a create then comes to, and how many of its requests have reached the server. */
const sequences: readonly (readonly [
  name: string,
  steps: readonly Step[],
  requests: number,
  outcome: string | undefined,
])[] = [
  ["429 then 201", [429, "pass"], 2, undefined],
  ["425 then 429 then 201", [425, 429, "pass"], 3, undefined],
  ["429 for good", [429, 429, 429], 3, "not_created"],
  ["503 then 201", [503, "pass"], 1, "unknown"],
  ["500 then 201", [500, "pass"], 1, "unknown"],
  ["408 then 201", [408, "pass"], 1, "unknown"],
  ["409 then 201", [409, "pass"], 1, "not_created"],
  ["429 then 503", [429, 503, "pass"], 2, "unknown"],
  ["429 then a cut", [429, "cut", "pass"], 2, "unknown"],
  ["429 then a cut body", [429, "half", "pass"], 2, "created_secret_lost"],
  ["a cut then 201", ["cut", "pass"], 1, "unknown"],
  ["429 then 400", [429, 400, "pass"], 2, "not_created"],
  ["301 then 201", [301, "pass"], 1, "unknown"],
  ["303 then 200", [303, "pass"], 1, "unknown"],
  ["307 then 201", [307, "pass"], 1, "unknown"],
  ["401 then 201", [401, "pass"], 1, "not_created"],
  ["201 without its secret", ["bare", "pass"], 1, "created_secret_lost"],
];

it("sends a create again where nothing can have been created, and nowhere else", async (context) => {
  for (const target of mintingTargets) {
    for (const [name, steps, requests, outcome] of sequences) {
      const end = await mint(target, (answer) => ({
        answer: (socket, request, nth) => {
          const step = steps[nth] ?? "pass";
          const bytes = answer(request);
          if (step === "pass") return void socket.end(bytes);
          if (step === "cut") return void socket.destroy();
          if (step === "half") return void socket.end(bytes.subarray(0, bytes.length - 5));
          const lines = `HTTP/1.1 ${step === "bare" ? 201 : step} Odd\r\nConnection: close\r\nContent-Type: application/json\r\n`;
          socket.end(`${lines}Location: /elsewhere\r\nContent-Length: 2\r\n\r\n{}`);
        },
      }));
      expect([end.requests.length, end.told?.outcome], `${target.name}: ${name}`).toEqual([requests, outcome]);
      if (outcome === undefined) expect(end.token).toContain(end.secret);
      // The very same request each time.
      for (const again of end.requests) expect(again.body.equals(end.requests[0]?.body ?? Buffer.alloc(0))).toBe(true);
    }
  }
  count(
    context,
    "creates × sequences of answers: never two creates from one call",
    mintingTargets.length * sequences.length,
  );
});

it("never lets a 421, which some platforms send again by themselves, act twice", async (context) => {
  for (const target of mintingTargets) {
    let acted = 0;
    const end = await mint(target, (answer) => ({
      answer: (socket, request, nth) => {
        if (nth === 0)
          return void socket.end("HTTP/1.1 421 Misdirected\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        acted += 1;
        socket.end(answer(request));
      },
    }));
    expect([acted, end.token?.includes(end.secret)], target.name).toEqual([1, true]);
  }
  count(context, "creates × sequences of answers: never two creates from one call", mintingTargets.length);
});

it("says what became of a create that a caller or a clock ends, or a middleware repeats", async (context) => {
  for (const target of mintingTargets) {
    const ends = async (
      after: (bytes: Buffer) => Buffer,
      options: Options,
      caller?: AbortController,
    ): Promise<Told | undefined> =>
      (
        await mint(
          target,
          (answer) => ({
            answer: (socket, request) => {
              socket.write(after(answer(request)));
              if (caller !== undefined) setTimeout(() => caller.abort(), 60);
            },
          }),
          options,
          caller?.signal,
        )
      ).told;
    const nothing = (): Buffer => Buffer.alloc(0);
    const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - 9);
    const [first, second] = [new AbortController(), new AbortController()];
    const table: readonly (readonly [name: string, told: Told | undefined, outcome: string])[] = [
      ["timeout before the head", await ends(nothing, { timeout: 150 }), "unknown"],
      ["timeout within the body", await ends(half, { timeout: 300 }), "created_secret_lost"],
      ["deadline before the head", await ends(nothing, { deadline: 150 }), "unknown"],
      ["abort after sending", await ends(nothing, {}, first), "unknown"],
      ["abort within the body", await ends(half, {}, second), "created_secret_lost"],
      [
        "a middleware that calls next twice",
        await ends((bytes) => bytes, {
          middleware: async (request, next) => {
            await next(request);
            return next(request);
          },
        }),
        "created_secret_lost",
      ],
      [
        "a middleware that fails before",
        await ends((bytes) => bytes, { middleware: () => Promise.reject(new Error("mine")) }),
        "not_created",
      ],
      [
        "a middleware that fails after",
        await ends((bytes) => bytes, {
          middleware: async (request, next) => {
            await next(request);
            throw new Error("mine");
          },
        }),
        "created_secret_lost",
      ],
    ];
    for (const [name, told, outcome] of table) {
      expect([told?.outcome, told?.reconcile?.operation], `${target.name}: ${name}`).toEqual([
        outcome,
        target.name.split(" ")[1],
      ]);
    }
    count(context, "creates ended by a caller, a clock or a middleware: a true label", table.length);
  }
});
