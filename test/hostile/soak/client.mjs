// Makes many calls on one signal that lives as long as the process, and tells what is left of them.
import { getEventListeners } from "node:events";
import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const [modulePath, url, total, concurrency] = process.argv.slice(2);
const { ApiClient } = await import(modulePath);
const warnings = [];
process.on("warning", ({ name, message }) => warnings.push(`${name}: ${message}`));
const rejections = [];
process.on("unhandledRejection", (reason) => rejections.push(String(reason)));
const stop = new AbortController();
const client = new ApiClient({
  server: url,
  auth: { headerKey: "key", queryKey: "key", cookieKey: "key", bearer: "key" },
  retry: { max: 2, maxDelay: 1 },
  middleware: (request, next) => next(request),
});
const bare = client.with({ middleware: [] });
const resources = () =>
  process
    .getActiveResourcesInfo()
    .filter((name) => name === "Timeout")
    .sort();
const measure = async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc();
    await pause(30);
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss, files: readdirSync("/proc/self/fd").length };
};
const calls = [
  () => client.items.listLinked().execute({ signal: stop.signal }),
  () => bare.items.listLinked().execute({ signal: stop.signal }),
  () => bare.tokens.createToken().tokenCreate({ name: "x", password: "p" }).execute({ signal: stop.signal }),
  () => bare.tokens.login().tokenCreate({ password: "p" }).tryExecute({ signal: stop.signal }),
];
const outcomes = {};
let made = 0;
const work = async (until) => {
  while (made < until) {
    const call = calls[made % calls.length];
    made += 1;
    const outcome = await call().then(
      (data) => (data?.ok === false ? data.error.code : "ok"),
      (error) => `${error.code}${error.outcome ? ` ${error.outcome}` : ""}`,
    );
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
};
// Without a network: a hundred thousand calls on the signal.
const answered = client.with({ fetch: async () => new Response("[]"), middleware: [] });
let onSignal = 0;
while (onSignal < 100_000) {
  const some = Array.from({ length: 50 }, () => answered.items.listLinked().execute({ signal: stop.signal }));
  onSignal += (await Promise.all(some)).length;
}
// Warm: code is compiled and pools are filled before anything is measured.
const start = Number(total) / 10;
const before = resources();
const workers = (until) => Promise.all(Array.from({ length: Number(concurrency) }, () => work(until)));
await workers(start);
const points = [await measure()];
for (let part = 1; part <= 5; part += 1) {
  await workers(start + (Number(total) * part) / 5);
  points.push(await measure());
}
const listeners = getEventListeners(stop.signal, "abort").length;
const numbers = await (await fetch(`${url}/numbers`)).json();
console.log(
  JSON.stringify({
    points,
    outcomes,
    listeners,
    warnings,
    rejections,
    numbers,
    resources: [before, resources()],
    made,
    onSignal,
  }),
);
process.exit();
