import { expect } from "vitest";
import type { ApiDescriptor } from "../../../../templates/runtime/descriptor.js";
import { fakeFetch, json, operation, request } from "../../../runtime/harness.js";
import { always, entryOf, failureOf, type Interpreter, reply, withServers } from "./attack.js";

const described: ApiDescriptor = {
  userAgent: "hostile",
  servers: [{ url: ["https://a.test"] }],
  securitySchemes: {
    bearer: { kind: "bearer" },
    header: { kind: "apiKey", in: "header", name: "X-Api-Key" },
    cookie: { kind: "apiKey", in: "cookie", name: "session" },
    query: { kind: "apiKey", in: "query", name: "api-token" },
  },
};
const auth = { bearer: "canary-bearer", header: "canary-header", cookie: "canary-cookie", query: "canary-query" };
const all = { bearer: [], header: [], cookie: [], query: [] };

const secured = (method: string, mints: boolean = false): ReturnType<typeof operation> =>
  operation({
    method,
    security: [all],
    ...(!/^(GET|HEAD)$/.test(method) && { body: { key: "body", content: { "application/json": { as: "json" } } } }),
    ...(mints && { mints: true }),
  });

interface Scenario {
  /** The answer, given the second origin. */
  readonly head: (evil: string) => Buffer;
  readonly method?: string;
  readonly code: "redirect_refused" | "invalid_response" | "connection_failed" | "data";
}

const moved = (location: string, status: number = 302): Buffer => reply("", [`Location: ${location}`], status);

/** Answers that could lead elsewhere; those with other host names are below. */
const scenarios: Readonly<Record<string, Scenario>> = {
  "same origin, other path (GET)": { head: () => moved("/other"), code: "redirect_refused" },
  "relative ../x": { head: () => moved("../x"), code: "redirect_refused" },
  "data:application/json,{}": { head: () => moved("data:application/json,{}"), code: "redirect_refused" },
  "Location empty": { head: () => moved(""), code: "invalid_response" },
  "Location with CRLF bytes": {
    head: (evil) => moved(`${evil}/\r\nX-Evil: 1\r\n\r\nGET ${evil}/`),
    code: "redirect_refused",
  },
  "300 with Location": { head: (evil) => moved(`${evil}/x`, 300), code: "redirect_refused" },
  "redirect then 200 with a token body, POST 303": {
    head: () => moved("/created", 303),
    method: "POST",
    code: "redirect_refused",
  },
  "meta refresh in HTML": {
    head: (evil) =>
      reply(`<meta http-equiv="refresh" content="0; url=${evil}/x">`, [
        "Content-Type: text/html",
        `Refresh: 0; url=${evil}/x`,
      ]),
    code: "invalid_response",
  },
  "Alt-Svc: h2=evil.test:443": { head: (evil) => reply("1", [`Alt-Svc: h2="${evil.slice(7)}"`]), code: "data" },
};

/** Host names that this machine does not have: answered by a given `fetch`. */
const named: Readonly<Record<string, readonly [server: string, location: string, target: string]>> = {
  "https to http, same host": ["https://a.test", "http://a.test/x", "http://a.test"],
  "a.test from sub.a.test": ["https://sub.a.test", "https://a.test/x", "https://a.test"],
  "https://a.test@evil.test/": ["https://a.test", "https://a.test@evil.test/", "https://evil.test"],
};

/** Redirects: none is followed, and nothing of the request arrives elsewhere. */
export const redirect: Interpreter = async ({ given }) => {
  if (given.status !== undefined) {
    const [status, method] = [Number(given.status), String(given.method)];
    const path = new URL(String(given.to)).pathname;
    await withServers(
      (evil) => always(reply("", [`Location: ${evil}${path}`], status)),
      async (server, evil) => {
        const made = request(secured(method), { server: server.url, auth }, {}, described);
        const error = await failureOf(
          (method === "GET" || method === "HEAD" ? made : made.with("body", { token: "canary-body" })).execute(),
        );
        expect([error.code, error.status, error.target]).toEqual(["redirect_refused", status, evil.url]);
        expect(JSON.stringify([error.message, error])).not.toContain("canary");
        expect(server.requests.length).toBe(1);
        // All of them were on their way, so that following would have leaked them.
        const sent = server.received().toString("latin1");
        for (const canary of Object.values(auth)) expect(sent).toContain(canary);
      },
    );
    return;
  }
  if (typeof given.scenario === "string" && Object.hasOwn(named, given.scenario)) {
    const [server, location, target] = await entryOf(named, given.scenario);
    const { fetch, sent } = fakeFetch([new Response(null, { status: 302, headers: { Location: location } }), json(1)]);
    const error = await failureOf(request(secured("GET"), { server, fetch, auth }, {}, described).execute());
    expect([error.code, error.target, sent.length, sent[0]?.redirect]).toEqual([
      "redirect_refused",
      target,
      1,
      "manual",
    ]);
    return;
  }
  const { head, method = "GET", code } = await entryOf(scenarios, given.scenario);
  await withServers(
    (evil) => always(head(evil)),
    async (server) => {
      const made = request(
        secured(method, method === "POST"),
        { server: server.url, auth, retry: false },
        {},
        described,
      );
      const call = made.execute();
      if (code === "data") {
        expect(await call).toBe(1);
        expect(await made.execute()).toBe(1);
        return;
      }
      const error = await failureOf(call);
      expect(error.code).toBe(code);
      if (method === "POST") expect(error.outcome).toBe("unknown");
      expect(server.requests.length).toBe(1);
    },
  );
};
