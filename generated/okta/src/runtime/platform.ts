/**
 * The platform's own types where the compilation knows them (DOM, Node, workers), minimal ones where it does not, and
 * the platform's values, which are looked up at the moment of use: importing a package touches nothing of `fetch`.
 */

type Global = typeof globalThis;

/** The part of `Headers` that the runtime uses. */
export interface MinimalHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  delete(name: string): void;
  forEach(callback: (value: string, name: string) => void): void;
}

/** The part of `AbortSignal` that the runtime uses. */
export interface MinimalSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The part of `Request` that the runtime uses. */
export interface MinimalRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: MinimalHeaders;
  readonly signal: MinimalSignal;
  readonly body: unknown;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
  clone(): MinimalRequest;
}

interface MinimalReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

/** The part of `Response` that the runtime uses. */
export interface MinimalResponse {
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly redirected: boolean;
  readonly headers: MinimalHeaders;
  readonly body: { getReader(): MinimalReader; cancel(reason?: unknown): Promise<void> } | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What the runtime hands to `fetch` besides the URL. */
export interface MinimalRequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** What `fetch` wants to be told of a body that is a stream. */
  readonly duplex?: "half";
  readonly redirect: "manual";
  readonly signal: PlatformSignal;
  /** Deno's own member: whose connections are used. */
  readonly client?: DenoHttpClient;
}

/** The part of `Deno.HttpClient` that the runtime uses. */
export interface DenoHttpClient {
  close(): void;
}

interface MinimalBlob {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The part of `ReadableStream` that the runtime uses. */
export interface MinimalReadableStream {
  readonly locked: boolean;
  getReader(): unknown;
}

/** The part of `URL` that the runtime uses. */
export interface MinimalUrl {
  readonly href: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly username: string;
  readonly password: string;
  readonly origin: string;
}

/** The platform's `Headers`. */
export type PlatformHeaders = Global extends { Headers: { prototype: infer Type } } ? Type : MinimalHeaders;
/** The platform's `AbortSignal`. */
export type PlatformSignal = Global extends { AbortSignal: { prototype: infer Type } } ? Type : MinimalSignal;
/** The platform's `Request`. */
export type PlatformRequest = Global extends { Request: { prototype: infer Type } } ? Type : MinimalRequest;
/** The platform's `Response`. */
export type PlatformResponse = Global extends { Response: { prototype: infer Type } } ? Type : MinimalResponse;
/** The platform's `Blob`. */
export type PlatformBlob = Global extends { Blob: { prototype: infer Type } } ? Type : MinimalBlob;
/** The platform's `ReadableStream`. */
export type PlatformReadableStream = Global extends { ReadableStream: { prototype: infer Type } }
  ? Type
  : MinimalReadableStream;
/** The platform's second argument of `fetch`. */
export type PlatformRequestInit = Global extends { fetch: (...given: infer Arguments) => unknown }
  ? Arguments extends readonly [unknown, (infer Init)?]
    ? NonNullable<Init>
    : MinimalRequestInit
  : MinimalRequestInit;

/** Content that can be sent more than once: text is sent as UTF-8. */
export type Content = string | Uint8Array | ArrayBuffer | PlatformBlob;
/** What a request body of a binary media type may be. A stream is read once, so such a request is never sent again. */
export type BinaryInput = Content | PlatformReadableStream;
/** A file in a form: its content, or its content with a name and a media type. */
export type FileInput =
  | Content
  | {
      readonly data: Content;
      /** Default: a `File`'s own name, else `blob`. */
      readonly filename?: string | undefined;
      /** Default: a `Blob`'s own type, else what the API documents, else `application/octet-stream`. */
      readonly contentType?: string | undefined;
    };
/** A body as it is handed to `fetch`. */
export type RequestBody = BinaryInput;

interface PlatformValues {
  readonly fetch?: (url: string, init: MinimalRequestInit) => Promise<unknown>;
  readonly Request: new (
    url: string,
    init: Omit<MinimalRequestInit, "body" | "signal"> & { readonly body?: unknown; readonly signal?: unknown },
  ) => MinimalRequest;
  readonly Response?: new (
    body: MinimalResponse["body"],
    init: { status: number; statusText: string; headers: MinimalHeaders },
  ) => MinimalResponse;
  readonly Headers: new (init?: MinimalHeaders) => MinimalHeaders;
  readonly URL: new (url: string, base?: string) => MinimalUrl;
  readonly ReadableStream?: new () => unknown;
  readonly Blob?: new (parts?: readonly Content[]) => MinimalBlob;
  readonly AbortController: new () => { readonly signal: MinimalSignal; abort(reason?: unknown): void };
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (
    label: string,
    options: { fatal: boolean },
  ) => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };
  readonly crypto: { getRandomValues(bytes: Uint8Array): unknown };
  readonly btoa: (binary: string) => string;
  readonly setTimeout: (callback: () => void, milliseconds: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  readonly performance?: { now(): number };
  readonly navigator?: { readonly userAgent?: unknown };
  readonly Deno?: { createHttpClient?(options: { poolMaxIdlePerHost: number }): DenoHttpClient };
}

/** The platform's global values. */
export const platform: PlatformValues = globalThis as unknown as PlatformValues;

/** Whether a value is a `Blob` or a `File`. */
export function isBlob(value: unknown): value is PlatformBlob {
  return platform.Blob !== undefined && value instanceof platform.Blob;
}

/** Whether a value is a stream. */
export function isStream(value: unknown): value is PlatformReadableStream {
  return typeof value === "object" && value !== null && "getReader" in value && typeof value.getReader === "function";
}

/** Whether this is a browser (page or worker), where `fetch` owns `User-Agent` and `Cookie`. */
export function isBrowser(): boolean {
  const agent = platform.navigator?.userAgent;
  return typeof agent === "string" && agent.startsWith("Mozilla/");
}

/** A request that is never sent, to see what a browser makes of it. */
function trial(headers: Readonly<Record<string, string>>, body?: unknown): MinimalRequest {
  const stream = body === undefined ? {} : ({ body, duplex: "half" } as const);
  return new platform.Request("https://trial.invalid/", { method: "POST", headers, redirect: "manual", ...stream });
}

/** The first of these headers that a browser leaves out of a script's requests without a word. */
export function droppedHeader(headers: ReadonlyMap<string, string>): string | undefined {
  if (!isBrowser()) return undefined;
  const kept = trial(Object.fromEntries(headers)).headers;
  return [...headers.keys()].find((name) => !kept.has(name));
}

/** Whether a body may be a stream: some browsers would send the text `[object ReadableStream]`. */
export function takesStreams(): boolean {
  if (!isBrowser() || platform.ReadableStream === undefined) return true;
  return !trial({}, new platform.ReadableStream()).headers.has("content-type");
}

/**
 * A connection of its own for what must not be sent twice: where a kept one ends, Deno's `fetch` sends any request once
 * more by itself, and nobody learns of it. Elsewhere `undefined`.
 */
export function ownConnection(): DenoHttpClient | undefined {
  try {
    return platform.Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 });
  } catch {
    // Older versions have it behind a flag.
    return undefined;
  }
}

/** Milliseconds of a clock that is not set back. */
export function now(): number {
  return platform.performance?.now() ?? Date.now();
}

/** A URL, or `undefined` where the text is none; never an error that quotes it. */
export function parseUrl(text: string, base?: string): MinimalUrl | undefined {
  try {
    return new platform.URL(text, base);
  } catch {
    return undefined;
  }
}
