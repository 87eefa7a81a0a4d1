import { compare } from "../diagnostic.js";
import { operationsOf } from "../model/tagged-operations.js";
import { code, identifier, joinCode, stringLiteral } from "./code.js";
import { hasNamedValues } from "./enum-constants.js";
import { successes } from "./failure-type.js";
import { hasTwoForms, type PackageContext } from "./package-context.js";
import type { PublicModule } from "./public-runtime.js";
import { SourceFile } from "./source-file.js";
import type { WrittenStatement } from "./structures.js";
import { isReadable, mapTypes, webhookMaps } from "./webhook-maps.js";

/** `src/index.ts`: everything that a consumer may name, by name. */
export function emitIndex(context: PackageContext, runtime: readonly PublicModule[]): SourceFile {
  const { api, names } = context;
  const file = new SourceFile("src/index.ts", "\n");
  const lines: ExportLine[] = [];
  for (const tag of api.tags) {
    const tagNames = context.names.tags.get(tag.name);
    const operations = operationsOf(api, tag);
    const own = operations.map((operation) => names.operations.get(operation));
    const classes = own.map((operation) => operation?.requestClass ?? "");
    const failures = own.map((operation) => operation?.failureType ?? "");
    const headers = operations.flatMap((operation, index) =>
      (successes(operation)[0]?.headers.length ?? 0) > 0 ? [own[index]?.headersType ?? ""] : [],
    );
    lines.push(
      exportLine([tagNames?.className ?? "", ...classes], [...failures, ...headers], `./apis/${tagNames?.file}.js`),
    );
  }
  lines.push(exportLine([names.clientClass], [], "./client.js"));
  lines.push(exportLine(["createCore"], [names.authType, names.clientOptions, names.serverType], "./core.js"));
  for (const [id, model] of names.models) {
    const schema = api.models.get(id)?.schema;
    const values = schema !== undefined && hasNamedValues(schema) ? [model.type] : [];
    const types = hasTwoForms(context.forms.get(id)) ? [model.type, model.inputType] : [model.type];
    const onlyTypes = types.filter((name) => !values.includes(name));
    lines.push(exportLine(values, onlyTypes, `./models/${model.file}.js`));
  }
  lines.push(...webhookLines(context));
  for (const { module, values, types } of runtime) {
    lines.push(exportLine(values, types, `./runtime/${module}.js`));
  }
  lines.sort((a, b) => (a.module < b.module ? -1 : 1));
  for (const { statement } of lines) file.statements.push(statement);
  return file;
}

function webhookLines(context: PackageContext): readonly ExportLine[] {
  const maps = webhookMaps(context);
  if (maps.length === 0) return [];
  const own = [...context.names.webhooks.values()];
  const models = new Set([...context.names.models.values()].map((model) => model.type));
  const payloads = own.map(({ payloadType }) => payloadType).filter((name) => !models.has(name));
  const ofMaps = maps.flatMap((map) => mapTypes(map));
  const types = new Set([...ofMaps, ...payloads, ...own.map(({ headersType }) => headersType)]);
  types.delete("");
  return [
    exportLine(
      maps.filter(isReadable).map(({ parse }) => parse),
      [...types],
      "./webhooks.js",
    ),
  ];
}

function exportLine(values: readonly string[], types: readonly string[], module: string): ExportLine {
  const sorted = (list: readonly string[]): string[] => [...list].sort((a, b) => (a < b ? -1 : 1));
  const onlyTypes = values.length === 0;
  const members = [
    ...sorted(values).map(identifier),
    ...sorted(types).map((name) => (onlyTypes ? identifier(name) : code`type ${identifier(name)}`)),
  ];
  const keyword = onlyTypes ? code`export type` : code`export`;
  const flat = code`${keyword} { ${joinCode(members, ", ")} } from ${stringLiteral(module)};`;
  const broken = code`${keyword} {\n${members.map((member) => code`  ${member},\n`)}} from ${stringLiteral(module)};`;
  const declares = `export ${[...values, ...types].sort(compare).join(", ")} from ${module}`;
  return { module, statement: { declares, code: flat.length <= 120 ? flat : broken } };
}

interface ExportLine {
  readonly module: string;
  readonly statement: WrittenStatement;
}
