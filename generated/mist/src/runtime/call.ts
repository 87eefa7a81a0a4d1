import type { StreamedBody } from "./body-codec.js";
import { type Core, type CoreState, stateOfCore } from "./core.js";
import { decodeFailure, decodeSuccess, documentedResponse, streamedContent } from "./decode-response.js";
import type { ContentDescriptor, OperationDescriptor } from "./descriptor.js";
import {
  AbortedError,
  ApiError,
  annotate,
  createApiError,
  InvalidParameterError,
  ResponseError,
  SdkError,
} from "./errors.js";
import { attemptFailure, redirectFailure } from "./failures.js";
import { type AttemptFacts, mintOutcome, reconciliation } from "./mint-outcome.js";
import type { CallOptions } from "./options.js";
import {
  type MinimalResponse,
  type MinimalSignal,
  now,
  type PlatformHeaders,
  type PlatformResponse,
  platform,
} from "./platform.js";
import { type PageOverride, type PreparedRequest, prepareRequest, type RequestValues } from "./prepare-request.js";
import { discard } from "./read-body.js";
import { redact } from "./redact.js";
import { decodeHeaders, requestIdOf } from "./response-headers.js";
import { nextWait, retryAfterOf } from "./retry.js";
import { send } from "./send.js";
import { serverMessage } from "./server-message.js";
import { callOptions, checkMembers, type Limits, readLimits } from "./settings.js";
import { type AttemptScope, openScope, sleep } from "./timers.js";

/** What is called. */
export interface CallTarget {
  readonly core: Core;
  readonly operation: OperationDescriptor;
  readonly values: RequestValues;
}

/** What came of a successful call. */
export interface CallResult {
  readonly data: unknown;
  readonly status: number;
  /** Documented headers, decoded. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** The response as it arrived; its body is read, or read by whoever asks for the items. */
  readonly response: MinimalResponse;
  /** The URL that was asked, without credentials. */
  readonly url: string;
  /** Values that no message may show. */
  readonly secrets: readonly string[];
}

/** Makes a call: tries, waits and tries again within its limits, and ends with data or one typed error. */
export async function call(target: CallTarget, options: CallOptions = {}, page?: PageOverride): Promise<CallResult> {
  const { operation } = target;
  let facts: AttemptFacts = { sent: false };
  const progress: Progress = {
    attempts: 0,
    secrets: [],
    begin: () => {
      facts = { sent: false };
      return facts;
    },
    told: (error) => {
      const { secrets } = progress;
      // What the server says may repeat what it was sent.
      const requestId = facts.requestId === undefined ? undefined : redact(facts.requestId, secrets);
      annotate(error, {
        operation: operation.name,
        requestId,
        attempts: progress.attempts || undefined,
        cursor: safeCursor(page?.cursor, secrets),
      });
      if (operation.mints) {
        const { id, ...reconcile } = reconciliation(operation.name, { ...facts, ...(requestId && { requestId }) });
        const isSafe = id !== undefined && redact(id, secrets) === id;
        annotate(error, { outcome: mintOutcome(facts), reconcile: isSafe ? { ...reconcile, id } : reconcile });
      }
      return error;
    },
  };
  try {
    return await run(target, options, page, progress);
  } catch (error) {
    throw error instanceof SdkError ? progress.told(error) : error;
  }
}

/** A place in a list for errors: servers write it, and may repeat in it what they were sent. */
export function safeCursor(
  cursor: string | number | undefined,
  secrets: readonly string[],
): string | number | undefined {
  return typeof cursor === "string" ? redact(cursor, secrets) : cursor;
}

/** What a call has come to. */
interface Progress {
  attempts: number;
  /** Values that no message may show. */
  secrets: readonly string[];
  begin(): AttemptFacts;
  /** Adds to an error what is known of the call. */
  told(error: SdkError): SdkError;
}

async function run(
  target: CallTarget,
  options: CallOptions,
  page: PageOverride | undefined,
  progress: Progress,
): Promise<CallResult> {
  const { operation } = target;
  const core = stateOfCore(target.core);
  const context = { operation: operation.name };
  checkMembers(options, "options", callOptions, context);
  const limits = readLimits(options, core.settings.limits, context);
  const signal = options.signal as MinimalSignal | undefined;
  if (signal !== undefined && typeof signal.addEventListener !== "function") {
    throw new InvalidParameterError("signal", "must be an AbortSignal", context);
  }
  const request = prepareRequest(core, operation, target.values, options.headers, page);
  progress.secrets = request.secrets;
  const aborted = (): AbortedError =>
    new AbortedError(`${operation.name} was aborted by the caller's signal`, { ...context, cause: signal?.reason });
  if (signal?.aborted) throw aborted();
  const deadlineAt = now() + limits.deadline;
  let renewals = 0;

  for (;;) {
    const facts = progress.begin();
    progress.attempts += 1;
    const limit = attemptLimit(limits, deadlineAt - now());
    const scope = openScope(limit.milliseconds, options.signal);
    let failure: SdkError;
    let isDone = false;
    try {
      const result = await scope.race(attempt(core, operation, request, scope, facts));
      isDone = true;
      return streamedOr(result, operation, (content) => ({
        response: result.response,
        contentType: result.response.headers.get("content-type") ?? "",
        content,
        signal: options.signal,
        timeout: limits.timeout,
        failure: (cause, interruption) => {
          if (interruption === "aborted") return progress.told(aborted());
          const gap = interruption === "timeout" ? (["gap", limits.timeout] as const) : undefined;
          return progress.told(attemptFailure(operation, gap, cause, facts, request.secrets));
        },
      }));
    } catch (thrown) {
      if (scope.interruption() === "aborted") throw aborted();
      const hit = scope.interruption() === "timeout" ? limit.told : undefined;
      failure = attemptFailure(operation, hit, thrown, facts, request.secrets);
    } finally {
      scope.close();
      // A middleware may still be on its way to send what nobody waits for.
      if (!isDone) scope.abandon();
    }
    const isRefused = failure instanceof ApiError && failure.status === 401 && letGoOfTokens(request);
    // A 401 comes before the operation has any effect, so that even what mints may be sent again, once.
    if (isRefused && renewals === 0 && limits.retries > 0 && !request.isOneShot && now() < deadlineAt) {
      renewals += 1;
      continue;
    }
    const tried = progress.attempts - renewals;
    const wait = request.isOneShot ? undefined : nextWait(operation, failure, tried, limits, deadlineAt);
    if (wait === undefined) throw failure;
    if (!(await sleep(wait, options.signal))) throw aborted();
  }
}

/** A result as it is, or with the items of its body as data, which are read when they are asked for. */
function streamedOr(
  result: CallResult,
  operation: OperationDescriptor,
  bodyOf: (content: ContentDescriptor) => StreamedBody,
): CallResult {
  const content = streamedContent(operation, result.response);
  return content === undefined ? result : { ...result, data: content.stream(bodyOf(content)) };
}

/** Lets go of the tokens that were fetched for a request; whether there were any. */
function letGoOfTokens({ tokens }: PreparedRequest): boolean {
  const fetched = tokens.splice(0);
  for (const token of fetched) token.forget();
  return fetched.length > 0;
}

/**
 * How long an attempt may take, and which limit that is: settled before it begins, since a timer may be early, and the
 * clock of some platforms stands still while a program runs.
 */
function attemptLimit(
  { timeout, deadline }: Limits,
  left: number,
): { readonly milliseconds: number; readonly told: readonly ["timeout" | "deadline", number] } {
  return timeout < left
    ? { milliseconds: timeout, told: ["timeout", timeout] }
    : { milliseconds: Math.max(1, left), told: ["deadline", deadline] };
}

/** One attempt: sends, and reads the response to its end, unless it is one that is read as it arrives. */
async function attempt(
  core: CoreState,
  operation: OperationDescriptor,
  request: PreparedRequest,
  scope: AttemptScope,
  facts: AttemptFacts,
): Promise<CallResult> {
  const response = await send(core, operation, request, scope.signal, facts);
  if (scope.interruption() !== undefined) {
    // Too late: a `fetch` of the caller's own may not heed the signal.
    discard(response);
    throw new Error("interrupted");
  }
  const status = checkStatus(operation, response);
  if (status !== 0) facts.status = status;
  const requestId = requestIdOf(response.headers);
  if (requestId !== undefined) facts.requestId = requestId;
  const redirect = redirectFailure(operation, response, request);
  if (redirect !== undefined) {
    discard(response);
    throw redirect;
  }

  const documented = documentedResponse(operation, status);
  const signal = scope.signal as unknown as MinimalSignal;
  const onPartial = (text: string): void => {
    facts.partialBody = text;
  };
  if (status >= 200 && status < 300) {
    const isStreamed = streamedContent(operation, response) !== undefined;
    const data = isStreamed ? undefined : await decodeSuccess(operation, response, onPartial, signal);
    const headers = decodeHeaders(documented, response.headers);
    return { data, status, headers, response, url: request.url.href, secrets: request.secrets };
  }
  const body = await decodeFailure(operation, response, onPartial, signal);
  throw createApiError({
    operation: operation.name,
    status,
    body,
    headers: response.headers as unknown as PlatformHeaders,
    detail: serverMessage(body, request.secrets),
    retryAfter: retryAfterOf(status, response.headers, documented?.rateLimit ?? core.api.rateLimit),
  });
}

function checkStatus(operation: OperationDescriptor, response: MinimalResponse): number {
  const status: unknown = response?.status;
  if (response?.type === "opaqueredirect") return 0;
  if (typeof status === "number" && status >= 200 && status <= 599) return status;
  if (response !== undefined && response !== null) discard(response);
  throw new ResponseError(`${operation.name}: the response has no HTTP status from 200 to 599`, {
    operation: operation.name,
    problem: "status",
    status: typeof status === "number" ? status : 0,
  });
}

/** The response to hand out: without a body, and without the URL, which may hold a credential. */
export function publicResponse(response: MinimalResponse): PlatformResponse {
  const { status, statusText, headers } = response;
  const copy =
    platform.Response === undefined ? response : new platform.Response(null, { status, statusText, headers });
  return copy as unknown as PlatformResponse;
}
