import { join } from "node:path";
import { expect, it } from "vitest";
import { importPackage } from "../../generator/import-package.js";
import { folderWith, json, specOf } from "../../generator/support.js";
import { count } from "../counts.js";
import { hostileOthers, hostileTexts } from "./hostile-values.js";
import { type RawRequest, startRawServer } from "./raw-server.js";

interface Call {
  value(value: unknown): Call;
  body(value: unknown): Call;
  execute(): Promise<unknown>;
}
type Values = Readonly<Record<string, (path?: unknown) => Call>>;

const string = { type: "string" };
const parameter = (place: string, more: object = {}): object => ({
  name: "value",
  in: place,
  required: place === "path",
  schema: {},
  ...more,
});
const bodyOf = (type: string, schema: object): object => ({
  requestBody: { required: true, content: { [type]: { schema } } },
});
const operations: Readonly<Record<string, readonly [method: string, path: string, parts: object]>> = {
  path: ["delete", "/v1/{value}/end", { parameters: [parameter("path")] }],
  label: ["delete", "/v2/{value}/end", { parameters: [parameter("path", { style: "label" })] }],
  matrix: ["delete", "/v3/{value}/end", { parameters: [parameter("path", { style: "matrix" })] }],
  query: ["get", "/query", { parameters: [parameter("query")] }],
  reserved: ["get", "/reserved", { parameters: [parameter("query", { allowReserved: true })] }],
  header: ["get", "/header", { parameters: [{ ...parameter("header"), name: "X-Value" }] }],
  cookie: ["get", "/cookie", { parameters: [parameter("cookie")] }],
  rawCookie: ["get", "/raw-cookie", { parameters: [parameter("cookie", { style: "cookie" })] }],
  form: [
    "post",
    "/form",
    bodyOf("application/x-www-form-urlencoded", { type: "object", properties: { value: {}, last: string } }),
  ],
  formName: [
    "post",
    "/form-name",
    bodyOf("application/x-www-form-urlencoded", { type: "object", additionalProperties: true }),
  ],
  part: ["post", "/part", bodyOf("multipart/form-data", { type: "object", properties: { value: {}, last: string } })],
  file: [
    "post",
    "/file",
    bodyOf("multipart/form-data", {
      type: "object",
      properties: { value: { type: "string", format: "binary" }, last: string },
    }),
  ],
  json: ["post", "/json", bodyOf("application/json", { type: "object", properties: { value: {}, last: string } })],
  jsonName: ["post", "/json-name", bodyOf("application/json", { type: "object", additionalProperties: true })],
  text: ["post", "/text", bodyOf("text/plain", string)],
};

const document = specOf({
  openapi: "3.2.0",
  paths: Object.fromEntries(
    Object.entries(operations).map(([operationId, [method, path, parts]]) => [
      path,
      { [method]: { operationId, tags: ["Values"], responses: { "204": { description: "" } }, ...parts } },
    ]),
  ),
});

/** One place for a value: how it is set, how a server reads it, and what may be refused there. */
interface Position {
  set(values: Values, value: unknown): Call;
  /** The value as a server reads it, by the rules of the place alone; `undefined` where something else arrived. */
  read(request: RawRequest): unknown;
  readonly mayRefuse: (text: string) => boolean;
}

const surrogate = /\p{Surrogate}/u;
const halves = (text: string): boolean => surrogate.test(text);
const routes = (text: string): boolean => halves(text) || /^\.{0,2}$|\0/.test(text);
const decoded = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : decodeURIComponent(text);
const after = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
const headersNamed = ({ headers }: RawRequest, name: string): readonly string[] =>
  headers.filter(([one]) => one === name).map(([, value]) => value);
const one = (values: readonly string[]): string | undefined => (values.length === 1 ? values[0] : undefined);
const put = (name: string) => (values: Values, value: unknown) => (values[name] as () => Call)().value(value);
const fill = (name: string, body: (value: unknown) => unknown) => (values: Values, value: unknown) =>
  (values[name] as () => Call)().body(body(value));

/** The parts of a form, each with its whole head. */
function partsOf({ headers, body }: RawRequest): readonly (readonly [head: string, content: string])[] {
  const boundary =
    headers.map(([, value]) => after(value, /boundary=(\S+)/)).find((found) => found !== undefined) ?? "";
  const [, ...parts] = `\r\n${body.toString("utf8")}`.split(`\r\n--${boundary}`);
  expect(parts.pop()).toBe("--\r\n");
  return parts.map((part) => {
    const [head = "", ...content] = part.replace(/^\r\n/, "").split(/\r\n\r\n/);
    return [head, content.join("\r\n\r\n")] as const;
  });
}

const positions: Readonly<Record<string, Position>> = {
  path: {
    set: (values, value) => (values.path as (value: unknown) => Call)(value),
    read: ({ target }) => decoded(after(target, /^\/v1\/([^/?#]+)\/end$/)),
    mayRefuse: routes,
  },
  label: {
    set: (values, value) => (values.label as (value: unknown) => Call)(value),
    read: ({ target }) => decoded(after(target, /^\/v2\/\.([^/?#]+)\/end$/)),
    mayRefuse: (text) => routes(text),
  },
  matrix: {
    set: (values, value) => (values.matrix as (value: unknown) => Call)(value),
    read: ({ target }) => decoded(after(target, /^\/v3\/;value=?([^/?#]*)\/end$/)),
    mayRefuse: (text) => halves(text) || text.includes("\0"),
  },
  query: {
    set: put("query"),
    read: ({ target }) => decoded(after(target, /^\/query\?value=([^&#+]*)$/)),
    mayRefuse: halves,
  },
  // What is percent-encoded already stays so: the value then is what it says.
  reserved: {
    set: put("reserved"),
    read: ({ target }) => after(target, /^\/reserved\?value=([^&#+\s]*)$/),
    mayRefuse: halves,
  },
  header: {
    set: (values, value) => (values.header as unknown as () => { xValue(value: unknown): Call })().xValue(value),
    read: (request) => one(headersNamed(request, "x-value")),
    mayRefuse: (text) => /^[ \t]|[ \t]$|[^\t\x20-\x7e\x80-\xff]/.test(text),
  },
  cookie: {
    set: put("cookie"),
    read: (request) => decoded(after(one(headersNamed(request, "cookie")) ?? "", /^value=([^;, ]*)$/)),
    mayRefuse: halves,
  },
  "cookie as it is": {
    set: put("rawCookie"),
    read: (request) => after(one(headersNamed(request, "cookie")) ?? "", /^value=([^;, ]*)$/),
    mayRefuse: (text) => !/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(text),
  },
  form: {
    set: fill("form", (value) => ({ value, last: "z" })),
    read: ({ body }) => decoded(after(body.toString("latin1"), /^value=([^&+\s]*)&last=z$/)),
    mayRefuse: halves,
  },
  "name in a form": {
    set: fill("formName", (value) => ({ [String(value)]: "v", last: "z" })),
    read: ({ body }) =>
      decoded(after(body.toString("latin1").replace(/^last=z&(.*)$/s, "$1&last=z"), /^([^&+\s=]*)=v&last=z$/)),
    mayRefuse: halves,
  },
  "part of a form": {
    set: fill("part", (value) => ({ value, last: "z" })),
    read: (request) => {
      const [[head, content] = [], [lastHead, last] = [], ...more] = partsOf(request);
      const isPlain =
        head === 'Content-Disposition: form-data; name="value"' &&
        lastHead === 'Content-Disposition: form-data; name="last"';
      return isPlain && last === "z" && more.length === 0 ? content : undefined;
    },
    mayRefuse: halves,
  },
  "name of a file": {
    set: fill("file", (value) => ({ value: { data: "content", filename: value }, last: "z" })),
    read: (request) => {
      const [[head = "", content] = []] = partsOf(request);
      const name = after(
        head,
        /^Content-Disposition: form-data; name="value"; filename="([^"\r\n]*)"\r\nContent-Type: application\/octet-stream$/,
      );
      return content === "content" ? name : undefined;
    },
    mayRefuse: halves,
  },
  json: {
    set: fill("json", (value) => ({ value, last: "z" })),
    read: ({ body }) => {
      const { value, last } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as Record<
        string,
        unknown
      >;
      return last === "z" ? value : undefined;
    },
    mayRefuse: halves,
  },
  "name in JSON": {
    set: fill("jsonName", (value) => JSON.parse(`{${JSON.stringify(String(value))}:"v"}`)),
    read: ({ body }) => Object.keys(JSON.parse(body.toString("utf8")) as object)[0],
    mayRefuse: halves,
  },
  text: {
    set: fill("text", (value) => value),
    read: ({ body }) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body),
    mayRefuse: halves,
  },
};

/** What a place does to a text by its own rules, besides its encoding. */
function asWritten(position: string, text: string): string {
  if (position === "name of a file") return text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
  if (position !== "reserved") return text;
  const kept = (sign: string): string => (/[A-Za-z0-9\-._~:/?@!$()*,;=]/.test(sign) ? sign : encoded(sign));
  return text.replace(/%[0-9A-Fa-f]{2}|[\s\S]/gu, (piece) =>
    piece.length === 3 && piece.startsWith("%") ? piece : kept(piece),
  );
}

function encoded(sign: string): string {
  return encodeURIComponent(sign).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

it("carries every value to the server exactly, or refuses it before a byte is sent", async (context) => {
  const folder = folderWith({ "spec.json": json(document) });
  const { TestClient } = (await importPackage(join(folder, "spec.json"))) as {
    TestClient: new (options: object) => { readonly values: Values };
  };
  const server = await startRawServer({ answer: (socket) => void socket.write("HTTP/1.1 204 No Content\r\n\r\n") });
  const wrong: string[] = [];
  let exact = 0;
  let refused = 0;
  try {
    const { values } = new TestClient({ server: server.url, retry: false });
    for (const [name, position] of Object.entries(positions)) {
      for (const [shown, value, text] of [
        ...hostileTexts.map((given) => [JSON.stringify(given), given, given] as const),
        ...hostileOthers,
      ]) {
        const isName = /^name in/.test(name);
        if (isName && typeof value !== "string") continue;
        const [requests, bytes] = [server.requests.length, server.bytes()];
        const say = (what: string): void => void wrong.push(`${name}: ${shown.slice(0, 80)} ${what}`);
        let error: { readonly code?: string; readonly message: string } | undefined;
        try {
          await position.set(values, value).execute();
        } catch (thrown) {
          error = thrown as Error;
        }
        if (error !== undefined) {
          refused += 1;
          if (!/^(invalid|missing)_parameter$/.test(error.code ?? "")) say(`ends in ${String(error)}`);
          if (server.bytes() !== bytes) say("is refused after something was sent");
          if (typeof value === "string" && value.length > 8 && error.message.includes(value)) say("is shown");
          if (typeof value === "string" && !position.mayRefuse(value)) say(`is refused: ${error.message}`);
          continue;
        }
        const request = server.requests.at(-1);
        if (server.requests.length !== requests + 1 || request === undefined) {
          say(`makes ${server.requests.length - requests} requests`);
          continue;
        }
        exact += 1;
        const arrived = position.read(request);
        const wanted = name === "json" ? jsonOf(value) : text === undefined ? undefined : asWritten(name, text);
        if (name !== "json" && text === undefined && !(value === null && /form|file/.test(name)))
          say("is sent, though it has no text");
        else if (!Object.is(arrived, wanted) && !(value === null && /form|file/.test(name)))
          say(`arrives as ${JSON.stringify(arrived)}`);
      }
    }
  } finally {
    await server.stop();
  }
  expect(wrong).toEqual([]);
  expect(refused).toBeGreaterThan(0);
  count(
    context,
    "parameter values × positions: exact at a raw socket, or refused before a byte was sent",
    exact + refused,
  );
});

function jsonOf(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify({ value })) as { value: unknown }).value;
}
