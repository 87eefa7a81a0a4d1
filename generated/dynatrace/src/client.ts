import { AccessTokensApiTokensApi } from "./apis/access-tokens-api-tokens.js";
import { type DynatraceClientOptions, createCore } from "./core.js";
import { type Core, optionsOfCore } from "./runtime/core.js";

/**
 * Client for Dynatrace API tokens.
 *
 * Manages the API tokens (access tokens) of a Dynatrace environment, through the Environment API v2.
 */
export class DynatraceClient {
  /** API tokens of an environment, personal access tokens included. */
  readonly accessTokensApiTokens: AccessTokensApiTokensApi;
  readonly #core: Core;

  constructor(options: DynatraceClientOptions) {
    this.#core = createCore(options);
    this.accessTokensApiTokens = new AccessTokensApiTokensApi(this.#core);
  }

  /** Returns a copy of this client with some options changed; this one stays as it is. */
  with(options: Partial<DynatraceClientOptions>): DynatraceClient {
    return new DynatraceClient({ ...optionsOfCore<DynatraceClientOptions>(this.#core), ...options });
  }
}
