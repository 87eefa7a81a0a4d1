/**
 * Runs the examples of some pages, one after the other, with their requests led to mock servers. It is compiled beside the
 * examples and started by the test with a plan; it writes what came of each.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** An example to run. */
export interface PlannedExample {
  readonly place: string;
  readonly module: string;
  /** Environment variables that it reads. */
  readonly variables: readonly string[];
  readonly routes: readonly { readonly pattern: string; readonly target: string }[];
}

/** What is to be run. */
export interface Plan {
  readonly examples: readonly PlannedExample[];
  /** The value of every environment variable that an example reads. */
  readonly credential: string;
  readonly outcomeFile: string;
}

/** What came of an example. */
export interface Outcome {
  readonly place: string;
  /** How many requests it sent. */
  readonly requests: number;
  /** What went wrong; empty when it works. */
  readonly faults: readonly string[];
}

const patience = 20_000;
const platformFetch = globalThis.fetch;

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A `fetch` for one example, which also notes what the mock server finds wrong with a request. */
function routedFetch(example: PlannedExample, note: (fault: string | undefined) => void): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const route = example.routes.find(({ pattern }) => new RegExp(pattern).test(url));
    if (route === undefined) throw new Error(`${example.place} calls ${url}, which is no documented server`);
    const mocked = url.replace(new RegExp(route.pattern), route.target);
    const response = await platformFetch(input instanceof Request ? new Request(mocked, input) : mocked, init);
    const violations = response.headers.get("sl-violations");
    note(violations === null ? undefined : `${url}: ${violations}`);
    return response;
  };
}

/** Hands over what is printed; the result ends that. */
function watchOutput(see: (text: string) => void): () => void {
  const ends = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = (chunk: string | Uint8Array): boolean => {
      see(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  return () => {
    for (const end of ends) end();
  };
}

async function runExample(example: PlannedExample, credential: string): Promise<Outcome> {
  const faults: string[] = [];
  let requests = 0;
  for (const name of example.variables) process.env[name] = credential;
  globalThis.fetch = routedFetch(example, (fault) => {
    requests += 1;
    if (fault !== undefined) faults.push(fault);
  });
  const release = watchOutput((text) => {
    if (text.includes(credential)) faults.push(`prints a credential: ${text}`);
  });
  const rejected = (reason: unknown): void => void faults.push(`unhandled: ${describeError(reason)}`);
  process.on("unhandledRejection", rejected);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${patience} ms`)), patience);
  });
  try {
    await Promise.race([import(pathToFileURL(example.module).href), late]);
    await new Promise((resolve) => setImmediate(resolve));
  } catch (error) {
    faults.push(describeError(error));
  }
  clearTimeout(timer);
  release();
  process.off("unhandledRejection", rejected);
  if (process.exitCode !== undefined) faults.push(`sets the exit code ${process.exitCode}`);
  process.exitCode = undefined;
  for (const name of example.variables) delete process.env[name];
  return { place: example.place, requests, faults };
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Plan;
const outcomes: Outcome[] = [];
for (const example of plan.examples) outcomes.push(await runExample(example, plan.credential));
writeFileSync(plan.outcomeFile, JSON.stringify(outcomes));
process.exit(0);
