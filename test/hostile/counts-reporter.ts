import { readFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/**
 * Prints what the tests counted, in one table after everything else. A whole run fails when it tried less than SECURITY.md
 * says, or something that SECURITY.md does not tell.
 */
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
    // A part of the suite tries less, and so does the whole without the shared folder.
    const { OPENAPI_FLUENT_HOSTILE_PART: part, OPENAPI_FLUENT_SHARED: shared } = process.env;
    if (part !== undefined || shared === undefined) return;
    const promises = readPromises();
    const broken = [...promises].filter(([what, times]) => (totals.get(what) ?? 0) < times);
    for (const [what, times] of broken) {
      console.error(`SECURITY.md says ${times}, and ${totals.get(what) ?? 0} were tried: ${what}`);
    }
    const untold = rows.filter(([what]) => !promises.has(what));
    for (const [what] of untold) console.error(`SECURITY.md does not tell: ${what}`);
    if (broken.length + untold.length > 0) process.exitCode = 1;
  }
}

/** The table rows of SECURITY.md that end with a count. */
function readPromises(): ReadonlyMap<string, number> {
  const text = readFileSync(new URL("../../SECURITY.md", import.meta.url), "utf8");
  const rows = text.matchAll(/^\| (?<what>.+?) +\| +(?<times>[\d,]+) \|$/gm);
  return new Map([...rows].map(({ groups }) => [groups?.what ?? "", Number(groups?.times?.replaceAll(",", ""))]));
}
