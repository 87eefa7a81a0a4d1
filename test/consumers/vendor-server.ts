import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that arrived. */
export interface Arrival {
  readonly request: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A loopback server that stands for the four vendors, each below its own path. */
export interface VendorServer {
  readonly url: string;
  /** What arrived since the last call. */
  take(): Arrival[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What every consumer's program prints when all four packages work. */
export const wantedResult: Readonly<Record<string, unknown>> = {
  mist: { name: "ci", shown: "[redacted]", key: "mist-key" },
  dynatrace: { token: "dynatrace-token", names: ["first", "second"] },
  okta: ["00T1", "00T2"],
  launchdarkly: { message: "getToken failed with status 404: no such token", own: true, acrossPackages: true },
};

/** What every consumer's program puts on the wire. */
export const wantedArrivals: readonly Arrival[] = [
  { request: "POST /mist/api/v1/self/apitokens", authorization: "Token mist-credential", body: '{"name":"ci"}' },
  {
    request: "POST /dynatrace/apiTokens",
    authorization: "Api-Token dynatrace-credential",
    body: '{"name":"ci","scopes":["metrics.read"]}',
  },
  { request: "GET /dynatrace/apiTokens?pageSize=100", authorization: "Api-Token dynatrace-credential", body: "" },
  { request: "GET /dynatrace/apiTokens?nextPageKey=NEXT", authorization: "Api-Token dynatrace-credential", body: "" },
  { request: "GET /okta/api/v1/api-tokens", authorization: "SSWS okta-credential", body: "" },
  { request: "GET /okta/api/v1/api-tokens?after=00T1", authorization: "SSWS okta-credential", body: "" },
  { request: "GET /launchdarkly/api/v2/tokens/absent", authorization: "launchdarkly-credential", body: "" },
];

function answer(request: string, url: string): Answer {
  const [path = "", query = ""] = request.split("?");
  switch (path) {
    case "POST /mist/api/v1/self/apitokens":
      return { status: 200, body: [{ id: "1", name: "ci", key: "mist-key" }] };
    case "POST /dynatrace/apiTokens":
      return { status: 201, body: { id: "dt0c01.A", token: "dynatrace-token" } };
    case "GET /dynatrace/apiTokens":
      return query.includes("nextPageKey=NEXT")
        ? { status: 200, body: { totalCount: 2, nextPageKey: null, apiTokens: [{ id: "2", name: "second" }] } }
        : { status: 200, body: { totalCount: 2, nextPageKey: "NEXT", apiTokens: [{ id: "1", name: "first" }] } };
    case "GET /okta/api/v1/api-tokens":
      return query.includes("after=")
        ? { status: 200, body: [{ id: "00T2", name: "second" }] }
        : {
            status: 200,
            headers: { Link: `<${url}/okta/api/v1/api-tokens?after=00T1>; rel="next"` },
            body: [{ id: "00T1", name: "first" }],
          };
    default:
      return { status: 404, body: { code: "not_found", message: "no such token" } };
  }
}

/** Starts the server on a free port. */
export async function startVendorServer(): Promise<VendorServer> {
  let arrivals: Arrival[] = [];
  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = `${incoming.method} ${incoming.url}`;
      const { authorization } = incoming.headers;
      arrivals.push({ request, authorization, body: Buffer.concat(chunks).toString("utf8") });
      const { status, headers, body } = answer(request, url);
      outgoing.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
      outgoing.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    take() {
      const taken = arrivals;
      arrivals = [];
      return taken;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
