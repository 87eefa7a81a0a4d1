import { getEventListeners } from "node:events";
import type fc from "fast-check";

/** What a server answers to one request, and whether it has then acted on it. */
export type Plan =
  | { readonly kind: "reply"; readonly status: number; readonly chunks: readonly string[]; readonly type?: string }
  /** The body ends with an error after its chunks. */
  | { readonly kind: "cut"; readonly status: number; readonly chunks: readonly string[]; readonly type?: string }
  /** The request fails with this code of the platform. */
  | { readonly kind: "fail"; readonly code: string }
  /** Nothing comes, ever. */
  | { readonly kind: "hang" };

/** One request that was sent. */
export interface Sent {
  readonly plan: Plan;
  readonly url: string;
  readonly signal: AbortSignal;
}

interface Timer {
  readonly due: number;
  readonly fire: () => void;
}

/**
 * A world in which nothing happens by itself: answers, pieces of bodies, timers and the caller's abort come in the order
 * that a scheduler chooses.
 */
export class World {
  readonly scheduler: fc.Scheduler;
  readonly sent: Sent[] = [];
  readonly openBodies: Set<object> = new Set();
  /** Pieces of bodies that were asked for. */
  pieces = 0;
  readonly #timers = new Map<object, Timer>();
  readonly #original = { setTimeout, clearTimeout, now: performance.now };
  #now = 1000;

  constructor(scheduler: fc.Scheduler) {
    this.scheduler = scheduler;
    const replaced = {
      setTimeout: (fire: () => void, milliseconds: number) => this.#arm(fire, milliseconds),
      clearTimeout: (timer: object) => this.#timers.delete(timer),
    };
    Object.assign(globalThis, replaced);
    performance.now = () => this.#now;
  }

  /** Gives the platform its clock back. */
  leave(): void {
    const { now, ...timers } = this.#original;
    Object.assign(globalThis, timers);
    performance.now = now;
  }

  #arm(fire: () => void, milliseconds: number): object {
    const timer = {};
    this.#timers.set(timer, { due: this.#now + milliseconds, fire });
    void this.#wait(milliseconds > 10 ? 12 : 4);
    return timer;
  }

  /** Long waits take many turns, so that most answers come before them. */
  async #wait(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) await this.at("time");
    this.#pass();
  }

  /** Time passes until the next timer. */
  #pass(): void {
    const [next] = [...this.#timers].sort(([, one], [, other]) => one.due - other.due);
    if (next === undefined) return;
    this.#timers.delete(next[0]);
    this.#now = Math.max(this.#now, next[1].due);
    next[1].fire();
  }

  /** Milliseconds; they pass only when a timer fires. */
  get now(): number {
    return this.#now;
  }

  /** Timers that would still fire. */
  get armed(): number {
    return this.#timers.size;
  }

  /** Resolves when the scheduler lets something happen. */
  at(what: string): Promise<void> {
    return this.scheduler.schedule(Promise.resolve(), what);
  }

  /** A `fetch` that follows plans, the last of which stays; a deaf one does not listen to its signal. */
  fetch(plans: (url: string) => readonly Plan[], isDeaf: boolean) {
    const asked = new Map<readonly Plan[], number>();
    return async (url: string, init: { readonly signal: AbortSignal }): Promise<Response> => {
      const list = plans(url);
      const turn = asked.get(list) ?? 0;
      asked.set(list, turn + 1);
      const plan = list[Math.min(turn, list.length - 1)] ?? { kind: "hang" };
      const { signal } = init;
      this.sent.push({ plan, url, signal });
      const aborted = new Promise<never>((_, reject) => {
        if (!isDeaf) signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      });
      aborted.catch(() => {});
      if (plan.kind === "hang") return aborted;
      await Promise.race([this.at("answer"), aborted]);
      if (plan.kind === "fail") throw Object.assign(new TypeError("fetch failed"), { cause: { code: plan.code } });
      const headers = { "content-type": plan.type ?? "application/json" };
      return new Response(this.#body(plan, isDeaf ? undefined : signal), { status: plan.status, headers });
    };
  }

  #body(
    plan: Extract<Plan, { chunks: readonly string[] }>,
    signal: AbortSignal | undefined,
  ): ReadableStream<Uint8Array> {
    const token = {};
    this.openBodies.add(token);
    let isOpen = true;
    const end = (): void => {
      isOpen = false;
      this.openBodies.delete(token);
    };
    const pieces = plan.chunks.values();
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      signal?.addEventListener("abort", () => {
        if (!isOpen) return;
        end();
        controller.error(new DOMException("aborted", "AbortError"));
      });
    };
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      const piece = pieces.next();
      this.pieces += 1;
      await this.at(piece.done ? "end" : "piece");
      if (!isOpen) return;
      if (!piece.done) {
        controller.enqueue(new TextEncoder().encode(piece.value));
        return;
      }
      end();
      if (plan.kind === "cut") controller.error(new TypeError("terminated"));
      else controller.close();
    };
    // Nothing comes that nobody asks for: a body that is neither read nor cancelled stays open.
    return new ReadableStream<Uint8Array>({ start, pull, cancel: end }, { highWaterMark: 0 });
  }

  /** Lets everything happen that can. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((done) => setImmediate(done));
      if (this.scheduler.count() === 0) continue;
      quiet = -1;
      await this.scheduler.waitOne();
    }
  }
}

/** Listeners on a signal. */
export function listenersOn(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}
