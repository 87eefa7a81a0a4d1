import { AccessTokensApi } from "./apis/access-tokens.js";
import { type LaunchDarklyClientOptions, createCore } from "./core.js";
import { type Core, optionsOfCore } from "./runtime/core.js";

/**
 * Client for LaunchDarkly access tokens.
 *
 * Manages the access tokens of a LaunchDarkly account: personal tokens, which belong to a member, and service
 * tokens, which do not.
 */
export class LaunchDarklyClient {
  /** Access tokens of an account, personal ones and service tokens. */
  readonly accessTokens: AccessTokensApi;
  readonly #core: Core;

  constructor(options: LaunchDarklyClientOptions = {}) {
    this.#core = createCore(options);
    this.accessTokens = new AccessTokensApi(this.#core);
  }

  /** Returns a copy of this client with some options changed; this one stays as it is. */
  with(options: Partial<LaunchDarklyClientOptions>): LaunchDarklyClient {
    return new LaunchDarklyClient({ ...optionsOfCore<LaunchDarklyClientOptions>(this.#core), ...options });
  }
}
