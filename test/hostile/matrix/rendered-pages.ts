import { marked } from "marked";
import type { GeneratedFile } from "../../../generator/emit/generated-file.js";

/** Elements that our pages may have; none of them can run or load anything. */
const harmless = new Set(
  `p h1 h2 h3 h4 h5 h6 a code pre em strong del ul ol li blockquote br hr table thead tbody tr th td input`.split(" "),
);

/** The pages of a package as a browser would show them. */
export interface RenderedPages {
  readonly flaws: readonly string[];
  /** Their text as a reader sees it, without white space. */
  readonly shown: string;
}

/** Renders the pages of a package. */
export function renderedPages(files: readonly GeneratedFile[]): RenderedPages {
  const pages = files
    .filter(({ path }) => path.endsWith(".md"))
    .map(({ path, text }) => ({ path, text, html: marked.parse(text, { gfm: true, async: false }) }));
  return {
    flaws: pages.flatMap(({ path, text, html }) => flawsOf(text, html).map((flaw) => `${path}: ${flaw}`)),
    shown: pages
      .map(({ html }) => textOf(html.replace(/<[^>]*>/g, "")))
      .join("\n")
      .replace(/\s/g, ""),
  };
}

function flawsOf(page: string, html: string): readonly string[] {
  const flaws: string[] = [];
  for (const [whole, closing, name = "", attributes = ""] of html.matchAll(/<(\/?)([a-zA-Z!?][^\s/>]*)([^>]*)>/g)) {
    if (!harmless.has(name.toLowerCase())) flaws.push(`live HTML: ${whole.slice(0, 80)}`);
    if (closing === "" && name === "a") flaws.push(...linkFlaws(attributes));
    else if (/\son\w+\s*=/i.test(attributes)) flaws.push(`a handler: ${whole.slice(0, 80)}`);
  }
  return [...flaws, ...tableFlaws(page)];
}

function linkFlaws(attributes: string): readonly string[] {
  const target = textOf(/href="([^"]*)"/.exec(attributes)?.[1] ?? "");
  return /^(?:https?:|mailto:|#|\.{0,2}\/|[\w%./-]*(?:#|$))/i.test(target) ? [] : [`a link to ${target.slice(0, 60)}`];
}

/** Every row of a table of ours has as many cells as its head; one with another number is broken or cut. */
function tableFlaws(page: string): readonly string[] {
  const flaws: string[] = [];
  let fence = "";
  let columns = 0;
  const lines = page.split("\n");
  lines.forEach((line, at) => {
    const run = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence === "" && run !== "") fence = run;
    else if (fence !== "" && run.startsWith(fence) && line.trim() === run) fence = "";
    if (fence !== "" || !line.startsWith("| ")) columns = 0;
    else {
      const cells = line.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0;
      if (/^\| --- \|/.test(lines[at + 1] ?? "")) columns = cells;
      else if (columns > 0 && cells !== columns) flaws.push(`a row of ${cells - 1} cells: ${line.slice(0, 100)}`);
    }
  });
  if (fence !== "") flaws.push("a fence that is not closed");
  return flaws;
}

/** Whether a text is shown: as it is, or with what cannot be seen written out or left away. */
export function isShown(text: string, shown: string): boolean {
  const visible = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/\p{Cs}/gu, "\ufffd");
  const written = text.replace(/(?![\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (found) =>
    [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
  const forms = [
    text,
    written.replaceAll("\n", "\\u000a"),
    visible,
    written,
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(written).slice(1, -1).replaceAll("\\\\u", "\\u"),
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[#@](?= source)/, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  ];
  return forms.some((form) => shown.includes(form.replace(/\s/g, "")));
}

function textOf(html: string): string {
  return html.replace(
    /&(lt|gt|quot|amp|#39);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name] ?? "",
  );
}
