import { compare } from "../diagnostic.js";
import type { Place } from "../place.js";
import { type Code, code, identifier, joinCode, stringLiteral } from "./code.js";
import type { EmittedFile } from "./generated-file.js";
import { declaredBy, printStatement, type Statement } from "./structures.js";
import { markedUnknown, withoutMarks } from "./unknown-type.js";

interface Import {
  readonly name: string;
  readonly module: string;
  valueUse: boolean;
}

/** A TypeScript file that is being written. Using a symbol of another file is importing it. */
export class SourceFile {
  readonly path: `src/${string}.ts`;
  readonly statements: Statement[] = [];
  readonly #imports = new Map<string, Import>();
  #places: Place[] = [];
  #unknowns: readonly Place[] = [];

  readonly #separator: "\n" | "\n\n";

  /** `path` is relative to the package: `src/apis/access-tokens.ts`. */
  constructor(path: `src/${string}.ts`, separator: "\n" | "\n\n" = "\n\n") {
    this.path = path;
    this.#separator = separator;
  }

  /** A type of another file of the package; imported as a type only. */
  type(name: string, path: string): Code {
    return this.#use(name, path, false);
  }

  /** A class, function or constant of another file of the package. */
  value(name: string, path: string): Code {
    return this.#use(name, path, true);
  }

  /** `unknown`, in place of a type that the document does not say or that is not expressed. */
  unknown(place: Place): Code {
    return markedUnknown(this.#places.push(place) - 1);
  }

  /** What each `unknown` of the printed file stands for. */
  get unknowns(): readonly Place[] {
    return this.#unknowns;
  }

  /** A file for a piece of code of which some may be left out: {@link adopt} takes over what it imports. */
  draft(): SourceFile {
    const draft = new SourceFile(this.path);
    draft.#places = this.#places;
    return draft;
  }

  /** Takes over the imports of a draft that a piece of its code still names: some parts of a type swallow others. */
  adopt(draft: SourceFile, kept: Code): void {
    const named = new Set(kept.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/[\p{ID_Continue}$]+/gu));
    for (const entry of draft.#imports.values()) {
      if (named.has(entry.name)) this.#add(entry);
    }
  }

  /** Prints the file. What stands at its top level is what {@link planned} says. */
  print(): EmittedFile {
    const imports = this.#importLines();
    const parts = [...(imports === "" ? [] : [imports]), ...this.statements.map(printStatement)];
    const { text, marks } = withoutMarks(code`${joinCode(parts, this.#separator)}\n`);
    this.#unknowns = marks.map((mark) => this.#places[mark] as Place);
    return { path: this.path, text };
  }

  /** What stands at the top level of the printed file, in its order: `import A, B from "./a.js"`, `class C`. */
  get planned(): readonly string[] {
    const imports = [...this.#modules()].map(([module, entries]) => {
      const names = entries.map(({ name }) => name).sort(compare);
      return `import ${names.join(", ")} from ${module}`;
    });
    return [...imports, ...this.statements.flatMap(declaredBy)];
  }

  /** The modules that the file imports, as they are written. */
  get importedModules(): readonly string[] {
    return [...this.#modules().keys()];
  }

  /** The names that the file imports. */
  get importedNames(): readonly string[] {
    return [...this.#imports.keys()];
  }

  #use(name: string, path: string, valueUse: boolean): Code {
    if (path !== this.path) this.#add({ name, module: relativeModule(this.path, path), valueUse });
    return identifier(name);
  }

  #add(entry: Import): void {
    const known = this.#imports.get(entry.name);
    if (known === undefined) this.#imports.set(entry.name, { ...entry });
    else if (entry.valueUse) known.valueUse = true;
  }

  #modules(): ReadonlyMap<string, readonly Import[]> {
    const modules = new Map<string, Import[]>();
    for (const entry of this.#imports.values()) {
      const list = modules.get(entry.module);
      if (list === undefined) modules.set(entry.module, [entry]);
      else list.push(entry);
    }
    return new Map([...modules].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #importLines(): Code {
    const lines = [...this.#modules()].map(([module, entries]) => {
      const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
      const allTypes = sorted.every((entry) => !entry.valueUse);
      const names = sorted.map((entry) =>
        entry.valueUse || allTypes ? identifier(entry.name) : code`type ${identifier(entry.name)}`,
      );
      const keyword = allTypes ? code`import type` : code`import`;
      const flat = code`${keyword} { ${joinCode(names, ", ")} } from ${stringLiteral(module)};`;
      if (flat.length <= 120) return flat;
      return code`${keyword} {\n${names.map((name) => code`  ${name},\n`)}} from ${stringLiteral(module)};`;
    });
    return joinCode(lines, "\n");
  }
}

function relativeModule(from: string, to: string): string {
  const target = to.replace(/\.ts$/, ".js").split("/");
  const base = from.split("/").slice(0, -1);
  while (base.length > 0 && base[0] === target[0]) {
    base.shift();
    target.shift();
  }
  return `${base.length === 0 ? "./" : "../".repeat(base.length)}${target.join("/")}`;
}
