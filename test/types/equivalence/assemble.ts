import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, root } from "../../generator/support.js";
import { flawsOf } from "./compile.js";
import { type Comparison, comparisonsOf, conformanceFile, inView, modelFiles, type View } from "./conformance.js";
import { referenceTypes } from "./reference.js";

const virtual = join(root, "equivalence");

/** Types are compared as they are, and with members that cannot be left out. */
export const views: readonly View[] = ["types", "members"];

/** A document to compare. */
export interface Compared {
  readonly name: string;
  readonly input: string;
}

/** One program: our models, openapi-typescript's types, and what compares them. */
export interface Program {
  readonly files: ReadonlyMap<string, string>;
  /** By `path:line` of the conformance files. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
}

/** Generates everything that is compared, in memory. */
export async function assemble(documents: readonly Compared[]): Promise<Program> {
  const files = new Map<string, string>();
  const byLine = new Map<string, Comparison>();
  for (const { name, input } of documents) {
    const built = build(input);
    const comparisons = comparisonsOf(name, built);
    if (comparisons.length === 0) continue;
    const { response, request } = await referenceTypes(input, readFileSync(input, "utf8"));
    for (const view of views) {
      const folder = join(virtual, view, name);
      for (const [path, model] of modelFiles(built, folder, view)) files.set(path, model);
      files.set(join(folder, "response.ts"), inView(response, view));
      const same = 'export type { components } from "./response.js";\n';
      files.set(join(folder, "request.ts"), request === response ? same : inView(request, view));
      const conformance = join(folder, "conformance.ts");
      files.set(conformance, conformanceFile(comparisons));
      for (const [index, comparison] of comparisons.entries()) byLine.set(`${conformance}:${index + 2}`, comparison);
    }
  }
  return { files, comparisons: byLine };
}

/** The comparisons that do not hold, by name, each with what the compiler says. */
export function differences({ files, comparisons }: Program): ReadonlyMap<string, string> {
  return new Map(
    flawsOf(files).map((flaw): readonly [string, string] => {
      const [, file = "", line = "", message = ""] = /^(.*?):(\d+) (.*)$/s.exec(flaw) ?? [];
      // What is wrong inside openapi-typescript's output may be `any` where it is compared.
      const [, document] = /\/([^/]+)\/(?:request|response)\.ts$/.exec(file) ?? [];
      if (document !== undefined) return [`${document} itself`, message];
      return [comparisons.get(`${file}:${line}`)?.name ?? flaw, message];
    }),
  );
}
