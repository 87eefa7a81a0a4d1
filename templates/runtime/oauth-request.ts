import type { CoreState } from "./core.js";
import { ConnectionError, MissingCredentialError, RedirectError, ResponseError, type SdkError } from "./errors.js";
import { reasonOf } from "./failures.js";
import type { AttemptFacts } from "./mint-outcome.js";
import type { OAuthClient } from "./oauth-client.js";
import {
  isBrowser,
  type MinimalResponse,
  type MinimalSignal,
  type PlatformSignal,
  parseUrl,
  platform,
} from "./platform.js";
import { percentEncode } from "./primitive-text.js";
import { BodyProblem, decodeText, discard, readBytes } from "./read-body.js";
import { redact } from "./redact.js";
import { causeOf, SendFailure, transmit } from "./send.js";
import { openScope } from "./timers.js";

/** What came of a token request: a token with its milliseconds to live, or the error that each waiting call ends in. */
export type TokenOutcome =
  | { readonly token: string; readonly secrets: readonly string[]; readonly lifetime: number | undefined }
  | { readonly failure: Failure; readonly secrets: readonly string[] };

/** The error of one of the calls that wait for a token. */
export type Failure = (operation: string) => SdkError;

/** The body of a token request, without the client's own credentials. */
export function formBody(scopes: readonly string[]): string {
  const scope = scopes.length === 0 ? "" : `&scope=${formEncode(scopes.join(" "))}`;
  return `grant_type=client_credentials${scope}`;
}

/**
 * Asks for a token, once. The request leaves through the same point as all others, though past the middleware, which
 * sees no credentials; it carries nothing that was said for the API's own server.
 */
export async function requestToken(
  client: OAuthClient,
  id: string,
  secret: string,
  body: string,
  core: CoreState,
  signal: PlatformSignal,
): Promise<TokenOutcome> {
  const { url } = client;
  const headers = new Map([
    ["accept", "application/json"],
    ["content-type", "application/x-www-form-urlencoded"],
  ]);
  if (!isBrowser()) headers.set("user-agent", core.settings.userAgent);
  const secrets = [secret, formEncode(secret)];
  let data = body;
  if (client.authentication === "basic") {
    // RFC 6749 section 2.3.1: both are form-encoded first, so that the text is ASCII and its colon the only one.
    const basic = platform.btoa(`${formEncode(id)}:${formEncode(secret)}`);
    secrets.push(basic);
    headers.set("authorization", `Basic ${basic}`);
  } else {
    data += `&client_id=${formEncode(id)}&client_secret=${formEncode(secret)}`;
  }
  const isSecure = url.protocol === "https:";
  const base = { origin: url.origin, path: url.pathname, isSecure, isLoopback: false };
  const request = { base, schemes: new Map<string, readonly string[]>(), secrets, tokens: [] };
  const outgoing = { method: "POST", url: url.href, headers, body: data };
  const facts: AttemptFacts = { sent: false };
  const scope = openScope(core.settings.limits.timeout, signal);
  const own = scope.signal as unknown as MinimalSignal;
  const failed = (failure: Failure): TokenOutcome => ({ failure, secrets });
  try {
    return await scope.race(
      (async () => {
        const response = await transmit(core, "the token request", request, outgoing, scope.signal, facts);
        if (scope.interruption() !== undefined) {
          // Too late: a `fetch` of the caller's own may not heed the signal.
          discard(response);
          throw new Error("interrupted");
        }
        const problem = statusProblem(response, client);
        if (problem !== undefined) return failed(await problem(secrets, own));
        return await readToken(response, client, secrets, own);
      })(),
    );
  } catch (thrown) {
    if (scope.interruption() === undefined) return failed(connectionFailure(thrown, client));
    const limit = core.settings.limits.timeout;
    return failed(unsent(client, `the token URL gave no whole response within ${limit} ms`));
  } finally {
    scope.close();
  }
}

/** Form-encodes a text as HTML does. */
function formEncode(text: string): string {
  return percentEncode(text).replaceAll("%20", "+").replaceAll("%2A", "*").replaceAll("~", "%7E");
}

/** No token: the operation's own request has not been sent, so that it may be tried again whatever it does. */
export function unsent(client: OAuthClient, problem: string, reason?: string): Failure {
  return (operation) =>
    new ConnectionError(`${operation} was not sent, for want of a token for ${client.place}: ${problem}`, {
      operation,
      sent: false,
      reason,
    });
}

function connectionFailure(thrown: unknown, client: OAuthClient): Failure {
  const reason = reasonOf(thrown instanceof SendFailure ? causeOf(thrown) : thrown);
  return unsent(client, `the connection to the token URL failed${reason === undefined ? "" : ` (${reason})`}`, reason);
}

/** What a status says that is no success; it may read the body for the code of the error. */
function statusProblem(
  response: MinimalResponse,
  client: OAuthClient,
): ((secrets: readonly string[], signal: MinimalSignal) => Promise<Failure>) | undefined {
  const { status } = response;
  const isHidden = response.type === "opaqueredirect";
  if (isHidden || response.redirected || (status >= 300 && status < 400)) {
    const location = response.headers.get("location");
    const origin = location === null ? undefined : parseUrl(location, client.url.href)?.origin;
    discard(response);
    const message = `the token URL redirects, and redirects are not followed: correct ${client.place}.tokenUrl`;
    return async (secrets) => (operation) =>
      new RedirectError(`${operation}: ${message}`, {
        operation,
        status: isHidden ? 0 : status,
        target: origin === undefined ? undefined : redact(origin, secrets),
      });
  }
  if (status >= 200 && status < 300) return undefined;
  return async (secrets, signal) => {
    const code = await errorCode(response, secrets, signal);
    const answer = `the token URL answered with status ${status}${code === undefined ? "" : ` (${code})`}`;
    // What the server says of the client itself does not change by asking again.
    const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;
    if (!isFinal) return unsent(client, answer, code);
    return (operation) =>
      new MissingCredentialError(`${operation} was not sent, for want of a token for ${client.place}: ${answer}`, {
        operation,
      });
  };
}

/** The `error` of RFC 6749 section 5.2. What else the body says may repeat what was sent, and is not shown. */
async function errorCode(
  response: MinimalResponse,
  secrets: readonly string[],
  signal: MinimalSignal,
): Promise<string | undefined> {
  try {
    const { error } = (await readJson(response, signal)) as { readonly error?: unknown };
    return typeof error === "string" && /^[\w.-]{1,64}$/.test(error) ? redact(error, secrets) : undefined;
  } catch {
    return undefined;
  }
}

async function readToken(
  response: MinimalResponse,
  client: OAuthClient,
  secrets: readonly string[],
  signal: MinimalSignal,
): Promise<TokenOutcome> {
  const { status } = response;
  const unusable = (problem: ResponseError["problem"], what: string): TokenOutcome => ({
    secrets,
    failure: (operation) =>
      new ResponseError(`${operation}: the token response for ${client.place} cannot be used: ${what}`, {
        operation,
        problem,
        status,
      }),
  });
  let answer: unknown;
  try {
    answer = await readJson(response, signal);
  } catch (thrown) {
    if (thrown instanceof BodyProblem) return unusable(thrown.problem, thrown.message);
    if (thrown instanceof SyntaxError) return unusable("json", "it is not JSON");
    throw thrown;
  }
  const { access_token: token, token_type: type, expires_in: expires } = (answer ?? {}) as Record<string, unknown>;
  if (typeof token !== "string" || token === "") return unusable("empty", "it holds no access_token");
  if (!/^[\x21-\x7e]+$/.test(token)) return unusable("json", "a header cannot carry its access_token");
  if (typeof type === "string" && !/^bearer/i.test(type)) return unusable("json", "its token_type is not Bearer");
  // Some servers write the number as text.
  const seconds = typeof expires === "string" && /^\d+$/.test(expires) ? Number(expires) : expires;
  const isKnown = typeof seconds === "number" && Number.isFinite(seconds);
  return { token, secrets: [...secrets, token], lifetime: isKnown ? Math.max(0, seconds * 1000) : undefined };
}

async function readJson(response: MinimalResponse, signal: MinimalSignal): Promise<unknown> {
  const bytes = await readBytes(response, () => {}, signal);
  return JSON.parse(decodeText(bytes, response.headers.get("content-type") ?? ""));
}
