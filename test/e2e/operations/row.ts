import type { launchdarkly } from "../packages.js";

/** A documented request, as it must arrive. */
export interface WireRequest {
  readonly method: string;
  /** Path and query below the base URL, exactly as sent. */
  readonly target: string;
  /** JSON value of the body; absent: no body and no `Content-Type`. */
  readonly body?: unknown;
}

/** One operation, called as the reference documents call it. */
export interface OperationRow<Client> {
  /** The operationId, behind its tag's property. */
  readonly name: string;
  readonly wire: WireRequest;
  /** Calls the operation. */
  call(client: Client, options?: launchdarkly.CallOptions): Promise<unknown>;
  /** Calls the operation and checks what it returns. */
  verify(client: Client, options?: launchdarkly.CallOptions): Promise<void>;
}

/** Makes a row; `check` sees the data as the package types it. */
export function row<Client, Data>(given: {
  readonly name: string;
  readonly wire: WireRequest;
  readonly call: (client: Client, options?: launchdarkly.CallOptions) => Promise<Data>;
  readonly check: (data: Data) => void;
}): OperationRow<Client> {
  const { name, wire, call, check } = given;
  return {
    name,
    wire,
    call,
    verify: async (client, options) => check(await call(client, options)),
  };
}
