import { inspect } from "node:util";
import { renderings } from "../../e2e/node-context.js";
import type { Gathered } from "./scenario.js";

/** All texts in which a surface of `shared/runtime-attacks.json` shows what was gathered; `undefined`: an unknown one. */
export function textsOf(surface: string, gathered: Gathered): readonly string[] | undefined {
  const call = /^([\w.]+)\(\s*([a-z]\w*)(?:,(.*))?\)$/is.exec(surface);
  if (call !== null) return printed(call[1] ?? "", things(call[2] ?? "", gathered), call[3] ?? "");
  const path = /^([a-z]\w*)((?:\.\w+)+)(?: chain)?$/i.exec(surface);
  const owners = path === null ? undefined : things(path[1] ?? "", gathered);
  if (path !== null && owners !== undefined)
    return owners.flatMap((one) => ownTexts(one, (path[2] ?? "").slice(1).split(".")));
  return named.find(([pattern]) => pattern.test(surface))?.[1](gathered);
}

const printedOnce = new WeakMap<object, readonly string[]>();

/** All ways to print a thing, once for all surfaces. */
function textsFor(thing: unknown): readonly string[] {
  if (typeof thing !== "object" || thing === null) return renderings(thing);
  const known = printedOnce.get(thing) ?? renderings(thing);
  printedOnce.set(thing, known);
  return known;
}

/** Surfaces beyond those of the file. */
export const ownSurfaces: readonly string[] = [
  ...["client", "builder", "result", "error"].flatMap((thing) => [
    `console.log(${thing})`,
    `console.error(${thing})`,
    `console.table(${thing})`,
    `console.dir(${thing}, {depth: null, showHidden: true})`,
    `JSON.stringify(${thing})`,
    `String(${thing})`,
    `structuredClone(${thing})`,
    `util.format(${thing})`,
    `util.inspect(${thing})`,
    `util.inspect(${thing}, {depth: Infinity, showHidden: true, getters: true})`,
  ]),
  "error.message",
  "error.stack",
  "error.cause chain",
  "error.request",
  "error.response",
  "error.config",
  "error.cursor",
  "error.requestId",
  "error.reconcile",
  "AggregateError",
  "debug log hook (request)",
  "debug log hook (response)",
  "debug log hook (retry)",
  "OpenTelemetry span attributes",
  "uncaughtException output",
  "unhandledRejection output",
  "URL in error for apiKey in query",
  "invalid URL TypeError.input",
  "README snippet",
];

const named: readonly (readonly [RegExp, (gathered: Gathered) => readonly string[]])[] = [
  [/log hook|logger|middleware|debug/i, ({ hook }) => hook],
  [/telemetry|span|trac(e|ing)|metric|breadcrumb/i, ({ span }) => span],
  [/uncaught|unhandled|process|warning|stderr|stdout|crash/i, ({ output }) => output],
  [/readme|docs|snippet|source ?map|example|api\.txt/i, ({ documents }) => documents],
  [/aggregate/i, ({ error }) => textsFor(new AggregateError(error, "All calls failed."))],
  [/url|redirect|location|cause|stack|message|timeout|error/i, ({ error }) => error.flatMap((one) => textsFor(one))],
];

function things(name: string, { client, builder, result, error }: Gathered): readonly unknown[] | undefined {
  if (/^(client|core|tag|api|sdk|options|config|auth|credentials?)$/i.test(name)) return client;
  if (/^(builder|request|req|pages?)$/i.test(name)) return builder;
  if (/^(result|response|res|data|token|secret|created|value)$/i.test(name)) return result;
  return /^(error|err|e|cause|reason)$/i.test(name) ? error : undefined;
}

function printed(
  printer: string,
  list: readonly unknown[] | undefined,
  options: string,
): readonly string[] | undefined {
  if (
    list === undefined ||
    !/^(console\.\w+|(util\.)?(inspect|format)|JSON\.stringify|String|structuredClone|v8\.serialize)$/.test(printer)
  )
    return undefined;
  const asked = {
    depth: /Infinity|null/.test(options) ? Number.POSITIVE_INFINITY : 6,
    showHidden: /showHidden: *true/.test(options),
    getters: /getters: *true/.test(options),
    customInspect: !/customInspect: *false/.test(options),
  };
  // All ways to print, whichever is asked for: they cost less than a table of them.
  return list.flatMap((one) => [inspect(one, asked), ...textsFor(one)]);
}

/** A member that an object has itself; an accessor of its class is asked for on purpose. */
function ownTexts(thing: unknown, path: readonly string[]): readonly string[] {
  let at: unknown = thing;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return [];
    at = (at as Record<string, unknown>)[name];
  }
  return [String(at), ...textsFor(at)];
}
