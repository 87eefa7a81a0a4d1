import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { longName, maxDepth, maxLongNames, maxValues } from "./bounds.js";
import { excesses } from "./parsed-file.js";

/** What is wrong with the content of a YAML file that is well-formed. */
export interface YamlFlaw {
  readonly code: "OF1002" | "OF1003" | "OF1004" | "OF1005";
  readonly message: string;
  readonly help: string;
  readonly offset: number;
  /** Where what it clashes with stands. */
  readonly first?: number;
}

/** A node as a value, how many values it holds and how deep, its aliases expanded. */
interface Built {
  readonly value: unknown;
  readonly size: number;
  readonly depth: number;
}

const nothing: Built = { value: null, size: 1, depth: 1 };
const writeOut = "Write the content out in place of this alias.";

/**
 * Makes plain values of YAML nodes, in one walk in the document's order: `yaml`'s own conversion searches all anchors for
 * each alias and all keys for each key, and prints keys that are no text. Its recursion is bounded by the file's depth.
 */
export class YamlValues {
  readonly flaws: YamlFlaw[] = [];
  /** What each alias means. */
  readonly targets: Map<Alias, Node> = new Map();
  /** By name, the last one so far. */
  readonly #anchors = new Map<string, Node>();
  readonly #built = new Map<Node, Built>();
  #total = 0;
  /** Characters of keys that are long. */
  #longKeys = 0;

  /** The value of a node; `undefined` after a flaw. */
  valueOf(root: Node | null): unknown {
    const { value } = this.#build(root);
    return this.flaws.length > 0 ? undefined : value;
  }

  #build(node: unknown): Built {
    if (this.#total++ > maxValues) return nothing;
    if (isAlias(node)) return this.#aliased(node);
    if (isScalar(node)) {
      const built = { ...nothing, value: scalarValue(node) };
      if (node.anchor !== undefined) this.#keep(node.anchor, node, built);
      return built;
    }
    if (!isMap(node) && !isSeq(node)) return isPair(node) ? this.#map(node, [node]) : nothing;
    // Until it is complete an alias of its name is one of itself.
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    const built = isMap(node) ? this.#map(node, node.items) : this.#list(node.items);
    if (built.size > maxValues || this.#total > maxValues) {
      this.#refuse(node, `Aliases expand this content to more than ${maxValues} values.`);
    } else if (built.depth > maxDepth) {
      this.#refuse(node, `Aliases nest this content more than ${maxDepth} deep.`);
    }
    if (node.anchor !== undefined) this.#keep(node.anchor, node, built);
    return built;
  }

  #keep(anchor: string, node: Node, built: Built): void {
    this.#anchors.set(anchor, node);
    this.#built.set(node, built);
  }

  #aliased(alias: Alias): Built {
    const target = this.#anchors.get(alias.source);
    const built = target === undefined ? undefined : this.#built.get(target);
    if (target !== undefined && built !== undefined) {
      this.targets.set(alias, target);
      return built;
    }
    const is = target === undefined ? "names nothing that stands before it" : "stands in the content that it names";
    this.#refuse(alias, `This alias ${is}.`);
    return nothing;
  }

  #list(items: readonly unknown[]): Built {
    const value: unknown[] = [];
    let size = 1;
    let depth = 0;
    for (const item of items) {
      const built = this.#build(item);
      value.push(built.value);
      size += built.size;
      depth = Math.max(depth, built.depth);
    }
    return { value, size, depth: depth + 1 };
  }

  #map(map: object, pairs: readonly Pair[]): Built {
    const value = {};
    const own = new Map<string, number>();
    let size = 1;
    let depth = 0;
    for (const { key, value: content } of pairs) {
      if (isMergeKey(key)) {
        const built = this.#build(content);
        for (const source of isSeq(content) ? (built.value as unknown[]) : [built.value])
          this.#merge(source, value, key);
        size += built.size;
        depth = Math.max(depth, built.depth - 1);
        continue;
      }
      const name = this.#key(key, map);
      const first = name === null ? undefined : own.get(name);
      if (first !== undefined) {
        const help = "Remove one of the two, or rename it.";
        this.#note({
          code: "OF1004",
          message: "A key stands twice in one mapping",
          help,
          offset: offsetOf(key),
          first,
        });
      }
      const built = this.#build(content);
      if (name !== null) define(value, name, built.value);
      if (name !== null && first === undefined) own.set(name, offsetOf(key));
      size += built.size + 1;
      depth = Math.max(depth, built.depth);
    }
    return { value, size, depth: depth + 1 };
  }

  /** What is merged never replaces what stands there. */
  #merge(source: unknown, into: object, key: unknown): void {
    if (typeof source !== "object" || source === null || Array.isArray(source)) {
      const help = "Give the alias of a mapping, or a list of such.";
      this.#note({ code: "OF1003", message: "What is merged here is no mapping.", help, offset: offsetOf(key) });
      return;
    }
    for (const name in source) {
      if (this.#total++ > maxValues) return;
      if (!Object.hasOwn(into, name)) define(into, name, (source as Record<string, unknown>)[name]);
    }
  }

  #key(key: unknown, map: object): string | null {
    const { value } = this.#build(key);
    if (value === null) return "";
    if (typeof value !== "object") {
      const name = String(value);
      if (name.length > longName) this.#longKeys += name.length;
      if (this.#longKeys > maxLongNames && this.flaws.length === 0)
        this.#note({ code: "OF1002", ...excesses.keys, offset: offsetOf(key) });
      return name;
    }
    const message = "A list or a mapping cannot be a key.";
    this.#note({ code: "OF1003", message, help: "Give a text for a key.", offset: offsetOf(key) || offsetOf(map) });
    return null;
  }

  #refuse(node: Node, message: string): void {
    const offset = offsetOf(node);
    if (this.flaws.every(({ code }) => code !== "OF1005"))
      this.#note({ code: "OF1005", message, help: writeOut, offset });
  }

  #note(flaw: YamlFlaw): void {
    this.flaws.push(flaw);
  }
}

/** Dates and bytes, which JSON does not have, are the text that stands there. */
function scalarValue({ value, source }: { readonly value: unknown; readonly source?: string }): unknown {
  if (typeof value === "symbol") return value.description ?? "";
  if (typeof value === "bigint") return Number(value);
  return typeof value === "object" && value !== null ? (source ?? "") : value;
}

/** Read as a key, a plain `<<` is no text but a symbol. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === "symbol";
}

/** Also `__proto__` becomes a member like any other. */
function define(map: object, name: string, value: unknown): void {
  if (name in map) Object.defineProperty(map, name, { value, writable: true, enumerable: true, configurable: true });
  else (map as Record<string, unknown>)[name] = value;
}

function offsetOf(node: unknown): number {
  return (node as { readonly range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
}

/** Finds pairs by key, however many a map has. */
export class YamlPairs {
  readonly #known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  /** The pair of a map with this key. */
  find(map: YAMLMap, key: string): Pair | undefined {
    let pairs = this.#known.get(map);
    if (pairs === undefined) {
      pairs = new Map(map.items.filter((pair) => isScalar(pair.key)).map((pair) => [String(scalarKey(pair)), pair]));
      this.#known.set(map, pairs);
    }
    return pairs.get(key);
  }
}

function scalarKey({ key }: Pair): unknown {
  const value = isScalar(key) ? key.value : null;
  return typeof value === "symbol" ? "" : (value ?? "");
}
