/** A text, and for each of its code units which part of the original it stands for. */
export interface TextView {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

// Percent-encoded UTF-8, escapes of JSON and of languages like it, references of HTML.
const encoded = new RegExp(
  "%[0-7][\\da-f]|%[cd][\\da-f]%[89ab][\\da-f]|%e[\\da-f](?:%[89ab][\\da-f]){2}|%f[0-7](?:%[89ab][\\da-f]){3}" +
    "|\\\\(?:u[\\da-f]{4}|u\\{[\\da-f]{1,6}\\}|x[\\da-f]{2}|[\"'\\\\/bfnrtv])" +
    "|&(?:#x[\\da-f]{1,6}|#\\d{1,7}|amp|lt|gt|quot|apos|nbsp);?",
  "gi",
);

const named: ReadonlyMap<string, string> = new Map([
  ["\\b", "\b"],
  ["\\f", "\f"],
  ["\\n", "\n"],
  ["\\r", "\r"],
  ["\\t", "\t"],
  ["\\v", "\v"],
  ["&amp", "&"],
  ["&lt", "<"],
  ["&gt", ">"],
  ["&quot", '"'],
  ["&apos", "'"],
  ["&nbsp", " "],
]);

/** A text as it is. */
export function plainView(text: string): TextView {
  const places = Array.from({ length: text.length }, (_, at) => at);
  return { text, from: places, to: places.map((at) => at + 1) };
}

/** A view of what a text was before it was encoded; `undefined` where nothing in it is. */
export function decodedView(view: TextView): TextView | undefined {
  const found = [...view.text.matchAll(encoded)];
  if (found.length === 0) return undefined;
  let text = "";
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  const copyUntil = (end: number): void => {
    text += view.text.slice(at, end);
    // Not spread into one call, which takes only so many arguments.
    for (; at < end; at += 1) {
      from.push(view.from[at] ?? 0);
      to.push(view.to[at] ?? 0);
    }
  };
  for (const { 0: whole, index } of found) {
    copyUntil(index);
    at = index + whole.length;
    const meant = decodedSign(whole);
    text += meant;
    for (let unit = 0; unit < meant.length; unit += 1) {
      from.push(view.from[index] ?? 0);
      to.push(view.to[at - 1] ?? 0);
    }
  }
  copyUntil(view.text.length);
  return { text, from, to };
}

/** The letters and digits of a view, in lower case. */
export function letterView(view: TextView): TextView {
  let text = "";
  const from: number[] = [];
  const to: number[] = [];
  for (const [at, sign] of view.text.split("").entries()) {
    if (!/[\p{L}\p{N}]/u.test(sign)) continue;
    const letters = sign.toLowerCase();
    text += letters;
    for (let unit = 0; unit < letters.length; unit += 1) {
      from.push(view.from[at] ?? 0);
      to.push(view.to[at] ?? 0);
    }
  }
  return { text, from, to };
}

function decodedSign(whole: string): string {
  if (whole.startsWith("%")) return percentDecoded(whole);
  const name = whole.toLowerCase().replace(";", "");
  const sign = named.get(name);
  if (sign !== undefined) return sign;
  const digits = /(?:\\u\{?|\\x|&#x)([\da-f]+)/.exec(name)?.[1];
  if (digits !== undefined) return codePoint(Number.parseInt(digits, 16));
  return name.startsWith("&#") ? codePoint(Number(name.slice(2))) : whole.slice(1);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
