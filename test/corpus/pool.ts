import { type ChildProcess, fork } from "node:child_process";
import type { Job, Result } from "./jobs.js";

/** What a worker process says after each job. */
export interface WorkerMessage {
  readonly result: Result;
  /** Resident bytes of the process. */
  readonly memory: number;
}

const memoryLimit = 2.5e9;

/** Does jobs in several processes, in the given order; a process that has grown is replaced. */
export async function runJobs(
  program: string,
  jobs: readonly Job[],
  processes: number,
  onResult: (result: Result, job: Job) => void,
  onCrash: (job: Job, reason: string) => void,
): Promise<void> {
  const queue = [...jobs];
  const lane = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      worker ??= fork(program, ["--worker"], { execArgv: ["--enable-source-maps", "--max-old-space-size=6000"] });
      const outcome = await ask(worker, job);
      if (typeof outcome === "string") {
        onCrash(job, outcome);
        worker = undefined;
        continue;
      }
      onResult(outcome.result, job);
      if (outcome.memory > memoryLimit) {
        worker.disconnect();
        worker = undefined;
      }
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: processes }, lane));
}

function ask(worker: ChildProcess, job: Job): Promise<WorkerMessage | string> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown): void => done(message as WorkerMessage);
    const onExit = (code: number | null, signal: string | null): void => done(`the process ended: ${signal ?? code}`);
    const done = (outcome: WorkerMessage | string): void => {
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      resolve(outcome);
    };
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.send(job);
  });
}
