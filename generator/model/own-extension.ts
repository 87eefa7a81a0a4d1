import type { SpecNode } from "../load/spec-node.js";
import type { Skipped } from "./api.js";

/**
 * Lists an extension that has one of our names and plainly another vendor's shape: it means something else, and is
 * neither read nor wrong.
 */
export function skipForeign(node: SpecNode, skipped: Skipped[]): null {
  const name = node.place.pointer.slice(node.place.pointer.lastIndexOf("/") + 1);
  skipped.push({
    place: node.place,
    reason: `${name} has another shape than the one that is read here: it is ignored`,
  });
  return null;
}

/** The text of an extension of ours; `null` where there is none, or another vendor's. */
export function ownText(node: SpecNode, skipped: Skipped[]): string | null {
  if (node.value === undefined) return null;
  return typeof node.value === "string" ? node.value : skipForeign(node, skipped);
}

/** The flag of an extension of ours; false where it is absent, or another vendor's. A misspelled flag is an error. */
export function ownFlag(node: SpecNode, skipped: Skipped[]): boolean {
  const { value } = node;
  const isMeant = value === undefined || typeof value === "boolean" || /^(true|false|yes|no)$/i.test(String(value));
  return isMeant ? node.boolean() : (skipForeign(node, skipped) ?? false);
}
