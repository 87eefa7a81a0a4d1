/** The target of `rel="next"` in a `Link` header (RFC 8288); `null` where the header is not one. */
export function nextLink(header: string): string | undefined | null {
  const entry = /\s*,*\s*<([^<>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))?)*)\s*(?=,|$)/y;
  let found: string | undefined;
  while (!/^[\s,]*$/.test(header.slice(entry.lastIndex))) {
    const match = entry.exec(header);
    if (match === null) return null;
    // Walked one by one: a quoted title may hold what looks like a relation.
    const parameters = [
      ...(match[2] ?? "").matchAll(/;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+)))?/g),
    ];
    const relation = parameters.find(([, name]) => name?.toLowerCase() === "rel");
    const names = (relation?.[2] ?? relation?.[3] ?? "").toLowerCase().split(/\s+/);
    if (found === undefined && names.includes("next")) found = match[1] ?? "";
  }
  return found;
}
