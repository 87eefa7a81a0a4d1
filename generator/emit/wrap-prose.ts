import { foldNewlines } from "../printable.js";

/** Folds prose to a width; list items keep their indent, and fenced blocks, tables and headings their lines, quotes their marks. */
export function wrapProse(text: string, columns: number): string {
  const lines: string[] = [];
  let fenced = false;
  let open: { indent: string; words: string } | null = null;
  const close = (): void => {
    if (open !== null) for (const line of fold(open.words, columns, open.indent)) lines.push(line);
    open = null;
  };
  for (const line of foldNewlines(text).split("\n")) {
    const fence = /^\s*(?:```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    const quote = fenced || fence ? undefined : /^(\s*(?:>\s?)+(?:(?:[-*+]|\d+[.)])\s+)?)\S/.exec(line)?.[1];
    const bullet = /^(\s*(?:[-*+]|\d+[.)])\s+)/.exec(line)?.[1];
    if (quote !== undefined) {
      close();
      for (const folded of fold(line, columns, quote.replace(/[^>\s]/g, " "))) lines.push(folded);
    } else if (fence || fenced || line.trim() === "" || /^\s*[|#>]|^ {4}/.test(line)) {
      close();
      lines.push(fenced || fence || !/^\s*\|/.test(line) ? line : compactRow(line));
    } else if (bullet !== undefined || open === null) {
      close();
      open = { indent: " ".repeat(bullet?.length ?? /^\s*/.exec(line)?.[0].length ?? 0), words: line };
    } else {
      const paragraph: { indent: string; words: string } = open;
      open = { ...paragraph, words: `${paragraph.words} ${line.trim()}` };
    }
  }
  close();
  return lines.join("\n");
}

/** A row of a table without the padding that lines its columns up: a hover lines them up by itself. */
function compactRow(row: string): string {
  return row.replace(/ {2,}/g, " ").replace(/-{4,}/g, "---");
}

function fold(text: string, columns: number, indent: string): readonly string[] {
  // Words would stand below one another, each behind all of the indent.
  if (indent.length > columns / 2) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=\S) +/)) {
    const next = line === "" ? (lines.length === 0 ? word : indent + word) : `${line} ${word}`;
    // A word that would begin a list, a quote or a heading stays where it means a word.
    const safe = !/^(?:[-*+>#|]|\d+[.)])/.test(word);
    if (next.length <= columns || line === "" || !safe) line = next;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}
