import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic, Diagnostics } from "../diagnostic.js";
import type { Place } from "../place.js";
import { pointerSteps, pointerTo } from "./json-pointer.js";
import type { ParsedFile } from "./parsed-file.js";
import { readSource, realDocumentPath } from "./read-source.js";
import { SpecNode } from "./spec-node.js";

/** A document of one file or many: what its refs mean, and which files were read. */
export class SpecDocument {
  readonly diagnostics: Diagnostics;
  readonly #root: string;
  /** Folders that refs may lead into. */
  readonly #folders: readonly string[];
  readonly #files = new Map<string, { parsed: ParsedFile | null; text: string }>();

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
    const allowed = allowPaths.map((folder) => (existsSync(folder) ? realpathSync(folder) : resolve(folder)));
    const document = new SpecDocument(found.path, diagnostics, [dirname(found.path), ...allowed]);
    return document.#open(found.path) === null ? null : document;
  }

  /** The document's root object. */
  get root(): SpecNode {
    return this.#node(this.#root, "", this.#files.get(this.#root)?.parsed?.value);
  }

  /** Every file that was read, with its text, for watching and for knowing when nothing changed. */
  get sources(): ReadonlyMap<string, string> {
    return new Map([...this.#files].map(([path, file]) => [path, file.text]));
  }

  /** What a `$ref` means, seen from a node; `null` after a diagnostic, of this severity where it points at nothing. */
  resolve(ref: string, from: SpecNode, severity: Diagnostic["severity"] = "error"): SpecNode | null {
    const [target = "", fragment = ""] = splitFragment(ref);
    const path = target === "" ? resolve(from.place.file) : this.#neighbour(target, from);
    if (path === null) return null;
    const parsed = this.#open(path);
    if (parsed === null) return null;
    const steps = pointerSteps(fragment);
    if (steps === null) {
      const message = `The $ref ${quoted(ref)} does not end in a JSON pointer.`;
      this.diagnostics.error("OF1102", from.place, message, "Write it as #/… or file.yaml#/….");
      return null;
    }
    let value = parsed.value;
    let pointer = "";
    for (const step of steps) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) {
        const message = `The $ref ${quoted(ref)} points at nothing.`;
        this.diagnostics[severity]("OF1101", from.place, message, "Correct the pointer, or add what it names.");
        return null;
      }
      value = (value as Record<string, unknown>)[step];
      pointer = pointerTo(pointer, step);
    }
    return this.#node(path, pointer, value);
  }

  #neighbour(target: string, from: SpecNode): string | null {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith("//")) {
      const message = `The $ref to ${quoted(target)} leaves this machine, and remote documents are not read.`;
      this.diagnostics.error("OF1103", from.place, message, "Save the file beside the document and refer to it.");
      return null;
    }
    const wanted = resolve(dirname(resolve(from.place.file)), target);
    const found = realDocumentPath(wanted);
    if ("problem" in found) {
      this.diagnostics.error(
        "OF1104",
        from.place,
        `The $ref to ${quoted(target)} fails. ${found.problem}`,
        "Correct the path.",
      );
      return null;
    }
    if (!this.#folders.some((folder) => isInside(folder, found.path))) {
      const message = `The $ref to ${quoted(target)} leaves the document's folder.`;
      const help = "Move the file into the document's folder, or name its folder with --allow-path (allowPaths).";
      this.diagnostics.error("OF1105", from.place, message, help);
      return null;
    }
    return found.path;
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

  #node(path: string, pointer: string, value: unknown): SpecNode {
    return new SpecNode(this, { file: displayPath(path), pointer } satisfies Place, value);
  }
}

/** Relative to the working directory, with `/`, when it is below it. */
function displayPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === "" || near.startsWith("..") || isAbsolute(near) ? path : near.split(sep).join("/");
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !(inside.startsWith(`..${sep}`) || inside === ".." || isAbsolute(inside));
}

function splitFragment(ref: string): [string, string] {
  const at = ref.indexOf("#");
  const decode = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return at < 0 ? [decode(ref), ""] : [decode(ref.slice(0, at)), decode(ref.slice(at + 1))];
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
