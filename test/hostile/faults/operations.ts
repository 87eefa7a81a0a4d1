import type { ServerKind } from "../../e2e/cases/context.js";
import { rawResponse, takeApart, vendors } from "../../e2e/loopback/server.js";
import { dynatraceOperations } from "../../e2e/operations/dynatrace.js";
import { launchDarklyOperations } from "../../e2e/operations/launchdarkly.js";
import { mistOperations } from "../../e2e/operations/mist.js";
import { oktaOperations } from "../../e2e/operations/okta.js";
import type { OperationRow } from "../../e2e/operations/row.js";
import { dynatrace, launchdarkly, mist, okta } from "../../e2e/packages.js";
import type { RawRequest } from "./raw-server.js";

/** Options that all four clients share. */
export type Options = launchdarkly.CommonOptions;

/** An operation of a package, ready to be called. */
export interface Target {
  /** `mist createApiToken`. */
  readonly name: string;
  readonly kind: Exclude<ServerKind, "blank">;
  readonly method: string;
  /** What it answers holds a secret that is shown once. */
  readonly mints: boolean;
  /** Its success is documented with a body, so that what the body holds matters. */
  readonly hasBody: boolean;
  call(server: string, credential: string, options: Options, callOptions?: launchdarkly.CallOptions): Promise<unknown>;
}

/** A plain answer, head and body apart. */
export interface PlainAnswer {
  readonly status: number;
  readonly head: Buffer;
  readonly body: Buffer;
}

type Connect<Client> = (server: string, credential: string, options: Options) => Client;

const minting = /\.(createApiToken|createOrgApiToken|postToken|resetToken)$/;

function targetsOf<Client>(
  kind: Target["kind"],
  rows: readonly OperationRow<Client>[],
  connect: Connect<Client>,
): Target[] {
  return rows.map(({ name, wire, call }) => ({
    name: `${kind} ${name.split(".")[1]}`,
    kind,
    method: wire.method,
    mints: minting.test(name),
    hasBody:
      wire.method !== "DELETE" &&
      !/\.updateOrgApiToken$/.test(name) &&
      !(kind === "dynatrace" && wire.method === "PUT"),
    call: (server, credential, options, own) => call(connect(server, credential, options), own),
  }));
}

/** Every operation of the four packages. */
export const targets: readonly Target[] = [
  ...targetsOf(
    "mist",
    mistOperations,
    (server, apiToken, options) => new mist.MistClient({ server, auth: { apiToken }, ...options }),
  ),
  ...targetsOf(
    "dynatrace",
    dynatraceOperations,
    (server, apiToken, options) => new dynatrace.DynatraceClient({ server, auth: { apiToken }, ...options }),
  ),
  ...targetsOf(
    "okta",
    oktaOperations,
    (server, apiToken, options) => new okta.OktaClient({ server, auth: { apiToken }, ...options }),
  ),
  ...targetsOf(
    "launchdarkly",
    launchDarklyOperations,
    (server, apiKey, options) => new launchdarkly.LaunchDarklyClient({ server, auth: { apiKey }, ...options }),
  ),
];

/** Creates and resets: what they answer is shown once. */
export const mintingTargets: readonly Target[] = targets.filter(({ mints }) => mints);

/** What a vendor that has its first token alone answers to a request. */
export function plainAnswer(kind: Target["kind"], credential: string, secret: string, raw: RawRequest): PlainAnswer {
  const vendor = vendors[kind]({
    tokens: 1,
    createAnswers: "object",
    pageSize: Number.POSITIVE_INFINITY,
    credential,
    secret: (prefix) => prefix + secret,
  });
  const request = { ...raw, body: raw.body.toString("utf8") };
  const reply = vendor.handle(takeApart(request, vendor.basePath, "http://127.0.0.1"));
  const [head, body] = rawResponse(reply, raw.method);
  return { status: reply.status, head, body };
}
