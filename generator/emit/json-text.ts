import { escapeUnprintable } from "../printable.js";

/** JSON as a file: two spaces, a newline at the end, and only characters that show what they are. */
export function jsonText(value: unknown): string {
  return `${escapeUnprintable(JSON.stringify(value, null, 2))}\n`;
}
