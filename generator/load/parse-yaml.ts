import { Composer, type Document, isAlias, isMap, isNode, isSeq, LineCounter } from "yaml";
import { pointerSteps } from "./json-pointer.js";
import { excessProblem, mostProblems, type ParsedFile, type ParseProblem } from "./parsed-file.js";
import { YamlExcess, yamlTokens } from "./yaml-tokens.js";
import { YamlPairs, YamlValues } from "./yaml-value.js";

/** What to do about syntax errors whose cause is not where they show. */
const helps: ReadonlyMap<string, string> = new Map([
  [
    "MISSING_CHAR",
    "Close the quote; a quoted text that goes on in the next line must be indented deeper than its key.",
  ],
  ["MULTILINE_IMPLICIT_KEY", "Look at the lines above: a quote may be open, or a line indented too little."],
]);

/** Parses YAML text with merge keys; duplicate keys and unknown tags are problems. */
export function parseYaml(text: string): ParsedFile | readonly ParseProblem[] {
  const lines = new LineCounter();
  const positionAt = (offset: number): readonly [number, number] => {
    const { line, col } = lines.linePos(offset);
    return [line, col];
  };
  const problemAt = (offset: number, problem: Omit<ParseProblem, "line" | "column">): ParseProblem => {
    const [line, column] = positionAt(offset);
    return { ...problem, line, column };
  };
  let documents: readonly Document.Parsed[];
  try {
    documents = composed(text, lines);
  } catch (error) {
    if (!(error instanceof YamlExcess)) throw error;
    return [excessProblem(error.excess, text)];
  }
  const syntax = syntaxFlaws(documents).map(({ code, offset }) =>
    problemAt(offset, {
      code: "OF1003",
      message: `This is not valid YAML (${code}).`,
      help: helps.get(code) ?? "Correct the syntax here.",
    }),
  );
  if (syntax.length > 0) return syntax;
  const values = new YamlValues();
  const contents = documents[0]?.contents ?? null;
  const value = values.valueOf(contents);
  if (values.flaws.length > 0) {
    return values.flaws.slice(0, mostProblems).map(({ offset, first, ...problem }) => {
      const also = first === undefined ? "" : `, first in line ${positionAt(first)[0]}.`;
      return problemAt(offset, { ...problem, message: problem.message + also });
    });
  }
  const pairs = new YamlPairs();
  return { value, position: (pointer) => positionAt(offsetOf(contents, pointerSteps(pointer) ?? [], values, pairs)) };
}

function composed(text: string, lines: LineCounter): readonly Document.Parsed[] {
  // Keys that stand twice are found later: `yaml` compares each key with all others of its map.
  const options = { lineCounter: lines, merge: true, uniqueKeys: false, prettyErrors: false, version: "1.2" } as const;
  const documents: Document.Parsed[] = [];
  // `yaml` makes an error of each flaw, and a file may have a million: their stacks would fill the memory.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    for (const document of new Composer(options).compose(yamlTokens(text, lines), true, text.length)) {
      documents.push(document);
      if (documents.length > 1) break;
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return documents;
}

function syntaxFlaws([document, second]: readonly Document.Parsed[]): readonly { code: string; offset: number }[] {
  const flaws: { code: string; offset: number }[] = [];
  for (const list of [document?.errors ?? [], document?.warnings ?? []]) {
    for (const { code, pos } of list) if (flaws.length < mostProblems) flaws.push({ code, offset: pos[0] });
  }
  if (second !== undefined) flaws.push({ code: "MULTIPLE_DOCS", offset: second.range[0] });
  return flaws;
}

function offsetOf(contents: unknown, steps: readonly string[], { targets }: YamlValues, pairs: YamlPairs): number {
  let node: unknown = contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of steps) {
    const at: unknown = isAlias(node) ? targets.get(node) : node;
    if (isMap(at)) {
      const pair = pairs.find(at, step);
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
