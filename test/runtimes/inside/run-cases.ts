import type { Case, CaseContext } from "../../e2e/cases/context.js";
import { type Control, contextOf } from "./control.js";

/** A case and the name by which results and exclusions know it: its group's, then its own. */
export interface PlacedCase {
  readonly place: string;
  readonly run: Case["run"];
}

/** Far above what a case needs on a busy machine: it is there for what hangs. */
const patience = 60_000;

/** Runs cases, several at a time, and reports each as it begins and ends. */
export async function runCases(
  cases: readonly PlacedCase[],
  control: Control,
  renderings: CaseContext["renderings"],
  atOnce: number,
): Promise<void> {
  const waiting = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await runPlaced(next, control, renderings);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Runs one case to its end, or to the end of patience. */
export async function runPlaced(
  { place, run }: PlacedCase,
  control: Control,
  renderings: CaseContext["renderings"],
): Promise<void> {
  await control.ask("begin", place);
  const start = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`does not end within ${patience / 1000} s`)), patience);
  });
  let failure: string | null = null;
  try {
    await Promise.race([run(contextOf(control, place, renderings)), hung]);
  } catch (error) {
    failure = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : String(error);
  }
  clearTimeout(timer);
  await control.ask("end", place, performance.now() - start, failure);
}
