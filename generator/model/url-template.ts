/** A URL or a path, its literal parts and its parameters in turn. */
export type UrlTemplate = readonly (string | { readonly name: string })[];

/** Takes `{name}` parts out of a template: literal text and names, in order. */
export function splitTemplate(text: string): UrlTemplate {
  return text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== "")
    .map((part) => (/^\{.+\}$/s.test(part) ? { name: part.slice(1, -1) } : part));
}

/** A template without the fragment, which is never sent; a `#` in a parameter's name begins none. */
export function withoutFragment(parts: UrlTemplate): UrlTemplate {
  const at = parts.findIndex((part) => typeof part === "string" && part.includes("#"));
  if (at === -1) return parts;
  const before = String(parts[at]).replace(/#.*$/s, "");
  return [...parts.slice(0, at), ...(before === "" ? [] : [before])];
}
