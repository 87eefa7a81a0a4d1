import { expect, it } from "vitest";
import { dynatrace, launchdarkly, mist, okta } from "../../e2e/packages.js";
import { count } from "../counts.js";
import { hostileTexts } from "./hostile-values.js";
import { startRawServer } from "./raw-server.js";

/** Base URLs that lead nowhere, elsewhere, or somewhere that one does not see. */
const baseUrls = (evil: string): readonly unknown[] => [
  ...[
    "",
    " ",
    "/",
    "//",
    "api.example.test",
    "//api.example.test",
    "/base",
    "?",
    "#",
    "http:",
    "https:",
    "https://",
    "http:///",
    "https:///x",
    "https:/x",
    "https:x",
    "https:////x",
  ],
  ...[
    "javascript:alert(1)",
    "data:text/plain,x",
    "file:///etc/passwd",
    "ftp://a.test",
    "ws://a.test",
    "blob:https://a.test/x",
    "about:blank",
  ],
  ...[
    "http://api.example.test",
    "http://169.254.169.254",
    "http://0.0.0.0",
    "http://[::]",
    "http://10.0.0.1",
    "http://localhost.evil.test",
  ],
  ...[
    "http://127.0.0.1.evil.test",
    "http://evil.test:80",
    "http://localhost@evil.test",
    "http://evil.test#127.0.0.1",
    "http://evil.test?127.0.0.1",
  ],
  ...[
    "https://user:pass@a.test",
    "https://user@a.test",
    "https://@a.test",
    "https://:@a.test",
    `http://127.0.0.1@${evil.slice(7)}`,
  ],
  ...[
    "https://a.test/?x=1",
    "https://a.test/#x",
    "https://a.test?",
    "https://a.test#",
    "https://a.test\\b",
    "https:\\\\a.test",
    "https://a.test/\\evil",
  ],
  ...[
    " https://a.test",
    "https://a.test ",
    "https://a.test\n",
    "https://a.test\r\nX: 1",
    "https://a\t.test",
    "https://a.test/\0",
    "https://a .test",
  ],
  ...[
    "https://a.test:99999",
    "https://a.test:-1",
    "https://a.test:x",
    "https://%00.test",
    "https://a<b.test",
    "https://[::1",
    "https://1.2.3.4.5.999.0x",
  ],
  ...[
    0,
    1,
    true,
    null,
    Symbol("x"),
    () => "https://a.test",
    new URL("https://a.test"),
    [],
    ["https://a.test"],
    new Map(),
    new Date(),
    /x/,
  ],
];

const secret = "canary-credential-7";

/** Each package with a `server`. */
const clients: readonly ((server: unknown) => unknown)[] = [
  (server) => new mist.MistClient({ server: server as string, auth: { apiToken: secret } }),
  (server) => new dynatrace.DynatraceClient({ server: server as string, auth: { apiToken: secret } }),
  (server) => new okta.OktaClient({ server: server as string, auth: { apiToken: secret } }),
  (server) => new launchdarkly.LaunchDarklyClient({ server: server as string, auth: { apiKey: secret } }),
];

function refusal(
  make: () => unknown,
): { readonly code?: string; readonly message: string; readonly parameter?: string } | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

it("refuses every base URL that is not plainly one, when the client is made", async (context) => {
  const evil = await startRawServer({}, "127.0.0.2");
  const wrong: string[] = [];
  let tried = 0;
  try {
    for (const server of [...baseUrls(evil.url), evil.url.replace("http", "gopher")]) {
      for (const make of clients) {
        tried += 1;
        const error = refusal(() => make(server));
        const shown = typeof server === "string" ? JSON.stringify(server) : String(server);
        if (error?.code !== "invalid_parameter") wrong.push(`${shown}: ${String(error)}`);
        if (/user:|:pass|canary/.test(error?.message ?? "")) wrong.push(`${shown} shows a credential`);
      }
    }
    expect(wrong).toEqual([]);
    expect(evil.connections()).toBe(0);
  } finally {
    await evil.stop();
  }
  count(context, "base URLs and server variables: refused when the client is made, or the very host they name", tried);
});

it("refuses every value of a server variable that could lead elsewhere", (context) => {
  const more = [
    "evil.test/",
    "evil.test\\",
    "evil.test?",
    "evil.test#",
    "evil.test:",
    "a@evil.test",
    "a:b@evil.test",
    "a.b",
    "[::1]",
    "127.0.0.1",
    "x".repeat(64),
    "ａ",
    "a\u00ad",
  ];
  const wrong: string[] = [];
  let tried = 0;
  const hostOf = (server: object): string =>
    new URL(
      new dynatrace.DynatraceClient({ server: server as never, auth: { apiToken: secret } }).accessTokensApiTokens
        .listApiTokens()
        .toRequest().url,
    ).host;
  for (const value of [...hostileTexts, ...more, 0, true, null, {}, [], ["a"]]) {
    const isLabel = typeof value === "string" && /^[A-Za-z0-9-]{1,63}$/.test(value);
    const isHost = typeof value === "string" && /^[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*$/.test(value);
    for (const [server, wanted, mayStand] of [
      [{ environmentId: value }, `${String(value).toLowerCase()}.live.dynatrace.com`, isLabel],
      [{ name: "managed", domain: value, environmentId: "e" }, String(value).toLowerCase(), isHost],
      [
        { name: "managed", domain: "d.test", environmentId: value },
        "d.test",
        typeof value === "string" && /^[\w.~/-]+$/.test(value),
      ],
    ] as const) {
      tried += 1;
      let host = "";
      const error = refusal(() => {
        host = hostOf(server);
      });
      const shown = JSON.stringify(server).slice(0, 90);
      if (error === undefined ? !mayStand || host !== wanted : error.code !== "invalid_parameter")
        wrong.push(`${shown}: ${host}${String(error ?? "")}`);
      if (error !== undefined && !error.parameter?.startsWith("server")) wrong.push(`${shown}: ${error.parameter}`);
    }
  }
  expect(wrong).toEqual([]);
  count(context, "base URLs and server variables: refused when the client is made, or the very host they name", tried);
});
