import { pointerTo } from "./json-pointer.js";

/** Of what nobody wrote by hand, nor by a program that means it; known documents have a tenth of it at most. */
const most = { key: 4_000, elements: 20_000, members: 50_000 } as const;

/** A value that is larger than any real one. */
export interface Oversized {
  readonly pointer: string;
  readonly message: string;
}

/** Finds the lists and objects of a parsed file that are larger than any real ones; what is in those is not looked at. */
export function oversizedParts(root: unknown): readonly Oversized[] {
  const found: Oversized[] = [];
  // Aliases may make one object stand in many places; the first one counts.
  const seen = new Set<object>();
  const visit = (value: unknown, pointer: () => string): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const message = excessOf(value);
    if (message !== null) found.push({ pointer: pointer(), message });
    else for (const [key, child] of Object.entries(value)) visit(child, () => pointerTo(pointer(), key));
  };
  visit(root, () => "");
  return found;
}

function excessOf(value: object): string | null {
  if (Array.isArray(value)) return value.length > most.elements ? hasMore("list", most.elements, "elements") : null;
  const keys = Object.keys(value);
  if (keys.length > most.members) return hasMore("object", most.members, "members");
  return keys.some((key) => key.length > most.key)
    ? `This object has a key of more than ${most.key.toLocaleString("en")} characters.`
    : null;
}

function hasMore(what: string, limit: number, of: string): string {
  return `This ${what} has more than ${limit.toLocaleString("en")} ${of}.`;
}
