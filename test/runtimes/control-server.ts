import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerKind, ServerOptions } from "../e2e/cases/context.js";
import { closedPort } from "../e2e/loopback/closed-port.js";
import { type LoopbackServer, startLoopback } from "../e2e/loopback/server.js";

/** What a case may ask of this process, each with the arguments that it takes. */
export interface Questions {
  start: [place: string, kind: ServerKind, options: ServerOptions];
  requests: [server: number];
  connections: [server: number];
  responses: [server: number];
  count: [server: number];
  closedPort: [];
  /** A case begins: its name. */
  begin: [place: string];
  /** A case is over: how long it took, and why it failed if it did. */
  end: [place: string, milliseconds: number, failure: string | null];
  /** All cases are over: how many were left out. */
  done: [excluded: number];
}

/** What becomes of the cases of one run. */
export interface Listener {
  begin(place: string): void;
  end(place: string, milliseconds: number, failure: string | null): void;
  done(excluded: number): void;
}

/** A server that starts loopback servers for cases in another process, and takes their results. */
export interface ControlServer {
  readonly url: string;
  /** The credentials and secrets that cases chose for their servers; no runtime's output may show one. */
  readonly secrets: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Starts the control server on 127.0.0.1; `cors` makes it and its loopback servers answer browsers. */
export async function startControl(listener: Listener, { cors }: { cors: boolean }): Promise<ControlServer> {
  const running = new Map<number, LoopbackServer>();
  const byCase = new Map<string, number[]>();
  const secrets = new Set<string>();
  let last = 0;
  const find = (id: number): LoopbackServer => {
    const server = running.get(id);
    if (server === undefined) throw new Error(`no server ${id}: its case is over`);
    return server;
  };
  const stopThoseOf = async (place: string): Promise<void> => {
    const ids = byCase.get(place) ?? [];
    byCase.delete(place);
    await Promise.all(ids.map((id) => running.get(id)?.stop()));
    for (const id of ids) running.delete(id);
  };
  const answers: { [Name in keyof Questions]: (...given: Questions[Name]) => unknown } = {
    start: async (place, kind, options) => {
      const server = await startLoopback(kind, options, { cors });
      last += 1;
      running.set(last, server);
      byCase.set(place, [...(byCase.get(place) ?? []), last]);
      // Those that a case chose itself are those that it prints things for.
      for (const secret of [options.credential, options.secret]) if (secret !== undefined) secrets.add(secret);
      return { id: last, url: server.url, credential: server.credential, ids: server.ids };
    },
    requests: (id) => find(id).requests(),
    connections: (id) => find(id).connections(),
    responses: (id) => find(id).responses(),
    count: (id) => find(id).count(),
    closedPort,
    begin: (place) => listener.begin(place),
    end: async (place, milliseconds, failure) => {
      await stopThoseOf(place);
      listener.end(place, milliseconds, failure);
    },
    done: (excluded) => listener.done(excluded),
  };
  const server = createServer((request, response) => {
    const headers = cors ? { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" } : {};
    if (request.method === "OPTIONS") return void response.writeHead(204, headers).end();
    answer(request, answers).then(
      (result) => response.writeHead(200, { ...headers, "Content-Type": "application/json" }).end(result),
      (error: unknown) => response.writeHead(500, headers).end(String(error)),
    );
  });
  const { port } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    secrets,
    close: async () => {
      await Promise.all([...running.values()].map((one) => one.stop()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, answers: object): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const name = (request.url ?? "").slice(1);
  if (!Object.hasOwn(answers, name)) throw new Error(`nobody knows ${name}`);
  const result: unknown = await (answers as Record<string, (...given: unknown[]) => unknown>)[name]?.(
    ...(JSON.parse(text) as unknown[]),
  );
  return JSON.stringify(result ?? null);
}

function listen(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
}
