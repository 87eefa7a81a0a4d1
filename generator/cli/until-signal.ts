const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs something that cleans up after itself when it is told that the process is asked to end; then the process ends as
 * it was asked to.
 */
export async function untilSignal<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const stop = (name: NodeJS.Signals): void => abort.abort(name);
  for (const name of signals) process.on(name, stop);
  try {
    return await run(abort.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
    if (abort.signal.aborted) await end(abort.signal.reason as NodeJS.Signals);
  }
}

/** Never returns: a shell wants to see the signal, and nothing is to be printed any more. */
function end(name: NodeJS.Signals): Promise<never> {
  process.kill(process.pid, name);
  return new Promise(() => setTimeout(() => {}, 1000));
}
