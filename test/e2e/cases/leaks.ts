import { dynatrace, launchdarkly, mist, okta } from "../packages.js";
import { check, failureOf, instance } from "./check.js";
import { replyWith } from "./clients.js";
import type { Case, CaseContext, CaseGroup, Fault } from "./context.js";

/** A random secret with signs that every encoding treats differently. */
interface Canary {
  readonly text: string;
  /** Texts of which none may show. */
  readonly forms: readonly string[];
}

function canary(prefix: string = "k"): Canary {
  // Letters and digits stay as they are in each encoding but base64, so the core alone is enough to find them.
  const core = Array.from(
    crypto.getRandomValues(new Uint8Array(24)),
    (byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32],
  ).join("");
  const text = `${prefix}+/"=%&${core}`;
  const shifted = ["", "x", "xx"].map((before) => btoa(`${before}${core}`).slice(4, -6));
  return { text, forms: [core, ...shifted, [...core].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join("")] };
}

/** The six secrets of one scan. */
interface Canaries {
  readonly mistToken: Canary;
  readonly dynatraceToken: Canary;
  readonly accessToken: Canary;
  readonly bodySecret: Canary;
  readonly createdSecret: Canary;
  readonly resetSecret: Canary;
}

function newCanaries(): Canaries {
  return {
    mistToken: canary(),
    dynatraceToken: canary(),
    accessToken: canary(),
    bodySecret: canary("dt0c01.ID."),
    createdSecret: canary("dt0c01.ID."),
    resetSecret: canary("api-"),
  };
}

/** Prints things in every way and looks for every form of every secret. */
function scan({ renderings }: CaseContext, canaries: Canaries, things: Readonly<Record<string, unknown>>): void {
  for (const [name, thing] of Object.entries(things)) {
    for (const text of renderings(thing)) {
      for (const [secret, { forms }] of Object.entries(canaries)) {
        const found: string | undefined = forms.find((form: string) => text.includes(form));
        const at = text.indexOf(found ?? "");
        check(found === undefined, `${secret} shows in ${name}: …${text.slice(Math.max(0, at - 150), at + 80)}…`);
      }
    }
  }
}

/** Faults whose bodies, headers and cuts repeat the secrets that were sent. */
function echoes(secret: Canary): readonly Fault[] {
  const { text } = secret;
  const quoted = JSON.stringify(text);
  return [
    replyWith(401, `{"detail":"Bad header Authorization: Token ${quoted.slice(1, -1)}"}`),
    replyWith(400, `{"error":{"message":${quoted},"constraintViolations":[{"message":${quoted}}]}}`),
    replyWith(403, `{"message":${JSON.stringify(encodeURIComponent(text))}}`, { "X-Request-Id": text }),
    replyWith(500, `<pre>${text}</pre>`, {}, "text/html"),
    replyWith(200, `<pre>${text}</pre>`, { "X-Debug": text }, "text/html"),
    replyWith(200, `{"id":"a","token":${quoted}`),
    replyWith(200, "[]", {}, `text/x; charset=${text}`),
    replyWith(307, "", {
      Location: `https://evil.example/${encodeURIComponent(text)}?token=${encodeURIComponent(text)}#${text.slice(-24)}`,
    }),
    { kind: "half-body" },
    { kind: "cut" },
    { kind: "garbage", text: `${text}\r\n\r\n` },
    { kind: "slow", milliseconds: 5000 },
  ];
}

const cases: readonly Case[] = [
  {
    name: "the scan finds a secret that does show",
    async run(context) {
      const canaries = newCanaries();
      const { text } = canaries.bodySecret;
      const shown = [
        { deep: { deep: { deep: { text } } } },
        new Error("x", { cause: new Error(text) }),
        [btoa(`ab${text}`)],
        encodeURIComponent(text),
      ];
      for (const thing of shown)
        instance(await failureOf(Promise.resolve().then(() => scan(context, canaries, { thing }))), Error);
    },
  },
  {
    name: "clients, tags, cores, requests and their copies show nothing",
    async run(context) {
      const canaries = newCanaries();
      const { mistToken, dynatraceToken, accessToken, bodySecret } = canaries;
      const server = "http://127.0.0.1:9";
      const m = new mist.MistClient({ server, auth: { apiToken: mistToken.text } });
      const d = new dynatrace.DynatraceClient({
        server,
        auth: { apiToken: new dynatrace.Secret(dynatraceToken.text) },
      });
      const o = new okta.OktaClient({ server, auth: { oauth2: accessToken.text } });
      const core = dynatrace.createCore({ server, auth: { apiToken: dynatraceToken.text } });
      const lookup = new dynatrace.LookupApiTokenRequest(core).apiTokenSecret({ token: bodySecret.text });
      scan(context, canaries, {
        mistClient: m,
        mistCopy: m.with({ retry: false }),
        mistTag: m.selfApiToken,
        mistRequest: m.selfApiToken.createApiToken().userApitoken({ name: "x" }),
        dynatraceClient: d,
        dynatraceTag: d.accessTokensApiTokens,
        core,
        lookup,
        lookupOfClient: d.accessTokensApiTokens
          .lookupApiToken()
          .apiTokenSecret({ token: new dynatrace.Secret(bodySecret.text) }),
        oktaClient: o,
        oktaRequest: o.apiToken.listApiTokens(),
        standardRequest: o.apiToken.listApiTokens().toRequest(),
        pages: d.accessTokensApiTokens.listApiTokens().pages(),
        secret: new mist.Secret(bodySecret.text),
        secretInside: {
          a: [new okta.Secret(bodySecret.text), new Map([["k", new launchdarkly.Secret(bodySecret.text)]])],
        },
        everything: [m, d, o, core, lookup],
      });
    },
  },
  {
    name: "results show nothing, and hold what was sent",
    async run(context) {
      const canaries = newCanaries();
      const { createdSecret, resetSecret, dynatraceToken } = canaries;
      const d = await context.start("dynatrace", { credential: dynatraceToken.text, secret: createdSecret.text });
      const l = await context.start("launchdarkly", {
        credential: canaries.accessToken.text,
        secret: resetSecret.text,
      });
      const m = await context.start("mist", { credential: canaries.mistToken.text, secret: createdSecret.text });
      const array = await context.start("mist", {
        credential: canaries.mistToken.text,
        secret: createdSecret.text,
        createAnswers: "array",
      });
      const tokens = new dynatrace.DynatraceClient({ server: d.url, auth: { apiToken: dynatraceToken.text } })
        .accessTokensApiTokens;
      const { accessTokens } = new launchdarkly.LaunchDarklyClient({
        server: l.url,
        auth: { apiKey: canaries.accessToken.text },
      });
      const own = new mist.MistClient({ server: m.url, auth: { apiToken: canaries.mistToken.text } });
      const create = tokens.createApiToken().apiTokenCreate({ name: "x", scopes: ["metrics.read"] });
      const created = await create.execute();
      check(created.token.reveal() === createdSecret.text, "the whole secret");
      const reset = await accessTokens.resetToken(l.ids[0] ?? "").execute();
      check(reset.token?.reveal() === resetSecret.text, "the whole secret");
      scan(context, canaries, {
        created,
        spread: { ...created },
        withResponse: await create.executeWithResponse(),
        result: await create.tryExecute(),
        lookedUp: await tokens.lookupApiToken().apiTokenSecret({ token: createdSecret.text }).executeWithResponse(),
        reset,
        resetWithResponse: await accessTokens.resetToken(l.ids[0] ?? "").executeWithResponse(),
        ofMist: await own.selfApiToken.createApiToken().executeWithResponse(),
        ofOrganization: await own.orgsApiTokens.createOrgApiToken("1").orgApitoken({ name: "x" }).execute(),
        fromArray: await own.with({ server: array.url }).selfApiToken.createApiToken().executeWithResponse(),
        listed: await own.selfApiToken.listApiTokens().executeWithResponse(),
      });
    },
  },
  {
    name: "errors that echo a credential show nothing",
    async run(context) {
      const canaries = newCanaries();
      const { mistToken } = canaries;
      for (const fault of echoes(mistToken)) {
        const server = await context.start("mist", {
          credential: mistToken.text,
          secret: canaries.createdSecret.text,
          faults: [fault, fault],
        });
        const client = new mist.MistClient({
          server: server.url,
          auth: { apiToken: mistToken.text },
          retry: false,
          timeout: 300,
        });
        const read = await failureOf(client.selfApiToken.listApiTokens().execute());
        const minted = await client.selfApiToken.createApiToken().tryExecute();
        scan(context, canaries, { read, minted });
      }
    },
  },
  {
    name: "errors that echo a secret of a request's body show nothing",
    async run(context) {
      const canaries = newCanaries();
      const { bodySecret, dynatraceToken } = canaries;
      for (const fault of echoes(bodySecret)) {
        const server = await context.start("dynatrace", { credential: dynatraceToken.text, faults: [fault] });
        const auth = { apiToken: dynatraceToken.text };
        const client = new dynatrace.DynatraceClient({ server: server.url, auth, retry: false, timeout: 300 });
        const call = client.accessTokensApiTokens.lookupApiToken().apiTokenSecret({ token: bodySecret.text });
        scan(context, canaries, { failure: await failureOf(call.execute()) });
      }
    },
  },
  {
    name: "a secret that arrives and is lost shows in no error",
    async run(context) {
      const canaries = newCanaries();
      const faults: Fault[] = [
        { kind: "half-body" },
        { kind: "cut-response", bytes: 400 },
        { kind: "half-body", stall: true },
      ];
      for (const fault of faults) {
        const server = await context.start("launchdarkly", { secret: canaries.resetSecret.text, faults: [fault] });
        const client = new launchdarkly.LaunchDarklyClient({
          server: server.url,
          auth: { apiKey: server.credential },
          timeout: 300,
        });
        scan(context, canaries, {
          failure: await failureOf(client.accessTokens.resetToken(server.ids[0] ?? "").execute()),
        });
      }
    },
  },
  {
    name: "errors before any I/O show nothing",
    async run(context) {
      const canaries = newCanaries();
      const { bodySecret, mistToken } = canaries;
      const thrown = async (work: () => unknown): Promise<unknown> => failureOf(Promise.resolve().then(work));
      const client = new dynatrace.DynatraceClient({
        server: "http://127.0.0.1:9",
        auth: { apiToken: mistToken.text },
      });
      const tokens = client.accessTokensApiTokens;
      const text = mistToken.text;
      scan(context, canaries, {
        lineBreak: await thrown(() => new mist.MistClient({ auth: { apiToken: `${text}\n` } })),
        notLatin: await thrown(() =>
          new mist.MistClient({ auth: { apiToken: `${text}\u20ac` } }).selfApiToken.listApiTokens().execute(),
        ),
        url: await thrown(
          () => new mist.MistClient({ server: `https://user:${encodeURIComponent(text)}@host.example`, auth: {} }),
        ),
        noUrl: await thrown(() => new mist.MistClient({ server: `${text}://`, auth: {} })),
        scheme: await thrown(() => new mist.MistClient({ auth: { other: text } as mist.MistAuth })),
        failing: await thrown(() =>
          client
            .with({ auth: { apiToken: () => Promise.resolve(`${text}\0`) } })
            .accessTokensApiTokens.listApiTokens()
            .execute(),
        ),
        header: await thrown(() => tokens.listApiTokens().execute({ headers: { "X-Key": `${text}\n` } })),
        doubled: await thrown(() => tokens.listApiTokens().execute({ headers: { Authorization: text } })),
        path: await thrown(() => tokens.deleteApiToken(`${bodySecret.text}\ud800`).execute()),
        body: await thrown(() =>
          tokens
            .lookupApiToken()
            .apiTokenSecret({ token: { reveal: () => [bodySecret.text] as never } })
            .execute(),
        ),
        unreachable: await thrown(() => tokens.listApiTokens().execute({ retry: false })),
      });
    },
  },
];

/** No token, key or secret in any log, error, inspection or JSON of client, request or response. */
export const leakCases: CaseGroup = { name: "leaks", cases };
