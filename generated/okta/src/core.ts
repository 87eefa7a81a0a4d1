import { Core } from "./runtime/core.js";
import type { ApiDescriptor } from "./runtime/descriptor.js";
import type { CommonOptions, Credential } from "./runtime/options.js";

const api: ApiDescriptor = {
  userAgent: "api-tokens-okta",
  servers: [{ name: "org", url: ["https://", { variable: "yourOktaDomain" }], variables: { yourOktaDomain: {} } }],
  securitySchemes: {
    apiToken: { kind: "apiKey", in: "header", name: "Authorization", prefix: "SSWS " },
    oauth2: { kind: "bearer" },
  },
  rateLimit: { header: "X-Rate-Limit-Reset", unit: "seconds", as: "epoch" },
};

/** Credentials by security scheme. Functions are asked at every attempt. */
export interface OktaAuth {
  /**
   * An Okta API token, alone.
   *
   * It is sent as `Authorization: SSWS <token>`.
   */
  readonly apiToken?: Credential;
  /**
   * An OAuth 2.0 access token of the org's authorization server, alone.
   *
   * It is sent as `Authorization: Bearer <token>`.
   */
  readonly oauth2?: Credential;
}

/** Where requests go: a base URL, or a documented server with its variables. */
export type OktaServer =
  | string
  | { readonly name?: "org"; readonly yourOktaDomain: string };

/** What a `OktaClient` is made from. */
export interface OktaClientOptions extends CommonOptions {
  /** Where requests go: a base URL, which replaces the whole server URL, or the documented server. */
  readonly server: OktaServer;
  /** Credentials by security scheme; without one that an operation needs, it is not sent. */
  readonly auth?: OktaAuth;
}

/**
 * Makes what request classes are sent with, for using a single one without the client: it takes the client's
 * options and checks them the same way.
 */
export function createCore(options: OktaClientOptions): Core {
  return new Core(api, options);
}
