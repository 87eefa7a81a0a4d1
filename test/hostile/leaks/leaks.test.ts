import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderings } from "../../e2e/node-context.js";
import { sharedPath } from "../../shared/shared-folder.js";
import { count, sized } from "../counts.js";
import { type Canaries, findSecret, formCount, newCanaries, secretNames, transforms } from "./canary.js";
import { type EchoServer, reply, startEcho } from "./echo-server.js";
import { echoes, pageEchoes, tokenEchoes } from "./echoes.js";
import { type Generated, generatePackage } from "./package.js";
import { type Gathered, gatherNothing, optionsOf, outcomeOf, requestsOf, sentWith, spy } from "./scenario.js";
import { ownSurfaces, textsOf } from "./surfaces.js";

const child = new URL("child.mjs", import.meta.url).pathname;
let folder: string;
let made: Generated;
let canaries: Canaries;
let server: EchoServer;
const gathered = gatherNothing();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openapi-fluent-leaks-"));
  canaries = newCanaries();
  // What the generator may read of its surroundings must not end in the package.
  for (const name of ["DT_TOKEN", "API_KEY", "HTTPS_PROXY"]) process.env[name] = `http://u:${canaries.token.core}@h`;
  made = await generatePackage(folder);
  for (const name of ["DT_TOKEN", "API_KEY", "HTTPS_PROXY"]) delete process.env[name];
  gathered.documents.push(...made.documents);
  server = await startEcho(canaries.token.text);
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

function pick<Value>(all: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

const clean = new Set<string>();

function expectNone(where: string, texts: readonly string[]): void {
  for (const text of texts) {
    if (clean.has(text)) continue;
    for (const name of secretNames) expect(findSecret(text, canaries[name]), where).toBeUndefined();
    clean.add(text);
  }
}

const clientOf = (more: object = {}) => new made.module.ApiClient(optionsOf(canaries, server.url, more));

it("shows nothing of a client, its parts, its requests and its results", async (context) => {
  const client = clientOf({ middleware: [spy(gathered, true)] });
  const core = made.module.createCore(optionsOf(canaries, server.url));
  const calls = requestsOf(client, made.module, canaries, "harmless");
  const { text } = canaries["response secret"];
  const token = JSON.stringify({ id: "1", token: text });
  const list = JSON.stringify([{ key: text }]);
  const page = JSON.stringify({ items: [{ key: text }], next: null });
  const { client: clients, builder, result } = gathered;
  clients.push(client, client.with({ retry: 1 }), client.items, client.tokens, core, { deep: { in: [client, core] } });
  builder.push(
    ...Object.values(requestsOf(client, made.module, canaries)),
    calls.listItems?.pages(),
    calls.listItems?.[Symbol.asyncIterator](),
  );
  // Standard requests are the platform's to print: no credentials, and no body unless it is asked for.
  for (const name of ["createToken", "login", "upload"]) {
    const standard = calls[name]?.toRequest();
    expectNone(
      name,
      [{}, { depth: 9, showHidden: true, getters: true }].map((options) => inspect(standard, options)),
    );
  }
  const answers: Readonly<Record<string, string>> = { createToken: token, getToken: token, listItems: page };
  for (const [name, call] of Object.entries(calls)) {
    if (name === "listEvents") continue;
    server.answer(reply(name === "createToken" ? 201 : 200, answers[name] ?? list));
    result.push(await call.execute(), await call.executeWithResponse(), await call.tryExecute());
  }
  server.answer(reply(200, `data: ${JSON.stringify({ key: text })}\n\n`, {}, "text/event-stream"));
  const stream = (await calls.listEvents?.execute()) as AsyncIterable<unknown>;
  result.push(stream);
  for await (const item of stream) result.push(item);
  const shown = [...clients, ...builder, ...result].map((thing) => renderings(thing));
  for (const texts of shown) expectNone("a thing", texts);
  expectNone("a middleware's log", gathered.hook);
  expectNone("a span", gathered.span);
  const found = result.filter((thing) => JSON.stringify(thing).includes("[redacted]"));
  expect(found.length).toBeGreaterThan(15);
  count(context, "objects printed in every way, no secret among it", shown.length);
});

it("shows nothing of a secret that a server repeats, however and wherever it does", async (context) => {
  const client = clientOf({ middleware: [spy(gathered, false)] });
  const calls = {
    ...requestsOf(client, made.module, canaries, "harmless"),
    ...pick(requestsOf(clientOf(), made.module, canaries), ["listItems", "getToken"]),
  };
  const all = Object.entries({ ...echoes, ...pageEchoes, ...tokenEchoes });
  const everySecret = Object.entries(sentWith).flatMap(([name, names]) =>
    names.map((secret) => [name, secret] as const),
  );
  let tried = 0;
  let turn = 0;
  for (const [how, transform] of Object.entries(transforms)) {
    for (const [where, echo] of all) {
      // In CI each form meets each place with a call in turn; in the large run with all calls and secrets.
      for (let round = 0; round < sized(1, everySecret.length); round += 1) {
        const at = turn;
        turn += 1;
        // The token URL can only repeat what it is sent.
        const fitting = everySecret.filter(([name, secret]) => {
          if (where in tokenEchoes) return secret === "proxy password";
          return where in pageEchoes ? name === "listItems" : secret !== "proxy password";
        });
        const [name, secret] = fitting[at % fitting.length] ?? ["login", "token"];
        server.answer(...echo(transform(canaries[secret].text)));
        const call = calls[name];
        if (call === undefined) throw new Error(name);
        // A token is kept, so each call of the token URL has a client of its own.
        const own = where in tokenEchoes ? requestsOf(clientOf(), made.module, canaries)[name] : call;
        const thrown = await outcomeOf(own ?? call, name === "listItems", gathered);
        if (thrown === undefined) continue;
        tried += 1;
        expectNone(`${name}: ${secret} ${how} in ${where}`, renderings(thrown));
      }
    }
  }
  expectNone("a middleware's log", gathered.hook);
  expectNone("a span", gathered.span);
  expect(tried).toBeGreaterThan(500);
  count(context, "errors of servers that repeat a secret, in 24 forms at 31 places", tried);
});

it("shows nothing where the caller, the platform or the network fails", async (context) => {
  const { error } = gathered;
  const fail = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      error.push(thrown);
      expectNone(String(work), renderings(thrown));
      return;
    }
    expect.unreachable(`no failure: ${work}`);
  };
  const { ApiClient, Secret } = made.module;
  const [token, proxy] = [canaries.token.text, canaries["proxy password"].text];
  const body = canaries["request body secret"].text;
  const before = error.length;
  const platformFailure = (): never => {
    const cause = Object.assign(new Error(`connect http://user:${proxy}@proxy.test`), { code: "ECONNREFUSED" });
    throw Object.assign(new TypeError(`fetch failed: ${token}`, { cause }), { input: proxy });
  };
  await fail(() => new ApiClient({ server: `${token}://x`, auth: {} }));
  await fail(() => new ApiClient({ server: `https://u:${encodeURIComponent(proxy)}@h.test`, auth: {} }));
  await fail(() => new ApiClient({ server: `http://[${token}`, auth: {} }));
  await fail(() => new ApiClient({ server: server.url, auth: token }));
  await fail(() => new ApiClient({ server: server.url, auth: { headerKey: `${token}\r\nx: y` } }));
  await fail(() => new ApiClient({ server: server.url, auth: { headerKey: [token] } }));
  await fail(() => new ApiClient({ server: server.url, auth: { basic: token } }));
  await fail(() => new ApiClient({ server: server.url, headers: { [`Authorization: ${token}`]: "" } }));
  await fail(() => new ApiClient({ server: server.url, headers: { "X-Key": `${token}\n` } }));
  await fail(() => new ApiClient({ server: server.url, userAgent: `${token}\n` }));
  await fail(() => new ApiClient({ server: server.url, auth: { oauth: { clientId: "x", clientSecret: [proxy] } } }));
  await fail(
    () => new ApiClient({ server: server.url, auth: { oauth: { clientId: "x", clientSecret: `${proxy}\0` } } }),
  );
  const oauth = { clientId: "x", clientSecret: proxy };
  await fail(
    () => new ApiClient({ server: server.url, auth: { oauth: { ...oauth, tokenUrl: `http://u:${proxy}@h.test` } } }),
  );
  await fail(() => new ApiClient({ server: server.url, auth: { oauth: { ...oauth, scopes: [`a ${proxy}`] } } }));
  await fail(() => new ApiClient({ server: `http://example.test/`, auth: { headerKey: token } }));
  for (const credential of [`${token}\0`, `${token}\u20ac`, 5, [token], { reveal: () => [token] }, () => [token]]) {
    await fail(() =>
      clientOf({ auth: { bearer: async () => credential } })
        .tokens.login?.()
        .execute(),
    );
    await fail(() =>
      clientOf({ auth: { basic: { username: "a:b", password: token } } })
        .tokens.getToken?.("x")
        .execute(),
    );
  }
  const client = clientOf();
  for (const value of [`${body}\ud800`, "..", `../${body}`, "", { [body]: 1 }, [body], new Secret(`${body}\ud800`)]) {
    await fail(() => {
      server.answer(() => "");
      return client.tokens.getToken?.(value).execute();
    });
  }
  await fail(() =>
    client.tokens
      .login?.()
      .tokenCreate?.({ password: () => body } as never)
      .execute?.(),
  );
  await fail(() =>
    client.tokens
      .createToken?.()
      .tokenCreate?.({ password: { reveal: () => [body] } })
      .execute?.(),
  );
  await fail(() => client.tokens.createToken?.().tokenCreate?.({ password: 5n, name: body }).execute?.());
  for (const [name, call] of Object.entries(requestsOf(clientOf({ fetch: platformFailure }), made.module, canaries))) {
    await fail(() => call.execute());
    const stop = new AbortController();
    stop.abort();
    await fail(() => call.execute({ signal: stop.signal }));
    await fail(() => call.execute({ headers: { "x-key": `${token}\n` } }));
    const slow = clientOf({ fetch: () => new Promise(() => {}), timeout: 5 });
    await fail(() => requestsOf(slow, made.module, canaries)[name]?.execute());
  }
  count(context, "errors of callers, platforms and networks, no secret in them", error.length - before);
});

it("shows nothing when a program ends with an error that nobody handles", async (context) => {
  const auth = {
    headerKey: canaries.token.text,
    queryKey: canaries["query api key"].text,
    cookieKey: canaries.token.text,
  };
  const { text } = canaries["request body secret"];
  const options = JSON.stringify({ server: server.url, auth, text });
  const modes = [...readFileSync(child, "utf8").matchAll(/^ {2}(\w+): async/gm)].flatMap(([, name]) => name ?? []);
  expect(modes).toHaveLength(10);
  // What the program knows is what the server repeats.
  const { token, "query api key": key } = canaries;
  server.answer(reply(500, JSON.stringify({ message: `${token.text} ${btoa(key.text)} ${encodeURIComponent(text)}` })));
  const run = (mode: string, planted: string): Promise<string> =>
    new Promise((done) => {
      const given = [child, mode, made.path, options, planted];
      execFile(process.execPath, given, (_error, stdout, stderr) => done(stdout + stderr));
    });
  for (const mode of modes) {
    const [output, control] = await Promise.all([run(mode, ""), run(mode, "planted")]);
    expect(output, mode).toMatch(/createToken failed with status 500/);
    expect(findSecret(control, token), mode).toBeDefined();
    expectNone(mode, [output]);
    gathered.output.push(output);
    count(context, "programs that end with an unhandled error, no secret in their output");
  }
}, 120_000);

it("has an answer for each surface of the shared list, and finds what is planted in it", (context) => {
  const { attacks } = JSON.parse(readFileSync(sharedPath(context, "runtime-attacks.json"), "utf8")) as {
    attacks: { id: string; category: string; given: { surface: string; secrets: string[] } }[];
  };
  const listed = attacks.filter(({ category }) => category === "credential_leak");
  expect(listed.length).toBeGreaterThan(0);
  for (const { id, given } of listed) expect([...given.secrets].sort(), id).toEqual([...secretNames].sort());
  // Errors repeat each other: one of each class and message is enough to be printed in every way again.
  const distinct = new Map(gathered.error.map((one) => [String(one).slice(0, 60), one]));
  const shown: Gathered = { ...gathered, error: [...distinct.values()] };
  let searched = 0;
  for (const surface of new Set([...listed.map(({ given }) => given.surface), ...ownSurfaces])) {
    const texts = textsOf(surface, shown);
    if (texts === undefined) throw new Error(`a surface that no check knows: ${surface}`);
    expectNone(surface, texts);
    for (const name of secretNames) {
      const planted = textsOf(surface, plant(canaries[name].text)) ?? [];
      expect(
        planted.some((text) => findSecret(text, canaries[name]) !== undefined),
        `${surface}: planted ${name}`,
      ).toBe(true);
      searched += formCount(canaries[name]);
    }
  }
  expect(distinct.size).toBeGreaterThan(20);
  count(context, "leak surfaces × secrets × forms searched, none found", searched);
}, 120_000);

/** Things that show a secret wherever a surface could look. */
function plant(text: string): Gathered {
  const inner = { inner: text, toString: () => text };
  const error = Object.assign(new Error(text, { cause: new Error(text) }), {
    request: inner,
    response: inner,
    config: inner,
    cursor: text,
    requestId: text,
    reconcile: { id: text },
    status: text,
    code: text,
  });
  const texts = [encodeURIComponent(text)];
  return {
    ...{ client: [inner], builder: [inner], result: [inner], error: [error] },
    ...{ hook: texts, span: texts, output: texts, documents: texts },
  };
}
