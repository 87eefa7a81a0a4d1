import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic, Diagnostics } from "../diagnostic.js";
import { displayPath } from "../display-path.js";
import type { Place } from "../place.js";
import { maxDepth, maxLongNames } from "./bounds.js";
import { pointerSteps } from "./json-pointer.js";
import type { ParsedFile } from "./parsed-file.js";
import { readSource, realDocumentPath } from "./read-source.js";
import { type Identifiers, identifiersOf, resolveUrl, resourceAround } from "./schema-identifiers.js";
import { SpecNode } from "./spec-node.js";

const namesItsParts = /\$(?:id|self|anchor|dynamicAnchor)\b/;

/** A document of one file or many: what its refs mean, and which files were read. */
export class SpecDocument {
  readonly diagnostics: Diagnostics;
  readonly #root: string;
  readonly #files = new Map<string, { parsed: ParsedFile | null; text: string; identifiers?: Identifiers | "none" }>();
  /** Of names and addresses that are long, by place: they are asked for more than once. */
  readonly #longNames = new Set<string>();
  #longTotal = 0;
  readonly #roots = new Map<string, SpecNode>();
  /** What fragments name, seen from a node: most refs of a document are written many times. */
  readonly #found = new WeakMap<SpecNode, Map<string, SpecNode | null>>();
  /** Folders that refs may lead into. */
  readonly #folders: readonly string[];

  private constructor(root: string, diagnostics: Diagnostics, folders: readonly string[]) {
    this.#root = root;
    this.#folders = folders;
    this.diagnostics = diagnostics;
    diagnostics.locate = (place) => this.#files.get(resolve(place.file))?.parsed?.position(place.pointer) ?? [0, 0];
  }

  /**
   * Reads a document, whose refs may lead into its own folder and those of `allowPaths`. Diagnostics are reported, never
   * thrown; `null` when the file cannot be parsed.
   */
  static load(path: string, diagnostics: Diagnostics, allowPaths: readonly string[] = []): SpecDocument | null {
    const found = realDocumentPath(path);
    if ("problem" in found) {
      const help = "Give the path of an OpenAPI document in YAML or JSON.";
      diagnostics.error("OF1001", { file: displayPath(resolve(path)), pointer: "" }, found.problem, help);
      return null;
    }
    // As they are named, too: refs are looked at as text before the disk is asked.
    const allowed = allowPaths.flatMap((folder) => [
      resolve(folder),
      ...(existsSync(folder) ? [realpathSync(folder)] : []),
    ]);
    const document = new SpecDocument(found.path, diagnostics, [dirname(found.path), ...allowed]);
    return document.#open(found.path) === null ? null : document;
  }

  /** The document's root object. */
  get root(): SpecNode {
    return this.#whole(this.#root);
  }

  /** Every file that was read, with its text, for watching and for knowing when nothing changed. */
  get sources(): ReadonlyMap<string, string> {
    return new Map([...this.#files].map(([path, file]) => [path, file.text]));
  }

  /** Whether one more long name, at this place, is still less than what all of them may have together. */
  takesLongName({ file, pointer }: Place, length: number): boolean {
    const place = `${file}#${pointer}`;
    if (!this.#longNames.has(place)) this.#longTotal += length;
    this.#longNames.add(place);
    return this.#longTotal <= maxLongNames;
  }

  /** What a `$ref` means, seen from a node; `null` after a diagnostic, of this severity where it points at nothing. */
  resolve(ref: string, from: SpecNode, severity: Diagnostic["severity"] = "error"): SpecNode | null {
    const { target, fragment } = splitFragment(ref);
    const starts = this.#starts(target, from);
    const found = starts === null ? null : this.#firstAt(starts, fragment);
    if (starts === null || found !== null) return found;
    if (pointerSteps(decoded(fragment)) === null) {
      const message = `The $ref ${quoted(ref)} ends in neither a JSON pointer nor a known $anchor.`;
      this.diagnostics[severity]("OF1102", from.place, message, "Write it as #/components/… or file.yaml#/….");
    } else {
      const message = `The $ref ${quoted(ref)} points at nothing.`;
      this.diagnostics[severity]("OF1101", from.place, message, "Correct the pointer, or add what it names.");
    }
    return null;
  }

  /** As {@link resolve}, for what may well lead nowhere: only a file that cannot be read is a diagnostic. */
  find(ref: string, from: SpecNode): SpecNode | null {
    const { target, fragment } = splitFragment(ref);
    return this.#firstAt(this.#starts(target, from) ?? [], fragment);
  }

  /** Where the fragment of a `$ref` may begin, best first; `null` after a diagnostic. */
  #starts(target: string, from: SpecNode): readonly SpecNode[] | null {
    const own = resolve(from.place.file);
    const whole = this.#whole(own);
    const identifiers = this.#identifiers(own);
    if (identifiers !== null) {
      const around = resourceAround(identifiers, from.place.pointer);
      const start = identifiers.resources.get(target === "" ? around : resolveUrl(decoded(target), around));
      const steps = start === undefined ? null : pointerSteps(start);
      const resource = steps === null ? null : below(whole, steps);
      // Many documents count pointers from the top of the file, whatever `$id` stands around the place.
      if (resource !== null) return target === "" ? [resource, whole] : [resource];
    }
    if (target === "") return [whole];
    const path = this.#neighbour(decoded(target), from);
    return path === null || this.#open(path) === null ? null : [this.#whole(path)];
  }

  #firstAt(starts: readonly SpecNode[], fragment: string): SpecNode | null {
    for (const start of starts) {
      const found = this.#at(start, fragment);
      if (found !== null) return found;
    }
    return null;
  }

  #at(start: SpecNode, fragment: string): SpecNode | null {
    const known = this.#found.get(start) ?? new Map<string, SpecNode | null>();
    this.#found.set(start, known);
    const found = known.get(fragment);
    if (found !== undefined) return found;
    const node = this.#named(start, fragment);
    known.set(fragment, node);
    return node;
  }

  /** The node that a fragment names: by JSON pointer, or by an anchor of its resource. */
  #named(start: SpecNode, fragment: string): SpecNode | null {
    // A key may hold a percent sign of its own, so the fragment as it is written comes second.
    for (const text of new Set([decoded(fragment), fragment])) {
      const steps = pointerSteps(text);
      const found = steps === null ? this.#anchored(start, text) : below(start, steps);
      if (found !== null) return found;
    }
    return null;
  }

  #anchored(start: SpecNode, anchor: string): SpecNode | null {
    const path = resolve(start.place.file);
    const identifiers = this.#identifiers(path);
    if (identifiers === null) return null;
    const pointer = identifiers.anchors.get(`${resourceAround(identifiers, start.place.pointer)}#${anchor}`);
    return pointer === undefined ? null : below(this.#whole(path), pointerSteps(pointer) ?? []);
  }

  /** What the parts of a file call themselves; `null` for the many files in which none does. */
  #identifiers(path: string): Identifiers | null {
    const file = this.#files.get(path);
    if (file === undefined || file.parsed === null) return null;
    // Asked for every `$ref` of a document, so the text is searched once.
    file.identifiers ??= namesItsParts.test(file.text) ? identifiersOf(file.parsed.value) : "none";
    return file.identifiers === "none" ? null : file.identifiers;
  }

  #neighbour(target: string, from: SpecNode): string | null {
    // Windows takes two backslashes for a server's name, and would ask it.
    if (/^[a-z][a-z0-9+.-]*:|^[\\/]{2}/i.test(target)) {
      const message = `The $ref to ${quoted(target)} leaves this machine, and remote documents are not read.`;
      this.diagnostics.error("OF1103", from.place, message, "Save the file beside the document and refer to it.");
      return null;
    }
    const wanted = resolve(dirname(resolve(from.place.file)), target);
    // Where the text leads out, the disk is not asked: what is there is nobody's business.
    const found = this.#isAllowed(wanted) ? realDocumentPath(wanted) : { path: wanted };
    if ("problem" in found) {
      this.diagnostics.error(
        "OF1104",
        from.place,
        `The $ref to ${quoted(target)} fails. ${found.problem}`,
        "Correct the path.",
      );
      return null;
    }
    if (!this.#isAllowed(found.path)) {
      const message = `The $ref to ${quoted(target)} leaves the document's folder.`;
      const help = "Move the file into the document's folder, or name its folder with --allow-path (allowPaths).";
      this.diagnostics.error("OF1105", from.place, message, help);
      return null;
    }
    return found.path;
  }

  #isAllowed(path: string): boolean {
    return this.#folders.some((folder) => isInside(folder, path));
  }

  #open(path: string): ParsedFile | null {
    const known = this.#files.get(path);
    if (known !== undefined) return known.parsed;
    const read = readSource(path);
    if ("parsed" in read) {
      this.#files.set(path, read);
      return read.parsed;
    }
    this.#files.set(path, { parsed: null, text: "" });
    for (const problem of read) {
      const { locate } = this.diagnostics;
      this.diagnostics.locate = () => [problem.line, problem.column];
      this.diagnostics.error(problem.code, { file: displayPath(path), pointer: "" }, problem.message, problem.help);
      this.diagnostics.locate = locate;
    }
    return null;
  }

  #whole(path: string): SpecNode {
    const value = this.#files.get(path)?.parsed?.value;
    const root = this.#roots.get(path) ?? new SpecNode(this, { file: displayPath(path), pointer: "" }, value);
    this.#roots.set(path, root);
    return root;
  }
}

/** Goes down a node; where a step is missing because a `$ref` stands there, what that one means is gone through. */
function below(start: SpecNode, steps: readonly string[]): SpecNode | null {
  // No file nests deeper: only a way round in circles has more steps.
  if (steps.length > maxDepth) return null;
  let node: SpecNode | null = start;
  for (const step of steps) {
    if (!hasStep(node.value, step)) node = node.dereferenced();
    if (node === null || !hasStep(node.value, step)) return null;
    node = node.at(Array.isArray(node.value) ? Number(step) : step);
  }
  return node;
}

function hasStep(value: unknown, step: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, step);
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !(inside.startsWith(`..${sep}`) || inside === ".." || isAbsolute(inside));
}

function splitFragment(ref: string): { readonly target: string; readonly fragment: string } {
  const at = ref.indexOf("#");
  return at < 0 ? { target: ref, fragment: "" } : { target: ref.slice(0, at), fragment: ref.slice(at + 1) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
