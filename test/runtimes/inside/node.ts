import { renderings } from "../../e2e/node-context.js";
import { casesOf } from "./all-cases.js";
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

const [, , url = "", runtime = ""] = process.argv;
const control = connect(url);
const { cases, excluded } = casesOf(runtime);
await runCases(cases, control, (value) => [...renderings(value), ...ownRenderings(value)], 12);
await control.ask("done", excluded);
process.exit(0);
