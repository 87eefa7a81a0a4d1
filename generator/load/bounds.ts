/** Bounds that hold before a parser sees a document, since parsers recurse and may abort the process. */
export const maxBytes: number = 64 * 1024 * 1024;
export const maxDepth = 200;
/** Nodes of a document after its YAML aliases are expanded. */
export const maxNodes = 8_000_000;

/** The offset at which JSON text, or YAML text in flow style, nests too deep; `null` when it does not. */
export function tooDeepAt(text: string, format: "json" | "yaml"): number | null {
  return flowTooDeepAt(text, format) ?? (format === "yaml" ? blockTooDeepAt(text) : null);
}

function flowTooDeepAt(text: string, format: "json" | "yaml"): number | null {
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (quote !== "") {
      if (c === "\\" && quote === '"') at++;
      else if (c === quote) quote = "";
      // A quote left open by an apostrophe in plain YAML text must not hide the rest of the document.
      else if (c === "\n" && format === "yaml") quote = "";
    } else if (c === '"' || (c === "'" && format === "yaml")) quote = c;
    else if ((c === "[" || c === "{") && (format === "json" || mayOpenFlow(text, at))) {
      depth++;
      if (depth > maxDepth) return at;
    } else if (c === "]" || c === "}") depth = Math.max(0, depth - 1);
  }
  return null;
}

/** Whether a YAML value may begin here: in the middle of plain text a bracket, as in `[0, 1)`, is only text. */
function mayOpenFlow(text: string, bracket: number): boolean {
  let at = bracket - 1;
  while (text[at] === " " || text[at] === "\t") at--;
  if (at < 0 || "\r\n[{,:-?".includes(text[at] as string)) return true;
  // Behind an anchor or a tag.
  while (at >= 0 && !" \t\r\n[]{},".includes(text[at] as string)) at--;
  return text[at + 1] === "&" || text[at + 1] === "!";
}

/** Counts the levels of indentation that are open at once; `- - -` on one line opens one each. */
function blockTooDeepAt(text: string): number | null {
  const open: number[] = [];
  const line = /^([ ]*)((?:[-?] +)*)/gm;
  for (let match = line.exec(text); match !== null; match = line.exec(text)) {
    if (match[0] === "" && match.index === line.lastIndex) line.lastIndex++;
    const start = match.index + match[0].length;
    if (text[start] === "\n" || text[start] === undefined || text[start] === "#") continue;
    const indents = [match[1]?.length ?? 0];
    for (const dash of (match[2] ?? "").matchAll(/[-?] +/g)) indents.push((indents.at(-1) ?? 0) + dash[0].length);
    for (const indent of indents) {
      while (open.length > 0 && (open.at(-1) as number) >= indent) open.pop();
      open.push(indent);
    }
    if (open.length > maxDepth) return match.index;
  }
  return null;
}
