import { type CoreState, refuseInsecure } from "./core.js";
import { type Attachable, type AttachedCredential, attachCredentials } from "./credentials.js";
import { InvalidParameterError, SdkError } from "./errors.js";
import { withoutCredentials } from "./middleware-response.js";
import type { AttemptFacts } from "./mint-outcome.js";
import type { Next } from "./options.js";
import {
  isStream,
  type MinimalRequest,
  type MinimalRequestInit,
  type MinimalResponse,
  ownConnection,
  type PlatformRequest,
  type PlatformResponse,
  type PlatformSignal,
  parseUrl,
  platform,
  type RequestBody,
} from "./platform.js";
import type { PreparedRequest } from "./prepare-request.js";
import { percentEncode, queryName } from "./primitive-text.js";
import { refuseSpent, spend } from "./request-body.js";
import { isRepeatable } from "./retry.js";
import type { BaseUrl } from "./server-url.js";

const causes = new WeakMap<SendFailure, unknown>();

/**
 * What `fetch` or a middleware threw, kept apart from our own errors, and out of the sight of a middleware that logs what
 * it catches: its text may hold anything, such as a URL with a key.
 */
export class SendFailure extends Error {
  readonly from: "fetch" | "middleware";

  constructor(from: "fetch" | "middleware", cause: unknown) {
    super(from === "fetch" ? "The connection failed." : "A middleware failed.");
    this.from = from;
    causes.set(this, cause);
  }
}

/** What was thrown. */
export function causeOf(failure: SendFailure): unknown {
  return causes.get(failure);
}

/** A request on its way out. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: RequestBody | undefined;
}

/** Sends a request once, through the middleware, and notes how far it came. */
export async function send(
  core: CoreState,
  operation: { readonly name: string; readonly mints?: true },
  request: PreparedRequest,
  signal: PlatformSignal,
  facts: AttemptFacts,
): Promise<MinimalResponse> {
  const { middleware } = core.settings;
  const { method, headers, body } = request;
  if (middleware.length === 0) {
    const outgoing = { method, url: request.url.href, headers, body };
    return transmit(core, operation.name, request, outgoing, signal, facts);
  }
  const last: Next = async (changed) => {
    // A secret that is minted twice leaves one that nobody knows.
    if (operation.mints && facts.sent)
      throw new InvalidParameterError("middleware", "called next twice", { operation: operation.name });
    const outgoing = await readRequest(changed as unknown as MinimalRequest, request.isOneShot);
    const response = await transmit(core, operation.name, request, outgoing, signal, facts);
    return withoutCredentials(response, outgoing.url) as unknown as PlatformResponse;
  };
  const chain = middleware.reduceRight<Next>((next, one) => async (changed) => one(changed, next), last);
  try {
    return (await chain(toRequest(request, signal))) as unknown as MinimalResponse;
  } catch (cause) {
    throw cause instanceof SdkError || cause instanceof SendFailure ? cause : new SendFailure("middleware", cause);
  }
}

/** A standard request without credentials. */
export function toRequest(request: PreparedRequest, signal?: PlatformSignal): PlatformRequest {
  const made = new platform.Request(request.url.href, {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    redirect: "manual",
    ...bodyOf(request.body),
    ...(signal !== undefined && { signal }),
  } as MinimalRequestInit);
  return made as unknown as PlatformRequest;
}

/** A body as `fetch` wants it; a stream is spent from here on. */
function bodyOf(body: RequestBody | undefined): Pick<MinimalRequestInit, "body" | "duplex"> {
  if (body === undefined) return {};
  spend(body);
  return isStream(body) ? { body, duplex: "half" } : { body };
}

async function readRequest(request: MinimalRequest, isOneShot: boolean): Promise<Outgoing> {
  const headers = new Map<string, string>();
  request.headers.forEach((value, name) => void headers.set(name.toLowerCase(), value));
  const { method, url } = request;
  if (isOneShot && isStream(request.body)) return { method, url, headers, body: request.body };
  const bytes = await request.arrayBuffer();
  return { method, url, headers, body: bytes.byteLength === 0 ? undefined : bytes };
}

/**
 * The single point where requests leave, token requests included: checks the origin, attaches the credentials, and lets
 * no redirect be followed.
 */
export async function transmit(
  core: CoreState,
  operation: string,
  request: Attachable & { readonly base: BaseUrl },
  outgoing: Outgoing,
  signal: PlatformSignal,
  facts: AttemptFacts,
): Promise<MinimalResponse> {
  const url = parseUrl(outgoing.url);
  if (url?.origin !== request.base.origin || url.username !== "" || url.password !== "") {
    throw new InvalidParameterError(
      "middleware",
      "changed the origin of the request, which could carry credentials elsewhere",
      { operation },
    );
  }
  // A local name: some platforms' fetch refuses to be called as a method of another object.
  const fetch = (core.settings.fetch as unknown as typeof platform.fetch) ?? platform.fetch;
  if (fetch === undefined)
    throw new InvalidParameterError("fetch", "must be given: this platform has none", { operation });
  if (request.schemes.size > 0) refuseInsecure(request.base, core.settings, operation);
  const attached = await attachCredentials(request, core, operation, signal);
  // Another call may have sent it while the credentials were asked for; what a middleware gets is spent before.
  if (core.settings.middleware.length === 0) {
    refuseSpent(outgoing.body, { operation, parameter: "body", secrets: request.secrets });
  }
  const headers = new Map(outgoing.headers);
  let href = url.href;
  for (const credential of attached) {
    if (credential.in === "header") headers.set(credential.name.toLowerCase(), credential.value);
    else if (credential.in === "query") href = withQuery(href, credential);
    else headers.set("cookie", [headers.get("cookie") ?? [], cookie(credential)].flat().join("; "));
  }
  if ((signal as { readonly aborted: boolean }).aborted) throw new SendFailure("fetch", undefined);
  const client = isRepeatable(outgoing.method) ? undefined : ownConnection();
  const init: MinimalRequestInit = {
    method: outgoing.method,
    headers: Object.fromEntries(headers),
    redirect: "manual",
    signal,
    ...bodyOf(outgoing.body),
    ...(client !== undefined && { client }),
  };
  facts.sent = true;
  facts.sentAt = new Date().toISOString();
  try {
    const response = (await fetch(href, init)) as MinimalResponse;
    // Noted here, since a middleware may fail after it.
    if (response?.status > 0) facts.status = response.status;
    return response;
  } catch (cause) {
    throw new SendFailure("fetch", cause);
  } finally {
    // The response is read to its end all the same.
    client?.close();
  }
}

function pair({ name, value }: AttachedCredential): string {
  return `${percentEncode(name)}=${percentEncode(value)}`;
}

/** The name of a cookie is a token, and is not decoded. */
function cookie({ name, value }: AttachedCredential): string {
  return `${name}=${percentEncode(value)}`;
}

/** Adds a query parameter in place of one of the same name, and before a fragment, which is not sent. */
function withQuery(href: string, credential: AttachedCredential): string {
  const start = href.replace(/[?#].*/s, "");
  const query = href.slice(start.length).replace(/#.*/s, "").slice(1);
  const others = query.split("&").filter((part) => part !== "" && queryName(part) !== credential.name);
  return `${start}?${[...others, pair(credential)].join("&")}`;
}
