import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import type { Case, CaseContext, CaseGroup } from "./cases/context.js";
import { closedPort } from "./loopback/closed-port.js";
import { type LoopbackServer, startLoopback } from "./loopback/server.js";

/** Runs one case on Node, and stops whatever it started. */
export async function runCase({ run }: Case): Promise<void> {
  const servers: LoopbackServer[] = [];
  const context: CaseContext = {
    async start(kind, options) {
      const server = await startLoopback(kind, options);
      servers.push(server);
      return server;
    },
    closedPort,
    renderings,
  };
  try {
    await run(context);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Registers groups of cases with a test runner. */
export function register(
  groups: readonly CaseGroup[],
  runner: { describe(name: string, body: () => void): void; test(name: string, body: () => Promise<void>): void },
): void {
  for (const { name, cases } of groups) {
    runner.describe(name, () => {
      for (const one of cases) runner.test(one.name, () => runCase(one));
    });
  }
}

/** All ways in which Node prints a value. */
export function renderings(value: unknown): readonly string[] {
  const all = { depth: Number.POSITIVE_INFINITY, showHidden: true };
  const inspected = [{}, { ...all, getters: true }, { ...all, customInspect: false }].map((options) =>
    inspect(value, options),
  );
  return [...inspected, printed(value), ...plainTexts(value), ...ofErrors(value)];
}

/** What `console.log` and its like print. */
function printed(value: unknown): string {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const console = new Console(stream, stream);
  console.log(value);
  console.log("%o %O %j %s", value, value, value, value);
  console.error(value);
  console.dir(value, { depth: null, showHidden: true });
  try {
    console.table([value]);
  } catch {
    // Bun's fails on objects that it cannot lay out.
  }
  return text;
}

function plainTexts(value: unknown): readonly string[] {
  const own =
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, one]) => `${key}=${String(one)}`)
      : [];
  return [JSON.stringify(value) ?? "", String(value), `${value as string}`, cloned(value), ...own];
}

function cloned(value: unknown): string {
  try {
    return inspect(structuredClone(value), { depth: Number.POSITIVE_INFINITY, showHidden: true });
  } catch {
    return "";
  }
}

/** Messages and stacks along the chain of causes. */
function ofErrors(value: unknown): readonly string[] {
  const texts: string[] = [];
  for (let at = value; at instanceof Error; at = at.cause) texts.push(at.message, at.stack ?? "");
  return texts;
}
