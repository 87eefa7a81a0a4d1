import { inspect } from "node:util";
import type { Canaries, SecretName } from "./canary.js";
import type { AnyClient, AnyRequest, EverySecret, Terminals } from "./package.js";

/** Everything that a program can get hold of, for the surfaces to print. */
export interface Gathered {
  readonly client: unknown[];
  readonly builder: unknown[];
  readonly result: unknown[];
  readonly error: unknown[];
  /** What a middleware logs of requests, retries and responses. */
  readonly hook: string[];
  /** What a middleware sets as attributes of a span. */
  readonly span: string[];
  /** What processes print that end with one of the errors. */
  readonly output: string[];
  /** What is published with the package. */
  readonly documents: string[];
}

/** Nothing gathered yet. */
export function gatherNothing(): Gathered {
  return { client: [], builder: [], result: [], error: [], hook: [], span: [], output: [], documents: [] };
}

interface SeenRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
}

/** A middleware that logs and traces all it sees, as people's own do. */
export function spy({ hook, span }: Gathered, seesResponses: boolean) {
  return async (request: SeenRequest, next: (request: SeenRequest) => Promise<Response>): Promise<Response> => {
    const attributes: Record<string, unknown> = { "url.full": request.url, "http.request.method": request.method };
    for (const [name, value] of request.headers) attributes[`http.request.header.${name}`] = value;
    hook.push(`→ ${request.method} ${request.url}`, inspect(request, { depth: 9, showHidden: true, getters: true }));
    try {
      const response = await next(request);
      attributes["http.response.status_code"] = response.status;
      attributes["url.answered"] = response.url;
      hook.push(`← ${response.status} ${response.url}`);
      // Its headers are what the server sent; the server of the echoes sends secrets.
      if (seesResponses) {
        const all = { depth: 12, showHidden: true, getters: true } as const;
        hook.push(inspect(response, all), inspect(response, { ...all, customInspect: false }));
        hook.push(inspect(response.clone()), response.clone().url);
      }
      return response;
    } catch (error) {
      attributes["exception.message"] = String(error);
      attributes["exception.stacktrace"] = inspect(error, { depth: 9, showHidden: true, getters: true });
      hook.push(attributes["exception.stacktrace"] as string);
      throw error;
    } finally {
      span.push(JSON.stringify(attributes), inspect(attributes));
    }
  };
}

/** Options of a client with every kind of credential. */
export function optionsOf(canaries: Canaries, server: string, more: object = {}): object {
  const token = canaries.token.text;
  return {
    server,
    auth: {
      headerKey: token,
      queryKey: canaries["query api key"].text,
      cookieKey: async () => token,
      basic: { username: "somebody", password: () => canaries["basic password"].text },
      bearer: { reveal: () => token },
      openId: async () => ({ reveal: () => token }),
      oauth: { clientId: "some-id", clientSecret: canaries["proxy password"].text },
    },
    timeout: 4000,
    retry: false,
    ...more,
  };
}

type AnyCall = AnyRequest & Terminals;

/**
 * One call of each operation, with a secret in every body. `inHead`: what stands in URLs and headers, which a middleware
 * sees as the caller set them.
 */
export function requestsOf(
  client: AnyClient,
  { Secret }: EverySecret,
  canaries: Canaries,
  inHead: string = canaries["request body secret"].text,
): Readonly<Record<string, AnyCall>> {
  const { text } = canaries["request body secret"];
  const secret = new Secret(text);
  const body = { name: "x", password: text, nested: { keys: [secret, text] } };
  const call = (request: AnyRequest): AnyCall => request as AnyCall;
  return {
    listItems: call(client.items.listItems?.().filter?.(inHead) as AnyRequest),
    listLinked: call(client.items.listLinked?.() as AnyRequest),
    listEvents: call(client.items.listEvents?.() as AnyRequest),
    createToken: call(client.tokens.createToken?.().tokenCreate?.(body) as AnyRequest),
    getToken: call(
      client.tokens
        .getToken?.(new Secret(inHead))
        .pin?.(inHead)
        .xPin?.(inHead)
        .pinCookie?.(new Secret(inHead)) as AnyRequest,
    ),
    login: call(client.tokens.login?.().tokenCreate?.(body) as AnyRequest),
    upload: call(client.tokens.upload?.().tokenCreate?.(body) as AnyRequest),
    fetched: call(client.tokens.fetched?.().tokenCreate?.(body) as AnyRequest),
  };
}

/** The secrets that travel with each call, so that a server can repeat them. */
export const sentWith: Readonly<Record<string, readonly SecretName[]>> = {
  listItems: ["query api key", "request body secret", "token"],
  listLinked: ["query api key", "token"],
  listEvents: ["query api key"],
  createToken: ["token", "request body secret", "query api key"],
  getToken: ["basic password", "request body secret"],
  login: ["request body secret", "token"],
  upload: ["token", "request body secret"],
  fetched: ["token", "request body secret", "proxy password"],
};

/** Ends a call in whatever way it ends, and keeps what it gives. */
export async function outcomeOf(call: AnyCall, isPaged: boolean, { error, result }: Gathered): Promise<unknown> {
  try {
    if (!isPaged) {
      const data = await call.execute();
      // Walked to its end, a stream fails where its items do.
      if (typeof data === "object" && data !== null && Symbol.asyncIterator in data) {
        for await (const item of data as AsyncIterable<unknown>) result.push(item);
      }
      return undefined;
    }
    for await (const item of call as AsyncIterable<unknown>) result.push(item);
    return undefined;
  } catch (thrown) {
    error.push(thrown);
    return thrown;
  }
}
