import { type CallResult, type CallTarget, call, publicResponse } from "./call.js";
import { type Core, stateOfCore } from "./core.js";
import type { OperationDescriptor } from "./descriptor.js";
import { isCallerMistake, SdkError } from "./errors.js";
import type { CallOptions } from "./options.js";
import type { PlatformRequest, PlatformResponse } from "./platform.js";
import { prepareRequest } from "./prepare-request.js";
import { toRequest } from "./send.js";
import { snapshot } from "./snapshot.js";

/** What a request must have before it can be sent; the compile error names the setter that is missing. */
export type Requires<Names extends string> = { readonly [Name in Names as `call .${Name}(…) first`]: never };

/** A media type of a documented range: `image/png` of `image/*`, `application/ld+json` of `application/*+json`. */
export type MediaTypeOf<Type extends string, Suffix extends string = ""> = `${Type}/${string}${Suffix}`;

/** An operation that documents no response headers. */
export type NoHeaders = Readonly<Record<never, never>>;

/** Data together with what else the response says. */
export interface ResponseOf<Data, ResponseHeaders = NoHeaders> {
  readonly data: Data;
  /** The HTTP status. */
  readonly status: number;
  /** The documented headers, decoded; one that is absent or unreadable is left out. */
  readonly headers: ResponseHeaders;
  /** Status and all headers as they arrived; its body has been read into `data`. */
  readonly response: PlatformResponse;
}

/** Data, or a failure that is typed by the documented statuses. */
export type Result<Data, Failure> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: Failure };

// Not in the objects: printing or serializing a request shows nothing of what was set.
const targets = new WeakMap<object, CallTarget>();

/** What a request would call. */
export function targetOf(request: object): CallTarget {
  const target = targets.get(request);
  if (target === undefined) throw new TypeError("Call this method on a request of this package.");
  return target;
}

/**
 * A request that can be kept, changed into new ones, and sent any number of times. It is not a promise: nothing is sent
 * before `execute()`.
 */
export abstract class ApiRequest<Data, Failure, Missing extends string = never, ResponseHeaders = NoHeaders> {
  /** Type-level only: setters that must be called before the request can be sent. */
  declare protected readonly missing: Missing;

  constructor(core: Core, operation: OperationDescriptor, path: object = {}) {
    targets.set(this, { core, operation, values: { path: snapshot(path) as Record<string, unknown>, set: new Map() } });
  }

  /** A new request in which one parameter, or the body, has this value; `undefined` unsets it. */
  protected set<Next>(key: string, value: unknown, mediaType?: string): Next {
    const { core, operation, values } = targetOf(this);
    const set = new Map(values.set);
    if (value === undefined) set.delete(key);
    else set.set(key, { value: snapshot(value), mediaType });
    const next: object = Object.create(Object.getPrototypeOf(this));
    targets.set(next, { core, operation, values: { path: values.path, set } });
    return next as Next;
  }

  /**
   * Sends the request and returns the data.
   * @throws The documented failures, and what else can happen to a call; see `tryExecute` for them as values.
   */
  async execute(this: Requires<Missing>, options?: CallOptions): Promise<Data> {
    return (await call(targetOf(this), options)).data as Data;
  }

  /** Sends the request and returns the data with status and headers. */
  async executeWithResponse(
    this: Requires<Missing>,
    options?: CallOptions,
  ): Promise<ResponseOf<Data, ResponseHeaders>> {
    const { data, status, headers, response }: CallResult = await call(targetOf(this), options);
    return { data: data as Data, status, headers: headers as ResponseHeaders, response: publicResponse(response) };
  }

  /** Sends the request and returns data or failure; only the caller's own mistakes are thrown. */
  async tryExecute(this: Requires<Missing>, options?: CallOptions): Promise<Result<Data, Failure>> {
    try {
      return { ok: true, data: (await call(targetOf(this), options)).data as Data };
    } catch (error) {
      if (error instanceof SdkError && !isCallerMistake(error)) return { ok: false, error: error as Failure };
      throw error;
    }
  }

  /** The request as a standard `Request`, without credentials. */
  toRequest(this: Requires<Missing>): PlatformRequest {
    const { core, operation, values } = targetOf(this);
    return toRequest(prepareRequest(stateOfCore(core), operation, values, undefined));
  }
}
