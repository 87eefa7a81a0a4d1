import { platform } from "./platform.js";

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

/** Replaces every occurrence of a secret in a text: as it is, percent-encoded, JSON-escaped, and in base64. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    // Shorter values would garble the text without hiding anything that a reader could not guess.
    if (secret.length < 4) continue;
    for (const form of new Set([secret, ...otherForms(secret)])) clean = clean.replaceAll(form, redacted);
  }
  return clean;
}

function otherForms(secret: string): readonly string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  // Longer ones are no credentials, and encoding them would need more arguments than a call can have.
  if (/\p{Surrogate}/u.test(secret) || secret.length > 10_000) return [escaped];
  return [escaped, encodeURIComponent(secret), ...base64Forms(secret)];
}

/** The characters of base64 that depend on the secret alone, for each of the three places where it can begin. */
function base64Forms(secret: string): readonly string[] {
  const bytes = new platform.TextEncoder().encode(secret);
  return [0, 1, 2].flatMap((offset) => {
    const binary = String.fromCharCode(...new Uint8Array(offset), ...bytes);
    const own = platform.btoa(binary).slice(Math.ceil((offset * 4) / 3), Math.floor((binary.length * 4) / 3));
    return own.length < 6 ? [] : [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
