import type { MinimalSignal } from "./platform.js";

/** Who waits for a signal, and the one listener that tells them. */
interface Audience {
  readonly callbacks: Set<() => void>;
  readonly tell: () => void;
}

const audiences = new WeakMap<object, Audience>();

/**
 * Calls back when a signal aborts, until the returned function is called. All who wait for a signal share one listener:
 * a program may hand the same one to any number of calls, and platforms warn of many listeners.
 */
export function onAbort(signal: MinimalSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => {};
  const audience = audiences.get(signal) ?? gather(signal);
  // Its own function, so that one callback given twice is two.
  const own = (): void => callback();
  audience.callbacks.add(own);
  return () => {
    if (!audience.callbacks.delete(own) || audience.callbacks.size > 0) return;
    audiences.delete(signal);
    signal.removeEventListener("abort", audience.tell);
  };
}

function gather(signal: MinimalSignal): Audience {
  const callbacks = new Set<() => void>();
  const tell = (): void => {
    for (const callback of [...callbacks]) callback();
  };
  const audience = { callbacks, tell };
  audiences.set(signal, audience);
  signal.addEventListener("abort", tell);
  return audience;
}
