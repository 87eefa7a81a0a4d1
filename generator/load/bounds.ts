/** Bounds that hold before a parser builds anything of a document, since parsers recurse and fill the memory. */
export const maxBytes: number = 64 * 1024 * 1024;
export const maxDepth = 200;
/** Values of a document, after its YAML aliases are expanded. GitHub's, the largest known one, has 260,000. */
export const maxValues = 1_500_000;
/** Tokens of a YAML file, with its spaces and line ends. GitHub's has 1,700,000. */
export const maxTokens = 2_500_000;
/** Characters of one text, as it is written: unescaping, folding and printing it takes many times as much. Known ones have 170,000. */
export const maxText = 500_000;

/** Where a file is beyond a bound, and which. */
export interface Excess {
  readonly offset: number;
  readonly what: "depth" | "size" | "text";
}

/** Where JSON text nests too deep or holds too many values; `null` when it does neither. */
export function jsonExcess(text: string): Excess | null {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        if (end - at - 1 > maxText) return { offset: at, what: "text" };
        at = end;
        break;
      }
      case "[":
      case "{":
        if (++depth > maxDepth) return { offset: at, what: "depth" };
        if (++values > maxValues) return { offset: at, what: "size" };
        break;
      case "]":
      case "}":
        depth--;
        break;
      case ",":
        if (++values > maxValues) return { offset: at, what: "size" };
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
