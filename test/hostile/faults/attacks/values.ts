import { expect } from "vitest";
import { Core } from "../../../../templates/runtime/core.js";
import type { ApiDescriptor, ParameterDescriptor } from "../../../../templates/runtime/descriptor.js";
import { api, fakeFetch, json, operation, request } from "../../../runtime/harness.js";
import type { RawServer } from "../raw-server.js";
import { always, type Failure, type Interpreter, refusalOf, reply, revoke, withServers } from "./attack.js";

const described: ApiDescriptor = { ...api, securitySchemes: { bearer: { kind: "bearer" } } };
const plain = always(reply("1"));
const onlyRefused = /^reject|^rejected/;

/** A value as the file writes it. */
function givenValue(given: Readonly<Record<string, unknown>>): unknown {
  const { value } = given;
  if (typeof value !== "string") return value;
  if (/^Date .* \(Date object\)$/.test(value)) return new Date(value.split(" ")[1] ?? "");
  const scripted = /^(-?Infinity|NaN|undefined|-0) \((JS|number)\)$/.exec(value)?.[1];
  if (scripted === undefined) return value;
  return scripted === "undefined" ? undefined : Number(scripted);
}

async function nothingSent(server: RawServer, error: Failure, parameter: string): Promise<void> {
  expect(error.parameter).toContain(parameter);
  expect([server.connections(), server.received().length]).toEqual([0, 0]);
}

/** Path values: refused before a byte is sent, or one segment that decodes to the value. */
export const path: Interpreter = async ({ given, expect: want, wire_path: wire }) =>
  withServers(plain, async (server) => {
    if (given.template !== undefined) {
      const adjacent = operation({ method: "DELETE", path: ["/a/", { name: "x" }, { name: "y" }], responses: {} });
      const error = await refusalOf(() =>
        request(adjacent, { server: server.url }, { x: given.x, y: given.y }).execute(),
      );
      expect([error?.code, server.connections()]).toEqual(["invalid_parameter", 0]);
      return;
    }
    const value = givenValue(given);
    const error = await refusalOf(() => request(operation(revoke), { server: server.url }, { id: value }).execute());
    if (error !== undefined) {
      expect(want).not.toBe("sent");
      await nothingSent(server, error, "id");
      if (typeof value === "string" && value.length > 2) expect(error.message).not.toContain(value);
      return;
    }
    expect(want).not.toMatch(/^reject_before_send with/);
    const [first] = server.requests;
    const segments = first?.target.split("/").slice(1) ?? [];
    const text = typeof value === "number" ? BigInt(value).toString() : String(value);
    expect([first?.method, segments.length, segments.map(decodeURIComponent)]).toEqual([
      "POST",
      4,
      ["v1", "tokens", text, "revoke"],
    ]);
    if (wire !== undefined) expect(first?.target).toBe(wire);
  });

/** Query names and values: exact at the server, or refused. */
export const query: Interpreter = async ({ given, expect: want }) =>
  withServers(plain, async (server) => {
    const name = typeof given.name === "string" ? given.name : "q";
    const [style, explode] = typeof given.style === "string" ? given.style.split(" ") : [];
    const parameter: ParameterDescriptor = {
      in: "query",
      name,
      key: "q",
      ...(style !== undefined && { style: style as "form", explode: explode === "explode" }),
    };
    const value = givenValue(given);
    const made = request(operation({ parameters: [parameter] }), { server: server.url }).with("q", value);
    const error = await refusalOf(() => made.execute());
    if (onlyRefused.test(want)) return nothingSent(server, error as Failure, "q");
    if (error !== undefined) {
      expect(want).toContain("or rejected");
      return;
    }
    const [target = "", text = ""] = server.requests[0]?.target.split(/\?(.*)/s) ?? [];
    expect(target).toBe("/things");
    if (/^\w+=/.test(want)) return expect(text).toBe(want);
    const [key = "", ...rest] = text.split("=");
    const arrived = decodeURIComponent(rest.join("="));
    const wanted = value instanceof Date ? want : typeof value === "number" ? BigInt(value).toString() : value;
    expect([decodeURIComponent(key), arrived, text.includes("&")]).toEqual([name, wanted, false]);
  });

/** Header values: exact, or refused without being shown. */
export const headerValue: Interpreter = async ({ given, expect: want }) =>
  withServers(plain, async (server) => {
    const [name, value] = [String(given.header), String(given.value)];
    const error = await refusalOf(() =>
      request(operation(), { server: server.url }).execute({ headers: { [name]: value } }),
    );
    if (error !== undefined) {
      expect(want).toMatch(/reject/);
      expect(error.message).not.toContain(value);
      return nothingSent(server, error, name);
    }
    expect(want).not.toMatch(onlyRefused);
    const [arrived] = server.requests[0]?.headers.filter(([one]) => one === name.toLowerCase()) ?? [];
    expect(arrived?.[1]).toBe(value.replace(/^[ \t]+|[ \t]+$/g, ""));
  });

/** Header names that belong to the connection or are none. */
export const headerName: Interpreter = async ({ given }) =>
  withServers(plain, async (server) => {
    const headers = { [String(given.header)]: "1" };
    for (const work of [
      () => request(operation(), { server: server.url }).execute({ headers }),
      async () => request(operation(), { server: server.url, headers }).execute(),
    ]) {
      const error = await refusalOf(work);
      expect(error, "refused").toBeDefined();
      await nothingSent(server, error as Failure, "headers[");
    }
  });

/** Credentials that a header cannot hold, or that have their scheme's word already. */
export const credentialValue: Interpreter = async ({ given, expect: want }) => {
  const value = String(given.value);
  const { fetch, sent } = fakeFetch([json(1)]);
  const secured = operation({ security: [{ bearer: [] }] });
  const error = await refusalOf(async () =>
    request(secured, { fetch, auth: { bearer: value } }, {}, described).execute(),
  );
  if (want.startsWith("accepted")) {
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([
      value.startsWith("Bearer ") ? value : `Bearer ${value}`,
    ]);
    return;
  }
  expect([error?.parameter, sent.length]).toEqual(["auth.bearer", 0]);
  expect(JSON.stringify([error?.message, error])).not.toContain(value.trim().slice(0, 3));
  if (want.includes("at construction")) expect(() => new Core(described, { auth: { bearer: value } })).toThrow();
};

/** Values of server variables: a closed alphabet. */
export const serverVariable: Interpreter = async ({ given, expect: want }) => {
  const [before = "", after = ""] = String(given.template).split("{environmentId}");
  const servers = [{ url: [before, { variable: "environmentId" }, after], variables: { environmentId: {} } }];
  const { fetch, sent } = fakeFetch([json(1)]);
  const server = { environmentId: given.environmentId };
  const make = (): Core => new Core({ ...described, servers }, { server, fetch, auth: { bearer: "t" } });
  if (want.startsWith("accepted")) {
    make();
    const url = request(operation(), { server, fetch }, {}, { ...described, servers }).toRequest().url;
    return expect(new URL(url).host).toBe(
      `${String(given.environmentId)}${new URL(`${before}x${after}`).host.slice(1)}`,
    );
  }
  expect(make).toThrow(expect.objectContaining({ code: "invalid_parameter", parameter: "server.environmentId" }));
  expect(sent).toEqual([]);
};

/** Base URLs. */
export const baseUrl: Interpreter = async ({ given, expect: want }) => {
  const server = String(given.baseUrl);
  const secured = operation({ security: [{ bearer: [] }] });
  const urlOf = (options: object = {}): string =>
    request(secured, { server, auth: { bearer: "t" }, ...options }, {}, described).toRequest().url;
  const error = await refusalOf(async () => urlOf());
  if (want.startsWith("accepted") && !want.includes("or rejected")) {
    expect(error).toBeUndefined();
    return expect(urlOf()).toBe(`${server.replace(/\/$/, "")}/things`);
  }
  if (/^reject/.test(want) && !want.startsWith("reject or")) {
    expect(error?.parameter).toBe("server");
    expect(error?.message).not.toMatch(/:pass|pass@/);
  } else if (error === undefined) expect(new URL(urlOf()).pathname).toMatch(/^\/things$/);
  if (want.includes("allowInsecure")) expect(urlOf({ allowInsecureHttp: true })).toBe(`${server}/things`);
};
