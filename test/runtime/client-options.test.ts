import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { Core } from "../../templates/runtime/core.js";
import type { ApiDescriptor, ServerDescriptor } from "../../templates/runtime/descriptor.js";
import { InvalidParameterError, MissingCredentialError } from "../../templates/runtime/errors.js";
import { api, failureOf, fakeFetch, json, type Options, operation, request } from "./harness.js";

const servers: ServerDescriptor[] = [
  {
    name: "saas",
    url: ["https://", { variable: "environmentId" }, ".live.example.test/api/v2"],
    variables: { environmentId: {} },
  },
  {
    name: "managed",
    url: ["https://", { variable: "domain" }, "/e/", { variable: "environmentId" }, "/api/v2"],
    variables: { domain: {}, environmentId: {} },
  },
  {
    name: "port",
    url: [{ variable: "scheme" }, "://localhost:", { variable: "port" }],
    variables: { scheme: { default: "https" }, port: { default: "8443" } },
  },
  {
    name: "region",
    url: ["https://", { variable: "region" }, "/"],
    variables: { region: { default: "eu_1.example.test", enum: ["us_1.example.test"] } },
  },
];
const description: ApiDescriptor = { ...api, servers };
const urlOf = (server: unknown): string => request(operation(), { server }, {}, description).toRequest().url;

describe("servers", () => {
  it.each([
    [{ environmentId: "abc12345" }, "https://abc12345.live.example.test/api/v2/things"],
    [
      { name: "managed", domain: "d.example.test:9999", environmentId: "a-b.c_d~e" },
      "https://d.example.test:9999/e/a-b.c_d~e/api/v2/things",
    ],
    [{ name: "port" }, "https://localhost:8443/things"],
    [{ name: "port", scheme: "http", port: "80" }, "http://localhost/things"],
    [{ name: "region" }, "https://eu_1.example.test/things"],
    [{ name: "region", region: "us_1.example.test" }, "https://us_1.example.test/things"],
    ["https://api.example.test/base/", "https://api.example.test/base/things"],
    ["http://[::1]:8080", "http://[::1]:8080/things"],
    ["https://api.example.test.", "https://api.example.test./things"],
  ])("%j", (server, want) => expect(urlOf(server)).toBe(want));

  const labels = [
    "evil.test/",
    "evil.test\\",
    "a:b@evil.test",
    "evil.test%00",
    "",
    "a\tb",
    "ｅvil",
    "[::1]",
    "x".repeat(64),
    "__proto__",
    "a.b",
    "a#",
    "a?",
    " a",
    "a\n",
    5,
    null,
  ];
  it.each(labels)("refuses the label %j", (environmentId) => {
    const error = (() => {
      try {
        return urlOf({ environmentId });
      } catch (thrown) {
        return thrown as InvalidParameterError;
      }
    })();
    expect(error).toBeInstanceOf(InvalidParameterError);
    expect(error).toMatchObject({ parameter: "server.environmentId" });
  });

  it.each([
    { name: "managed", domain: "evil.test/x", environmentId: "a" },
    { name: "managed", domain: "u@evil.test", environmentId: "a" },
    { name: "managed", domain: "d.test", environmentId: "../admin" },
    { name: "managed", domain: "d.test", environmentId: ".." },
    { name: "managed", domain: "d.test", environmentId: "%2e%2e" },
    { name: "managed", domain: "d.test", environmentId: "a?b" },
    { name: "managed", domain: "d.test:99999", environmentId: "a" },
    { name: "port", scheme: "javascript" },
    { name: "port", port: "1@evil.test" },
    { name: "other" },
    { environmentId: "a", more: "b" },
    {},
    undefined,
    7,
    "",
    "javascript:alert(1)",
    "ftp://a.test",
    "https://a.test/?x=1",
    "https://a.test/#x",
    "https://a.test\\b",
    " https://a.test",
    "https://a.test\n",
    "//a.test",
    "https:///base",
    "https:base",
    "https:/base",
  ])("refuses %j", (server) => expect(() => urlOf(server)).toThrow(InvalidParameterError));

  it.each([new URL("https://a.test"), [], ["https://a.test"], new Map(), () => "https://a.test"])(
    "refuses what only looks like options, even where no variable is missing: %o",
    (server) => expect(() => request(operation(), { server })).toThrow(InvalidParameterError),
  );

  it("never repeats a password of a base URL", () => {
    for (const server of ["https://user:pass-7@a.test", "https://user:pass-7@", "https://:pass-7@a.test/?"]) {
      expect(() => urlOf(server)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("pass-7") }));
    }
  });

  it("uses an operation's own servers, unless there is a base URL", () => {
    const own = operation({ servers: [{ url: ["https://upload.example.test"] }] });
    expect(request(own).toRequest().url).toBe("https://upload.example.test/things");
    expect(request(own, { server: "https://b.test" }).toRequest().url).toBe("https://b.test/things");
  });

  const uploads: ServerDescriptor = {
    url: ["https://", { variable: "zone" }, ".uploads.test/", { variable: "base" }],
    variables: { zone: {}, base: { default: "v1" } },
  };
  const withServers = (servers: readonly ServerDescriptor[]): ApiDescriptor => ({
    ...api,
    servers,
    operationVariables: ["zone", "base"],
  });
  const host: ServerDescriptor = { url: ["https://api.example.test/v1"] };

  it.each<[readonly ServerDescriptor[], ServerDescriptor, unknown, string]>([
    [[host], uploads, { zone: "eu" }, "https://eu.uploads.test/v1/things"],
    [[host], uploads, { zone: "eu", base: "v2" }, "https://eu.uploads.test/v2/things"],
    [[host], uploads, "https://b.test/x", "https://b.test/x/things"],
    [[host], { url: ["/v2"] }, undefined, "https://api.example.test/v2/things"],
    [[host], { url: [] }, undefined, "https://api.example.test/things"],
    [
      [host],
      { url: ["/", { variable: "base" }], variables: { base: {} } },
      { base: "v3" },
      "https://api.example.test/v3/things",
    ],
    [[host], { url: ["/v2"] }, "https://b.test/x", "https://b.test/x/things"],
    [[], { url: ["/v2"] }, "https://b.test/v1", "https://b.test/v2/things"],
    [[], uploads, "https://b.test/v1", "https://b.test/v1/things"],
  ])("%j, of an operation with %j and %j", (of, own, server, want) => {
    const made = request(operation({ servers: [own] }), { server }, {}, withServers(of));
    expect(made.toRequest().url).toBe(want);
  });

  it("asks for a variable of an operation's server when it is needed", () => {
    const made = request(operation({ servers: [uploads] }), {}, {}, withServers([host]));
    expect(() => made.toRequest()).toThrow(expect.objectContaining({ parameter: "server.zone" }));
    expect(() => new Core(withServers([host]), { server: { zone: "eu", tenant: "x" } })).toThrow(InvalidParameterError);
  });
});

describe("credentials", () => {
  const sentWith = async (
    security: string[][],
    auth: unknown,
    options: Options = {},
  ): Promise<{ url: string; headers: Record<string, string> }> => {
    const { fetch, sent } = fakeFetch([json(1)]);
    const alternatives = security.map((names) => Object.fromEntries(names.map((name) => [name, []])));
    await request(operation({ security: alternatives }), { fetch, auth, ...options }).execute();
    return sent[0] ?? { url: "", headers: {} };
  };

  it.each([
    [{ token: "t" }, "Api-Token t"],
    [{ token: "Api-Token t" }, "Api-Token t"],
    [{ token: "api-token t" }, "Api-Token t"],
    [{ token: { reveal: () => "t" } }, "Api-Token t"],
    [{ token: async () => ({ reveal: () => "t" }) }, "Api-Token t"],
    [{ bearer: "t" }, "Bearer t"],
    [{ bearer: "Bearer t" }, "Bearer t"],
    [{ bearer: "b", token: "t" }, "Api-Token t"],
    [{ basic: { username: "mé", password: () => "p:w" } }, "Basic bcOpOnA6dw=="],
  ])("%o", async (auth, want) => {
    expect((await sentWith([["token"], ["bearer"], ["basic"]], auth)).headers).toMatchObject({ authorization: want });
  });

  it("combines schemes, and puts keys into query and cookie", async () => {
    const sent = await sentWith([["key", "session"]], { key: "k +&", session: "s; x" });
    expect(sent.url).toBe("https://api.example.test/v1/things?api-key=k%20%2B%26");
    expect(sent.headers).toMatchObject({ cookie: "session#1=s%3B%20x" });
    expect((await sentWith([["token", "key"], []], { token: "t" })).headers).not.toHaveProperty("authorization");
  });

  it("asks a function at every attempt", async () => {
    vi.useFakeTimers();
    let count = 0;
    const { fetch, sent } = fakeFetch([new Response(null, { status: 500 }), json(1)]);
    const work = request(operation({ security: [{ bearer: [] }] }), {
      fetch,
      auth: { bearer: () => `t${++count}` },
    }).execute();
    await vi.runAllTimersAsync();
    await work;
    vi.useRealTimers();
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  it.each(["tok-7\n", "tok-7\0", "\r\ntok-7", "", "  ", 5, { username: 1 }])(
    "refuses %j without showing it",
    (value) => {
      expect(() => new Core(api, { auth: { token: value } })).toThrow(
        expect.objectContaining({
          code: "invalid_parameter",
          parameter: "auth.token",
          message: expect.not.stringContaining("tok-7"),
        }),
      );
    },
  );

  it.each([" tok-7", "tok-7 ", "Api-Token tok-7 "])("refuses %j, which a header would not keep", async (value) => {
    const error = await failureOf(sentWith([["token"]], { token: value }));
    expect(error).toMatchObject({ parameter: "auth.token", message: expect.not.stringContaining("tok-7") });
    expect((await sentWith([["key"]], { key: value })).url).toContain(encodeURIComponent(value));
  });

  it("names what to set, before anything is sent", async () => {
    const error = await failureOf(sentWith([["token", "key"], ["bearer"]], { token: "t" }));
    expect(error).toBeInstanceOf(MissingCredentialError);
    expect(error.message).toContain("set auth.token and auth.key, or auth.bearer");
    expect(await failureOf(sentWith([["bearer"]], { bearer: () => undefined }))).toBeInstanceOf(MissingCredentialError);
    expect(await failureOf(sentWith([["bearer"]], { bearer: () => "tok-7\n" }))).toMatchObject({
      code: "invalid_parameter",
      message: expect.not.stringContaining("tok-7"),
    });
    expect(() => new Core(api, { auth: { other: "x" } })).toThrow(InvalidParameterError);
  });

  it("are refused over plain http, except to this machine", () => {
    const core = (server: string, options: Options = {}): Core =>
      new Core(api, { server, auth: { token: "t" }, ...options });
    for (const host of ["api.example.test", "128.0.0.1", "localhost.evil.test", "127.0.0.1.evil.test"]) {
      expect(() => core(`http://${host}`)).toThrow(InvalidParameterError);
      expect(() => core(`http://${host}`, { allowInsecureHttp: true })).not.toThrow();
    }
    for (const host of ["127.0.0.1:1", "127.9.9.9", "localhost", "[::1]"])
      expect(() => core(`http://${host}`)).not.toThrow();
    expect(() => new Core(api, { server: "http://api.example.test" })).not.toThrow();
  });

  it("do not show on a client", () => {
    const core = new Core(api, { auth: { token: "tok-7" } });
    for (const text of [inspect(core, { showHidden: true, depth: null }), JSON.stringify(core), String(core)])
      expect(text).not.toContain("tok-7");
  });
});

describe("headers", () => {
  const headersOf = async (
    options: Options,
    headers: Record<string, string>,
  ): Promise<Record<string, string> | undefined> => {
    const { fetch, sent } = fakeFetch([json(1)]);
    const descriptor = operation({
      parameters: [{ in: "header", name: "X-Set", key: "set" }],
      security: [{ token: [] }],
    });
    await request(descriptor, { fetch, auth: { token: "t" }, ...options })
      .with("set", "setter")
      .execute({ headers });
    return sent[0]?.headers;
  };

  it("come once each: client, then call, then setters, then credentials", async () => {
    const headers = await headersOf(
      { headers: { "X-A": "client", "x-b": "client", "X-SET": "client" } },
      { "x-a": " call ", "X-Set": "call" },
    );
    expect(headers).toEqual({
      accept: "application/json",
      "user-agent": "unit-tests",
      "x-a": "call",
      "x-b": "client",
      "x-set": "setter",
      authorization: "Api-Token t",
    });
  });

  it.each([
    "Host",
    "Connection",
    "Content-Length",
    "Transfer-Encoding",
    "Proxy-Authorization",
    "X A",
    "",
    "é",
    "Authorization",
  ])("refuse %j", async (name) => {
    expect(await failureOf(headersOf({}, { [name]: "secret-7" }))).toMatchObject({
      code: "invalid_parameter",
      message: expect.not.stringContaining("secret-7"),
    });
  });

  it("leave User-Agent to browsers, which take no cookies", async () => {
    vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0" });
    expect(await headersOf({}, {})).not.toHaveProperty("user-agent");
    const cookie = operation({ parameters: [{ in: "cookie", name: "c" }] });
    expect(() => request(cookie).with("c", "x").toRequest()).toThrow(InvalidParameterError);
    vi.unstubAllGlobals();
  });

  it("are refused where a browser would drop them without a word", async () => {
    const headers = [
      { name: "Referer", given: { parameter: "referer" } },
      { name: "Sec-Purpose", given: { headers: { "Sec-Purpose": "x" } } },
    ];
    for (const { name, given } of headers) {
      vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0" });
      vi.stubGlobal("Request", dropping(name));
      const described = operation({ parameters: [{ in: "header", name: "Referer", key: "referer" }] });
      const { fetch, sent } = fakeFetch([json({})]);
      const call = request(described, { fetch }).with("referer", given.parameter && "https://here.example/");
      const failure = failureOf(call.execute(given.headers && { headers: given.headers }));
      expect(await failure).toMatchObject({
        code: "invalid_parameter",
        parameter: given.parameter ?? 'headers["sec-purpose"]',
        message: expect.stringContaining("a browser does not let a script send"),
      });
      expect(sent).toEqual([]);
      vi.unstubAllGlobals();
    }
  });
});

it.each([
  { fetch: 5 },
  { middleware: "x" },
  { middleware: [1] },
  { headers: "x" },
  { headers: [["a", "b"]] },
  { headers: { a: 1 } },
  { headers: { a: "b\r\nc" } },
  { retry: -1 },
  { retry: 1.5 },
  { retry: "2" },
  { retry: { max: Number.NaN } },
  { retry: { maxDelay: -1 } },
  { userAgent: "a\nb" },
  { allowInsecureHttp: "yes" },
  { auth: 5 },
  { retry: { maximum: 3 } },
  null,
  [],
])("refuses the options %j", (options) =>
  expect(() => new Core(api, options as Options)).toThrow(InvalidParameterError),
);

it.each<[unknown, string]>([
  [{ sever: "https://a.test" }, "sever"],
  [{ timeOut: 5 }, "timeOut"],
  [{ signal: new AbortController().signal }, "signal"],
  [{ auth: { basic: { username: "u", password: "p", pasword: "p" } } }, "auth.basic.pasword"],
])("names the option of %j that is not known", (options, parameter) => {
  expect(() => new Core(api, options as Options)).toThrow(
    expect.objectContaining({ code: "invalid_parameter", parameter }),
  );
});

it.each<[unknown, string]>([
  [null, "options"],
  ["x", "options"],
  [5, "options"],
  [[], "options"],
  [{ timeOut: 5 }, "timeOut"],
  [{ server: "https://a.test" }, "server"],
  [{ retry: { tries: 1 } }, "retry.tries"],
])("a call refuses %j", async (options, parameter) => {
  const { fetch, sent } = fakeFetch([json(1)]);
  const error = await failureOf(request(operation(), { fetch }).execute(options as never));
  expect(error).toMatchObject({ code: "invalid_parameter", parameter, operation: "getThing" });
  expect(sent).toEqual([]);
});

it("takes options that are undefined for absent", async () => {
  const { fetch } = fakeFetch([json(1)]);
  const options = { fetch, sever: undefined };
  expect(await request(operation(), options as Options).execute({ wait: undefined } as never)).toBe(1);
});

/** A browser's `Request`, which leaves out one header. */
function dropping(name: string): typeof Request {
  return class extends Request {
    constructor(...given: ConstructorParameters<typeof Request>) {
      super(...given);
      this.headers.delete(name);
    }
  };
}
