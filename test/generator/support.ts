import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { type BuiltPackage, buildPackage } from "../../generator/build-package.js";
import { type Diagnostic, Diagnostics } from "../../generator/diagnostic.js";
import { SpecDocument } from "../../generator/load/spec-document.js";
import type { Api } from "../../generator/model/api.js";
import { readApi } from "../../generator/model/read-api.js";

/** The repository. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

let base: string | undefined;

afterAll(() => {
  if (base !== undefined) rmSync(base, { recursive: true, force: true });
  base = undefined;
});

/** A folder that is gone after the tests of a file. Its real path, since diagnostics name real paths. */
export function temporaryFolder(): string {
  base ??= realpathSync(mkdtempSync(join(tmpdir(), "openapi-fluent-test-")));
  return mkdtempSync(join(base, "t-"));
}

/** Writes files below a folder and returns the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A temporary folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  return writeFiles(temporaryFolder(), files);
}

/** Every file below a folder with its text, by path with `/`. */
export function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path.split(sep).join("/"), readFileSync(join(folder, path), "utf8")]));
}

/** A document's text as it stands in JSON. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A small valid document; given parts are added to it. */
export function specOf(parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { openapi: "3.1.0", info: { title: "Test", version: "1.0.0" }, paths: {}, ...parts };
}

/** A document with one operation. */
export function specWithOperation(operation: Readonly<Record<string, unknown>>, parts: object = {}): object {
  const path = "path" in operation ? String(operation.path) : "/things";
  const { path: _path, method = "get", ...rest } = operation;
  const node = { operationId: "run", tags: ["Things"], responses: { "204": { description: "" } }, ...rest };
  return specOf({ paths: { [path]: { [String(method)]: node } }, ...parts });
}

/** What reading a document gave. */
export interface Loaded {
  readonly folder: string;
  readonly api: Api | null;
  readonly diagnostics: readonly Diagnostic[];
  /** One line per diagnostic: `file:line:col severity code #pointer`. */
  readonly lines: readonly string[];
}

/** Reads a document of one or several files; the first is the document. */
export function load(files: Readonly<Record<string, string | Uint8Array>>, folder: string = temporaryFolder()): Loaded {
  writeFiles(folder, files);
  const diagnostics = new Diagnostics();
  const document = SpecDocument.load(join(folder, Object.keys(files)[0] ?? ""), diagnostics);
  const api = document === null ? null : readApi(document);
  const list = diagnostics.list();
  const lines = list.map((d) => {
    const file = relative(folder, d.file).split(sep).join("/");
    return `${file}:${d.line}:${d.column} ${d.severity} ${d.code} ${d.pointer}`;
  });
  return { folder, api, diagnostics: list, lines };
}

/** Reads a document that must be fine. */
export function apiOf(document: object): Api {
  const { api, diagnostics } = load({ "spec.json": json(document) });
  if (api === null || diagnostics.some((d) => d.severity === "error")) throw new Error(json(diagnostics));
  return api;
}

/** Builds the package of a document file in memory. */
export function build(
  input: string,
  options: { readonly docs?: boolean; readonly output?: string } = {},
): BuiltPackage {
  const diagnostics = new Diagnostics();
  const built = buildPackage(
    {
      key: "test",
      input,
      output: options.output ?? join(tmpdir(), "openapi-fluent-nowhere"),
      packageName: "@test/api",
      clientClass: "TestClient",
      docs: options.docs ?? false,
    },
    diagnostics,
  );
  if (built === null) throw new Error(json(diagnostics.list()));
  return built;
}

/** The generated files of a document, by path. */
export function filesOf(document: object): ReadonlyMap<string, string> {
  const folder = folderWith({ "spec.json": json(document) });
  return new Map(build(join(folder, "spec.json")).files.map((file) => [file.path, file.text]));
}
