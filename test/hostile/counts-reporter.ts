import type { Reporter, TestModule } from "vitest/node";

/** Prints what the tests counted, in one table after everything else. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const totals = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        for (const [what, times] of Object.entries(test.meta().counts ?? {})) {
          totals.set(what, (totals.get(what) ?? 0) + times);
        }
      }
    }
    const rows = [...totals].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [what, times] of rows) console.log(`${times.toLocaleString("en").padStart(11)}  ${what}`);
  }
}
