import { readFileSync, realpathSync, statSync } from "node:fs";
import { maxBytes, tooDeepAt } from "./bounds.js";
import { parseJson } from "./parse-json.js";
import { parseYaml } from "./parse-yaml.js";
import { lineAndColumn, type ParsedFile, type ParseProblem } from "./parsed-file.js";

/** Reads and parses one file of a document. Problems never quote the file's content. */
export function readSource(path: string): { text: string; parsed: ParsedFile } | readonly ParseProblem[] {
  const bytes = readBytes(path);
  if (typeof bytes === "string") return [wholeFile("OF1001", bytes, "Check the path and its permissions.")];
  if (bytes.length > maxBytes) {
    return [wholeFile("OF1002", `The file is larger than ${maxBytes / 1024 / 1024} MiB.`, "Split the document.")];
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return [wholeFile("OF1002", "The file is not valid UTF-8.", "Save it as UTF-8.")];
  }
  const format = /^\s*[{[]/.test(text) && /\.json$/i.test(path) ? "json" : "yaml";
  const deep = tooDeepAt(text, format);
  if (deep !== null) {
    const [line, column] = lineAndColumn(text, deep);
    return [{ code: "OF1002", message: "The document nests too deep here.", help: "Flatten it.", line, column }];
  }
  const parsed = format === "json" ? parseJson(text) : parseYaml(text);
  return "value" in parsed ? { text, parsed } : parsed;
}

/** The real path of a regular `.yaml`, `.yml` or `.json` file, or why it is none. */
export function realDocumentPath(path: string): { readonly path: string } | { readonly problem: string } {
  if (!/\.(ya?ml|json)$/i.test(path)) return { problem: "The file is not a .yaml, .yml or .json file." };
  try {
    return { path: realpathSync(path) };
  } catch {
    return { problem: "The file does not exist or cannot be read." };
  }
}

function readBytes(path: string): Uint8Array | string {
  try {
    if (!statSync(path).isFile()) return "This is not a regular file.";
    return readFileSync(path);
  } catch {
    return "The file does not exist or cannot be read.";
  }
}

function wholeFile(code: string, message: string, help: string): ParseProblem {
  return { code, message, help, line: 0, column: 0 };
}
