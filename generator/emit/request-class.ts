import type { Content, Operation, Parameter } from "../model/api.js";
import { defaultOfRange, isRange } from "../model/media-type.js";
import { bodyType, mediaTypeType, requestBodyType } from "./body-type.js";
import { type Code, code, identifier, joinCode, propertyKey, stringLiteral } from "./code.js";
import { docComment, schemaNotes } from "./doc-comment.js";
import { successes } from "./failure-type.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import type { SourceFile } from "./source-file.js";
import { classDeclaration, type Statement } from "./structures.js";
import { typeOf } from "./types/type-of.js";
import { isUnknown } from "./unknown-type.js";

/** The class of one operation's requests: a constructor, and a setter for everything that is not in the path. */
export function requestClass(operation: Operation, file: SourceFile, context: PackageContext): Statement {
  const names = context.names.operations.get(operation);
  if (names === undefined) throw new Error("operation without a name");
  const name = identifier(names.requestClass);
  const required = requiredSetters(operation, context);
  const missing = joinCode(required.map(stringLiteral), " | ");
  const parameter = identifier(names.typeParameter);
  const self = { name, parameter, required };
  const head = code`${name}${required.length === 0 ? code`` : code`<${parameter} extends string = ${missing}>`}`;
  const isLong = required.length > 0 && `export class ${head} extends PagedRequest<`.length > 120;
  const argument = pathArgument(operation, file, context);
  const route = `\`${operation.method} ${operation.template}\``;
  return classDeclaration({
    name,
    docs: docComment({
      text: [`${route}${operation.summary === "" ? "" : `: ${operation.summary}`}`],
      deprecated: operation.deprecated,
    }),
    typeParameters: isLong
      ? [{ name: code`\n  ${parameter}`, constraint: code`string`, default: code`${missing},\n` }]
      : required.map(() => ({ name: parameter, constraint: code`string`, default: missing })).slice(0, 1),
    extends: baseClass(operation, required.length > 0 ? parameter : null, isLong ? 1 : head.length, file, context),
    ctors: [
      {
        parameters: [
          { name: code`core`, type: file.type("Core", runtimePath("core")) },
          ...(argument === null ? [] : [argument.parameter]),
        ],
        statements: [
          code`super(${joinCode([code`core`, identifier(names.descriptor), ...(argument === null ? [] : [argument.values])], ", ")});`,
        ],
      },
    ],
    methods: [...parameterSetters(operation, self, file, context), ...bodySetter(operation, self, file, context)],
  });
}

/** The path parameters as an argument: its declaration, the object that the runtime takes, and what it means. */
export interface PathArgument {
  readonly parameter: { readonly name: Code; readonly type: Code };
  readonly values: Code;
  readonly doc: string;
}

/** What stands for the path parameters in a call: one by itself, several as an object. */
export function pathArgument(operation: Operation, file: SourceFile, context: PackageContext): PathArgument | null {
  const names = context.names.operations.get(operation);
  const parameters = operation.parameters.filter((parameter) => parameter.in === "path");
  const [first] = parameters;
  if (first === undefined || names === undefined) return null;
  const keyOf = (parameter: Parameter): string => names.parameters.get(parameter) ?? parameter.name;
  if (parameters.length === 1) {
    const name = identifier(keyOf(first));
    return {
      parameter: { name, type: typeOf(first.schema, "request", file, context) },
      values: code`{ ${name} }`,
      doc: describe(first),
    };
  }
  const members = parameters.map((parameter) => {
    const key = propertyKey(keyOf(parameter));
    return code`readonly ${key}: ${typeOf(parameter.schema, "request", file, context)}`;
  });
  const around = Math.max(
    "  constructor(core: Core, path: ) {".length,
    `  ${names.method}(path: ): ${names.requestClass} {`.length,
  );
  const flat = code`{ ${joinCode(members, "; ")} }`;
  return {
    parameter: {
      name: code`path`,
      type: around + flat.length <= 120 ? flat : code`{\n${members.map((member) => code`  ${member};\n`)}}`,
    },
    values: code`path`,
    doc: "The path parameters.",
  };
}

function describe(parameter: Parameter): string {
  return parameter.description || parameter.schema.description;
}

/** The setters without which a request cannot be sent. */
export function requiredSetters(operation: Operation, context: PackageContext): readonly string[] {
  const names = context.names.operations.get(operation);
  const parameters = operation.parameters.filter((p) => p.in !== "path" && p.required && p.preset === null);
  const setters = parameters.map((parameter) => names?.parameters.get(parameter) ?? parameter.name);
  return operation.body?.required && names?.bodySetter ? [...setters, names.bodySetter] : setters;
}

function baseClass(
  operation: Operation,
  missing: Code | null,
  column: number,
  file: SourceFile,
  context: PackageContext,
): Code {
  const names = context.names.operations.get(operation);
  const success = successes(operation);
  const data = bodyType(success, file, context, code`void`);
  const failure = identifier(names?.failureType ?? "");
  const headers = (success[0]?.headers.length ?? 0) > 0 ? identifier(names?.headersType ?? "") : null;
  const rest = headers === null ? (missing === null ? [] : [missing]) : [missing ?? code`never`, headers];
  if (operation.pagination === null) {
    const base = file.value("ApiRequest", runtimePath("request"));
    return typeArguments(base, [data, failure, ...rest], column);
  }
  const item = typeOf(operation.pagination.item, "response", file, context);
  const base = file.value("PagedRequest", runtimePath("paged-request"));
  return typeArguments(base, [data, item, failure, ...rest], column);
}

/** A base class with its arguments, a line each where the head of the class would be too long. */
function typeArguments(base: Code, types: readonly Code[], column: number): Code {
  const flat = code`${base}<${joinCode(types, ", ")}>`;
  if (column + flat.length + "export class  extends  {".length <= 120) return flat;
  return code`${base}<\n  ${joinCode(types, ",\n  ")}\n>`;
}

function parameterSetters(operation: Operation, self: RequestClass, file: SourceFile, context: PackageContext) {
  const names = context.names.operations.get(operation);
  return operation.parameters
    .filter((parameter) => parameter.in !== "path")
    .map((parameter) => {
      const setter = names?.parameters.get(parameter) ?? parameter.name;
      const type = typeOf(parameter.schema, "request", file, context);
      const needed = self.required.includes(setter);
      const returns = { self, setter };
      return {
        name: identifier(setter),
        docs: docComment(
          {
            text: [parameter.description || parameter.schema.description, schemaNotes(parameter.schema)],
            deprecated: parameter.deprecated,
          },
          2,
        ),
        ...signature(identifier(setter), [{ name: code`value`, type: needed ? type : orUndefined(type) }], returns),
        statements: [code`return this.set(${stringLiteral(setter)}, value);`],
      };
    });
}

function bodySetter(operation: Operation, self: RequestClass, file: SourceFile, context: PackageContext) {
  const setter = context.names.operations.get(operation)?.bodySetter;
  const { body } = operation;
  if (body === null || setter === null || setter === undefined) return [];
  const name = identifier(setter);
  const returns = { self, setter };
  const signatures = body.content.map((content) => {
    const type = requestBodyType(content, file, context);
    const value = { name: code`value`, type: body.required ? type : orUndefined(type) };
    const contentType = {
      name: code`contentType`,
      type: mediaTypeType(content.mediaType, file),
      // Without it the first media type is meant; what stands for a range is known where there is an obvious one.
      hasQuestionToken: content === body.content[0] && (!isRange(content.mediaType) || hasDefault(content)),
    };
    return body.content.length === 1 && !isRange(content.mediaType) ? [value] : [value, contentType];
  });
  const description = body.description || body.content[0]?.schema.description || "The request body.";
  const docs = docComment({ text: [description] }, 2);
  const [first = []] = signatures;
  const values = joinCode(
    first.map((parameter) => parameter.name),
    ", ",
  );
  const statements = [code`return this.set(${stringLiteral(setter)}, ${values});`];
  if (signatures.length === 1) return [{ name, docs, ...signature(name, first, returns), statements }];
  const untyped: readonly SetterParameter[] = [
    { name: code`value`, type: code`unknown` },
    { name: code`contentType`, type: code`string`, hasQuestionToken: true },
  ];
  return [
    {
      name,
      overloads: signatures.map((parameters) => ({ docs, ...signature(name, parameters, returns) })),
      ...signature(name, untyped, returns),
      statements,
    },
  ];
}

interface SetterParameter {
  readonly name: Code;
  readonly type: Code;
  readonly hasQuestionToken?: boolean;
}

/** What a setter answers with: the class, less the setter where it is required. */
interface Returns {
  readonly self: RequestClass;
  readonly setter: string;
}

/** A class of requests: its name, and its type parameter for the setters that are required. */
interface RequestClass {
  readonly name: Code;
  readonly parameter: Code;
  readonly required: readonly string[];
}

/** The parameters and the type of a setter, a line for each parameter where one would be too long for all. */
function signature(name: Code, parameters: readonly SetterParameter[], returns: Returns) {
  const written = parameters.map((each) => code`${each.name}${each.hasQuestionToken ? code`?` : code``}: ${each.type}`);
  const returnType = returned(returns);
  if (`  ${name}(${joinCode(written, ", ")}): ${returnType} {`.length <= 120)
    return { parameters: [...parameters], returnType };
  return { parameters: lineEach(parameters), returnType: returned(returns, code`  ): `) };
}

/** Parameters with a line for each. */
export function lineEach(parameters: readonly SetterParameter[]): SetterParameter[] {
  return parameters.map((each, index) => ({
    ...each,
    name: code`\n  ${each.name}`,
    type: index === parameters.length - 1 ? code`${each.type},\n` : each.type,
  }));
}

/** What is unknown may be `undefined` as it is. */
function orUndefined(type: Code): Code {
  return isUnknown(type) ? type : code`${type} | undefined`;
}

function hasDefault({ mediaType, as }: Content): boolean {
  return defaultOfRange(mediaType, as) !== null;
}

/** A setter answers with the request class, less what it has set; `inFront` stands before it on its line. */
function returned({ self: { name, parameter, required }, setter }: Returns, inFront: Code = code``): Code {
  if (required.length === 0) return name;
  const missing = required.includes(setter) ? code`Exclude<${parameter}, ${stringLiteral(setter)}>` : parameter;
  const flat = code`${name}<${missing}>`;
  return `${inFront}${flat} {`.length <= 120 ? flat : code`${name}<\n  ${missing}\n>`;
}
