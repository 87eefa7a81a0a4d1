import type { OutputPlan } from "./plan-output.js";
import { apply, commit, finish, stage, undo } from "./transaction.js";

/** Writes packages, all or none of them: what fails brings the old ones back. */
export function writePackages(plans: readonly OutputPlan[]): void {
  const changing = plans.filter(({ writes, removes }) => writes.length + removes.length > 0);
  try {
    changing.forEach(stage);
    for (const { folder } of changing) commit(folder);
    for (const { folder } of changing) apply(folder);
  } catch (error) {
    for (const { folder } of changing) leaveToNextRun(() => undo(folder));
    throw error;
  }
  for (const { folder } of changing) leaveToNextRun(() => finish(folder));
}

/** What cannot be done now is done by the next run, before anything else. */
function leaveToNextRun(run: () => void): void {
  try {
    run();
  } catch {
    // The journal is still there, and says the same.
  }
}
