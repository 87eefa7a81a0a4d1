import { join } from "node:path";
import type { Diagnostics } from "./diagnostic.js";
import { displayPath } from "./display-path.js";
import { emitPackage } from "./emit/emit-package.js";
import type { GeneratedFile } from "./emit/generated-file.js";
import { packageContext } from "./emit/package-context.js";
import { runtimeNames } from "./emit/public-runtime.js";
import { isIdentifier } from "./identifier.js";
import { SpecDocument } from "./load/spec-document.js";
import type { Api } from "./model/api.js";
import { formsOf } from "./model/forms.js";
import { readApi } from "./model/read-api.js";
import { planNames } from "./naming/plan-names.js";
import { readText } from "./output/file-on-disk.js";
import type { PackageTarget } from "./package-target.js";
import type { Place } from "./place.js";

/** A package as it should be on disk. */
export interface BuiltPackage {
  readonly api: Api;
  /** The text of every document that was read, by absolute path. */
  readonly sources: ReadonlyMap<string, string>;
  readonly files: readonly GeneratedFile[];
  /** The schema behind each `unknown` in the types of models and operations: empty, or listed as skipped. */
  readonly unknowns: readonly Place[];
}

/** Reads a document into the API model; `null` after errors. */
export function readDocument(
  { input, allowPaths }: Pick<PackageTarget, "input" | "allowPaths">,
  diagnostics: Diagnostics,
): Pick<BuiltPackage, "api" | "sources"> | null {
  const document = SpecDocument.load(input, diagnostics, allowPaths);
  const api = document === null ? null : readApi(document);
  return document === null || api === null || diagnostics.hasErrors ? null : { api, sources: document.sources };
}

/** From document to files: load → model → naming → emit. `null` after errors; nothing is written. */
export function buildPackage(target: PackageTarget, diagnostics: Diagnostics): BuiltPackage | null {
  const read = readDocument(target, diagnostics);
  if (read === null) return null;
  const { api, sources } = read;
  const published = readNames(target.output, diagnostics);
  if (diagnostics.hasErrors) return null;
  const { plan, lock } = planNames(api, {
    packageName: target.packageName,
    clientClass: target.clientClass,
    lock: published,
    runtimeNames: runtimeNames(),
  });
  const context = packageContext(api, plan, formsOf(api));
  const names = new Map([...published, ...lock]);
  const existing = { manifest: readJson(readText(target.output, "package.json") ?? "{}") };
  return { api, sources, ...emitPackage(context, names, existing, { docs: target.docs }) };
}

/** The names that a package has published; none without a lock, and an error for a lock that cannot be understood. */
function readNames(output: string, diagnostics: Diagnostics): ReadonlyMap<string, string> {
  const path = join(output, "names.lock.json");
  const names = new Map<string, string>();
  const text = readText(output, "names.lock.json");
  if (text === null) return names;
  const refuse = (message: string): void => {
    const help = "Restore it from version control, or delete it to name everything anew.";
    diagnostics.error("OF2004", { file: displayPath(path), pointer: "" }, message, help);
  };
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch {
    refuse("The names that this package has published cannot be read: the file is not JSON.");
    return names;
  }
  const isMap = typeof lock === "object" && lock !== null && !Array.isArray(lock);
  const entries = isMap ? Object.entries(lock as object) : [];
  for (const [key, name] of entries) if (isName(key, name)) names.set(key, name);
  if (!isMap || names.size < entries.length) refuse("Not every entry of this file is a name.");
  return names;
}

/** Whether a lock's entry can be a name of its kind: the file may have been edited, and file names come from it, too. */
function isName(key: string, name: unknown): name is string {
  if (typeof name !== "string") return false;
  return /^(?:file|page) /.test(key) ? /^[A-Za-z0-9-]+$/.test(name) : isIdentifier(name);
}

/** A JSON object of a text; empty when it is none. */
function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
