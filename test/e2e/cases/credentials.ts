import { dynatrace, launchdarkly, mist, okta } from "../packages.js";
import { check, equal, rejects } from "./check.js";
import type { Case, CaseGroup, RecordedRequest, TestServer } from "./context.js";

const token = "abcDEF123-_.~";

function authorizationOf(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.flatMap(({ headers }) =>
    headers.filter(([name]) => name === "authorization").map(([, value]) => value),
  );
}

/** Tokens with and without their scheme word, by what arrives. */
const given: readonly (readonly [what: string, arrives: string, call: (server: TestServer) => Promise<unknown>])[] = [
  ["Mist, bare", `Token ${token}`, (server) => listMist(server, token)],
  ["Mist, with its word", `Token ${token}`, (server) => listMist(server, `Token ${token}`)],
  ["Mist, with its word in another case", `Token ${token}`, (server) => listMist(server, `token ${token}`)],
  ["Mist, from a function", `Token ${token}`, (server) => listMist(server, () => token)],
  ["Mist, from an async function", `Token ${token}`, (server) => listMist(server, async () => token)],
  ["Mist, as a Secret", `Token ${token}`, (server) => listMist(server, new mist.Secret(token))],
  ["Mist, as an own secret type", `Token ${token}`, (server) => listMist(server, { reveal: () => token })],
  ["Dynatrace, bare", `Api-Token ${token}`, (server) => listDynatrace(server, token)],
  ["Dynatrace, with its word", `Api-Token ${token}`, (server) => listDynatrace(server, `Api-Token ${token}`)],
  ["Okta, bare", `SSWS ${token}`, (server) => listOkta(server, { apiToken: token })],
  ["Okta, with its word", `SSWS ${token}`, (server) => listOkta(server, { apiToken: `SSWS ${token}` })],
  ["Okta, an access token", `Bearer ${token}`, (server) => listOkta(server, { oauth2: token })],
  [
    "Okta, an access token with its word",
    `Bearer ${token}`,
    (server) => listOkta(server, { oauth2: `Bearer ${token}` }),
  ],
  ["Okta, both", `SSWS ${token}`, (server) => listOkta(server, { apiToken: token, oauth2: "other" })],
  ["LaunchDarkly, bare", token, (server) => listLaunchDarkly(server, token)],
];

function listMist(server: TestServer, apiToken: mist.Credential): Promise<unknown> {
  return new mist.MistClient({ server: server.url, auth: { apiToken } }).selfApiToken.listApiTokens().execute();
}

function listDynatrace(server: TestServer, apiToken: dynatrace.Credential): Promise<unknown> {
  return new dynatrace.DynatraceClient({ server: server.url, auth: { apiToken } }).accessTokensApiTokens
    .listApiTokens()
    .execute();
}

function listOkta(server: TestServer, auth: okta.OktaAuth): Promise<unknown> {
  return new okta.OktaClient({ server: server.url, auth }).apiToken.listApiTokens().execute();
}

function listLaunchDarkly(server: TestServer, apiKey: launchdarkly.Credential): Promise<unknown> {
  return new launchdarkly.LaunchDarklyClient({ server: server.url, auth: { apiKey } }).accessTokens
    .getTokens()
    .execute();
}

const kinds = { Mist: "mist", Dynatrace: "dynatrace", Okta: "okta", LaunchDarkly: "launchdarkly" } as const;

function schemeCase([what, arrives, call]: (typeof given)[number]): Case {
  return {
    name: `${what}: the scheme word is sent once`,
    async run({ start }) {
      const kind = kinds[what.split(",")[0] as keyof typeof kinds];
      const server = await start(kind, { credential: token });
      await call(server);
      equal(authorizationOf(await server.requests()), [arrives], "Authorization");
    },
  };
}

const others: readonly Case[] = [
  {
    name: "a wrong token throws the vendor's 401, once",
    async run({ start }) {
      const [m, d, o, l] = [
        await start("mist"),
        await start("dynatrace"),
        await start("okta"),
        await start("launchdarkly"),
      ];
      const wrong = "wrong-token-value";
      const errors = [
        await rejects(listMist(m, wrong), mist.UnauthorizedError),
        await rejects(listDynatrace(d, wrong), dynatrace.UnauthorizedError),
        await rejects(listOkta(o, { apiToken: wrong }), okta.UnauthorizedError),
        await rejects(listLaunchDarkly(l, wrong), launchdarkly.UnauthorizedError),
      ];
      equal(
        errors.map(({ message }) => message),
        [
          "listApiTokens failed with status 401: Invalid token.",
          "listApiTokens failed with status 401: Token Authentication failed",
          "listApiTokens failed with status 401: Invalid token provided",
          "getTokens failed with status 401: Invalid access token",
        ],
        "messages",
      );
      for (const server of [m, d, o, l]) equal((await server.requests()).length, 1, "number of requests");
    },
  },
  {
    name: "a missing credential throws before any I/O, and says which is missing",
    async run({ start }) {
      const server = await start("okta");
      const client = new okta.OktaClient({ server: server.url });
      const error = await rejects(client.apiToken.listApiTokens().execute(), okta.MissingCredentialError);
      check(/auth\.apiToken.*auth\.oauth2/.test(error.message), error.message);
      const oauth = new okta.OktaClient({ server: server.url, auth: { oauth2: "access-token" } });
      const current = await rejects(oauth.apiToken.revokeCurrentApiToken().execute(), okta.MissingCredentialError);
      check(!current.message.includes("oauth2"), current.message);
      await rejects(
        listMist(server, () => ""),
        mist.MissingCredentialError,
      );
      await rejects(client.apiToken.listApiTokens().tryExecute(), okta.MissingCredentialError);
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a credential that no header can carry is refused without being shown",
    async run({ start, renderings }) {
      const server = await start("mist");
      for (const bad of ["abcd\nX-Evil: 1", "abcd\0efgh", "abcd\u20acefgh", "   "]) {
        const error = await rejects(
          promised(() => listMist(server, bad)),
          mist.InvalidParameterError,
        );
        check(error.message.includes("auth.apiToken"), error.message);
        check(
          !renderings(error).some((text) => text.includes("efgh") || text.includes("Evil")),
          "the value is not shown",
        );
      }
      equal(await server.connections(), 0, "number of connections");
    },
  },
  {
    name: "a function is asked at every attempt",
    async run({ start }) {
      const server = await start("mist", { credential: "second", faults: [{ kind: "reply", status: 503 }] });
      const tokens = ["first", "second"];
      await listMist(server, async () => tokens.shift() ?? "none");
      equal(authorizationOf(await server.requests()), ["Token first", "Token second"], "Authorization");
    },
  },
  {
    name: "plain http to another host is refused with credentials",
    async run() {
      const open = (): unknown => new mist.MistClient({ server: "http://mist.example", auth: { apiToken: token } });
      const error = await rejects(
        promised(async () => open()),
        mist.InvalidParameterError,
      );
      check(error.message.includes("allowInsecureHttp"), error.message);
      equal(error.parameter, "server", "parameter");
      new mist.MistClient({ server: "http://mist.example", auth: { apiToken: token }, allowInsecureHttp: true });
    },
  },
];

/** Work whose errors reject, whenever they are thrown. */
async function promised(work: () => Promise<unknown>): Promise<unknown> {
  return work();
}

/** What is sent as `Authorization`, and what is refused. */
export const credentialCases: CaseGroup = { name: "credentials", cases: [...given.map(schemeCase), ...others] };
