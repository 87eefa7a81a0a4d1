/** Anything that hands out a secret value only when asked. */
export interface Revealable {
  /** Returns the value itself. */
  reveal(): string;
}

const redacted = "[redacted]";

/**
 * A value that must not end up in a log: text, JSON, `console.log`, `inspect` and template literals show
 * `[redacted]`, and a structured clone does not carry it.
 */
export class Secret implements Revealable {
  readonly #value: string;

  /** @param value The value to keep. */
  constructor(value: string) {
    this.#value = value;
  }

  /** Returns the value itself. */
  reveal(): string {
    return this.#value;
  }

  /** Returns `[redacted]`. */
  toString(): string {
    return redacted;
  }

  /** Returns `[redacted]`. */
  toJSON(): string {
    return redacted;
  }

  static {
    // What `console.log` and `inspect` print: Node and Bun ask for the first symbol, Deno for the second.
    for (const name of ["nodejs.util.inspect.custom", "Deno.customInspect"]) {
      Object.defineProperty(Secret.prototype, Symbol.for(name), { value: () => redacted });
    }
  }
}

/** Whether a value hands out a secret: a {@link Secret} of this or another package, or the caller's own. */
export function isRevealable(value: unknown): value is Revealable {
  return typeof value === "object" && value !== null && typeof (value as Partial<Revealable>).reveal === "function";
}
