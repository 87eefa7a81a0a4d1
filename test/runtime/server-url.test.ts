import { describe, expect, it } from "vitest";
import type { ServerDescriptor } from "../../templates/runtime/descriptor.js";
import { InvalidParameterError } from "../../templates/runtime/errors.js";
import { type BaseUrl, buildServerUrl, isLoopback, readBaseUrl } from "../../templates/runtime/server-url.js";

const whole = ({ origin, path }: BaseUrl): string => origin + path;
const said = (make: () => BaseUrl): string => {
  try {
    return whole(make());
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidParameterError);
    return error instanceof Error ? error.message : "";
  }
};

describe("a base URL", () => {
  const isNoUrl = "server is not a URL: give one such as https://api.example.com/base";
  const hasNoHost = "server must be an http or https URL with a host";
  const holdsUser = "server must not hold a user name or password: use auth";
  const holdsQuery = "server must not hold a query, a fragment or a backslash";

  it.each([
    ["https://a.test", "https://a.test"],
    ["HTTPS://A.test:443/B", "https://a.test/B"],
    ["https://a.test/b//", "https://a.test/b"],
    ["https://a.test/b//c/", "https://a.test/b//c"],
    ["https://a.test/u@b", "https://a.test/u@b"],
    ["https://a.test/http://u@b", "https://a.test/http://u@b"],
    ["", isNoUrl],
    ["a.test", isNoUrl],
    [" https://a.test", isNoUrl],
    ["https://a.test\n", isNoUrl],
    ["https://a.test/ b", isNoUrl],
    ["https://", isNoUrl],
    ["https:///base", hasNoHost],
    ["https:base", hasNoHost],
    ["https:\\\\a.test", hasNoHost],
    ["ftp://a.test", hasNoHost],
    ["ftp://a.test/http://b.test", hasNoHost],
    ["javascript:alert(1)", hasNoHost],
    ["https://user@a.test", holdsUser],
    ["https://user:pass-7@a.test", holdsUser],
    ["https://:pass-7@a.test", holdsUser],
    ["https://@a.test", holdsUser],
    ["https://a.test?x=1", holdsQuery],
    ["https://a.test/?", holdsQuery],
    ["https://a.test/#x", holdsQuery],
    ["https://a.test\\b", holdsQuery],
    ["https://a.test/?u@b", holdsQuery],
  ])("%j: %s", (text, want) => expect(said(() => readBaseUrl(text))).toBe(want));

  it.each([
    ["https://a.test", { isSecure: true, isLoopback: false }],
    ["http://a.test", { isSecure: false, isLoopback: false }],
    ["http://localhost:1", { isSecure: false, isLoopback: true }],
  ])("%s is %j", (text, want) => expect(readBaseUrl(text)).toMatchObject(want));
});

it.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.10.200.30", true],
  ["[::1]", true],
  ["notlocalhost", false],
  ["localhost.a.test", false],
  ["127.a.b.c", false],
  ["127.0.0.1.a.test", false],
  ["128.0.0.1", false],
  ["[::2]", false],
])("whether %s is this machine: %j", (host, want) => {
  expect(isLoopback(new URL(`http://${host}/`))).toBe(want);
});

describe("a documented server", () => {
  const v = (variable: string): { variable: string } => ({ variable });
  const built = (
    url: ServerDescriptor["url"],
    values: object = {},
    variables?: ServerDescriptor["variables"],
    api?: string,
  ): string => {
    const given = values as Readonly<Record<string, unknown>>;
    const server = { url, ...(variables !== undefined && { variables }) };
    return said(() => buildServerUrl(server, given, api === undefined ? undefined : readBaseUrl(api)));
  };

  const noUrl = "server has no absolute URL in the API's description: give a base URL";
  const otherPlace = "server does not name the host and path that its variables say: check their values";
  it.each<[string, ServerDescriptor["url"], string | undefined, string]>([
    ["is its URL", ["https://a.test/b/"], undefined, "https://a.test/b"],
    ["may have no path", ["https://a.test"], undefined, "https://a.test"],
    ["leaves out the port that every https has", ["https://A.test:443/b"], undefined, "https://a.test/b"],
    ["leaves out the port that every http has", ["http://a.test:80/b"], undefined, "http://a.test/b"],
    ["keeps a port that begins like it", ["https://a.test:4431"], undefined, "https://a.test:4431"],
    ["keeps a port that begins like it, for http", ["http://a.test:8080"], undefined, "http://a.test:8080"],
    ["keeps the port of the other scheme", ["http://a.test:443"], undefined, "http://a.test:443"],
    ["stands on the API's host", ["/v2"], "https://a.test/v1", "https://a.test/v2"],
    ["stands on the API's host without a path", [], "https://a.test/v1", "https://a.test"],
    ["stands on the API's host with an empty path", [""], "https://a.test/v1", "https://a.test"],
    ["stands on its own host", ["https://b.test/v2"], "https://a.test/v1", "https://b.test/v2"],
    ["without a host anywhere", ["/v2"], undefined, noUrl],
    ["without anything", [], undefined, noUrl],
    ["that is no path from the root", ["v2"], "https://a.test", noUrl],
    ["of another scheme", ["ftp://a.test"], undefined, noUrl],
    ["with a query", ["https://a.test/b?c=1"], undefined, otherPlace],
    ["with a fragment", ["https://a.test/b#c"], undefined, otherPlace],
    ["with a user name", ["https://u@a.test/b"], undefined, otherPlace],
    ["with a backslash", ["https://a.test\\b"], undefined, otherPlace],
    ["with a step upwards", ["https://a.test/b/../c"], undefined, otherPlace],
    ["with white space around", [" https://a.test/b"], undefined, otherPlace],
    ["with slashes too many", ["https:///a.test"], undefined, otherPlace],
  ])("%s", (_what, url, api, want) => expect(built(url, {}, undefined, api)).toBe(want));

  it("takes defaults and listed values as they are, and others by their alphabet", () => {
    const url = ["https://", v("host"), "/", v("constructor")];
    const variables = { host: { default: "eu_1.test", enum: ["us_1.test"] }, constructor: { default: "v1" } };
    expect(built(url, {}, variables)).toBe("https://eu_1.test/v1");
    expect(built(url, { host: undefined }, variables)).toBe("https://eu_1.test/v1");
    expect(built(url, { host: "eu_1.test" }, variables)).toBe("https://eu_1.test/v1");
    expect(built(url, { host: "us_1.test", constructor: "v2" }, variables)).toBe("https://us_1.test/v2");
    expect(built(url, { host: "as_1.test" }, variables)).toBe(
      "server.host must be a host name: labels of letters, digits and -, and a port",
    );
    expect(built(url, { host: 5 }, variables)).toBe("server.host must be a string");
    expect(built(url, {}, { host: {} })).toBe("server.host is required");
    expect(built(url, { host: "a.test" })).toBe("server.constructor is required");
  });

  it("names a variable where the whole is no URL", () => {
    const variables = { port: { default: "99999" } };
    expect(built(["https://a.test:", v("port")], {}, variables)).toBe(
      "server.port does not make a URL: check the values of the server's variables",
    );
    expect(built([v("scheme"), "://a.test"], { scheme: "http" }, { scheme: {} }, "https://b.test")).toBe(
      "http://a.test",
    );
  });

  const anyUrl = "an http or https URL";
  const scheme = "http or https";
  const label = "one host label: 1 to 63 letters, digits and -";
  const host = "a host name: labels of letters, digits and -, and a port";
  const path = "letters, digits, - . _ ~ and / without . or .. segments";
  const places: [string, ServerDescriptor["url"], string, string[], string[]][] = [
    [
      "the whole URL",
      [v("x")],
      anyUrl,
      ["https://a.test", "http://a.test:8080/b/c_d~e.f-g", "https://a"],
      [
        "ftp://a.test",
        "xhttps://a.test",
        "https://u@a.test",
        "https://a.test?b",
        "https://a..test",
        "https://",
        "https",
      ],
    ],
    ["the start of the URL", [v("x"), "/api"], anyUrl, ["https://a.test"], ["https://a.test/..", "https://a.test/b "]],
    ["the scheme", [v("x"), "://a.test"], scheme, ["https", "http"], ["ftp", "httpsx", "xhttp", "https://b.test"]],
    [
      "the host",
      ["https://", v("x"), "/api"],
      host,
      ["a", "a.test", "a-1.b.test:8443"],
      ["", ".", "a.", ".a", "a..b", "u@a", "a/b", "a:b", "a:123456", "a:1:2", "a_b", "x".repeat(64), "é.test"],
    ],
    ["the host at the end", ["https://", v("x")], host, ["a.test", "a.test:8443"], ["a.test/b"]],
    ["the host before a port", ["https://", v("x"), ":8443/api"], host, ["a", "a.test"], ["a.test:1", ":1"]],
    [
      "the first label",
      ["https://", v("x"), ".a.test/api"],
      label,
      ["b", "b-1", "x".repeat(63)],
      ["", "b.c", "b:1", "b/", "b@c", "x".repeat(64), " b", "b ", "b_c"],
    ],
    ["the end of a label", ["https://api-", v("x"), "/api"], label, ["b"], ["b.c", "b:1"]],
    ["a label before a variable", ["https://", v("x"), v("y"), ".a.test"], label, ["b"], ["b.c", "b:1"]],
    ["the port", ["https://a.test:", v("x"), "/api"], "a port", ["1", "8443"], ["x", "x1", "1x", "", "123456", "1@b"]],
    [
      "a part of the path",
      ["https://a.test/b/", v("x"), "/api"],
      path,
      ["b", "b-c_d~e.f", "b/c", "...", "a..b", "b."],
      ["", ".", "..", "./b", "../b", "b/.", "b/..", "b/./c", "b/../c", "b?", "?b", "b#", "b%2e", "b\\c", " b", "é"],
    ],
  ];
  const cases = places.flatMap(([place, url, meaning, taken, refused]) => [
    ...taken.map((value): [string, string, ServerDescriptor["url"], string] => [value, place, url, value]),
    ...refused.map((value): [string, string, ServerDescriptor["url"], string] => [value, place, url, meaning]),
  ]);
  it.each(cases)("%j as %s", (value, _place, url, want) => {
    const given = built(url, { x: value, y: "y" }, { x: {}, y: {} });
    if (want !== value) expect(given).toBe(`server.x must be ${want}`);
    else {
      const text = url.map((part) => (typeof part === "string" ? part : { x: value, y: "y" }[part.variable])).join("");
      expect(given).toBe(text);
    }
  });
});
