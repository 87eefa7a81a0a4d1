import { joinLines } from "../../printable.js";
import { codeSpan, escaped, isAddress, isPadded, type Markdown, text, visible } from "./markdown.js";

/**
 * One line of CommonMark from the document. Emphasis, code spans and links to the web stay; raw HTML, images and all
 * other links are shown as text. A code span is left alone only where no renderer could see anything else.
 */
export function inline(source: string): Markdown {
  const line = joinLines(visible(source));
  let out = "";
  let word = noWord;
  for (let at = 0; at < line.length; ) {
    const [consumed, written] = next(line, at, word.inAddress);
    const piece = word.inAddress && written.startsWith("\\") ? ` ${written}` : written;
    word = continued(word, piece);
    out += piece;
    at += consumed;
  }
  return escaped(out);
}

/** A line that would begin a heading, a quote, a fence or a list, or be a rule, where it stands alone. */
const startsBlock = /^(?:#{1,6}(?:\s|$)|>|~{3}|[-+*](?:\s|$)|([-*_])(?:\s*\1){2,}$)/;

/** One line of CommonMark from the document that stands alone: as {@link inline}, and never more than a paragraph. */
export function paragraph(source: string): Markdown {
  const line = inline(source.trim());
  return escaped(startsBlock.test(line) ? `\\${line}` : line.replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2"));
}

/** The word that has been written last: whether it is an address, and its end, where one may be about to begin. */
interface OpenWord {
  readonly inAddress: boolean;
  readonly tail: string;
}

const noWord: OpenWord = { inAddress: false, tail: "" };

/** Looks at each character once, since a description may be one long word. */
function continued(word: OpenWord, piece: string): OpenWord {
  const before = /\s/.test(piece) ? noWord : word;
  const end = before.tail + piece.replace(/^.*\s/s, "");
  return { inAddress: before.inAddress || isAddress(end), tail: end.slice(-4) };
}

/** How many characters are read at a position, and what is written for them. */
function next(line: string, at: number, inAddress: boolean): readonly [number, string] {
  const char = line.charAt(at);
  const following = line.charAt(at + 1);
  if (char === "\\") return /[!-/:-@[-`{-~]/.test(following) ? [2, `\\${following}`] : [1, "\\\\"];
  if (char === "`") return backticks(line, at, inAddress);
  if (char === "<") return autolink(line, at) ?? [1, following === "" || /[A-Za-z/!?]/.test(following) ? "\\<" : "<"];
  if (char === "!" && following === "[") return [1, "\\!"];
  // A bracket that opens no link is escaped, so that none can be closed further on.
  if (char === "[") return webLink(line, at) ?? [1, "\\["];
  return [1, char];
}

/** How many backticks stand at a place. */
function runAt(line: string, at: number): number {
  let end = at;
  while (line[end] === "`") end += 1;
  return end - at;
}

/** Where the next run of so many backticks begins; -1 without one. */
function closingRun(line: string, from: number, run: number): number {
  for (let at = line.indexOf("`", from); at !== -1; at = line.indexOf("`", at)) {
    const found = runAt(line, at);
    if (found === run) return at;
    at += found;
  }
  return -1;
}

/** A run of backticks. Within an address, renderers differ about whether one opens a code span. */
function backticks(line: string, at: number, inAddress: boolean): readonly [number, string] {
  const run = runAt(line, at);
  const close = inAddress ? -1 : closingRun(line, at + run, run);
  if (close === -1) return [run, "\\`".repeat(run)];
  const content = line.slice(at + run, close);
  const length = run * 2 + content.length;
  // A row of a table is cut at its `|` before code spans are seen, which would set free what stands in this one.
  if (content.includes("|") && /[<[]/.test(content)) return [length, text(content)];
  return [length, codeSpan(isPadded(content) ? content.slice(1, -1) : content)];
}

function autolink(line: string, at: number): readonly [number, string] | null {
  const found = /^<(?:https?:\/\/|mailto:)[^\s<>`\\|]+>/i.exec(line.slice(at));
  return found === null ? null : [found[0].length, found[0]];
}

function webLink(line: string, at: number): readonly [number, string] | null {
  const link = /^\[((?:[^[\]`\\<]|`[^`|]+`)*)(\]\((?:https?:\/\/|mailto:)[^\s()<>`\\"'|]*(?: "[^"`\\<|]*")?\))/i.exec(
    line.slice(at),
  );
  if (link === null) return null;
  const [whole, label = "", target = ""] = link;
  return [whole.length, `[${inline(label)}${target}`];
}
