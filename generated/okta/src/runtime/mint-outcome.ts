/**
 * How a call that should have created a secret ended, when it failed: the server did not act · nobody knows · the
 * resource exists, but its secret, which is shown once, did not arrive whole.
 */
export type MintOutcome = "not_created" | "unknown" | "created_secret_lost";

/** What a caller needs to find an orphan and revoke it. */
export interface Reconcile {
  /** The operation that was sent. */
  readonly operation: string;
  /** When it was sent, ISO 8601; absent when nothing was. */
  readonly sentAt?: string;
  /** The server's id of the request, where it gave one. */
  readonly requestId?: string;
  /** The status that arrived. */
  readonly status?: number;
  /** The id of what was created, where it could be read from the part of the body that arrived. */
  readonly id?: string;
}

/** What is known of the attempt that failed. */
export interface AttemptFacts {
  /** `fetch` was called, and its failure is not known to come before the first byte. */
  sent: boolean;
  sentAt?: string;
  status?: number;
  requestId?: string;
  /** What arrived of a body that could not be read to its end. */
  partialBody?: string;
}

/** The label of a failed attempt; a status that arrived says more than how the connection ended. */
export function mintOutcome(facts: AttemptFacts): MintOutcome {
  const { status } = facts;
  if (status === undefined) return facts.sent ? "unknown" : "not_created";
  if (status >= 200 && status < 300) return "created_secret_lost";
  // 408 is a server that stopped waiting: it may have acted on what it had.
  return status >= 400 && status < 500 && status !== 408 ? "not_created" : "unknown";
}

/** What a caller needs to find the orphan of a failed attempt. */
export function reconciliation(operation: string, facts: AttemptFacts): Reconcile {
  const id = facts.partialBody === undefined ? undefined : recoverId(facts.partialBody);
  return {
    operation,
    ...(facts.sentAt !== undefined && { sentAt: facts.sentAt }),
    ...(facts.requestId !== undefined && { requestId: facts.requestId }),
    ...(facts.status !== undefined && { status: facts.status }),
    ...(id !== undefined && { id }),
  };
}

/** Characters that are searched for an ID: enough for any token, and few enough for any platform's patterns. */
const longestPart = 65_536;

/** Reads `id` (or `_id`) of the created object, or of a first array element, from JSON that may be cut anywhere. */
function recoverId(text: string): string | undefined {
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[[\]{}]/gs;
  const body = text.slice(0, longestPart).trimStart();
  const level = body.startsWith("[") ? 2 : 1;
  let depth = 0;
  let key: string | undefined;
  for (const match of body.matchAll(token)) {
    const [all, string, colon] = match;
    if (string === undefined) depth += all === "{" || all === "[" ? 1 : -1;
    if (depth < 1) return undefined;
    if (string !== undefined && colon === undefined && depth === level && (key === "id" || key === "_id")) {
      // Anything else than a plain identifier is not worth the risk of putting it into an error.
      return /^[\w.:-]{1,128}$/.test(string) ? string : undefined;
    }
    key = colon === undefined ? undefined : string;
  }
  return undefined;
}
