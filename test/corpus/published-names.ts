import type { BuiltPackage } from "../../generator/build-package.js";
import type { RawOperation } from "./raw-operations.js";

/** The names of a package's public things, as `names.lock.json` tells them. */
export class PublishedNames {
  readonly #names: ReadonlyMap<string, string>;

  constructor(built: BuiltPackage) {
    const lock = built.files.find((file) => file.path === "names.lock.json");
    this.#names = new Map(Object.entries(JSON.parse(lock?.text ?? "{}") as Record<string, string>));
  }

  /** The class of an operation's requests. */
  requestClass(operation: RawOperation): string | undefined {
    return this.#names.get(`request ${operation.method} ${operation.template}`);
  }

  /** Setter or path argument of a parameter. */
  setter(operation: RawOperation, place: string, name: string): string | undefined {
    return this.#names.get(`setter ${operation.method} ${operation.template} ${place} ${name}`);
  }

  /** Setter of the body. */
  bodySetter(operation: RawOperation): string | undefined {
    return this.#names.get(`setter ${operation.method} ${operation.template} body`);
  }

  /** Path arguments by the parameter's name. */
  pathArguments(operation: RawOperation): ReadonlyMap<string, string> {
    const prefix = `setter ${operation.method} ${operation.template} path `;
    const own = [...this.#names].filter(([key]) => key.startsWith(prefix));
    return new Map(own.map(([key, name]) => [key.slice(prefix.length), name]));
  }
}
