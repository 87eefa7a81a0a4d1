/** Bounds that hold before a parser builds anything of a document, since parsers recurse and fill the memory. */
export const maxBytes: number = 64 * 1024 * 1024;
export const maxDepth = 200;
/** Values of a document, after its YAML aliases are expanded. GitHub's, the largest known one, has 260,000. */
export const maxValues = 1_500_000;
/** Tokens of a YAML file, with its spaces and line ends. GitHub's has 1,700,000. */
export const maxTokens = 2_500_000;
/** Characters of one text, as it is written: unescaping, folding and printing it takes many times as much. Known ones have 170,000. */
export const maxText = 400_000;

/** Of one list and one object. Known documents have 665 elements and 5,202 members. */
export const maxElements = 20_000;
export const maxMembers = 50_000;

/** Keys, names and addresses up to this length are as usual; known ones have 150 to 650 characters. */
export const longName = 500;
/** Characters of all longer ones together: what is named is named in many places, in several spellings. */
export const maxLongNames = 60_000;

/** Where a file is beyond a bound, and which. */
export interface Excess {
  readonly offset: number;
  readonly what: "depth" | "size" | "text" | "list" | "object" | "keys";
}

/** The first place where JSON text is beyond a bound; `null` when there is none. */
export function jsonExcess(text: string): Excess | null {
  const open: { readonly isList: boolean; count: number }[] = [];
  let values = 0;
  let isKey = false;
  let longKeys = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    switch (character) {
      case '"': {
        const end = endOfString(text, at);
        const length = end - at - 1;
        if (isKey && length > longName) longKeys += length;
        if (longKeys > maxLongNames) return { offset: at, what: "keys" };
        if (length > maxText) return { offset: at, what: "text" };
        isKey = false;
        at = end;
        break;
      }
      case "[":
      case "{":
        open.push({ isList: character === "[", count: 1 });
        if (open.length > maxDepth) return { offset: at, what: "depth" };
        if (++values > maxValues) return { offset: at, what: "size" };
        isKey = character === "{";
        break;
      case "]":
      case "}":
        open.pop();
        isKey = false;
        break;
      case ",": {
        if (++values > maxValues) return { offset: at, what: "size" };
        const around = open.at(-1);
        if (around === undefined) break;
        if (++around.count > (around.isList ? maxElements : maxMembers)) {
          return { offset: at, what: around.isList ? "list" : "object" };
        }
        isKey = !around.isList;
      }
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
