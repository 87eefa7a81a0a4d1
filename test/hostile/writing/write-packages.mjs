// Writes, or checks, packages whose files are given, one after another, each with a fault: what `generate` does after it
// has built them, with no compiler to load. Answers on stdout with how each ended, as the command line would.
import { readFileSync, writeSync } from "node:fs";
import { formatDiagnostic } from "../../../dist/diagnostic.js";
import { withFolders } from "../../../dist/output/folder-lock.js";
import { planOutput } from "../../../dist/output/plan-output.js";
import { recover } from "../../../dist/output/transaction.js";
import { writePackages } from "../../../dist/output/write-packages.js";
import { writeProblem } from "../../../dist/output/write-problem.js";

const [command, path, jobs] = process.argv.slice(2);
const files = JSON.parse(readFileSync(path, "utf8"));
for (const fault of JSON.parse(jobs)) {
  const endFault = globalThis.plantFault(fault);
  const end = { code: 0, stderr: "" };
  try {
    await write(fault.folder);
  } catch (error) {
    const problem = writeProblem(error);
    end.code = 1;
    end.stderr = problem === null ? String(error?.stack) : formatDiagnostic(problem);
  }
  writeSync(1, `${JSON.stringify({ ...end, calls: endFault() })}\n`);
}

async function write(folder) {
  const run = () => {
    recover(folder);
    const plan = planOutput(folder, files, { force: false });
    if (plan.conflicts.length > 0) throw new Error(JSON.stringify(plan.conflicts));
    if (command === "generate") writePackages([plan]);
  };
  await withFolders([folder], run, command === "check");
}
