import { readFileSync, realpathSync, statSync } from "node:fs";
import { maxBytes } from "./bounds.js";
import { parseJson } from "./parse-json.js";
import { parseYaml } from "./parse-yaml.js";
import type { ParsedFile, ParseProblem } from "./parsed-file.js";

/** Reads and parses one file of a document. Problems never quote the file's content. */
export function readSource(path: string): { text: string; parsed: ParsedFile } | readonly ParseProblem[] {
  const bytes = readBytes(path);
  if ("problem" in bytes) return [bytes.problem];
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return [wholeFile("OF1002", "The file is not valid UTF-8.", "Save it as UTF-8.")];
  }
  const format = /^\s*[{[]/.test(text) && /\.json$/i.test(path) ? "json" : "yaml";
  const parsed = format === "json" ? parseJson(text) : parseYaml(text);
  return "value" in parsed ? { text, parsed } : parsed;
}

/** The real path of a regular `.yaml`, `.yml` or `.json` file, or why it is none. */
export function realDocumentPath(path: string): { readonly path: string } | { readonly problem: string } {
  if (!isDocumentName(path)) return { problem: "The file is not a .yaml, .yml or .json file." };
  try {
    const real = realpathSync(path);
    return isDocumentName(real) ? { path: real } : { problem: "The link leads to no .yaml, .yml or .json file." };
  } catch {
    return { problem: "The file does not exist or cannot be read." };
  }
}

function isDocumentName(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}

/** Looks before it opens: a pipe would be waited for, and a file that is too large would fill the memory. */
function readBytes(path: string): Uint8Array | { readonly problem: ParseProblem } {
  const help = "Check the path and its permissions.";
  try {
    const status = statSync(path);
    if (!status.isFile()) return { problem: wholeFile("OF1001", "This is not a regular file.", help) };
    if (status.size <= maxBytes) return readFileSync(path);
  } catch {
    return { problem: wholeFile("OF1001", "The file does not exist or cannot be read.", help) };
  }
  const message = `The file is larger than ${maxBytes / 1024 / 1024} MiB.`;
  return { problem: wholeFile("OF1002", message, "Split the document.") };
}

function wholeFile(code: string, message: string, help: string): ParseProblem {
  return { code, message, help, line: 0, column: 0 };
}
