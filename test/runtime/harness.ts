import { createServer, type Server, type Socket } from "node:net";
import { Core } from "../../templates/runtime/core.js";
import type { ApiDescriptor, OperationDescriptor } from "../../templates/runtime/descriptor.js";
import type { CommonOptions } from "../../templates/runtime/options.js";
import { PagedRequest } from "../../templates/runtime/paged-request.js";
import { ApiRequest } from "../../templates/runtime/request.js";

export const api: ApiDescriptor = {
  userAgent: "unit-tests",
  servers: [{ url: ["https://api.example.test/v1"] }],
  securitySchemes: {
    token: { kind: "apiKey", in: "header", name: "Authorization", prefix: "Api-Token " },
    key: { kind: "apiKey", in: "query", name: "api-key" },
    session: { kind: "apiKey", in: "cookie", name: "session#1" },
    half: { kind: "apiKey", in: "query", name: "half", prefix: "\ud800" },
    bearer: { kind: "bearer" },
    basic: { kind: "basic" },
  },
};

export type Sent = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
  redirect: string;
  signal: AbortSignal;
};
export type Options = CommonOptions & { server?: unknown; auth?: unknown };

/** A `fetch` that answers from a list, or from a function of the request. */
export function fakeFetch(
  answers: (Response | Error | (() => Response | Promise<Response>))[] | ((sent: Sent) => Response | Promise<Response>),
): {
  fetch: NonNullable<CommonOptions["fetch"]>;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (url, init) => {
      const request = { ...(init as unknown as Sent), url };
      sent.push(request);
      if (typeof answers === "function") return answers(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      if (answer === undefined) throw new Error("no answer");
      return typeof answer === "function" ? answer() : answer.clone();
    },
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function operation(changes: Partial<OperationDescriptor> = {}): OperationDescriptor {
  return {
    name: "getThing",
    method: "GET",
    path: ["/things"],
    responses: { "200": { content: { "application/json": { as: "json" } } } },
    ...changes,
  };
}

export const mint: OperationDescriptor = operation({
  name: "createToken",
  method: "POST",
  body: { key: "tokenCreate", content: { "application/json": { as: "json" } } },
  responses: {
    "201": { content: { "application/json": { as: "json", plan: { properties: { token: "secret" } } } } },
    "400": { content: { "application/json": { as: "json" } } },
  },
  mints: true,
});

// biome-ignore lint/suspicious/noExplicitAny: tests look at whatever arrives.
type Anything = any;

export class TestRequest extends ApiRequest<Anything, Anything> {
  with(key: string, value: unknown, mediaType?: string): TestRequest {
    return this.set(key, value, mediaType);
  }
}

export class TestPages extends PagedRequest<Anything, Anything, Anything> {
  with(key: string, value: unknown): TestPages {
    return this.set(key, value);
  }
}

export function request(
  descriptor: OperationDescriptor,
  options: Options = {},
  path: object = {},
  description: ApiDescriptor = api,
): TestRequest {
  return new TestRequest(new Core(description, options), descriptor, path);
}

export async function failureOf(work: Promise<unknown>): Promise<Anything> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("did not fail");
}

/** A raw server: records the exact bytes of each request and answers with what the test gives. */
export async function rawServer(
  answer: (socket: Socket, request: string) => void,
): Promise<{ url: string; requests: string[]; close(): Promise<void> }> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      requests.push(text);
      answer(socket, text);
      text = "";
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
