import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** What a server sends back: bytes of a whole response, or nothing but the end of the connection. */
export type Answer = (request: { readonly target: string; readonly body: string }) => string;

/** A server of raw bytes on 127.0.0.1. */
export interface EchoServer {
  readonly url: string;
  /** The next answers; the last one stays. */
  answer(...answers: readonly Answer[]): void;
  close(): Promise<void>;
}

/** A response with a body that is as long as it says. */
export function reply(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  type: string = "application/json",
): Answer {
  const lines = Object.entries({ "content-type": type, "content-length": String(Buffer.byteLength(body)), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value.replace(/[^\x20-\x7e]/g, "")}\r\n`).join("");
  return () => `HTTP/1.1 ${status} Whatever\r\n${head}\r\n${body}`;
}

/** Starts a server that answers as it is told; an OAuth token request gets the token unless an answer is for it. */
export async function startEcho(token: string): Promise<EchoServer> {
  const sockets = new Set<Socket>();
  let queue: Answer[] = [];
  const answerTo = (head: string, body: string): string => {
    const target = head.split(" ", 2)[1] ?? "";
    const isToken = target.startsWith("/oauth/token");
    if (isToken && !queue.some((one) => tokenAnswers.has(one))) {
      return reply(200, JSON.stringify({ access_token: token, token_type: "bearer" }))({ target, body });
    }
    const next = queue.length > 1 ? queue.shift() : queue[0];
    return next?.({ target, body }) ?? "";
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      const bytes = answerTo(text.slice(0, end), text.slice(end + 4));
      text = "";
      socket.end(bytes);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (...answers) => {
      queue = [...answers];
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const tokenAnswers = new WeakSet<Answer>();

/** An answer of the token URL. */
export function toTokenRequest(answer: Answer): Answer {
  const own: Answer = (request) => answer(request);
  tokenAnswers.add(own);
  return own;
}
