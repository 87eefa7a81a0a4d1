import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { maxNodes } from "./bounds.js";
import { pointerSteps } from "./json-pointer.js";
import type { ParsedFile, ParseProblem } from "./parsed-file.js";

/** What to do about syntax errors whose cause is not where they show. */
const helps: Readonly<Record<string, string>> = {
  MISSING_CHAR: "Close the quote; a quoted text that goes on in the next line must be indented deeper than its key.",
  MULTILINE_IMPLICIT_KEY: "Look at the lines above: a quote may be open, or a line indented too little.",
};

/** Parses YAML text with merge keys; duplicate keys and unknown tags are problems. */
export function parseYaml(text: string): ParsedFile | readonly ParseProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    uniqueKeys: true,
    prettyErrors: false,
    version: "1.2",
  });
  const positionAt = (offset: number): readonly [number, number] => {
    const { line, col } = lines.linePos(offset);
    return [line, col];
  };
  const flaws = [...document.errors, ...document.warnings];
  if (flaws.length > 0) {
    return flaws.map((flaw) => {
      const [line, column] = positionAt(flaw.pos[0]);
      const duplicate = flaw.code === "DUPLICATE_KEY";
      return {
        code: duplicate ? "OF1004" : "OF1003",
        message: duplicate ? "A key stands twice in one mapping." : `This is not valid YAML (${flaw.code}).`,
        help: duplicate ? "Remove one of the two, or rename it." : (helps[flaw.code] ?? "Correct the syntax here."),
        line,
        column,
      };
    });
  }
  const bomb = aliasProblem(document, positionAt);
  if (bomb !== null) return [bomb];
  return {
    value: document.toJS({ maxAliasCount: -1 }) as unknown,
    position: (pointer) => positionAt(offsetOf(document, pointerSteps(pointer) ?? [])),
  };
}

/** An alias of nothing or that contains itself, or aliases that expand to more nodes than a document may have. */
function aliasProblem(
  { contents }: Document.Parsed,
  positionAt: (offset: number) => readonly [number, number],
): ParseProblem | null {
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  // By name, the last one so far: the walk is in the document's order. `Alias.resolve` would search all of it each time.
  const anchors = new Map<string, Node>();
  let flaw: ParseProblem | null = null;
  const refuse = (node: Node, message: string): number => {
    const [line, column] = positionAt(node.range?.[0] ?? 0);
    flaw ??= { code: "OF1005", message, help: "Write the content out in place of this alias.", line, column };
    return 0;
  };
  // Recursion is bounded by the nesting that bounds.ts lets through, and by `open` for aliases.
  const sizeOf = (node: unknown): number => {
    if (!isNode(node) || flaw !== null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) return refuse(node, "This content contains itself through an alias.");
    open.add(node);
    let size = 1;
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isAlias(node)) {
      const meant = anchors.get(node.source);
      if (meant === undefined) return refuse(node, "This alias names nothing that stands before it.");
      size = sizeOf(meant);
    }
    if (isMap(node)) for (const pair of node.items) size += sizeOf(pair.key) + sizeOf(pair.value);
    else if (isSeq(node)) for (const item of node.items) size += sizeOf(item);
    open.delete(node);
    sizes.set(node, size);
    return size > maxNodes ? refuse(node, `Aliases expand this content to more than ${maxNodes} nodes.`) : size;
  };
  sizeOf(contents);
  return flaw;
}

function offsetOf(document: Document.Parsed, steps: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of steps) {
    const at = isAlias(node) ? node.resolve(document) : node;
    if (isMap(at)) {
      const pair = at.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(at)) {
      node = at.items[Number(step)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
