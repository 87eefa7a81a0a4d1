/** Anything that hands out a secret value only when asked. */
export interface Revealable {
  /** Returns the value itself. */
  reveal(): string;
}

const redacted = "[redacted]";

// Not in the objects: consoles of browsers show private fields too.
const values = new WeakMap<Secret, string>();

/**
 * A value that must not end up in a log: text, JSON, `console.log`, `inspect` and template literals show
 * `[redacted]`, and a structured clone does not carry it.
 */
export class Secret implements Revealable {
  /** Type-level only: no other object is one. */
  declare protected readonly secret: true;

  /** @param value The value to keep. */
  constructor(value: string) {
    values.set(this, value);
  }

  /** Returns the value itself. */
  reveal(): string {
    const value = values.get(this);
    if (value === undefined) throw new TypeError("Call this method on a Secret of this package.");
    return value;
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
