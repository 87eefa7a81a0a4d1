/** The target of `rel="next"` in a `Link` header (RFC 8288); `null` where the header is not one. */
export function nextLink(header: string): string | undefined | null {
  const entry = /\s*,*\s*<([^<>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))?)*)\s*(?=,|$)/y;
  let found: string | undefined;
  while (!/^[\s,]*$/.test(header.slice(entry.lastIndex))) {
    const match = entry.exec(header);
    if (match === null) return null;
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(match[2] ?? "");
    const names = (relation?.[1] ?? relation?.[2] ?? "").toLowerCase().split(/\s+/);
    if (found === undefined && names.includes("next")) found = match[1] ?? "";
  }
  return found;
}
