import { AccessTokensApi } from "./apis/access-tokens.js";
import { type LaunchDarklyClientOptions, createCore } from "./core.js";

/**
 * Client for LaunchDarkly access tokens.
 *
 * Manages the access tokens of a LaunchDarkly account: personal tokens, which belong to a member, and service
 * tokens, which do not.
 */
export class LaunchDarklyClient {
  /** Access tokens of an account, personal ones and service tokens. */
  readonly accessTokens: AccessTokensApi;
  readonly #options: LaunchDarklyClientOptions;

  constructor(options: LaunchDarklyClientOptions = {}) {
    this.#options = options;
    const core = createCore(options);
    this.accessTokens = new AccessTokensApi(core);
  }

  /** Returns a copy of this client with some options changed; this one stays as it is. */
  with(options: Partial<LaunchDarklyClientOptions>): LaunchDarklyClient {
    return new LaunchDarklyClient({ ...this.#options, ...options });
  }
}
