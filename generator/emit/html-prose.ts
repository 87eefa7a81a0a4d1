/** Code is left as it is: fences, code spans, and lines that are indented like code. */
const codeParts = /(^ {0,3}(?:```|~~~)[\s\S]*?^ {0,3}(?:```|~~~).*$|`[^`\n]+`|^ {4}.*$)/m;

/** Whether there is anything to rewrite, so that prose of Markdown alone is never touched. */
const anyTag = /<\/?(?:p|br|ul|ol|li|a|code|b|strong|i|em|h[1-6]|div|span|details|summary|x-[a-z-]+)(?:\s[^<>]*)?\/?>/i;

/**
 * Prose that some documents write in HTML as the Markdown that OpenAPI asks for: paragraphs, lists, links, emphasis and
 * code. Any other tag stays what it is, text.
 */
export function htmlAsMarkdown(text: string): string {
  if (!anyTag.test(text)) return text;
  const parts = text.split(codeParts).map((part, index) => (index % 2 === 1 ? part : rewritten(part)));
  return parts
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .trimEnd();
}

function rewritten(html: string): string {
  const inline = html
    .split("\n")
    .map((line) => (/^\s*\|/.test(line) ? line.replace(/<br\s*\/?>/gi, " ") : line))
    .join("\n")
    .replace(/<(code|tt)>([^<>`\n]{1,500})<\/\1>/gi, (_, _tag, code: string) => `\`${plain(code)}\``)
    .replace(/<(b|strong)>([^<>*\n]{1,500})<\/\1>/gi, "**$2**")
    .replace(/<(i|em)>([^<>*\n]{1,500})<\/\1>/gi, "*$2*")
    .replace(/<a\s[^<>]{0,500}?href=["']([^"'<>\s]{1,500})["'][^<>]{0,500}>([^<>\n]{1,500})<\/a>/gi, "[$2]($1)")
    .replace(/<a>([^<>\n]{1,500})<\/a>/gi, "$1")
    .replace(/<h([1-6])>([^<>\n]{1,500})<\/h\1>/gi, "\n\n**$2**\n\n")
    .replace(/<\/?p(?:\s[^<>]*)?>|<\/?br\s*\/?>|<\/?[uo]l>/gi, "\n\n");
  return listItems(inline)
    .replace(/<\/li>/gi, "")
    .replace(/<\/summary>/gi, "\n")
    .replace(/<\/?(?:div|span|details|summary|x-[a-z-]+)(?:\s[^<>]*)?>/gi, "");
}

/** Puts each item of a list on a line of its own. */
function listItems(html: string): string {
  const parts = html.split(/<li>/i);
  const trimmed = parts.map((part, index) => (index === 0 ? part : part.trimStart()));
  return trimmed.map((part, index) => (index < parts.length - 1 ? part.trimEnd() : part)).join("\n- ");
}

/** The characters of code in HTML, which Markdown takes as they are. */
function plain(code: string): string {
  return code.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
