import { decodedView, letterView, plainView, type TextView } from "./decoded-text.js";
import { platform } from "./platform.js";

const redacted = "[redacted]";
/** How often a text may have been encoded on its way back: percent-encoded, in JSON, in JSON. */
const mostEncodings = 3;
/** Longer ones are no credentials, and encoding them would need more arguments than a call can have. */
const longestEncoded = 10_000;

/** Letters and digits of a secret in one form, and how many of them in a row give it away. */
interface Form {
  readonly letters: string;
  readonly window: number;
}

/**
 * Replaces secrets in a text that somebody else wrote. Only letters and digits are compared, whatever their case, so
 * that a secret is found percent-encoded, escaped for JSON or HTML, or broken by spaces; base64 and hexadecimal are
 * forms of it. Of a long secret a part is as bad as the whole: servers cut what they repeat.
 */
export function redact(text: string, secrets: readonly string[]): string {
  // Shorter values would garble the text without hiding anything that a reader could not guess.
  const known = [...new Set(secrets)].filter((secret) => secret.length >= 4);
  if (known.length === 0) return text;
  const isHidden = new Uint8Array(text.length);
  const forms = known.flatMap(formsOf);
  let view: TextView | undefined = plainView(text);
  for (let encodings = 0; view !== undefined && encodings <= mostEncodings; encodings += 1) {
    for (const secret of known) hideWhole(view, secret, isHidden);
    hideParts(letterView(view), forms, isHidden);
    view = decodedView(view);
  }
  return withoutHidden(text, isHidden);
}

function formsOf(secret: string): readonly Form[] {
  const letters = lettersOf(secret);
  const plain = letters.length < 4 ? [] : [{ letters, window: tellingLength(letters.length) }];
  if (secret.length > longestEncoded) return plain;
  const bytes = new platform.TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = base64Forms(bytes).map(lettersOf);
  return [
    ...plain,
    { letters: hex, window: 2 * tellingLength(bytes.length) },
    ...base64.filter((form) => form.length >= 6).map((form) => ({ letters: form, window: Math.min(8, form.length) })),
  ];
}

function lettersOf(text: string): string {
  return letterView(plainView(text)).text;
}

/** How much of a secret may not show: of short ones nearly all, since their parts are words of any message. */
function tellingLength(length: number): number {
  return length < 8 ? length : length < 12 ? length - 2 : 8;
}

/** The characters of base64 that depend on the secret alone, for each of the three places where it can begin. */
function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const binary = String.fromCharCode(...new Uint8Array(offset), ...bytes);
    return platform.btoa(binary).slice(Math.ceil((offset * 4) / 3), Math.floor((binary.length * 4) / 3));
  });
}

function hideWhole(view: TextView, secret: string, isHidden: Uint8Array): void {
  for (let at = view.text.indexOf(secret); at >= 0; at = view.text.indexOf(secret, at + 1)) {
    hide(view, at, secret.length, isHidden);
  }
}

function hideParts(view: TextView, forms: readonly Form[], isHidden: Uint8Array): void {
  const indexes = new Map<number, Map<string, number[]>>();
  for (const { letters, window } of forms) {
    const index = indexes.get(window) ?? placesOfParts(view.text, window);
    indexes.set(window, index);
    for (let at = 0; at + window <= letters.length; at += 1) {
      const part = letters.slice(at, at + window);
      for (const place of index.get(part) ?? []) hide(view, place, window, isHidden);
      // Hidden once for all.
      index.delete(part);
    }
  }
}

function placesOfParts(text: string, length: number): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + length <= text.length; at += 1) {
    const part = text.slice(at, at + length);
    const known = places.get(part);
    if (known === undefined) places.set(part, [at]);
    else known.push(at);
  }
  return places;
}

function hide(view: TextView, at: number, length: number, isHidden: Uint8Array): void {
  isHidden.fill(1, view.from[at], view.to[at + length - 1]);
}

function withoutHidden(text: string, isHidden: Uint8Array): string {
  let clean = "";
  for (let at = 0; at < text.length; at += 1) {
    if (isHidden[at] === 0) clean += text.charAt(at);
    else if (at === 0 || isHidden[at - 1] === 0) clean += redacted;
  }
  return clean;
}
