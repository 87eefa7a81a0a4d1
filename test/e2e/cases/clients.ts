import { dynatrace, launchdarkly, mist, okta } from "../packages.js";
import type { Fault, TestServer } from "./context.js";

/** Options that all four clients share. */
export type ClientOptions = Omit<launchdarkly.LaunchDarklyClientOptions, "server" | "auth">;

/** A client that talks to a Mist server. */
export function mistClient(server: TestServer, options: ClientOptions = {}): mist.MistClient {
  return new mist.MistClient({ server: server.url, auth: { apiToken: server.credential }, ...options });
}

/** A client that talks to a Dynatrace server. */
export function dynatraceClient(server: TestServer, options: ClientOptions = {}): dynatrace.DynatraceClient {
  return new dynatrace.DynatraceClient({ server: server.url, auth: { apiToken: server.credential }, ...options });
}

/** A client that talks to an Okta server. */
export function oktaClient(server: TestServer, options: ClientOptions = {}): okta.OktaClient {
  return new okta.OktaClient({ server: server.url, auth: { apiToken: server.credential }, ...options });
}

/** A client that talks to a LaunchDarkly server. */
export function launchDarklyClient(server: TestServer, options: ClientOptions = {}): launchdarkly.LaunchDarklyClient {
  return new launchdarkly.LaunchDarklyClient({ server: server.url, auth: { apiKey: server.credential }, ...options });
}

/** Fault: another answer, with a body of some type. */
export function replyWith(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  type: string = "application/json",
): Fault {
  return { kind: "reply", status, headers: { ...(body !== "" && { "Content-Type": type }), ...headers }, body };
}
