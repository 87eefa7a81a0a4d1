import { pointerTo } from "./json-pointer.js";

/** Parts of a file that name themselves: schema resources by `$id` or `$self`, and places in them by `$anchor`. */
export interface Identifiers {
  /** Pointers of resources by their absolute URL, the file itself first. */
  readonly resources: ReadonlyMap<string, string>;
  /** The first URL of each of those pointers. */
  readonly starts: ReadonlyMap<string, string>;
  /** Pointers by `url#anchor`. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** The URL of a file that does not name itself: only there to resolve relative identifiers against. */
const unnamed = "file:///";

/** Finds all identifiers of a parsed file. */
export function identifiersOf(root: unknown): Identifiers {
  const resources = new Map<string, string>();
  const starts = new Map<string, string>();
  const anchors = new Map<string, string>();
  // Aliases may make one object stand in many places; the first one counts.
  const seen = new Set<object>();
  const open = [{ value: root, pointer: "", url: unnamed }];
  for (const next of open) {
    const { value, pointer } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const { $id, $self, $anchor, $dynamicAnchor } = value as Record<string, unknown>;
    const own = pointer === "" && typeof $self === "string" ? $self : $id;
    const url = typeof own === "string" ? resolveUrl(own, next.url) : next.url;
    if ((url !== next.url || pointer === "") && !resources.has(url)) {
      resources.set(url, pointer);
      starts.set(pointer, url);
    }
    for (const anchor of [$anchor, $dynamicAnchor]) {
      if (typeof anchor === "string" && !anchors.has(`${url}#${anchor}`)) anchors.set(`${url}#${anchor}`, pointer);
    }
    for (const [key, child] of Object.entries(value))
      open.push({ value: child, pointer: pointerTo(pointer, key), url });
  }
  return { resources, starts, anchors };
}

/** The resource that a place belongs to: the innermost one around it. */
export function resourceAround({ starts }: Identifiers, pointer: string): string {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = starts.get(at);
    if (found !== undefined) return found;
  }
  return starts.get("") ?? unnamed;
}

/** An absolute URL without fragment; what cannot be one stays as it is. */
export function resolveUrl(reference: string, base: string): string {
  try {
    return new URL(reference, base).href.replace(/#.*$/s, "");
  } catch {
    return reference;
  }
}
