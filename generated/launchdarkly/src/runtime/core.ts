import { type Credentials, readCredentials, type TokenSourceOf } from "./credentials.js";
import type { ApiDescriptor, OperationDescriptor } from "./descriptor.js";
import { InvalidParameterError } from "./errors.js";
import type { CommonOptions } from "./options.js";
import { chooseServer, operationServer, type ServerChoice } from "./server-choice.js";
import type { BaseUrl } from "./server-url.js";
import { readSettings, type Settings } from "./settings.js";

/** What calls read of a {@link Core}. */
export interface CoreState {
  readonly api: ApiDescriptor;
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly choice: ServerChoice;
  readonly base: BaseUrl;
}

let read: (core: Core) => CoreState;

/** A client's checked options, shared by all its requests; opaque, so that printing it shows no credential. */
export class Core {
  readonly #state: CoreState;

  /**
   * @param tokenSource Fetches tokens for client credentials; a package without such a scheme has none.
   * @throws InvalidParameterError where an option cannot work.
   */
  constructor(
    api: ApiDescriptor,
    options: CommonOptions & { readonly server?: unknown; readonly auth?: unknown } = {},
    tokenSource?: TokenSourceOf,
  ) {
    const settings = readSettings(options, api.userAgent);
    const [choice, base] = chooseServer(options.server, api);
    const credentials = readCredentials(options.auth, api.securitySchemes, (name, given, scheme) =>
      tokenSource?.(name, given, scheme, base, settings),
    );
    this.#state = { api, settings, credentials, choice, base };
    if (credentials.size > 0) refuseInsecure(base, settings);
  }

  static {
    read = (core) => core.#state;
  }
}

/** What a core holds. */
export function stateOfCore(core: Core): CoreState {
  return read(core);
}

/** Where an operation's requests go. */
export function baseOf(state: CoreState, operation: OperationDescriptor): BaseUrl {
  return operation.servers === undefined ? state.base : operationServer(state, operation.servers);
}

/** Refuses to let credentials travel where others on the way can read them. */
export function refuseInsecure(base: BaseUrl, settings: Settings, operation?: string): void {
  if (base.isSecure || base.isLoopback || settings.allowInsecureHttp) return;
  throw new InvalidParameterError(
    "server",
    "is plain http, over which anyone on the way can read the credentials: use https, or set allowInsecureHttp",
    { operation },
  );
}
