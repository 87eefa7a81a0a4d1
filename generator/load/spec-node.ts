import type { Json } from "../json.js";
import type { Place } from "../place.js";
import { longName, maxLongNames } from "./bounds.js";
import { pointerTo } from "./json-pointer.js";
import type { SpecDocument } from "./spec-document.js";

/** Refs that lead to refs: real ones are two or three. */
const longestChain = 20;

/**
 * A value of the document together with its place. A document may hold anything anywhere, so every read says which
 * shape it expects, and another shape is a diagnostic at that place.
 */
export class SpecNode {
  readonly document: SpecDocument;
  readonly value: unknown;
  readonly #origin: Place | { readonly parent: SpecNode; readonly key: string | number };
  #place: Place | undefined;

  constructor(
    document: SpecDocument,
    origin: Place | { readonly parent: SpecNode; readonly key: string | number },
    value: unknown,
  ) {
    this.document = document;
    this.#origin = origin;
    this.value = value;
  }

  /** Made when it is asked for: most nodes of a large document are only looked into. */
  get place(): Place {
    if (this.#place === undefined) {
      const origin = this.#origin;
      this.#place =
        "parent" in origin
          ? { file: origin.parent.place.file, pointer: pointerTo(origin.parent.place.pointer, origin.key) }
          : origin;
    }
    return this.#place;
  }

  get isMap(): boolean {
    return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value);
  }

  has(key: string): boolean {
    return this.isMap && Object.hasOwn(this.value as object, key);
  }

  /** The node below, whatever it holds; its value is `undefined` when there is none. Only objects have named ones. */
  at(key: string | number): SpecNode {
    if (typeof key === "string" && this.value !== undefined && !this.isMap) this.#wrongShape("an object", null);
    const value =
      this.has(String(key)) || Array.isArray(this.value) ? (this.value as Record<string, unknown>)[key] : undefined;
    return new SpecNode(this.document, { parent: this, key }, value);
  }

  /**
   * The entries of a map; none, after a diagnostic, of anything else. An absent map is empty. Documents of many files
   * have a `$ref` in place of a map, too, or of a list; then what it means is read.
   */
  entries(): readonly (readonly [string, SpecNode])[] {
    if (this.value === undefined) return [];
    if (this.#isReference) return this.dereferenced()?.entries() ?? [];
    if (!this.isMap) return this.#wrongShape("an object", []);
    return Object.keys(this.value as object).map((key) => [key, this.at(key)] as const);
  }

  /** The elements of a list; none, after a diagnostic, of anything else. An absent list is empty. */
  items(): readonly SpecNode[] {
    if (this.value === undefined) return [];
    if (this.#isReference) return this.dereferenced()?.items() ?? [];
    if (!Array.isArray(this.value)) return this.#wrongShape("a list", []);
    return this.value.map((_, index) => this.at(index));
  }

  get #isReference(): boolean {
    return this.isMap && typeof (this.value as Record<string, unknown>).$ref === "string";
  }

  /** A name, an address or another text that is not for people. */
  string(fallback = ""): string {
    if (this.value === undefined) return fallback;
    if (typeof this.value !== "string") return this.#wrongShape("a string", fallback);
    if (this.value.length <= longName || this.document.takesLongName(this.place, this.value.length)) return this.value;
    const [long, most] = [longName, maxLongNames].map((limit) => limit.toLocaleString("en"));
    const message = `Names and addresses of more than ${long} characters add up to more than ${most} here.`;
    this.error("OF1204", message, "Shorten them.");
    return fallback;
  }

  /** Text for people. What is none is worth a warning, but never a package. */
  prose(): string {
    if (this.value === undefined || this.value === null) return "";
    if (typeof this.value === "object") {
      this.warning("OF1203", `Expected text here, found ${describe(this.value)}.`, "Write the text itself.");
      return "";
    }
    return String(this.value);
  }

  boolean(fallback = false): boolean {
    if (this.value === undefined) return fallback;
    return typeof this.value === "boolean" ? this.value : this.#wrongShape("true or false", fallback);
  }

  number(): number | null {
    if (this.value === undefined) return null;
    return typeof this.value === "number" && Number.isFinite(this.value)
      ? this.value
      : this.#wrongShape("a number", null);
  }

  strings(): readonly string[] {
    return this.items().map((item) => item.string());
  }

  /** The value as JSON, or `undefined` when there is none. */
  json(): Json | undefined {
    if (this.value === undefined) return undefined;
    if (typeof this.value === "number" && !Number.isFinite(this.value))
      return this.#wrongShape("a finite number", undefined);
    return this.value as Json;
  }

  /** The node that a Reference Object means, or the node itself; `null` after a diagnostic of this severity. */
  dereferenced(severity: "error" | "warning" = "error"): SpecNode | null {
    let node: SpecNode = this;
    const seen = new Set<string>();
    while (node.isMap && typeof node.at("$ref").value === "string") {
      const key = `${node.place.file}#${node.place.pointer}`;
      if (seen.has(key)) {
        this[severity]("OF1106", "This $ref leads back to itself.", "Point it at a definition.");
        return null;
      }
      seen.add(key);
      if (seen.size > longestChain) {
        this[severity](
          "OF1106",
          `This $ref leads through more than ${longestChain} others.`,
          "Point it at what is meant.",
        );
        return null;
      }
      const next = this.document.resolve(node.at("$ref").string(), node, severity);
      if (next === null) return null;
      node = next;
    }
    return node;
  }

  error(code: string, message: string, help: string): void {
    this.document.diagnostics.error(code, this.place, message, help);
  }

  warning(code: string, message: string, help: string): void {
    this.document.diagnostics.warning(code, this.place, message, help);
  }

  #wrongShape<T>(expected: string, fallback: T): T {
    // Some languages write their empty maps as empty lists; what is meant is clear.
    const isEmptyMap = expected === "an object" && Array.isArray(this.value) && this.value.length === 0;
    this[isEmptyMap ? "warning" : "error"](
      "OF1201",
      `Expected ${expected} here, found ${describe(this.value)}.`,
      `Write ${expected}.`,
    );
    return fallback;
  }
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
