import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./support.js";

/** A small spec of `test/specs/`, named after what is special about it. */
export interface Quirk {
  readonly name: string;
  /** The document's path. */
  readonly input: string;
  /** Its files, the document first, with names relative to the quirk. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

const folder = join(root, "test/specs");

/** Every quirk, sorted by name. */
export const quirks: readonly Quirk[] = readdirSync(folder, { withFileTypes: true })
  .map((entry) => (entry.isDirectory() ? quirkOfFolder(entry.name) : quirkOfFile(entry.name)))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

function quirkOfFile(name: string): Quirk {
  const input = join(folder, name);
  return { name: name.replace(/\.\w+$/, ""), input, files: [{ name, text: readFileSync(input, "utf8") }] };
}

function quirkOfFolder(name: string): Quirk {
  const input = join(folder, name, "openapi.yaml");
  const paths = readdirSync(join(folder, name), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(yaml|json)$/.test(path))
    .sort((a, b) => Number(b === "openapi.yaml") - Number(a === "openapi.yaml") || (a < b ? -1 : 1));
  return {
    name,
    input,
    files: paths.map((path) => ({ name: path, text: readFileSync(join(folder, name, path), "utf8") })),
  };
}
