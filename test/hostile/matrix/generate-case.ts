import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltPackage, buildPackage } from "../../../generator/build-package.js";
import { type Diagnostic, Diagnostics } from "../../../generator/diagnostic.js";

/** What generating came to; `crash` is neither a package nor a refusal. */
export type Outcome =
  | { readonly kind: "built"; readonly built: BuiltPackage }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "crash"; readonly error: unknown };

/** Generates the package of a document in memory, through a file of a folder. */
export function generateCase(document: unknown, folder: string): Outcome {
  const input = join(folder, "spec.json");
  writeFileSync(input, JSON.stringify(document));
  const diagnostics = new Diagnostics();
  const target = {
    key: "test",
    input,
    output: join(folder, "out"),
    packageName: "@test/api",
    clientClass: "TestClient",
    docs: true,
  };
  try {
    const built = buildPackage(target, diagnostics);
    return built === null ? { kind: "refused", diagnostics: diagnostics.list() } : { kind: "built", built };
  } catch (error) {
    return { kind: "crash", error };
  }
}
