import { type Node, parseTree, visit } from "jsonc-parser";
import { jsonExcess } from "./bounds.js";
import { pointerSteps } from "./json-pointer.js";
import { excessProblem, lineFinder, mostProblems, type ParsedFile, type ParseProblem } from "./parsed-file.js";

/** Parses JSON text; positions are computed only when one is asked for. */
export function parseJson(text: string): ParsedFile | readonly ParseProblem[] {
  const positionAt = lineFinder(text);
  const excess = jsonExcess(text);
  if (excess !== null) return [excessProblem(excess, text)];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text around the flaw; only the place is kept, since a file's content never goes into an error.
    const offset = firstSyntaxError(text) ?? Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    const [line, column] = positionAt(offset);
    return [{ code: "OF1003", message: "This is not valid JSON.", help: "Correct the syntax here.", line, column }];
  }
  const duplicates = duplicateKeys(text);
  if (duplicates.length > 0) return duplicates;
  let tree: Tree | undefined;
  return {
    value,
    position(pointer) {
      tree ??= new Tree(parseTree(text));
      return positionAt(tree.offsetOf(pointerSteps(pointer) ?? []));
    },
  };
}

class Found extends Error {}

function firstSyntaxError(text: string): number | undefined {
  let found: number | undefined;
  try {
    visit(
      text,
      {
        onError(_error, offset) {
          found ??= offset;
          // The scanner has no other way to stop, and there may be millions more.
          throw new Found();
        },
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch (error) {
    if (!(error instanceof Found)) throw error;
  }
  return found;
}

/** One linear scan, since `JSON.parse` keeps the last of two equal keys without a word. */
function duplicateKeys(text: string): readonly ParseProblem[] {
  const problems: ParseProblem[] = [];
  const open: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin() {
      open.push(new Map());
    },
    onObjectEnd() {
      open.pop();
    },
    onObjectProperty(key, _offset, _length, line, character) {
      const keys = open.at(-1);
      const first = keys?.get(key);
      if (first !== undefined && problems.length < mostProblems) {
        problems.push({
          code: "OF1004",
          message: `A key stands twice in one object, first in line ${first + 1}.`,
          help: "Remove one of the two, or rename it.",
          line: line + 1,
          column: character + 1,
        });
      }
      if (first === undefined) keys?.set(key, line);
    },
  });
  return problems;
}

/** The nodes of a JSON text, found by key however many an object has. */
class Tree {
  readonly #root: Node | undefined;
  readonly #members = new WeakMap<Node, ReadonlyMap<string, Node>>();

  constructor(root: Node | undefined) {
    this.#root = root;
  }

  /** The offset of the nearest part that exists on the way. */
  offsetOf(steps: readonly string[]): number {
    let node = this.#root;
    let offset = node?.offset ?? 0;
    for (const step of steps) {
      const next: Node | undefined = node?.type === "array" ? node.children?.[Number(step)] : this.#member(node, step);
      if (next === undefined) break;
      offset = next.offset;
      node = next.type === "property" ? next.children?.[1] : next;
    }
    return offset;
  }

  #member(node: Node | undefined, key: string): Node | undefined {
    if (node?.type !== "object") return undefined;
    let members = this.#members.get(node);
    if (members === undefined) {
      members = new Map((node.children ?? []).map((property) => [String(property.children?.[0]?.value), property]));
      this.#members.set(node, members);
    }
    return members.get(key);
  }
}
