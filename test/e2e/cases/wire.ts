import { dynatraceOperations } from "../operations/dynatrace.js";
import { launchDarklyOperations } from "../operations/launchdarkly.js";
import { mistOperations } from "../operations/mist.js";
import { oktaOperations } from "../operations/okta.js";
import type { OperationRow, WireRequest } from "../operations/row.js";
import { check, equal } from "./check.js";
import { dynatraceClient, launchDarklyClient, mistClient, oktaClient } from "./clients.js";
import type { Case, CaseGroup, RecordedRequest, ServerKind, TestServer } from "./context.js";

/** What a vendor wants of every request. */
interface VendorWire {
  readonly accept: string;
  readonly contentType: string;
  readonly scheme: string;
  readonly others: Readonly<Record<string, string>>;
}

const wires: Readonly<Record<Exclude<ServerKind, "blank">, VendorWire>> = {
  mist: {
    accept: "application/json, application/vnd.api+json",
    contentType: "application/json",
    scheme: "Token ",
    others: {},
  },
  dynatrace: {
    accept: "application/json; charset=utf-8",
    contentType: "application/json; charset=utf-8",
    scheme: "Api-Token ",
    others: {},
  },
  okta: { accept: "application/json", contentType: "application/json", scheme: "SSWS ", others: {} },
  launchdarkly: {
    accept: "application/json",
    contentType: "application/json",
    scheme: "",
    others: { "ld-api-version": "20240415" },
  },
};

/** Headers that a runtime's `fetch` and the connection add by themselves. */
const platformHeaders =
  /^(host|connection|content-length|transfer-encoding|user-agent|accept-encoding|accept-language|sec-[a-z-]+|origin|referer|dnt|priority|pragma|cache-control|cf-[a-z-]+)$/;

/** Every operation puts the documented request on the wire, and returns what is documented. */
export const wireCases: readonly CaseGroup[] = [
  group("mist", mistOperations, mistClient),
  group("dynatrace", dynatraceOperations, dynatraceClient),
  group("okta", oktaOperations, oktaClient),
  group("launchdarkly", launchDarklyOperations, launchDarklyClient),
];

function group<Client>(
  kind: Exclude<ServerKind, "blank">,
  operations: readonly OperationRow<Client>[],
  connect: (server: TestServer) => Client,
): CaseGroup {
  return { name: `wire: ${kind}`, cases: operations.map((operation) => wireCase(kind, operation, connect)) };
}

function wireCase<Client>(
  kind: Exclude<ServerKind, "blank">,
  { name, wire, verify }: OperationRow<Client>,
  connect: (server: TestServer) => Client,
): Case {
  return {
    name,
    async run({ start }) {
      const server = await start(kind);
      await verify(connect(server), { retry: false });
      const requests = await server.requests();
      equal(requests.length, 1, "number of requests");
      const [request] = requests;
      if (request !== undefined) checkWire(request, wire, server, wires[kind]);
    },
  };
}

function checkWire(request: RecordedRequest, wire: WireRequest, server: TestServer, vendor: VendorWire): void {
  equal(request.method, wire.method, "method");
  equal(request.target, new URL(server.url).pathname.replace(/\/$/, "") + wire.target, "target");
  if (wire.body === undefined) equal(request.body, "", "body");
  // The very text, so that members are in the order in which the caller wrote them.
  else equal(request.body, JSON.stringify(wire.body), "body");
  const expected: Record<string, string> = {
    accept: vendor.accept,
    authorization: vendor.scheme + server.credential,
    ...vendor.others,
    ...(wire.body !== undefined && { "content-type": vendor.contentType }),
  };
  const headers = request.headers.filter(([name]) => !platformHeaders.test(name));
  equal(new Set(headers.map(([name]) => name)).size, headers.length, "number of headers without duplicates");
  equal(
    Object.fromEntries([...headers].sort(byName)),
    Object.fromEntries(Object.entries(expected).sort(byName)),
    "headers",
  );
  if (wire.body === undefined && (wire.method === "GET" || wire.method === "DELETE")) {
    check(
      !request.headers.some(([name, value]) => name === "content-length" && value !== "0"),
      "no Content-Length without a body",
    );
  }
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}
