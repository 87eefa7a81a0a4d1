import type { SpecNode } from "../load/spec-node.js";

/** What a schema demands beyond its type, in words for the docs: `at most 10000`, `1 to 10 items`. */
export function constraintsOf(node: SpecNode): readonly string[] {
  const words: string[] = [];
  const format = node.at("format").value;
  if (typeof format === "string") words.push(`format ${format}`);
  range(words, number(node, "minimum"), number(node, "maximum"), "");
  above(words, node);
  range(words, number(node, "minLength"), number(node, "maxLength"), " characters");
  range(words, number(node, "minItems"), number(node, "maxItems"), " items");
  range(words, number(node, "minProperties"), number(node, "maxProperties"), " properties");
  if (node.at("uniqueItems").value === true) words.push("no item twice");
  const multiple = number(node, "multipleOf");
  if (multiple !== null) words.push(`a multiple of ${multiple}`);
  const pattern = node.at("pattern").value;
  if (typeof pattern === "string") words.push(`matches ${pattern}`);
  return words;
}

function number(node: SpecNode, key: string): number | null {
  return node.at(key).number();
}

function range(words: string[], from: number | null, to: number | null, unit: string): void {
  if (from !== null && to !== null) words.push(from === to ? `exactly ${from}${unit}` : `${from} to ${to}${unit}`);
  else if (from !== null) words.push(`at least ${from}${unit}`);
  else if (to !== null) words.push(`at most ${to}${unit}`);
}

/** `exclusiveMinimum` is a number since 3.1 and a flag beside `minimum` before; the flag adds nothing worth a word. */
function above(words: string[], node: SpecNode): void {
  const from = node.at("exclusiveMinimum").value;
  const to = node.at("exclusiveMaximum").value;
  if (typeof from === "number") words.push(`more than ${from}`);
  if (typeof to === "number") words.push(`less than ${to}`);
}
