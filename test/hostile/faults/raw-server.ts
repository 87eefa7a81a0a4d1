import { createServer, type Server, type Socket } from "node:net";

/** One request, byte for byte. */
export interface RawRequest {
  readonly method: string;
  /** The raw request target. */
  readonly target: string;
  /** In the order of arrival, names in lower case, values as Latin-1. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** All of it. */
  readonly bytes: Buffer;
}

/** What a server does; whatever it leaves out, it does not do. */
export interface RawBehaviour {
  /** A connection has come. */
  readonly connected?: (socket: Socket, nth: number) => void;
  /** Bytes of a request have come, perhaps not all of them: `true` when nothing more shall be read. */
  readonly arriving?: (socket: Socket, bytes: Buffer) => boolean;
  /** A whole request has come. */
  readonly answer?: (socket: Socket, request: RawRequest, nth: number) => void;
}

/** A TCP server that speaks no HTTP of its own. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** The whole requests so far. */
  readonly requests: readonly RawRequest[];
  /** Everything that ever arrived, requests that broke off included. */
  received(): Buffer;
  /** How many bytes that is. */
  bytes(): number;
  connections(): number;
  stop(): Promise<void>;
}

/** Listens on this machine alone. */
export async function startRawServer(behaviour: RawBehaviour, host: string = "127.0.0.1"): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let bytes = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that is gone is no error of ours.
    socket.on("error", () => undefined);
    behaviour.connected?.(socket, connections);
    connections += 1;
    let pending = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      received.push(chunk);
      bytes += chunk.length;
      pending = Buffer.concat([pending, chunk]);
      if (behaviour.arriving?.(socket, pending)) return;
      for (let length = requestLength(pending); length !== undefined; length = requestLength(pending)) {
        const request = parseRequest(pending.subarray(0, length));
        pending = pending.subarray(length);
        requests.push(request);
        behaviour.answer?.(socket, request, requests.length - 1);
      }
    });
  });
  const port = await listen(server, host);
  return {
    url: `http://${host}:${port}`,
    port,
    requests,
    received: () => Buffer.concat(received),
    bytes: () => bytes,
    connections: () => connections,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

/** How many bytes the first request has; `undefined` while it is not whole. */
function requestLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.subarray(0, end).toString("latin1");
  if (/^transfer-encoding:.*chunked/im.test(head)) {
    const last = bytes.indexOf("0\r\n\r\n", end + 4);
    return last < 0 ? undefined : last + 5;
  }
  const length = end + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return bytes.length < length ? undefined : length;
}

function parseRequest(bytes: Buffer): RawRequest {
  const end = bytes.indexOf("\r\n\r\n");
  const [line = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [method = "", target = ""] = line.split(" ");
  const headers = lines.map((text): readonly [string, string] => {
    const colon = text.indexOf(":");
    return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).replace(/^ /, "")];
  });
  return { method, target, headers, body: bytes.subarray(end + 4), bytes };
}
