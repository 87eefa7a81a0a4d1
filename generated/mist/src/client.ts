import { OrgsApiTokensApi } from "./apis/orgs-api-tokens.js";
import { SelfApiTokenApi } from "./apis/self-api-token.js";
import { type MistClientOptions, createCore } from "./core.js";
import { type Core, optionsOfCore } from "./runtime/core.js";

/**
 * Client for Juniper Mist API tokens.
 *
 * Manages the API tokens of Juniper Mist: those of the calling administrator ("self") and those of an organization.
 */
export class MistClient {
  /** API tokens of the administrator who is calling. */
  readonly selfApiToken: SelfApiTokenApi;
  /** API tokens of an organization. */
  readonly orgsApiTokens: OrgsApiTokensApi;
  readonly #core: Core;

  constructor(options: MistClientOptions = {}) {
    this.#core = createCore(options);
    this.selfApiToken = new SelfApiTokenApi(this.#core);
    this.orgsApiTokens = new OrgsApiTokensApi(this.#core);
  }

  /** Returns a copy of this client with some options changed; this one stays as it is. */
  with(options: Partial<MistClientOptions>): MistClient {
    return new MistClient({ ...optionsOfCore<MistClientOptions>(this.#core), ...options });
  }
}
