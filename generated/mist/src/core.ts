import { Core } from "./runtime/core.js";
import type { ApiDescriptor } from "./runtime/descriptor.js";
import type { CommonOptions, Credential } from "./runtime/options.js";

const api: ApiDescriptor = {
  userAgent: "api-tokens-mist",
  servers: [
    { name: "global-01", url: ["https://api.mist.com"] },
    { name: "global-02", url: ["https://api.gc1.mist.com"] },
    { name: "global-03", url: ["https://api.ac2.mist.com"] },
    { name: "global-04", url: ["https://api.gc2.mist.com"] },
    { name: "global-05", url: ["https://api.gc4.mist.com"] },
    { name: "emea-01", url: ["https://api.eu.mist.com"] },
    { name: "emea-02", url: ["https://api.gc3.mist.com"] },
    { name: "emea-03", url: ["https://api.ac6.mist.com"] },
    { name: "emea-04", url: ["https://api.gc6.mist.com"] },
    { name: "apac-01", url: ["https://api.ac5.mist.com"] },
    { name: "apac-02", url: ["https://api.gc5.mist.com"] },
    { name: "apac-03", url: ["https://api.gc7.mist.com"] },
  ],
  securitySchemes: { apiToken: { kind: "apiKey", in: "header", name: "Authorization", prefix: "Token " } },
};

/** Credentials by security scheme. Functions are asked at every attempt. */
export interface MistAuth {
  /**
   * The `key` of an administrator's or organization's API token, alone.
   *
   * It is sent as `Authorization: Token <key>`.
   */
  readonly apiToken?: Credential;
}

/** Where requests go: a base URL, or a documented server with its variables. */
export type MistServer =
  | string
  | { readonly name?: "global-01" }
  | { readonly name: "global-02" }
  | { readonly name: "global-03" }
  | { readonly name: "global-04" }
  | { readonly name: "global-05" }
  | { readonly name: "emea-01" }
  | { readonly name: "emea-02" }
  | { readonly name: "emea-03" }
  | { readonly name: "emea-04" }
  | { readonly name: "apac-01" }
  | { readonly name: "apac-02" }
  | { readonly name: "apac-03" };

/** What a `MistClient` is made from. */
export interface MistClientOptions extends CommonOptions {
  /**
   * Where requests go: a base URL, which replaces the whole server URL, or one of `global-01`, `global-02`,
   * `global-03`, `global-04`, `global-05`, `emea-01`, `emea-02`, `emea-03`, `emea-04`, `apac-01`, `apac-02`,
   * `apac-03`.
   */
  readonly server?: MistServer;
  /** Credentials by security scheme; without one that an operation needs, it is not sent. */
  readonly auth?: MistAuth;
}

/**
 * Makes what request classes are sent with, for using a single one without the client: it takes the client's
 * options and checks them the same way.
 */
export function createCore(options: MistClientOptions = {}): Core {
  return new Core(api, options);
}
