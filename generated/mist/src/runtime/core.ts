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

interface KnownCore {
  readonly state: CoreState;
  readonly options: object;
}

// Not in the objects: consoles of browsers show private fields too.
const known = new WeakMap<object, KnownCore>();

/** A client's checked options, shared by all its requests; opaque, so that printing it shows no credential. */
export class Core {
  /** Type-level only: no other object is one. */
  declare protected readonly core: true;

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
    known.set(this, { state: { api, settings, credentials, choice, base }, options });
    if (credentials.size > 0) refuseInsecure(base, settings);
  }
}

/** What a core holds. */
export function stateOfCore(core: Core): CoreState {
  return lookUp(core).state;
}

/** The options that a core was made from. */
export function optionsOfCore<Options extends object>(core: Core): Options {
  return lookUp(core).options as Options;
}

function lookUp(core: Core): KnownCore {
  const found = known.get(core);
  if (found === undefined) throw new TypeError("Use a core that createCore of this package made.");
  return found;
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
