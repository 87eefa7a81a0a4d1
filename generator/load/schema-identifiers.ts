import { pointerTo } from "./json-pointer.js";

/** Parts of a file that name themselves: schema resources by `$id` or `$self`, and places in them by `$anchor`. */
export interface Identifiers {
  /** Pointers of resources by their absolute URL, the file itself first. */
  readonly resources: ReadonlyMap<string, string>;
  /** Pointers by `url#anchor`. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** The URL of a file that does not name itself: only there to resolve relative identifiers against. */
const unnamed = "file:///";

/** Finds all identifiers of a parsed file. */
export function identifiersOf(root: unknown): Identifiers {
  const resources = new Map<string, string>();
  const anchors = new Map<string, string>();
  // Aliases may make one object stand in many places; the first one counts.
  const seen = new Set<object>();
  const open = [{ value: root, pointer: "", url: unnamed }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { value, pointer } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const { $id, $self, $anchor, $dynamicAnchor } = value as Record<string, unknown>;
    const own = pointer === "" && typeof $self === "string" ? $self : $id;
    const url = typeof own === "string" ? resolveUrl(own, next.url) : next.url;
    if ((url !== next.url || pointer === "") && !resources.has(url)) resources.set(url, pointer);
    for (const anchor of [$anchor, $dynamicAnchor]) {
      if (typeof anchor === "string" && !anchors.has(`${url}#${anchor}`)) anchors.set(`${url}#${anchor}`, pointer);
    }
    for (const [key, child] of Object.entries(value))
      open.push({ value: child, pointer: pointerTo(pointer, key), url });
  }
  return { resources, anchors };
}

/** The resource that a place belongs to: the innermost one around it. */
export function resourceAround({ resources }: Identifiers, pointer: string): string {
  let found = unnamed;
  let length = -1;
  for (const [url, start] of resources) {
    const isAround = start === "" || pointer === start || pointer.startsWith(`${start}/`);
    if (isAround && start.length > length) [found, length] = [url, start.length];
  }
  return found;
}

/** An absolute URL without fragment; what cannot be one stays as it is. */
export function resolveUrl(reference: string, base: string): string {
  try {
    return new URL(reference, base).href.replace(/#.*$/s, "");
  } catch {
    return reference;
  }
}
