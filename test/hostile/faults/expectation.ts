import type { Effect } from "./fault.js";
import type { Target } from "./operations.js";

/** How a call ends. */
export interface End {
  /** `undefined`: with data. */
  readonly error:
    | { readonly type: string; readonly code: string; readonly status?: number; readonly problem?: string }
    | undefined;
  /** How many requests reach the server. */
  readonly requests: number;
  readonly outcome: string | undefined;
}

const classes: Readonly<Record<number, readonly [type: string, code: string]>> = {
  400: ["BadRequestError", "bad_request"],
  401: ["UnauthorizedError", "unauthorized"],
  403: ["ForbiddenError", "forbidden"],
  404: ["NotFoundError", "not_found"],
  409: ["ConflictError", "conflict"],
  422: ["UnprocessableContentError", "unprocessable_content"],
  429: ["RateLimitError", "rate_limited"],
};

/** Every way in which a call may end whose attempt `at` (from 1) meets a fault, and all later ones meet none. */
export function endsOf(effect: Effect, target: Target, at: number, plainStatus: number): readonly End[] {
  if (typeof effect === "object" && "either" in effect)
    return effect.either.flatMap((one) => endsOf(one, target, at, plainStatus));
  if (effect === "none" || (at < 3 && isTriedAgain(effect, target))) {
    return [{ error: undefined, requests: effect === "none" ? at : at + 1, outcome: undefined }];
  }
  const status = statusOf(effect, plainStatus);
  return [{ error: errorOf(effect, status), requests: at, outcome: target.mints ? outcomeOf(status) : undefined }];
}

/** The table of design §5. */
function isTriedAgain(effect: Effect, { method, mints }: Target): boolean {
  const isRepeatable = !mints && /^(GET|HEAD|PUT|DELETE)$/.test(method);
  if (typeof effect === "string") return isRepeatable;
  if (!("status" in effect) || "problem" in effect || effect.status === undefined) return false;
  const { status } = effect;
  if ([421, 425, 429].includes(status)) return true;
  if (status === 409) return method === "GET";
  return isRepeatable && (status === 408 || (status >= 500 && ![501, 505].includes(status)));
}

function statusOf(effect: Effect, plainStatus: number): number | undefined {
  if (effect === "no-response" || effect === "timeout") return undefined;
  if (typeof effect === "string" || "either" in effect) return plainStatus;
  return "redirect" in effect ? effect.redirect : (effect.status ?? plainStatus);
}

function errorOf(effect: Effect, status: number | undefined): End["error"] {
  if (effect === "timeout" || effect === "body-timeout") return { type: "TimeoutError", code: "timeout" };
  if (typeof effect === "string") return { type: "ConnectionError", code: "connection_failed" };
  const known = status === undefined ? {} : { status };
  if ("redirect" in effect) return { type: "RedirectError", code: "redirect_refused", ...known };
  if ("problem" in effect)
    return { type: "ResponseError", code: "invalid_response", problem: effect.problem, ...known };
  const [type, code] =
    classes[status ?? 0] ?? ((status ?? 0) >= 500 ? ["ServerError", "server_error"] : ["ApiError", "api_error"]);
  return { type, code, ...known };
}

/** What is true of a secret, by the status that arrived. */
function outcomeOf(status: number | undefined): string {
  if (status === undefined) return "unknown";
  if (status >= 200 && status < 300) return "created_secret_lost";
  return status >= 400 && status < 500 && status !== 408 ? "not_created" : "unknown";
}
