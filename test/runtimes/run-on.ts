import { type ControlServer, type Listener, startControl } from "./control-server.js";
import type { Host } from "./hosts/host.js";

/** Longer than the patience with one case: no news in this time means that the runtime as a whole hangs. */
const silence = 90_000;

/** Runs all cases on a runtime, prints what came of them, and tells whether all is well. */
export async function runOn(host: Host, version: string): Promise<boolean> {
  const start = performance.now();
  const over = new AbortController();
  const running = new Set<string>();
  const failures: string[] = [];
  let passed = 0;
  let output = "";
  let excluded: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const news = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      failures.push(`hangs; not over: ${[...running].join("; ") || "it did not begin"}`);
      over.abort();
    }, silence);
  };
  const listener: Listener = {
    begin: (place) => void running.add(place),
    end(place, _milliseconds, failure) {
      news();
      running.delete(place);
      if (failure === null) passed += 1;
      else failures.push(`${place}\n    ${failure.replaceAll("\n", "\n    ")}`);
    },
    done(count) {
      excluded = count;
      over.abort();
    },
  };
  news();
  const control = await startControl(listener, { cors: host.isBrowser === true });
  const onOutput = (text: string): void => {
    output += text;
  };
  try {
    await host.run({ control: control.url, onOutput, signal: over.signal });
  } catch (error) {
    if (excluded === undefined) failures.push(`${String(error)}\n${output.slice(-3000)}`);
  } finally {
    clearTimeout(timer);
    await control.close();
  }
  if (excluded === undefined && failures.length === 0)
    failures.push(`ended before its cases were over\n${output.slice(-3000)}`);
  failures.push(...leaks(output, control));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${host.name} ${version}: ${passed} passed, ${failures.length} failed, ${excluded ?? 0} excluded, ${seconds} s`,
  );
  for (const failure of failures) console.log(`  FAILED ${failure}`);
  return failures.length === 0;
}

/** Secrets that cases chose, in what the runtime printed while they looked at how it prints. */
function leaks(output: string, { secrets }: ControlServer): readonly string[] {
  return [...secrets].flatMap((secret) => {
    // Signs may be escaped in many ways; a run of letters and digits is the same in all of them.
    const core = secret.match(/[A-Za-z0-9]{16,}/)?.[0];
    const at = core === undefined ? -1 : output.indexOf(core);
    return at < 0 ? [] : [`its console shows a secret: …${output.slice(Math.max(0, at - 300), at + 100)}…`];
  });
}
