import type { BuiltPackage } from "../../generator/build-package.js";
import type { RawOperation } from "./raw-operations.js";

/** The names of a package's public things, as `names.lock.json` tells them. */
export class PublishedNames {
  readonly #names: ReadonlyMap<string, string>;
  /** By operation: path parameter → argument. */
  readonly #paths = new Map<string, Map<string, string>>();

  constructor(built: BuiltPackage) {
    const lock = built.files.find((file) => file.path === "names.lock.json");
    this.#names = new Map(Object.entries(JSON.parse(lock?.text ?? "{}") as Record<string, string>));
    for (const { method, template, parameters } of built.api.operations) {
      const own = parameters.filter((parameter) => parameter.in === "path");
      const route = `${method} ${template}`;
      const names = own.map(({ name }) => [name, this.#names.get(`setter ${route} path ${name}`) ?? name] as const);
      this.#paths.set(route, new Map(names));
    }
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

  /** The type of a named schema. */
  model(name: string, isSwagger2: boolean): string | undefined {
    const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
    const pointers = [`/components/schemas/${token}`, ...(isSwagger2 ? [`/definitions/${token}`] : [])];
    const keys = pointers.flatMap((pointer) => [`model #${pointer}`, `model ##${pointer}`]);
    return keys.map((key) => this.#names.get(key)).find((type) => type !== undefined);
  }

  /** Path arguments by the parameter's name. */
  pathArguments(operation: RawOperation): ReadonlyMap<string, string> {
    return this.#paths.get(`${operation.method} ${operation.template}`) ?? new Map();
  }
}
