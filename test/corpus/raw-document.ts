import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";

/** A JSON object of a document, as parsed. */
export type RawObject = Readonly<Record<string, unknown>>;

/** A value of a document and where it stands. */
export interface RawNode {
  readonly value: unknown;
  /** Absolute path of the file. */
  readonly file: string;
  /** JSON pointer in the file, without `#`. */
  readonly pointer: string;
}

/**
 * A document as parsed, with its refs followed by the simplest means that do: the judge reads documents by other code
 * than the generator.
 */
export class RawDocument {
  readonly root: RawNode;
  readonly #files = new Map<string, unknown>();
  #anchors: Map<string, RawNode> | undefined;

  constructor(file: string) {
    this.root = { value: this.#read(file), file, pointer: "" };
  }

  /** `2.0`, `3.0`, `3.1` or `3.2`. */
  get version(): string {
    const root = objectOf(this.root.value);
    return String(root.swagger ?? root.openapi ?? "").slice(0, 3);
  }

  /** The member of an object or list. */
  child(node: RawNode, key: string | number): RawNode {
    const value = isContainer(node.value) && Object.hasOwn(node.value, key) ? node.value[String(key)] : undefined;
    const token = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
    return { value, file: node.file, pointer: `${node.pointer}/${token}` };
  }

  /** What stands behind a `$ref`, and behind that; the node itself where it has none. `null`: it leads nowhere. */
  follow(node: RawNode): RawNode | null {
    let at = node;
    for (let steps = 0; steps < 50; steps++) {
      const ref = objectOf(at.value).$ref;
      if (typeof ref !== "string") return at;
      const target = this.target(ref, at);
      if (target === null) return null;
      at = target;
    }
    return null;
  }

  /** What one ref names. */
  target(ref: string, from: RawNode): RawNode | null {
    const [address = "", fragment = ""] = ref.split("#");
    const base = address === "" ? from.file : this.#fileOf(address, from.file);
    if (base === null) return this.#byId(ref);
    const file: RawNode = { value: this.#read(base), file: base, pointer: "" };
    if (file.value === undefined) return this.#byId(ref);
    const pointer = percentDecoded(fragment);
    if (pointer === "") return file;
    if (!pointer.startsWith("/")) return this.#byId(`#${pointer}`);
    const tokens = pointer.slice(1).split("/");
    let node: RawNode = file;
    for (const token of tokens) {
      const through = this.follow(node);
      if (through === null) return null;
      node = this.child(through, token.replaceAll("~1", "/").replaceAll("~0", "~"));
    }
    return node.value === undefined ? null : node;
  }

  #fileOf(address: string, from: string): string | null {
    try {
      const url = new URL(address, pathToFileURL(from));
      return url.protocol === "file:" ? fileURLToPath(url) : null;
    } catch {
      return resolve(dirname(from), address);
    }
  }

  #read(file: string): unknown {
    if (!this.#files.has(file)) this.#files.set(file, parseFile(file));
    return this.#files.get(file);
  }

  /** `$anchor` and `$id` of the main file. */
  #byId(ref: string): RawNode | null {
    if (this.#anchors === undefined) {
      this.#anchors = new Map();
      this.#collectIds(this.root, this.#anchors);
    }
    return this.#anchors.get(ref) ?? this.#anchors.get(ref.replace(/^.*\//, "")) ?? null;
  }

  #collectIds(node: RawNode, ids: Map<string, RawNode>): void {
    if (!isContainer(node.value)) return;
    for (const key of Object.keys(node.value)) {
      const inner = this.child(node, key);
      if (key === "$anchor" && typeof inner.value === "string") ids.set(`#${inner.value}`, node);
      else if (key === "$id" && typeof inner.value === "string") ids.set(inner.value, node);
      else this.#collectIds(inner, ids);
    }
  }
}

/** The value as an object; an empty one for everything else. */
export function objectOf(value: unknown): RawObject {
  return isContainer(value) && !Array.isArray(value) ? value : {};
}

/** The value as a list; an empty one for everything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
  try {
    return file.endsWith(".json")
      ? JSON.parse(text)
      : parse(text, { merge: true, uniqueKeys: false, logLevel: "silent", maxAliasCount: -1 });
  } catch {
    return undefined;
  }
}
