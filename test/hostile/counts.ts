import type { TestContext } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** What was tried, and how often. */
    counts?: Record<string, number>;
  }
}

/** Notes how often a thing was tried, for the table that ends a run; counts of one name are added up. */
export function count(context: TestContext, what: string, times: number = 1): void {
  const { meta } = context.task;
  meta.counts ??= {};
  meta.counts[what] = (meta.counts[what] ?? 0) + times;
}

/** Whether the run is the large one: `npm run test:hostile -- --full`. */
export const isFull: boolean = process.env.OPENAPI_FLUENT_HOSTILE === "full";

/** How many of a thing to try: in CI, and in the large run. */
export function sized(inCi: number, inFull: number): number {
  return isFull ? inFull : inCi;
}
