import { listOf, objectOf, type RawDocument, type RawNode } from "./raw-document.js";

/** A JSON Schema as the validator takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const maps = ["properties", "patternProperties", "definitions", "$defs", "dependentSchemas"];
const singles = [
  "additionalProperties",
  "additionalItems",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
/** What no validator needs: it costs time alone, or names what is resolved by now. */
const dropped = new Set([
  ...["title", "description", "example", "examples", "default", "externalDocs", "xml", "discriminator"],
  ...["$id", "$anchor", "$schema", "$comment", "id", "$dynamicAnchor", "$vocabulary"],
]);

/**
 * Cuts the schemas that a request needs out of a document, so that the validator sees one operation and not 13 MB. Refs
 * become refs into `__bundled__`, where Prism keeps them; nothing else of a schema changes, except that a readOnly
 * property is not required of a request.
 */
export class SchemaBundle {
  readonly #document: RawDocument;
  readonly #names = new Map<string, string>();
  readonly #schemas = new Map<string, unknown>();
  readonly #refs = new Map<string, Set<string>>();

  constructor(document: RawDocument) {
    this.#document = document;
  }

  /** A schema whose refs lead into the bundle, and the names that it reaches. */
  hoisted(node: RawNode): { readonly schema: unknown; readonly names: ReadonlySet<string> } {
    const direct = new Set<string>();
    const schema = this.#copy(node, (target) => this.#hoist(target, direct));
    const names = new Set<string>();
    const visit = (name: string): void => {
      if (names.has(name)) return;
      names.add(name);
      for (const next of this.#refs.get(name) ?? []) visit(next);
    };
    for (const name of direct) visit(name);
    return { schema, names };
  }

  /** The schema that stands in the bundle under a name. */
  schema(name: string): unknown {
    return this.#schemas.get(name);
  }

  /** A schema without refs: for what Prism reads without a bundle. Where it holds itself, it is cut. */
  inlined(node: RawNode, above: readonly string[] = []): unknown {
    return this.#copy(
      node,
      (target) => {
        const key = `${target.file}#${target.pointer}`;
        return above.includes(key) || above.length > 12 ? {} : this.inlined(target, [...above, key]);
      },
      above,
    );
  }

  #hoist(target: RawNode, into: Set<string>): unknown {
    const key = `${target.file}#${target.pointer}`;
    const known = this.#names.get(key);
    const name = known ?? `s${this.#names.size}`;
    into.add(name);
    if (known === undefined) {
      this.#names.set(key, name);
      const refs = new Set<string>();
      this.#refs.set(name, refs);
      this.#schemas.set(
        name,
        this.#copy(target, (inner) => this.#hoist(inner, refs)),
      );
    }
    return { $ref: `#/__bundled__/${name}` };
  }

  #copy(node: RawNode, onRef: (target: RawNode) => unknown, above: readonly string[] = []): unknown {
    if (typeof node.value === "boolean") return node.value;
    const source = objectOf(node.value);
    const copy = (inner: RawNode): unknown => this.#copy(inner, onRef, above);
    const target = typeof source.$ref === "string" ? this.#document.target(source.$ref, node) : null;
    if (target !== null) {
      const ref = onRef(target);
      const hasSiblings = this.#document.version >= "3.1" && Object.keys(source).some((key) => isAssertion(key));
      if (!hasSiblings) return ref;
      const { $ref: _ref, ...rest } = source;
      return { allOf: [ref, this.#copy({ ...node, value: rest }, onRef, above)] };
    }
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(source)) {
      const at = this.#document.child(node, key);
      if (dropped.has(key) || key.startsWith("x-")) continue;
      if (maps.includes(key)) {
        const members = Object.keys(objectOf(value)).map((name) => [name, copy(this.#document.child(at, name))]);
        result[key] = Object.fromEntries(members);
      } else if (lists.includes(key) || (key === "items" && Array.isArray(value))) {
        const members = [...listOf(value).keys()].map((index) => copy(this.#document.child(at, index)));
        if (members.length > 0) result[key] = members;
      } else if (key === "items" || (singles.includes(key) && typeof value === "object")) result[key] = copy(at);
      else if (key === "required") result[key] = this.#required(node, value);
      else result[key] = value;
    }
    return result;
  }

  #required(node: RawNode, required: unknown): unknown {
    if (!Array.isArray(required)) return undefined;
    const properties = this.#document.child(node, "properties");
    return required.filter((name) => !isReadOnly(this.#document, this.#document.child(properties, String(name))));
  }
}

/** Whether a property is the server's alone, by itself or by what it refers to. */
export function isReadOnly(document: RawDocument, node: RawNode): boolean {
  if (objectOf(node.value).readOnly === true) return true;
  const target = document.follow(node);
  return target !== null && objectOf(target.value).readOnly === true;
}

/** Whether a keyword says what a value may be. */
export function isAssertion(key: string): boolean {
  return (
    key !== "$ref" &&
    !dropped.has(key) &&
    !key.startsWith("x-") &&
    !/^(?:readOnly|writeOnly|deprecated|summary)$/.test(key)
  );
}
