import type { PlatformRequest, PlatformRequestInit, PlatformResponse, PlatformSignal } from "./platform.js";
import type { Revealable } from "./secret.js";

/** A credential's value, or what hands it out. */
export type CredentialValue = string | Revealable;
/** A credential, or an (async) function of one, which is asked at every attempt. */
export type Credential = CredentialValue | (() => CredentialValue | Promise<CredentialValue>);
/** User name and password of HTTP basic authentication. */
export interface BasicCredential {
  readonly username: Credential;
  readonly password: Credential;
}

/**
 * An OAuth 2.0 client, for which tokens are fetched (RFC 6749 section 4.4), kept until shortly before they expire, and
 * renewed once when the API answers 401. The secret is sent to the token URL and nowhere else.
 */
export interface OAuthClientCredential {
  readonly clientId: Credential;
  readonly clientSecret: Credential;
  /** The scopes of every token. Default: those that the operation needs. */
  readonly scopes?: readonly string[] | undefined;
  /** Where tokens are fetched: an `https` URL, or a path on the server. Default: the documented one. */
  readonly tokenUrl?: string | undefined;
  /** How the client proves who it is there: by HTTP Basic, or by members of the body. Default: `"basic"`. */
  readonly clientAuthentication?: "basic" | "body" | undefined;
}

/** Sends a request that has no credentials yet. */
export type Next = (request: PlatformRequest) => Promise<PlatformResponse>;
/** Runs once per attempt, around the sending; it sees no credentials and may not change the request's origin. */
export type Middleware = (request: PlatformRequest, next: Next) => Promise<PlatformResponse>;
/** A replacement of the platform's `fetch`. */
export type Fetch = (url: string, init: PlatformRequestInit) => Promise<PlatformResponse>;

/** How often, and how long, a failed request is tried again. */
export interface RetryOptions {
  /** How often at most, after the first attempt. Default: 2. */
  readonly max?: number | undefined;
  /** Longest wait between two attempts in milliseconds; a server that asks for more ends the call. Default: 60,000. */
  readonly maxDelay?: number | undefined;
}

/** What a client, and each call, may say. */
export interface CallOptions {
  /** Ends the call, between and during attempts. */
  readonly signal?: PlatformSignal | undefined;
  /** Milliseconds per attempt, body included; of a stream up to its head, then of each wait. Default: the client's. */
  readonly timeout?: number | undefined;
  /**
   * Milliseconds of the whole call, waits included; of each page while paging, of a stream to its head. Default: the
   * client's.
   */
  readonly deadline?: number | undefined;
  /** How often a failed request is tried again, unless its body is a stream; `false`: never. Default: the client's. */
  readonly retry?: number | false | RetryOptions | undefined;
  /** Further headers. They replace the client's; what setters set replaces both. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
}

/** What every client may be told besides its server and its credentials. */
export interface CommonOptions {
  /** Sends the requests. Default: the platform's `fetch`, as it is at the moment of the call. */
  readonly fetch?: Fetch | undefined;
  /** Wraps the sending, the first outermost. Default: none. */
  readonly middleware?: Middleware | readonly Middleware[] | undefined;
  /** Further headers of every request. A call's headers replace them, and what setters set replaces both. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds per attempt, body included. Default: 30,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds of a whole call, waits included. Default: 120,000. */
  readonly deadline?: number | undefined;
  /** How often a failed request is tried again; `false`: never. Default: 2. */
  readonly retry?: number | false | RetryOptions | undefined;
  /** Sent as `User-Agent`, except in browsers. Default: the package's name. */
  readonly userAgent?: string | undefined;
  /** Lets credentials travel over plain `http` to other hosts than this machine. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}
