import { type ErrorContext, InvalidParameterError } from "./errors.js";
import { checkHeaderValue, type HeaderMap, readHeaders } from "./header-value.js";
import type { CallOptions, CommonOptions, Fetch, Middleware } from "./options.js";

/** How long a call may take and how often it is tried, all defaults applied. */
export interface Limits {
  readonly timeout: number;
  readonly deadline: number;
  readonly retries: number;
  readonly maxDelay: number;
}

/** A client's options, checked, all defaults applied. */
export interface Settings {
  readonly fetch: Fetch | undefined;
  readonly middleware: readonly Middleware[];
  readonly headers: HeaderMap;
  readonly limits: Limits;
  readonly userAgent: string;
  readonly allowInsecureHttp: boolean;
}

const defaults: Limits = { timeout: 30_000, deadline: 120_000, retries: 2, maxDelay: 60_000 };
/** Longest delay that a timer can hold; above it, timers fire at once. */
const longestTimer = 2 ** 31 - 1;

/** What a call may say. */
export const callOptions: readonly string[] = ["signal", "timeout", "deadline", "retry", "headers"];
const clientOptions: readonly string[] = [
  "server",
  "auth",
  "fetch",
  "middleware",
  "headers",
  "timeout",
  "deadline",
  "retry",
  "userAgent",
  "allowInsecureHttp",
];

/** Refuses what is not an object, and a member that nobody would read: a misspelled option must not go unnoticed. */
export function checkMembers(
  given: unknown,
  place: string,
  known: readonly string[],
  context?: ErrorContext,
): asserts given is object {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new InvalidParameterError(place, "must be an object", context);
  }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || known.includes(name)) continue;
    const parameter = place === "options" ? name : `${place}.${name}`;
    throw new InvalidParameterError(parameter, `is not an option here; known: ${known.join(", ")}`, context);
  }
}

/** Checks a client's options; a value that cannot work is an error now rather than at the first call. */
export function readSettings(options: CommonOptions, userAgent: string): Settings {
  checkMembers(options, "options", clientOptions);
  const { fetch, allowInsecureHttp = false } = options;
  if (fetch !== undefined && typeof fetch !== "function")
    throw new InvalidParameterError("fetch", "must be a function");
  if (typeof allowInsecureHttp !== "boolean") {
    throw new InvalidParameterError("allowInsecureHttp", "must be true or false");
  }
  const agent: unknown = options.userAgent ?? userAgent;
  if (typeof agent !== "string") throw new InvalidParameterError("userAgent", "must be a string");
  return {
    fetch,
    middleware: readMiddleware(options.middleware),
    headers: readHeaders(options.headers),
    limits: readLimits(options, defaults),
    userAgent: checkHeaderValue(agent, "userAgent"),
    allowInsecureHttp,
  };
}

/** Checks a call's limits; what it leaves out is the client's. */
export function readLimits(options: CallOptions, fallback: Limits, context?: ErrorContext): Limits {
  const retry: unknown = options.retry;
  const isDetailed = typeof retry === "object" && retry !== null;
  if (isDetailed) checkMembers(retry, "retry", ["max", "maxDelay"], context);
  const detail: { readonly max?: unknown; readonly maxDelay?: unknown } = isDetailed
    ? retry
    : { max: retry === false ? 0 : retry };
  return {
    timeout: duration(options.timeout, fallback.timeout, "timeout", context),
    deadline: duration(options.deadline, fallback.deadline, "deadline", context),
    retries: count(detail.max, fallback.retries, context),
    maxDelay: duration(detail.maxDelay, fallback.maxDelay, "retry.maxDelay", context),
  };
}

function duration(value: unknown, fallback: number, name: string, context?: ErrorContext): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && value > 0 && value <= longestTimer) return value;
  throw new InvalidParameterError(name, `must be a number of milliseconds between 1 and ${longestTimer}`, context);
}

function count(value: unknown, fallback: number, context?: ErrorContext): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100) return value;
  throw new InvalidParameterError(
    "retry",
    "must be false, a whole number from 0 to 100, or { max, maxDelay }",
    context,
  );
}

function readMiddleware(given: unknown): readonly Middleware[] {
  const list: unknown[] = given === undefined ? [] : Array.isArray(given) ? [...given] : [given];
  if (!list.every((entry): entry is Middleware => typeof entry === "function")) {
    throw new InvalidParameterError(
      "middleware",
      "must be a function (request, next) => response, or an array of them",
    );
  }
  return list;
}
