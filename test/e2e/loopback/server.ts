import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Fault, RecordedRequest, ServerKind, ServerOptions, TestServer } from "../cases/context.js";
import { createDynatrace } from "./dynatrace.js";
import { createLaunchDarkly } from "./launchdarkly.js";
import { createMist } from "./mist.js";
import { createOkta } from "./okta.js";
import { json, type Reply, type Vendor, type VendorOptions, type VendorRequest } from "./vendor.js";

/** A running loopback server, and what ends it. */
export interface LoopbackServer extends TestServer {
  stop(): Promise<void>;
}

interface ResponseSize {
  readonly head: number;
  readonly body: number;
}

/** A new stand-in of each vendor. */
export const vendors: Readonly<Record<ServerKind, (options: VendorOptions) => Vendor>> = {
  mist: createMist,
  dynatrace: createDynatrace,
  okta: createOkta,
  launchdarkly: createLaunchDarkly,
  blank: () => ({
    ids: [],
    basePath: "",
    count: () => 0,
    handle: () => json(200, {}),
    rateLimited: () => json(429, {}),
  }),
};

/** Starts a stateful server on 127.0.0.1 that records every request exactly as it arrives. */
export async function startLoopback(kind: ServerKind, options: ServerOptions = {}): Promise<LoopbackServer> {
  const credential = options.credential ?? `credential${randomBytes(12).toString("hex")}`;
  const vendor = vendors[kind]({
    tokens: 1,
    createAnswers: "object",
    pageSize: Number.POSITIVE_INFINITY,
    ...options,
    credential,
    secret: (prefix) => options.secret ?? `${prefix}${randomBytes(32).toString("hex").toUpperCase()}`,
  });
  const requests: RecordedRequest[] = [];
  const responses: ResponseSize[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let origin = "";
  const server = createServer((incoming, response) => {
    // A client that is gone is no error of ours.
    response.on("error", () => undefined);
    void readRequest(incoming).then((request) => {
      if (request === undefined) return;
      const fault = options.faults?.[requests.length] ?? { kind: "pass" };
      requests.push(request);
      answer(incoming.socket, fault, vendor, takeApart(request, vendor.basePath, origin), responses);
    });
  });
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  const { port } = await listen(server);
  origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}${vendor.basePath}`,
    credential,
    ids: vendor.ids,
    requests: async () => [...requests],
    connections: async () => connections,
    responses: async () => [...responses],
    count: async () => vendor.count(),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
}

async function readRequest(incoming: IncomingMessage): Promise<RecordedRequest | undefined> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  } catch {
    return undefined;
  }
  const { rawHeaders } = incoming;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as const] : [],
  );
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** A request as vendors read it. */
export function takeApart(request: RecordedRequest, basePath: string, origin: string): VendorRequest {
  const [path = "", query = ""] = request.target.split(/\?(.*)/s);
  return {
    ...request,
    origin,
    path: path.startsWith(basePath) ? path.slice(basePath.length) : path,
    query: new URLSearchParams(query),
    header: (name) => request.headers.filter(([one]) => one === name).map(([, value]) => value),
  };
}

/** Writes a response's bytes itself, so that they can be cut anywhere. */
function answer(socket: Socket, fault: Fault, vendor: Vendor, request: VendorRequest, sizes: ResponseSize[]): void {
  const bytesOf = (reply: Reply, now?: number): Buffer => {
    const [head, body] = rawResponse(reply, request.method, now);
    sizes.push({ head: head.length, body: body.length });
    return Buffer.concat([head, body]);
  };
  switch (fault.kind) {
    case "pass":
      return void socket.write(bytesOf(vendor.handle(request)));
    case "reply":
      return void socket.write(bytesOf({ status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? "" }));
    case "rate-limited": {
      const now = Date.now() + (fault.clock ?? 0) * 1000;
      return void socket.write(bytesOf(vendor.rateLimited(fault.seconds, now), now));
    }
    case "cut":
      vendor.handle(request);
      return void socket.destroy();
    case "cut-response":
      return void socket.end(bytesOf(vendor.handle(request)).subarray(0, fault.bytes));
    case "half-body": {
      const reply = vendor.handle(request);
      const bytes = bytesOf(reply);
      const half = bytes.subarray(0, bytes.length - Math.ceil(Buffer.byteLength(reply.body) / 2));
      return void (fault.stall ? socket.write(half) : socket.end(half));
    }
    case "slow": {
      const bytes = bytesOf(vendor.handle(request));
      const timer = setTimeout(() => socket.write(bytes), fault.milliseconds);
      return void socket.once("close", () => clearTimeout(timer));
    }
    case "garbage":
      return void socket.end(fault.text);
  }
}

/** The bytes of a plain answer. */
export function rawResponse(
  reply: Reply,
  method: string,
  now: number = Date.now(),
): readonly [head: Buffer, body: Buffer] {
  const isBodiless = reply.status === 204 || method === "HEAD";
  const body = Buffer.from(isBodiless ? "" : reply.body);
  const length = isBodiless ? {} : { "Content-Length": String(body.length) };
  const headers = { Date: new Date(now).toUTCString(), ...length, ...reply.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return [
    Buffer.from(`HTTP/1.1 ${reply.status} ${reply.status < 400 ? "OK" : "Failed"}\r\n${lines.join("")}\r\n`),
    body,
  ];
}
