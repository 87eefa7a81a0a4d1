import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, equal, rejects } from "./cases/check.js";
import { documentedErrors, errorClasses } from "./documented-errors.js";
import { dynatraceOperations } from "./operations/dynatrace.js";
import { launchDarklyOperations } from "./operations/launchdarkly.js";
import { mistOperations } from "./operations/mist.js";
import { oktaOperations } from "./operations/okta.js";
import type { OperationRow } from "./operations/row.js";
import { dynatrace, launchdarkly, mist, okta } from "./packages.js";
import { type PrismServer, startPrism } from "./prism.js";
import { type RefusedRequest, refusedRequests } from "./refused-requests.js";

interface Suite {
  readonly name: keyof typeof refusedRequests;
  readonly spec: string;
  /** Every operation, bound to a client of the running server. */
  operations(server: string, fetch: typeof globalThis.fetch): readonly BoundOperation[];
}

interface BoundOperation {
  readonly name: string;
  verify(): Promise<void>;
  callWith(headers: Readonly<Record<string, string>>): Promise<unknown>;
}

function bind<Client>(rows: readonly OperationRow<Client>[], client: Client): readonly BoundOperation[] {
  return rows.map((row) => ({
    name: row.name,
    verify: () => row.verify(client, { retry: false }),
    callWith: (headers) => row.call(client, { retry: false, headers }),
  }));
}

const auth = { apiToken: "any-token-will-do" };
const suites: readonly Suite[] = [
  {
    name: "mist",
    spec: "mist.yaml",
    operations: (server, fetch) => bind(mistOperations, new mist.MistClient({ server, auth, fetch })),
  },
  {
    name: "dynatrace",
    spec: "dynatrace.yaml",
    operations: (server, fetch) => bind(dynatraceOperations, new dynatrace.DynatraceClient({ server, auth, fetch })),
  },
  {
    name: "okta",
    spec: "okta.yaml",
    operations: (server, fetch) => bind(oktaOperations, new okta.OktaClient({ server, auth, fetch })),
  },
  {
    name: "launchdarkly",
    spec: "launchdarkly.yaml",
    operations: (server, fetch) =>
      bind(launchDarklyOperations, new launchdarkly.LaunchDarklyClient({ server, auth: { apiKey: "any" }, fetch })),
  },
];

const running = new Map<string, PrismServer>();

beforeAll(async () => {
  // Side by side: most of their start is loading.
  const servers = await Promise.all(suites.map(async ({ name, spec }) => [name, await startPrism(spec)] as const));
  for (const [name, server] of servers) running.set(name, server);
}, 90_000);

afterAll(async () => {
  await Promise.all([...running.values()].map((server) => server.stop()));
});

/** Bound operations, and what Prism found wrong with the requests, which it also tells beside a good answer. */
function operationsOf(suite: Suite): readonly [readonly BoundOperation[], (string | null)[]] {
  const violations: (string | null)[] = [];
  const watching: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    violations.push(response.headers.get("sl-violations"));
    return response;
  };
  return [suite.operations(running.get(suite.name)?.url ?? "", watching), violations];
}

describe.each(suites)("prism: $name", (suite) => {
  const names = suite.operations("http://127.0.0.1", fetch).map(({ name }) => name);
  const errors = documentedErrors(suite.spec);

  test("the table holds every operation of the spec", () => {
    const documented = new Set(errors.map(({ operationId }) => operationId));
    expect(new Set(names.map(idOf))).toEqual(documented);
  });

  test.each(names)("%s is accepted, and its answer decoded", async (name) => {
    const [operations, violations] = operationsOf(suite);
    await operations.find((operation) => operation.name === name)?.verify();
    equal(violations, [null], "violations of the spec");
  });

  test.each(errors)("$operationId throws the documented error for $status", async ({ operationId, status, body }) => {
    const [operations, violations] = operationsOf(suite);
    const operation = operations.find(({ name }) => idOf(name) === operationId);
    check(operation !== undefined, "an operation of that name");
    const type = errorClasses.get(status);
    check(type !== undefined, "a class for the status");
    const error = await rejects(operation.callWith({ Prefer: `code=${status}` }), type);
    equal(error.status, status, "status");
    equal(error.body, body, "body");
    equal(error.operation, operationId, "operation");
    equal(error.attempts, 1, "attempts");
    check(error.message.startsWith(`${operationId} failed with status ${status}`), error.message);
    equal(violations, [null], "violations of the spec");
  });

  test.each(refusedRequests[suite.name])(
    "refuses $title",
    async ({ method, path, headers, body, status }: RefusedRequest) => {
      const response = await fetch(`${running.get(suite.name)?.url}${path}`, {
        method,
        headers: { ...headers },
        ...(body && { body }),
      });
      expect(response.status).toBe(status);
      await response.body?.cancel();
    },
  );
});

function idOf(name: string): string {
  return name.replace(/^.*\./, "");
}
