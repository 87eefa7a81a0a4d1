import type { MintOutcome, Reconcile } from "./mint-outcome.js";

const kind: symbol = Symbol.for("openapi-fluent.error");

/** Gives a class its name, which minifiers keep, and the mark by which other packages' copies know its instances. */
export function register(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type.prototype, kind, { value: name });
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

function markOf(prototype: object): unknown {
  return Object.getOwnPropertyDescriptor(prototype, kind)?.value;
}

function hasInstance(this: { readonly prototype: object }, value: unknown): boolean {
  const mark = markOf(this.prototype);
  // A class that extends one of ours has no mark of its own.
  if (mark === undefined) return Function.prototype[Symbol.hasInstance].call(this as never, value);
  for (let at = value; typeof at === "object" && at !== null; at = Object.getPrototypeOf(at)) {
    if (markOf(at) === mark) return true;
  }
  return false;
}

/** What every error may know of the call that it ends; what is not known is absent. */
export interface ErrorContext {
  /** The operation's name: `createApiToken`. */
  readonly operation?: string | undefined;
  /** How often the request was tried. */
  readonly attempts?: number | undefined;
  /** The server's id of the request. */
  readonly requestId?: string | undefined;
  /** What the caller's own code threw. */
  readonly cause?: unknown;
}

const shownCopies = new WeakMap<SdkError, Error>();

/**
 * What `console.log` and `inspect` print of an error: its message, stack and plain members. Asked for getters they would
 * print the body and the headers of a response, too.
 */
function shownCopy(this: SdkError): Error {
  // One for each error, so that those who print notice a circle of causes.
  const copy = shownCopies.get(this) ?? new Error(this.message);
  shownCopies.set(this, copy);
  const { stack, ...own } = Object.getOwnPropertyDescriptors(this);
  Object.defineProperties(copy, own);
  Object.defineProperty(copy, "stack", { value: this.stack, enumerable: false, writable: true, configurable: true });
  return copy;
}

/** Base of every error that this package throws on purpose; `instanceof` holds across packages. */
export abstract class SdkError extends Error {
  /** Stable and machine-readable; messages may change, codes do not. */
  abstract readonly code: string;
  /** The operation's name: `createApiToken`. */
  declare readonly operation?: string;
  /** How often the request was tried. */
  declare readonly attempts?: number;
  /** The server's id of the request. */
  declare readonly requestId?: string;
  /** How a call that should have created a secret ended; absent on all other calls. */
  declare readonly outcome?: MintOutcome;
  /** What is needed to find and revoke an orphan; present with `outcome`. */
  declare readonly reconcile?: Reconcile;
  /** Where paging stopped: the cursor, offset or URL of the page that failed. */
  declare readonly cursor?: string | number;

  constructor(message: string, context: ErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    const { operation, attempts, requestId } = context;
    annotate(this, { operation, attempts, requestId });
  }

  static {
    register(SdkError, "SdkError");
    Object.defineProperty(SdkError.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: shownCopy });
    // Not a typed method: a type predicate would narrow unions worse than classes do by themselves.
    Object.defineProperty(SdkError, Symbol.hasInstance, { value: hasInstance });
  }
}

/** Adds what a later step knows to an error; what is `undefined` is left out. */
export function annotate(
  error: SdkError,
  facts: {
    readonly operation?: string | undefined;
    readonly attempts?: number | undefined;
    readonly requestId?: string | undefined;
    readonly outcome?: MintOutcome | undefined;
    readonly reconcile?: Reconcile | undefined;
    readonly cursor?: string | number | undefined;
  },
): void {
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(error, { [name]: value });
}
