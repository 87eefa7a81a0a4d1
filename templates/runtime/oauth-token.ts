import { askFor, type FetchedToken, type TokenAsk, type TokenSource, type TokenSourceOf } from "./credentials.js";
import { type OAuthClient, readOAuthClient } from "./oauth-client.js";
import { type Failure, formBody, requestToken, type TokenOutcome, unsent } from "./oauth-request.js";
import { type MinimalSignal, now, type PlatformSignal, platform } from "./platform.js";
import { openScope } from "./timers.js";

/** The token of one set of scopes: what is kept of it, and the request that is on its way. */
interface Slot {
  kept?: { readonly token: string; readonly secrets: readonly string[]; readonly until: number } | undefined;
  flight?: Flight | undefined;
}

/** One token request, for all calls that wait for it. */
interface Flight {
  readonly outcome: Promise<TokenOutcome>;
  waiting: number;
  abort(): void;
}

type Slots = Map<string, Slot>;

// By the caller's own object and `fetch`, so that `client.with(…)` goes on with the token of the client that it copies.
const caches = new WeakMap<object, WeakMap<object, Slots>>();

/**
 * Fetches and keeps tokens for OAuth 2.0 client credentials (RFC 6749 section 4.4). A token is kept until shortly before
 * it expires, or, where the server does not say when, until the API answers 401. Calls that need the same token at the
 * same time share one request.
 */
export const clientCredentials: TokenSourceOf = (name, given, scheme, base, settings): TokenSource => {
  const client = readOAuthClient(`auth.${name}`, given, scheme, base, settings);
  return async (ask) => {
    const scopes = [...new Set(client.scopes ?? ask.scopes)];
    const slots = slotsOf(given, settings.fetch ?? platform.fetch ?? given);
    const key = JSON.stringify([client.url.href, client.authentication, [...scopes].sort()]);
    const slot = slots.get(key) ?? {};
    slots.set(key, slot);
    return token(client, scopes, slot, ask);
  };
};

function slotsOf(given: object, fetch: object): Slots {
  const byFetch = caches.get(given) ?? new WeakMap<object, Slots>();
  caches.set(given, byFetch);
  const slots = byFetch.get(fetch) ?? new Map<string, Slot>();
  byFetch.set(fetch, slots);
  return slots;
}

async function token(client: OAuthClient, scopes: readonly string[], slot: Slot, ask: TokenAsk): Promise<FetchedToken> {
  const { kept } = slot;
  if (kept !== undefined && kept.until > now()) return handOut(slot, kept);
  if ((ask.signal as MinimalSignal).aborted) throw new Error("aborted");
  slot.kept = undefined;
  slot.flight ??= takeOff(client, scopes, slot, ask);
  const outcome = await waitFor(slot.flight, ask.signal);
  if ("failure" in outcome) {
    ask.secrets.push(...outcome.secrets);
    throw outcome.failure(ask.operation);
  }
  return handOut(slot, outcome);
}

function handOut(slot: Slot, { token, secrets }: { token: string; secrets: readonly string[] }): FetchedToken {
  const forget = (): void => {
    // Another call may have renewed it already.
    if (slot.kept?.token === token) slot.kept = undefined;
  };
  return { token, secrets, forget };
}

function takeOff(client: OAuthClient, scopes: readonly string[], slot: Slot, ask: TokenAsk): Flight {
  const controller = new platform.AbortController();
  const signal = controller.signal as unknown as PlatformSignal;
  const leave = (): void => {
    if (slot.flight === flight) slot.flight = undefined;
  };
  const work = async (): Promise<TokenOutcome> => {
    const own = await ownCredentials(client, ask.core.settings.limits.timeout, signal);
    if (typeof own === "function") return { failure: own, secrets: [] };
    const [id, secret] = own;
    const asked = now();
    const outcome = await requestToken(client, id, secret, formBody(scopes), ask.core, signal);
    if ("token" in outcome) {
      const { lifetime } = outcome;
      // What has no known end is kept until it is refused; the others end early, for clocks and networks are slow.
      const until =
        lifetime === undefined ? Number.POSITIVE_INFINITY : asked + lifetime - Math.min(30_000, lifetime / 10);
      slot.kept = { token: outcome.token, secrets: outcome.secrets, until };
    }
    return outcome;
  };
  const flight: Flight = {
    outcome: work().finally(leave),
    waiting: 0,
    abort: () => {
      leave();
      controller.abort();
    },
  };
  return flight;
}

/** The client's id and secret, or the error of what does not give them: it must not keep all later calls waiting. */
async function ownCredentials(
  client: OAuthClient,
  limit: number,
  signal: PlatformSignal,
): Promise<readonly [id: string, secret: string] | Failure> {
  const ask = async (): Promise<readonly [string, string] | Failure> => {
    const id = await askFor(client.clientId, `${client.place}.clientId`);
    if (typeof id !== "string") return id;
    const secret = await askFor(client.clientSecret, `${client.place}.clientSecret`);
    return typeof secret === "string" ? [id, secret] : secret;
  };
  const scope = openScope(limit, signal);
  try {
    return await scope.race(ask());
  } catch {
    return unsent(client, `its functions gave no credentials within ${limit} ms`);
  } finally {
    scope.close();
  }
}

/** Waits with the others; who leaves last ends the request. */
async function waitFor(flight: Flight, signal: PlatformSignal): Promise<TokenOutcome> {
  const caller = signal as unknown as MinimalSignal;
  flight.waiting += 1;
  const onAbort = (): void => {
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.abort();
  };
  caller.addEventListener("abort", onAbort);
  try {
    return await flight.outcome;
  } finally {
    caller.removeEventListener("abort", onAbort);
  }
}
