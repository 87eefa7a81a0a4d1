import { Core } from "./runtime/core.js";
import type { ApiDescriptor } from "./runtime/descriptor.js";
import type { CommonOptions, Credential } from "./runtime/options.js";

const api: ApiDescriptor = {
  userAgent: "api-tokens-launchdarkly",
  servers: [
    { name: "commercial", url: ["https://app.launchdarkly.com"] },
    { name: "federal", url: ["https://app.launchdarkly.us"] },
    { name: "eu", url: ["https://app.eu.launchdarkly.com"] },
  ],
  securitySchemes: { apiKey: { kind: "apiKey", in: "header", name: "Authorization" } },
  rateLimit: { header: "X-Ratelimit-Reset", unit: "milliseconds", as: "epoch" },
};

/** Credentials by security scheme. Functions are asked at every attempt. */
export interface LaunchDarklyAuth {
  /**
   * An access token, alone.
   *
   * It is sent as `Authorization: <token>`, without `Bearer`.
   */
  readonly apiKey?: Credential;
}

/** Where requests go: a base URL, or a documented server with its variables. */
export type LaunchDarklyServer =
  | string
  | { readonly name?: "commercial" }
  | { readonly name: "federal" }
  | { readonly name: "eu" };

/** What a `LaunchDarklyClient` is made from. */
export interface LaunchDarklyClientOptions extends CommonOptions {
  /** Where requests go: a base URL, which replaces the whole server URL, or one of `commercial`, `federal`, `eu`. */
  readonly server?: LaunchDarklyServer;
  /** Credentials by security scheme; without one that an operation needs, it is not sent. */
  readonly auth?: LaunchDarklyAuth;
}

/**
 * Makes what request classes are sent with, for using a single one without the client: it takes the client's
 * options and checks them the same way.
 */
export function createCore(options: LaunchDarklyClientOptions = {}): Core {
  return new Core(api, options);
}
