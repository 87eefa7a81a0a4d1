import { readFileSync } from "node:fs";
import type { Place } from "../place.js";
import { emitApis } from "./api-files.js";
import { apiListing } from "./api-listing.js";
import { emitClient } from "./client-file.js";
import { emitCore } from "./core-file.js";
import { emitDocs } from "./docs/emit-docs.js";
import type { EmittedFile } from "./generated-file.js";
import { emitIndex } from "./index-file.js";
import { jsonText } from "./json-text.js";
import { emitModels } from "./model-files.js";
import type { PackageContext } from "./package-context.js";
import { packageJson, packageTsconfig } from "./package-json.js";
import { exportedRuntime, type PublicModule } from "./public-runtime.js";
import { runtimeFiles } from "./runtime-files.js";
import { checkShape } from "./shape-oracle.js";
import type { SourceFile } from "./source-file.js";
import { emitWebhooks } from "./webhooks-file.js";

/** What of a package is already on disk and stays its owner's. */
export interface ExistingPackage {
  /** The parsed `package.json`; empty when there is none. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * Every file of a package but its ownership manifest, sorted by path; and for each `unknown` in the types of models and
 * operations the schema that it stands for.
 */
export function emitPackage(
  context: PackageContext,
  lock: ReadonlyMap<string, string>,
  existing: ExistingPackage,
  options: { readonly docs: boolean },
): { readonly files: readonly EmittedFile[]; readonly unknowns: readonly Place[] } {
  const { api, names, forms } = context;
  const webhooks = emitWebhooks(context);
  const sources = [
    ...emitModels(context),
    ...emitApis(context),
    ...(webhooks === null ? [] : [webhooks]),
    emitCore(context),
    emitClient(context),
  ];
  const runtime = exportedRuntime(new Set(sources.flatMap((source) => source.importedNames)));
  const index = emitIndex(context, runtime);
  const files: EmittedFile[] = [
    ...[...sources, index].map(printChecked),
    ...runtimeFiles(runtimeModules([...sources, index], runtime)),
    ...emitDocs({ api, names, forms, pages: options.docs }),
    packageJson(names.packageName, api.title, existing.manifest, webhooks === null ? [] : ["webhooks"]),
    packageTsconfig(),
    {
      path: "api.txt",
      text: apiListing(
        sources.flatMap((source) => source.statements),
        runtime,
      ),
    },
    { path: "names.lock.json", text: lockText(lock), keep: "shared" },
    { path: "CHANGELOG.md", text: firstChangelog(names.packageName), keep: "once" },
    { path: "LICENSE", text: licenseText(), keep: "once" },
  ];
  const typed = sources.filter(({ path }) => /^src\/(?:models|apis)\//.test(path));
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    unknowns: typed.flatMap((source) => source.unknowns),
  };
}

function printChecked(source: SourceFile): EmittedFile {
  const file = source.print();
  checkShape(file, source.planned);
  return file;
}

function runtimeModules(sources: readonly SourceFile[], runtime: readonly PublicModule[]): ReadonlySet<string> {
  const modules = new Set<string>(runtime.map(({ module }) => module));
  for (const source of sources) {
    for (const imported of source.importedModules) {
      const module = /\/runtime\/([\w-]+)\.js$/.exec(imported)?.[1];
      if (module !== undefined) modules.add(module);
    }
  }
  return modules;
}

function lockText(lock: ReadonlyMap<string, string>): string {
  const sorted = [...lock].sort(([a], [b]) => (a < b ? -1 : 1));
  return jsonText(Object.fromEntries(sorted));
}

function firstChangelog(packageName: string): string {
  return `# Changelog of ${packageName}\n\n## 0.1.0\n\n- First version.\n`;
}

function licenseText(): string {
  return readFileSync(new URL("../../templates/LICENSE.txt", import.meta.url), "utf8");
}
