/**
 * What cases are given. Everything that passes between a case and its server is plain data behind promises, so that the
 * server may run in another process than the case: a case in a browser or a worker talks to it through a control channel.
 */

/** The four vendors, and a server that answers 200 with an empty object to anything. */
export type ServerKind = "mist" | "dynatrace" | "okta" | "launchdarkly" | "blank";

/** One request exactly as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** The raw request target: path and query as sent. */
  readonly target: string;
  /** In the order of arrival, duplicates included; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** What goes wrong with one request, in place of the vendor's plain answer. */
export type Fault =
  /** Nothing goes wrong. */
  | { readonly kind: "pass" }
  /** Another answer; the vendor does not act. */
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The vendor's own 429. `clock`: by how many seconds the server's clock is off. */
  | { readonly kind: "rate-limited"; readonly seconds: number; readonly clock?: number }
  /** The vendor acts on the whole request, then the connection ends without a byte of response. */
  | { readonly kind: "cut" }
  /** The vendor acts; of its raw response, head included, this many bytes are sent before the connection ends. */
  | { readonly kind: "cut-response"; readonly bytes: number }
  /** The vendor acts; its body stops half-way. `stall`: the connection stays open. */
  | { readonly kind: "half-body"; readonly stall?: boolean }
  /** The vendor acts, and its answer comes late. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The connection delivers these bytes in place of a response, then ends. */
  | { readonly kind: "garbage"; readonly text: string };

/** How a server begins. */
export interface ServerOptions {
  /** How many tokens exist at the start. Default: 1. */
  readonly tokens?: number;
  /** The credential that is accepted, without scheme word. Default: a random one. */
  readonly credential?: string;
  /** The secret of every token that is created or reset. Default: random ones. */
  readonly secret?: string;
  /** Mist: whether the create answers an object or a one-element array. Default: `object`. */
  readonly createAnswers?: "object" | "array";
  /** Okta: how many tokens are on a page. Default: all. */
  readonly pageSize?: number;
  /** What goes wrong, request by request; afterwards nothing does. Default: nothing. */
  readonly faults?: readonly Fault[];
}

/** A running server. */
export interface TestServer {
  /** To be given as the client's `server`. */
  readonly url: string;
  /** The credential that is accepted, without scheme word. */
  readonly credential: string;
  /** IDs of the tokens that exist at the start. */
  readonly ids: readonly string[];
  /** All requests so far, in the order of arrival. */
  requests(): Promise<readonly RecordedRequest[]>;
  /** How many connections were opened so far. */
  connections(): Promise<number>;
  /** How many bytes the whole responses have, cut or not; without those that are no HTTP. */
  responses(): Promise<readonly { readonly head: number; readonly body: number }[]>;
  /** How many tokens exist now. */
  count(): Promise<number>;
}

/** What a case is given. */
export interface CaseContext {
  /** Starts a server of the case's own, which ends with the case. */
  start(kind: ServerKind, options?: ServerOptions): Promise<TestServer>;
  /** A port of this machine on which nothing listens. */
  closedPort(): Promise<number>;
  /** All ways in which the runtime at hand prints a value: inspection at full depth, console, JSON, text. */
  renderings(value: unknown): readonly string[];
}

/** One case. */
export interface Case {
  readonly name: string;
  /** Resolves when all that the case expects holds; rejects with the first thing that does not. */
  run(context: CaseContext): Promise<void>;
}

/** Cases under a common heading. */
export interface CaseGroup {
  readonly name: string;
  readonly cases: readonly Case[];
}
