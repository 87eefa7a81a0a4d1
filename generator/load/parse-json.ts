import { findNodeAtLocation, type Node, parseTree, visit } from "jsonc-parser";
import { pointerSteps } from "./json-pointer.js";
import { lineAndColumn, type ParsedFile, type ParseProblem } from "./parsed-file.js";

/** Parses JSON text; positions are computed only when one is asked for. */
export function parseJson(text: string): ParsedFile | readonly ParseProblem[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [syntaxProblem(text, error)];
  }
  const duplicates = duplicateKeys(text);
  if (duplicates.length > 0) return duplicates;
  let tree: Node | undefined;
  return {
    value,
    position(pointer) {
      tree ??= parseTree(text);
      return tree === undefined ? [1, 1] : lineAndColumn(text, offsetOf(tree, pointerSteps(pointer) ?? []));
    },
  };
}

function syntaxProblem(text: string, error: unknown): ParseProblem {
  // V8 quotes the text around the flaw; only the place is kept, since a file's content never goes into an error.
  const offset = firstSyntaxError(text) ?? Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
  const [line, column] = lineAndColumn(text, offset);
  return { code: "OF1003", message: "This is not valid JSON.", help: "Correct the syntax here.", line, column };
}

function firstSyntaxError(text: string): number | undefined {
  const errors: { error: number; offset: number; length: number }[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  return errors[0]?.offset;
}

/** One linear scan, since `JSON.parse` keeps the last of two equal keys without a word. */
function duplicateKeys(text: string): readonly ParseProblem[] {
  const problems: ParseProblem[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin() {
      open.push(new Set());
    },
    onObjectEnd() {
      open.pop();
    },
    onObjectProperty(key, _offset, _length, line, character) {
      const keys = open.at(-1);
      if (keys?.has(key)) {
        problems.push({
          code: "OF1004",
          message: "A key stands twice in one object.",
          help: "Remove one of the two, or rename it.",
          line: line + 1,
          column: character + 1,
        });
      }
      keys?.add(key);
    },
  });
  return problems;
}

function offsetOf(tree: Node, steps: readonly string[]): number {
  let node = tree;
  for (const step of steps) {
    const next = findNodeAtLocation(node, [node.type === "array" ? Number(step) : step]);
    if (next === undefined) break;
    node = next;
  }
  return node.parent?.type === "property" ? node.parent.offset : node.offset;
}
