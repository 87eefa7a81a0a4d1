// Imports, constructs and calls generated packages, and tells the parent what it saw. Whatever text of a document
// manages to do shows here: as a canary, as output, as an exit, as a changed global, as a call of the platform's fetch.
import { existsSync } from "node:fs";
import { Socket } from "node:net";
import { pathToFileURL } from "node:url";

const hits = [];
let phase = "start";
let current = null;

function hit(what) {
  (current?.hits ?? hits).push(`${phase}: ${what}`);
}

Object.defineProperty(globalThis, "__pwned", {
  configurable: false,
  get: () => undefined,
  set: (value) => hit(`globalThis.__pwned is set to ${String(value).slice(0, 40)}`),
});
const leave = process.reallyExit.bind(process);
for (const name of ["exit", "abort", "kill", "reallyExit"]) process[name] = () => hit(`process.${name} is called`);
for (const name of ["log", "info", "warn", "error", "debug", "trace", "dir"])
  console[name] = () => hit(`console.${name} is called`);
process.stdout.write = () => hit("something is printed") ?? true;
process.stderr.write = () => hit("something is printed to stderr") ?? true;
process.on("unhandledRejection", (error) => hit(`unhandled rejection: ${String(error).slice(0, 200)}`));
process.on("uncaughtException", (error) => hit(`uncaught exception: ${String(error).slice(0, 200)}`));
process.on("warning", (warning) => hit(`warning: ${String(warning).slice(0, 200)}`));
globalThis.fetch = () => {
  hit("the platform's fetch is called");
  throw new TypeError("no network");
};
Socket.prototype.connect = () => {
  hit("a socket is opened");
  throw new TypeError("no network");
};

const watched = [
  globalThis,
  Object,
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Promise.prototype,
  Map.prototype,
  Error.prototype,
  Request.prototype,
  Response.prototype,
  Headers.prototype,
  URL.prototype,
];
const shapeOf = () => watched.map((object) => Reflect.ownKeys(object).map(String).join()).join("\n");

function look(before) {
  if (existsSync("PWNED")) hit("a file PWNED is written");
  if (shapeOf() !== before) hit("a global or a prototype is changed");
}

function fromSample(sample) {
  if (sample === null || typeof sample !== "object") return sample;
  if (sample.kind === "array") return sample.items.map(fromSample);
  if (sample.kind === "bytes") return new Uint8Array([1, 2, 3]);
  if (sample.kind === "undefined") return undefined;
  const object = {};
  for (const [name, member] of sample.members)
    Object.defineProperty(object, name, {
      value: fromSample(member),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return object;
}

function isClass(value) {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

const turnOf = (list, turn) => list[turn % Math.max(1, list.length)];

function fetchOf(answer, requests) {
  return async (url, init) => {
    const request = new Request(url, {
      ...init,
      ...(init.body === undefined || init.body === null ? {} : { duplex: "half" }),
    });
    const body = Buffer.from(await request.arrayBuffer()).toString("latin1");
    requests.push({ url: String(url), method: request.method, headers: [...request.headers], body });
    if (String(url).includes("token-url"))
      return Response.json({ access_token: "token", token_type: "bearer", expires_in: 3600 });
    const type = (request.headers.get("accept") ?? "application/json").split(/,(?=[^"]*(?:"[^"]*"[^"]*)*$)/)[0].trim();
    if (answer === undefined) return new Response(null, { status: 204 });
    try {
      return new Response(JSON.stringify(answer), {
        status: 200,
        headers: { "content-type": type.includes("*") ? "application/json" : type },
      });
    } catch {
      return Response.json(answer);
    }
  };
}

/** What a call ends in: its data, or the code of its typed error. Anything else is a problem. */
async function outcomeOf(package_, where, run) {
  try {
    return { outcome: "returned", data: jsonOf(await run()) };
  } catch (error) {
    if (typeof error?.code === "string" && /^[a-z_]+$/.test(error.code))
      return { outcome: error.code, data: String(error.message) };
    package_.problems.push(`${where}: ${String(error?.stack ?? error).slice(0, 400)}`);
    return { outcome: "threw", data: String(error) };
  }
}

function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return "not JSON";
  }
}

/** A request with every setter called. */
function filled(request, plan, turn, report) {
  let next = request;
  for (const setter of plan.setters) {
    const samples = turnOf(setter.turns, turn) ?? [];
    if (typeof next[setter.name] !== "function") report.problems.push(`${plan.name} has no setter ${setter.name}`);
    else next = next[setter.name](...samples.map(fromSample));
  }
  return next;
}

async function probe(job) {
  const report = { id: job.id, hits: [], problems: [], modules: 0, classes: 0, operations: 0, calls: [] };
  current = report;
  const before = shapeOf();
  phase = "import";
  const modules = new Map();
  for (const [path, file] of job.modules) {
    try {
      modules.set(path, await import(pathToFileURL(file).href));
      report.modules += 1;
    } catch (error) {
      report.problems.push(`${path} cannot be imported: ${String(error).slice(0, 300)}`);
    }
  }
  look(before);
  phase = "construct";
  const requests = [];
  const plans = new Map(job.plans.flatMap(([path, classes]) => classes.map((plan) => [plan.name, { path, plan }])));
  const client = [...plans.values()].find(({ plan }) => plan.kind === "client");
  const createCore = modules.get("src/core.ts")?.createCore;
  const clientTurns = client?.plan.argument?.length ?? 1;
  const optionsOf = (turn, answer) => ({
    ...fromSample(turnOf(client?.plan.argument ?? [], turn) ?? { kind: "object", members: [] }),
    fetch: fetchOf(answer, requests),
    retry: false,
  });
  const built = [];
  for (let turn = 0; turn < clientTurns && client !== undefined; turn += 1) {
    const Client = modules.get(client.path)?.[client.plan.name];
    const where = `new ${client.plan.name}, turn ${turn}`;
    const { outcome } = await outcomeOf(report, where, () => {
      built.push(new Client(optionsOf(turn)).with({}));
    });
    if (outcome !== "returned")
      report.calls.push({ operation: where, kind: "construct", turn, outcome, data: "", requests: [] });
  }
  for (const [path, module] of modules) {
    for (const [name, exported] of Object.entries(module)) {
      if (!isClass(exported)) continue;
      report.classes += 1;
      if (plans.has(name) && plans.get(name).path === path) continue;
      // Errors and other classes of the runtime have parameters of their own; what counts is that nothing runs.
      try {
        new exported("a", "b", {});
      } catch {}
    }
  }
  look(before);
  phase = "call";
  for (const { path, plan } of plans.values()) {
    if (plan.kind !== "api") continue;
    for (const method of plan.methods) {
      const found =
        plans.get(method.request.replace(/<.*$/s, "")) ??
        [...plans.values()].find(
          (each) => each.path === path && each.plan.kind === "request" && method.request.startsWith(each.plan.name),
        );
      if (found === undefined) {
        report.problems.push(`${plan.name}.${method.name} answers with a class that is not there: ${method.request}`);
        continue;
      }
      report.operations += 1;
      await callOperation(
        report,
        { path, plan, method, request: found.plan },
        modules,
        createCore,
        optionsOf,
        requests,
        clientTurns,
      );
    }
  }
  // Webhook parsers and other functions of the entry are called with what any caller may have.
  for (const [name, exported] of Object.entries(modules.get("src/index.ts") ?? {})) {
    if (typeof exported !== "function" || isClass(exported) || name === "createCore") continue;
    try {
      exported("name", "{}");
    } catch {}
  }
  await new Promise((resolve) => setImmediate(resolve));
  look(before);
  current = null;
  return report;
}

async function callOperation(
  report,
  { path, plan, method, request },
  modules,
  createCore,
  optionsOf,
  requests,
  clientTurns,
) {
  const Api = modules.get(path)?.[plan.name];
  const turns = Math.max(
    1,
    request.setters[0]?.turns.length ?? 0,
    request.argument?.length ?? 0,
    request.answers.length,
  );
  const note = async (kind, turn, run) => {
    requests.length = 0;
    const ended = await outcomeOf(report, `${plan.name}.${method.name} ${kind}, turn ${turn}`, run);
    report.calls.push({ operation: `${plan.name}.${method.name}`, kind, turn, ...ended, requests: [...requests] });
  };
  const start = (turn, clientTurn) => {
    const core = createCore(optionsOf(clientTurn, fromSample(turnOf(request.answers, turn))));
    const own = request.argument === null ? [] : [fromSample(turnOf(request.argument, turn))];
    return new Api(core)[method.name](...own);
  };
  for (let turn = 0; turn < turns; turn += 1)
    await note("execute", turn, () => filled(start(turn, 0), request, turn, report).execute());
  for (let turn = 1; turn < clientTurns; turn += 1)
    await note("server", turn, () => filled(start(0, turn), request, 0, report).execute());
  await note("toRequest", 0, () => [filled(start(0, 0), request, 0, report).toRequest()].map(({ url }) => url));
  await note("bare", 0, () => start(0, 0).execute());
  await note("withResponse", 0, async () => {
    const { data, status, headers } = await filled(start(0, 0), request, 0, report).executeWithResponse();
    return { data, status, headers };
  });
  await note("try", 0, () => filled(start(0, 0), request, 0, report).tryExecute());
  await note("pages", 0, async () => {
    const next = start(0, 0);
    if (typeof next.pages !== "function") return;
    for await (const item of filled(next, request, 0, report)) return item;
  });
}

process.on("message", async ({ jobs }) => {
  for (const job of jobs) {
    const report = await probe(job).catch((error) => ({
      ...current,
      problems: [...(current?.problems ?? []), `the prober fails: ${String(error?.stack ?? error).slice(0, 400)}`],
    }));
    await new Promise((resolve) => process.send({ report }, resolve));
  }
  await new Promise((resolve) => process.send({ hits, done: true }, resolve));
  leave(0);
});
process.send({ ready: true });
