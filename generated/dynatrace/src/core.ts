import { Core } from "./runtime/core.js";
import type { ApiDescriptor } from "./runtime/descriptor.js";
import type { CommonOptions, Credential } from "./runtime/options.js";

const api: ApiDescriptor = {
  userAgent: "api-tokens-dynatrace",
  servers: [
    {
      name: "saas",
      url: ["https://", { variable: "environmentId" }, ".live.dynatrace.com/api/v2"],
      variables: { environmentId: {} },
    },
    {
      name: "managed",
      url: ["https://", { variable: "domain" }, "/e/", { variable: "environmentId" }, "/api/v2"],
      variables: { domain: {}, environmentId: {} },
    },
    {
      name: "activegate",
      url: [
        "https://",
        { variable: "activegateDomain" },
        ":",
        { variable: "port" },
        "/e/",
        { variable: "environmentId" },
        "/api/v2",
      ],
      variables: { activegateDomain: {}, port: { default: "9999" }, environmentId: {} },
    },
  ],
  securitySchemes: { apiToken: { kind: "apiKey", in: "header", name: "Authorization", prefix: "Api-Token " } },
};

/** Credentials by security scheme. Functions are asked at every attempt. */
export interface DynatraceAuth {
  /**
   * A whole API token, or a personal access token, alone.
   *
   * It is sent as `Authorization: Api-Token <token>`.
   */
  readonly apiToken?: Credential;
}

/** Where requests go: a base URL, or a documented server with its variables. */
export type DynatraceServer =
  | string
  | { readonly name?: "saas"; readonly environmentId: string }
  | { readonly name: "managed"; readonly domain: string; readonly environmentId: string }
  | {
      readonly name: "activegate";
      readonly activegateDomain: string;
      readonly port?: string;
      readonly environmentId: string;
    };

/** What a `DynatraceClient` is made from. */
export interface DynatraceClientOptions extends CommonOptions {
  /** Where requests go: a base URL, which replaces the whole server URL, or one of `saas`, `managed`, `activegate`. */
  readonly server: DynatraceServer;
  /** Credentials by security scheme; without one that an operation needs, it is not sent. */
  readonly auth?: DynatraceAuth;
}

/**
 * Makes what request classes are sent with, for using a single one without the client: it takes the client's
 * options and checks them the same way.
 */
export function createCore(options: DynatraceClientOptions): Core {
  return new Core(api, options);
}
