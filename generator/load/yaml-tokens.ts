import { type CST, Lexer, type LineCounter, Parser } from "yaml";
import { type Excess, maxDepth, maxElements, maxMembers, maxText, maxTokens } from "./bounds.js";
import { mostProblems } from "./parsed-file.js";

/** A YAML file is beyond a bound. */
export class YamlExcess extends Error {
  readonly excess: Excess;
  constructor(excess: Excess) {
    super(`the file is beyond a bound: ${excess.what}`);
    this.excess = excess;
  }
}

/**
 * The concrete syntax of a YAML file, which `yaml` reads without recursion; what builds values from it recurses. The
 * bounds are exact here: the lexer knows what is a bracket and what is text.
 *
 * @throws YamlExcess where the file nests too deep, or holds too many tokens, too long a text, list or object.
 */
export function yamlTokens(text: string, lines: LineCounter): readonly CST.Token[] {
  // No file has more tokens than characters, and those that may have too many are counted before any is kept.
  if (text.length > maxTokens) countTokens(text);
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  let flaws = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.length > maxText) throw new YamlExcess({ offset: parser.offset, what: "text" });
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error") flaws++;
    }
    // What comes then is not told: a file may have a million.
    if (flaws > mostProblems) return tokens;
    const crowded = crowdedBy(parser.stack.at(-1));
    if (crowded !== null) throw new YamlExcess({ offset: offsetOf(parser.stack.at(-1)), what: crowded });
    if (parser.stack.length > maxDepth && parser.stack.filter(isCollection).length > maxDepth) {
      throw new YamlExcess({ offset: offsetOf(parser.stack.filter(isCollection).at(-1)), what: "depth" });
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function countTokens(text: string): void {
  let offset = 0;
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > maxTokens) throw new YamlExcess({ offset, what: "size" });
    offset += lexeme.length;
  }
}

/** What a collection has too many of so far: what stands behind its last comma or line may be nothing but space. */
function crowdedBy(token: CST.Token | undefined): "list" | "object" | null {
  if (token === undefined || !isCollection(token)) return null;
  const isList = token.type === "block-seq" || (token.type === "flow-collection" && token.start.source === "[");
  const last = token.items.at(-1);
  const isBegun = last?.key !== undefined || last?.value !== undefined || last?.start.at(-1)?.type === "seq-item-ind";
  const most = (isList ? maxElements : maxMembers) + (isBegun ? 0 : 1);
  return token.items.length > most ? (isList ? "list" : "object") : null;
}

function isCollection(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";
}

function offsetOf(token: CST.Token | undefined): number {
  return token === undefined || !("offset" in token) ? 0 : token.offset;
}
