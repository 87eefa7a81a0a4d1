import { renderings } from "../../e2e/node-context.js";
import { casesBut } from "./all-cases.js";
import { connect } from "./control.js";
import { runCases } from "./run-cases.js";

declare const Bun: { inspect(value: unknown, options?: object): string } | undefined;
declare const Deno: { inspect(value: unknown, options?: object): string } | undefined;

/** What Bun's and Deno's own consoles print, besides what their `node:util` does. */
function ownRenderings(value: unknown): readonly string[] {
  const inspect = typeof Bun === "undefined" ? (typeof Deno === "undefined" ? undefined : Deno.inspect) : Bun.inspect;
  if (inspect === undefined) return [];
  console.log(value);
  console.error(value);
  return [inspect(value), inspect(value, { depth: 50, showHidden: true }), inspect([{ value }])];
}

const [, , url = "", excluded = "[]"] = process.argv;
const control = connect(url);
await runCases(
  casesBut(JSON.parse(excluded) as string[]),
  control,
  (value) => [...renderings(value), ...ownRenderings(value)],
  12,
);
await control.ask("done");
process.exit(0);
