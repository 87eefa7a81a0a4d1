import { ApiTokenApi } from "./apis/api-token.js";
import { type OktaClientOptions, createCore } from "./core.js";
import { type Core, optionsOfCore } from "./runtime/core.js";

/**
 * Client for Okta API tokens.
 *
 * Manages the API tokens of an Okta org: their metadata, the networks that they work from, and their end.
 */
export class OktaClient {
  /** Metadata of API tokens, the networks that they work from, and their revocation. */
  readonly apiToken: ApiTokenApi;
  readonly #core: Core;

  constructor(options: OktaClientOptions) {
    this.#core = createCore(options);
    this.apiToken = new ApiTokenApi(this.#core);
  }

  /** Returns a copy of this client with some options changed; this one stays as it is. */
  with(options: Partial<OktaClientOptions>): OktaClient {
    return new OktaClient({ ...optionsOfCore<OktaClientOptions>(this.#core), ...options });
  }
}
