import type { RecordedRequest, ServerOptions } from "../cases/context.js";

/** What a vendor answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is sent; empty: none. */
  readonly body: string;
}

/** A request, taken apart. */
export interface VendorRequest extends RecordedRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The base URL of the server, for links. */
  readonly origin: string;
  /** All values of a header. */
  header(name: string): readonly string[];
}

/** A stateful stand-in for a vendor's API. */
export interface Vendor {
  readonly ids: readonly string[];
  /** Path of the base URL. */
  readonly basePath: string;
  handle(request: VendorRequest): Reply;
  /** The vendor's own answer to too many requests; `now` is the server's clock in milliseconds. */
  rateLimited(seconds: number, now: number): Reply;
  count(): number;
}

/** Options, all defaults applied. */
export interface VendorOptions extends Required<Omit<ServerOptions, "secret" | "faults">> {
  /** A new secret: random unless the case wants a certain one. */
  secret(prefix: string): string;
}

/** A JSON answer. */
export function json(
  status: number,
  data: unknown,
  headers: Readonly<Record<string, string>> = {},
  type: string = "application/json",
): Reply {
  return { status, headers: { "Content-Type": type, ...headers }, body: JSON.stringify(data) };
}

/** An answer without a body. */
export function bodiless(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: "" };
}

/** The JSON of a body; `undefined` where it is none, or where its type does not say that it is. */
export function readJson(request: VendorRequest): unknown {
  const [type = ""] = request.header("content-type");
  if (!/^application\/json(;|$)/.test(type)) return undefined;
  try {
    return JSON.parse(request.body);
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; `undefined` where the body is none. */
export function readObject(request: VendorRequest): Readonly<Record<string, unknown>> | undefined {
  const value = readJson(request);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The segments of a path, decoded. */
export function segmentsOf(path: string): readonly string[] {
  return path.split("/").slice(1).map(decodeURIComponent);
}

/** Whether exactly one value of a header arrived, and which. */
export function single(request: VendorRequest, name: string): string | undefined {
  const values = request.header(name);
  return values.length === 1 ? values[0] : undefined;
}
