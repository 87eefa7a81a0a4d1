import type { Operation, Tag } from "../model/api.js";
import { operationsOf } from "../model/tagged-operations.js";
import { code, identifier, joinCode, propertyKey } from "./code.js";
import { operationDescriptor } from "./descriptors.js";
import { docComment, summaryAndDescription } from "./doc-comment.js";
import { failureType, successes } from "./failure-type.js";
import { literal } from "./literal.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import { lineEach, pathArgument, requestClass } from "./request-class.js";
import { SourceFile } from "./source-file.js";
import { classDeclaration, interfaceDeclaration, ownConstant, type Statement, typeAlias } from "./structures.js";
import { type PlanHolders, planHolders, ValuePlans } from "./value-plans.js";

/** One file per tag: descriptors, request classes and the tag's class. */
export function emitApis(context: PackageContext): readonly SourceFile[] {
  const holders = planHolders(context);
  return context.api.tags.map((tag) => emitTag(tag, context, holders));
}

function emitTag(tag: Tag, context: PackageContext, holders: PlanHolders): SourceFile {
  const names = context.names.tags.get(tag.name);
  if (names === undefined) throw new Error(`tag without a name: ${tag.name}`);
  const file = new SourceFile(`src/apis/${names.file}.ts`);
  const operations = operationsOf(context.api, tag);
  const plans = new ValuePlans(file, context, holders);
  const statements = operations.flatMap((operation) => emitOperation(operation, plans, file, context));
  const all = [...plans.statements(), ...statements, tagClass(tag, operations, file, context)];
  for (const statement of all) file.statements.push(statement);
  return file;
}

function emitOperation(
  operation: Operation,
  plans: ValuePlans,
  file: SourceFile,
  context: PackageContext,
): readonly Statement[] {
  const names = context.names.operations.get(operation);
  if (names === undefined) throw new Error("operation without a name");
  const descriptorType = file.type("OperationDescriptor", runtimePath("descriptor"));
  const failure = typeAlias({
    name: identifier(names.failureType),
    docs: docComment({ text: [`Why a call of \`${names.method}\` may fail.`] }),
    type: failureType(operation, file, context),
  });
  return [
    ownConstant(identifier(names.descriptor), descriptorType, (column) =>
      literal(operationDescriptor(operation, plans, file, context), column + 1),
    ),
    failure,
    ...headersInterface(operation, names.headersType, names.method),
    requestClass(operation, file, context),
  ];
}

/** The documented headers of the success response, as `executeWithResponse` returns them. */
function headersInterface(operation: Operation, name: string, method: string): readonly Statement[] {
  const headers = successes(operation)[0]?.headers ?? [];
  if (headers.length === 0) return [];
  const types = { string: code`string`, number: code`number`, boolean: code`boolean`, list: code`string[]` };
  return [
    interfaceDeclaration({
      name: identifier(name),
      docs: docComment({ text: [`Documented headers of a response to \`${method}\`.`] }),
      properties: headers.map((header) => ({
        name: propertyKey(header.name),
        isReadonly: true,
        hasQuestionToken: true,
        type: types[header.as],
        docs: docComment({ text: [header.description] }, 2),
      })),
    }),
  ];
}

function tagClass(tag: Tag, operations: readonly Operation[], file: SourceFile, context: PackageContext): Statement {
  const names = context.names.tags.get(tag.name);
  const core = file.type("Core", runtimePath("core"));
  return classDeclaration({
    name: identifier(names?.className ?? ""),
    docs: docComment({ text: [tag.description || `The operations of ${tag.name ?? "this API"}.`] }),
    properties: [{ name: code`readonly #core`, type: core }],
    ctors: [{ parameters: [{ name: code`core`, type: core }], statements: [code`this.#core = core;`] }],
    methods: operations.map((operation) => {
      const own = context.names.operations.get(operation);
      if (own === undefined) throw new Error("operation without a name");
      const argument = pathArgument(operation, file, context);
      const request = identifier(own.requestClass);
      const parameters = argument === null ? [] : [argument.parameter];
      const written = parameters.map(({ name, type }) => `${name}: ${type}`);
      const isLong =
        `  ${own.method}(${written.join("")}): ${request} {`.length > 120 && !written.join("").includes("\n");
      return {
        name: identifier(own.method),
        docs: docComment(
          {
            text: summaryAndDescription(operation),
            deprecated: operation.deprecated,
            parameter: argument === null ? null : { name: argument.parameter.name, text: argument.doc },
          },
          2,
        ),
        parameters: isLong ? lineEach(parameters) : parameters,
        returnType: request,
        statements: [
          code`return new ${request}(${joinCode([code`this.#core`, ...(argument === null ? [] : [argument.parameter.name])], ", ")});`,
        ],
      };
    }),
  });
}
