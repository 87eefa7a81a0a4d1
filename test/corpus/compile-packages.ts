import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve, sep } from "node:path";
import type ts from "typescript";
import { bare, type Compiler, compileProject, strictest } from "../compile/compilers.js";

/** A package whose `src/` is on disk. */
export interface PackageSources {
  readonly id: string;
  readonly folder: string;
}

/** What a compiler says of a package: `path:line code message`. */
export type CompilerFindings = ReadonlyMap<string, readonly string[]>;

const options = { ...strictest, ...bare.options, noEmit: true };

/** Compiles several packages in one program. The folder above them has a `package.json` of type `module`. */
export async function compilePackages(
  compiler: Compiler,
  packages: readonly PackageSources[],
): Promise<CompilerFindings> {
  return compiler.version === "7.0" ? compileNative(compiler, packages) : compileInProcess(compiler, packages);
}

/** TypeScript 7 is a program without an API; it is fast enough to read every runtime of its own. */
async function compileNative(compiler: Compiler, packages: readonly PackageSources[]): Promise<CompilerFindings> {
  const [first] = packages;
  if (first === undefined) return new Map();
  const project = join(dirname(first.folder), `tsconfig.${process.pid}.${first.id.replace(/[^\w-]/g, "_")}.json`);
  const include = packages.map(({ folder }) => `${folder}/src`);
  writeFileSync(project, JSON.stringify({ compilerOptions: options, include }));
  const { exitCode, output } = await compileProject(compiler, project);
  const findings = new Map<string, string[]>();
  const lines = output.split("\n").filter((line) => /error TS\d+/.test(line));
  for (const line of lines) {
    const path = resolve(process.cwd(), line.replace(/\(\d+,\d+\):.*$/, ""));
    const owner = packages.find(({ folder }) => path.startsWith(folder + sep)) ?? first;
    add(findings, owner.id, line);
  }
  if (exitCode !== 0 && lines.length === 0)
    add(findings, first.id, `the compiler ends with ${exitCode}: ${output.slice(0, 500)}`);
  return findings;
}

/** The runtime's modules are verbatim copies, so equal ones are read and checked once a program. */
function compileInProcess(compiler: Compiler, packages: readonly PackageSources[]): CompilerFindings {
  const tsc = createRequire(import.meta.url)(compiler.alias) as typeof ts;
  const { options: parsed } = tsc.convertCompilerOptionsFromJson(options, "/");
  const host = tsc.createCompilerHost(parsed);
  const canonical = canonicalFiles();
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) => {
      const file = resolve(dirname(containing), text.replace(/\.js$/, ".ts"));
      const isThere = text.startsWith(".") && host.fileExists(file);
      const resolvedModule = isThere ? { resolvedFileName: canonical(file), extension: ".ts" } : undefined;
      return { resolvedModule };
    });
  const roots = packages.flatMap(({ folder }) => {
    const files = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" });
    return files.filter((file) => file.endsWith(".ts")).map((file) => canonical(join(folder, "src", file)));
  });
  const program = tsc.createProgram({ rootNames: [...new Set(roots)], options: parsed, host });
  const findings = new Map<string, string[]>();
  for (const diagnostic of tsc.getPreEmitDiagnostics(program)) {
    const { file, start, code, messageText } = diagnostic;
    const owner = packages.find(({ folder }) => file?.fileName.startsWith(`${folder}/`)) ?? packages[0];
    const line =
      file === undefined || start === undefined
        ? ""
        : `${file.fileName.slice((owner?.folder.length ?? 0) + 1)}:${file.getLineAndCharacterOfPosition(start).line + 1}`;
    add(findings, owner?.id ?? "", `${line} TS${code} ${tsc.flattenDiagnosticMessageText(messageText, " ")}`);
  }
  return findings;
}

/** The first of several equal runtime modules stands for all of them. */
function canonicalFiles(): (file: string) => string {
  const byText = new Map<string, string>();
  const known = new Map<string, string>();
  return (file) => {
    if (!file.includes("/src/runtime/")) return file;
    let found = known.get(file);
    if (found === undefined) {
      const key = `${basename(file)} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`;
      found = byText.get(key) ?? file;
      byText.set(key, found);
      known.set(file, found);
    }
    return found;
  };
}

function add(findings: Map<string, string[]>, id: string, line: string): void {
  const list = findings.get(id);
  if (list === undefined) findings.set(id, [line]);
  else list.push(line);
}
