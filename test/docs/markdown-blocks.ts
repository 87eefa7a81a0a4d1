import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { packages, root } from "../compile/repository.js";

/** A fenced block of a Markdown file. */
export interface CodeBlock {
  /** The file, from the root of the repository. */
  readonly file: string;
  /** The line of the first line of code. */
  readonly line: number;
  readonly language: string;
  /** The words after the language: `no-run` compiles a block without running it. */
  readonly marks: readonly string[];
  readonly code: string;
}

/** Pages that belong together: one package's, or the repository's own. */
export interface Pages {
  readonly name: string;
  /** Absolute paths. */
  readonly files: readonly string[];
}

/** Every page with examples: of the repository, and of each package. */
export const allPages: readonly Pages[] = [
  {
    name: "the repository",
    files: [join(root, "README.md"), join(root, "CONTRIBUTING.md"), ...markdownBelow(join(root, "docs"))],
  },
  ...packages.map(({ name, folder }) => ({
    name,
    files: [join(folder, "README.md"), ...markdownBelow(join(folder, "docs"))],
  })),
];

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => join(folder, path));
}

/** The fenced blocks of a Markdown file, in their order. */
export function readBlocks(path: string): CodeBlock[] {
  const file = relative(root, path);
  const blocks: CodeBlock[] = [];
  let open:
    | { readonly indent: string; readonly fence: string; readonly info: string; readonly start: number }
    | undefined;
  let code: string[] = [];
  for (const [index, text] of readFileSync(path, "utf8").split("\n").entries()) {
    if (open === undefined) {
      const match = /^(\s*(?:> ?)?)(`{3,}|~{3,})\s*([^`]*)$/.exec(text);
      if (match === null) continue;
      open = { indent: match[1] ?? "", fence: match[2] ?? "", info: (match[3] ?? "").trim(), start: index + 2 };
      code = [];
    } else if (text.trim().startsWith(open.fence) && text.trim().replaceAll(open.fence.charAt(0), "") === "") {
      const [language = "", ...marks] = open.info.split(/\s+/);
      blocks.push({ file, line: open.start, language, marks, code: `${code.join("\n")}\n` });
      open = undefined;
    } else {
      code.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text.trimStart());
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.start - 1} opens a block that is never closed.`);
  return blocks;
}
