#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { generateTargets, validateDocuments } from "../generate.js";
import { loadTargets } from "../load-config.js";
import { type PackageTarget, packageTarget, UsageError } from "../package-target.js";
import type { Report } from "../report.js";
import { type Printer, printDiagnostics, printDrift, printGenerated, printJson } from "./print-report.js";
import { untilSignal } from "./until-signal.js";

const exitCodes = { fine: 0, failed: 1, usage: 2, drift: 3 } as const;

interface GlobalFlags {
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

interface TargetFlags {
  readonly input?: string;
  readonly output?: string;
  readonly name?: string;
  readonly client?: string;
  readonly docs: boolean;
  readonly allowPath?: readonly string[];
  readonly force?: boolean;
}

process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const program = new Command("openapi-fluent")
    .description("Generates TypeScript API clients with fluent, typed requests from OpenAPI documents.")
    .version(version(), "--version")
    .option("--config <file>", "the config (default: openapi-fluent.config.{mjs,js,ts,mts,json})")
    .option("--json", "print the report as one JSON document")
    .option("--quiet", "print diagnostics only")
    .option("--no-color", "print without colours")
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  targetOptions(
    program.command("generate [package...]").description("write every package of the config, or those named"),
  )
    .option("--force", "replace files in the way that were edited or not generated")
    .action(async (names: string[], flags: TargetFlags, command: Command) => {
      const printer = printerOf(command);
      const targets = await targetsOf(names, flags, command);
      const report = await untilSignal((signal) =>
        generateTargets(targets, { force: flags.force ?? false, dryRun: false, signal }),
      );
      print(report, printer, printGenerated, true);
      exitCode = report.ok ? exitCodes.fine : exitCodes.failed;
    });
  targetOptions(program.command("check [package...]").description("print the paths that generate would change")).action(
    async (names: string[], flags: TargetFlags, command: Command) => {
      const targets = await targetsOf(names, flags, command);
      const report = await untilSignal((signal) => generateTargets(targets, { force: false, dryRun: true, signal }));
      print(report, printerOf(command), printDrift);
      const failed = report.diagnostics.some((diagnostic) => diagnostic.severity === "error");
      exitCode = failed ? exitCodes.failed : report.ok ? exitCodes.fine : exitCodes.drift;
    },
  );
  program
    .command("validate <spec...>")
    .description("print what is wrong with documents")
    .addOption(allowPathOption())
    .action((specs: string[], flags: Pick<TargetFlags, "allowPath">, command: Command) => {
      const report = validateDocuments(specs, flags.allowPath);
      print(report, printerOf(command), (_report, { err, quiet }) => {
        const isClean = report.diagnostics.every(({ severity }) => severity === "hint");
        if (report.ok && !quiet) err(isClean ? "No problems." : "No errors.");
      });
      exitCode = report.ok ? exitCodes.fine : exitCodes.failed;
    });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    if (!(error instanceof UsageError)) throw error;
    printUsage(error, program.opts<GlobalFlags>().json ?? false);
    return exitCodes.usage;
  }
  return exitCode;
}

/** Says what is wrong with the command line or the config; with `--json` as a report, since that is what is read. */
function printUsage({ message }: UsageError, json: boolean): void {
  process.stderr.write(`${message}\n`);
  if (!json) return;
  const place = { file: "", line: 0, column: 0, pointer: "" };
  const diagnostic = { code: "OF2101", severity: "error", ...place, message, help: "" } as const;
  const out = (line: string): unknown => process.stdout.write(`${line}\n`);
  printJson({ ok: false, packages: [], diagnostics: [diagnostic] }, { out });
}

function targetOptions(command: Command): Command {
  return command
    .option("--input <spec>", "the document of one package, in place of a config")
    .option("--output <folder>", "the folder of that package")
    .option("--name <npm name>", "its npm name (default: the folder's name)")
    .option("--client <class>", "its client's class (default: ApiClient)")
    .addOption(allowPathOption())
    .addOption(new Option("--no-docs", "leave docs/ out"));
}

function allowPathOption(): Option {
  const option = new Option(
    "--allow-path <folder>",
    "a folder outside the document's own that its $refs may lead into",
  );
  return option.argParser((folder, others: readonly string[] = []) => [...others, folder]);
}

async function targetsOf(
  names: readonly string[],
  flags: TargetFlags,
  command: Command,
): Promise<readonly PackageTarget[]> {
  const { config } = command.optsWithGlobals<GlobalFlags>();
  const { input, output, name, client, docs, allowPath } = flags;
  if (input === undefined && output === undefined) {
    if (name !== undefined || client !== undefined || allowPath !== undefined)
      throw new UsageError("--name, --client and --allow-path go with --input and --output.");
    return (await loadTargets(config, names)).map((target) => (docs ? target : { ...target, docs }));
  }
  if (input === undefined || output === undefined) throw new UsageError("--input and --output go together.");
  if (names.length > 0 || config !== undefined)
    throw new UsageError("--input and --output take the place of a config and its packages.");
  const described = {
    input,
    output,
    docs,
    ...(name === undefined ? {} : { name }),
    ...(client === undefined ? {} : { client }),
    ...(allowPath === undefined ? {} : { allowPaths: allowPath }),
  };
  return [packageTarget("--input", described, process.cwd())];
}

function print(
  report: Report,
  printer: Printer,
  printResult: (report: Report, printer: Printer) => void,
  writes = false,
): void {
  if (printer.json) {
    printJson(report, printer);
    return;
  }
  printDiagnostics(report, printer, writes);
  if (!report.diagnostics.some((diagnostic) => diagnostic.severity === "error")) printResult(report, printer);
}

function printerOf(command: Command): Printer {
  const { json = false, quiet = false, color } = command.optsWithGlobals<GlobalFlags>();
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    json,
    quiet,
    color: color && process.env.NO_COLOR === undefined && process.stderr.isTTY === true,
  };
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
