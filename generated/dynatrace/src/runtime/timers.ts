import { onAbort } from "./abort-signal.js";
import { type MinimalSignal, now, type PlatformSignal, platform } from "./platform.js";

/** Why an attempt was ended before it was done. */
export type Interruption = "timeout" | "aborted";

/** The bounds of one attempt: its time limit, and the caller's signal. */
export interface AttemptScope {
  /** Aborts with the attempt. */
  readonly signal: PlatformSignal;
  /** Why the attempt was ended; `undefined` while it may run. */
  interruption(): Interruption | undefined;
  /**
   * Settles with the work, or rejects as soon as the attempt is ended, even if the work does not listen to the
   * signal.
   */
  race<Result>(work: Promise<Result>): Promise<Result>;
  /** Lets go of timer and listener. */
  close(): void;
  /** Ends what is still under way of an attempt that nobody waits for any more. */
  abandon(): void;
}

/** Opens the bounds of an attempt that may take some milliseconds. */
export function openScope(milliseconds: number, caller: PlatformSignal | undefined): AttemptScope {
  const controller = new platform.AbortController();
  const signal = caller as MinimalSignal | undefined;
  let interruption: Interruption | undefined;
  let interrupt: (() => void) | undefined;
  const end = (why: Interruption): void => {
    if (interruption !== undefined) return;
    interruption = why;
    controller.abort();
    interrupt?.();
  };
  const cancelTimer = startTimer(milliseconds, () => end("timeout"));
  const leave = onAbort(signal, () => end("aborted"));
  if (signal?.aborted) end("aborted");
  return {
    signal: controller.signal as unknown as PlatformSignal,
    interruption: () => interruption,
    race: (work) =>
      new Promise((resolve, reject) => {
        interrupt = () => reject(new Error("interrupted"));
        if (interruption !== undefined) interrupt();
        work.then(resolve, reject);
      }),
    close: () => {
      cancelTimer();
      leave();
    },
    abandon: () => {
      if (!controller.signal.aborted) controller.abort();
    },
  };
}

/**
 * A timer that gives what has already arrived a chance: where the program blocked its own event loop past the time, the
 * response may be waiting to be read, so the timer runs once more, briefly.
 */
function startTimer(milliseconds: number, fire: () => void): () => void {
  const due = now() + milliseconds;
  let timer = platform.setTimeout(() => {
    const late = now() - due;
    if (late < 100) fire();
    else timer = platform.setTimeout(fire, Math.min(late, 1000));
  }, milliseconds);
  return () => platform.clearTimeout(timer);
}

/** Waits; resolves early, with `false`, when the signal aborts. */
export function sleep(milliseconds: number, caller: PlatformSignal | undefined): Promise<boolean> {
  const signal = caller as MinimalSignal | undefined;
  return new Promise((resolve) => {
    const done = (completed: boolean): void => {
      platform.clearTimeout(timer);
      leave();
      resolve(completed);
    };
    const leave = onAbort(signal, () => done(false));
    const timer = platform.setTimeout(() => done(true), milliseconds);
    if (signal?.aborted) done(false);
  });
}
