import type { Operation, Parameter } from "../../model/api.js";
import { type Code, code, identifier, indentCode, joinCode, stringLiteral } from "../code.js";
import { literal } from "../literal.js";
import { exampleBody } from "./example-body.js";
import { exampleLiteral } from "./example-literal.js";
import { exampleValue } from "./example-value.js";
import type { DocsInput } from "./package-docs.js";

/** Which setters an example calls: those that are needed, or also those that the document has an example for. */
export type CallScope = "required" | "documented";

/** How a call is written. */
export interface CallStyle {
  readonly scope: CallScope;
  /** What ends it: `.execute()`; nothing for a request that is kept. */
  readonly end: Code;
  /** How many characters stand before it on its line. */
  readonly column: number;
  /** The variable that holds the client. Default: `client`. */
  readonly client?: Code;
}

/** `client.accessTokens.getToken("…").execute()`, with one setter a line where they do not fit. */
export function exampleCall(docs: DocsInput, operation: Operation, style: CallStyle): Code {
  const { scope, end, column, client = code`client` } = style;
  const names = docs.names.operations.get(operation);
  const tag = docs.names.tags.get(operation.tag);
  if (names === undefined || tag === undefined) throw new Error("The name plan has no such operation.");
  const start = code`${client}.${identifier(tag.property)}.${identifier(names.method)}(${pathArguments(docs, operation)})`;
  const setters = [...parameterSetters(docs, operation, scope), ...bodySetter(docs, operation, scope)];
  const calls = end === "" ? setters : [...setters, end];
  const line = joinCode([start, ...calls], "");
  const fits = column + line.length <= 100 && setters.length < 3 && !line.includes("\n");
  return fits || calls.length === 0 ? line : code`${start}${calls.map((call) => code`\n  ${indentCode(call, 2)}`)}`;
}

/** The parameters of an operation that have a setter. */
export function setterParameters(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in !== "path");
}

/** The parameters that are arguments of the method. */
export function pathParameters(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === "path");
}

function pathArguments(docs: DocsInput, operation: Operation): Code {
  const parameters = pathParameters(operation);
  const names = docs.names.operations.get(operation)?.parameters;
  const [only] = parameters;
  if (only === undefined) return code``;
  if (parameters.length === 1) return parameterValue(docs, only);
  return literal(
    new Map(parameters.map((parameter) => [names?.get(parameter) ?? parameter.name, scalar(docs, parameter)])),
  );
}

function scalar(docs: DocsInput, parameter: Parameter): string | number | boolean {
  const value = parameter.example ?? exampleValue(docs, parameter.schema, "request");
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

function parameterValue(docs: DocsInput, parameter: Parameter): Code {
  const value = parameter.example ?? exampleValue(docs, parameter.schema, "request");
  return exampleLiteral(docs, parameter.schema, value, "request");
}

function parameterSetters(docs: DocsInput, operation: Operation, scope: CallScope): readonly Code[] {
  const cursor =
    operation.pagination !== null && "parameter" in operation.pagination ? operation.pagination.parameter : null;
  const wanted = setterParameters(operation).filter((parameter) => {
    if (parameter.preset !== null) return false;
    if (parameter.required) return true;
    // The cursor of a page comes from the page before it, so a first call does not set one.
    return (
      scope === "documented" && parameter.example !== undefined && !parameter.deprecated && parameter.name !== cursor
    );
  });
  const names = docs.names.operations.get(operation)?.parameters;
  return wanted.map(
    (parameter) => code`.${identifier(names?.get(parameter) ?? "")}(${parameterValue(docs, parameter)})`,
  );
}

function bodySetter(docs: DocsInput, operation: Operation, scope: CallScope): readonly Code[] {
  const setter = docs.names.operations.get(operation)?.bodySetter;
  const content = operation.body?.content[0];
  if (operation.body === null || content === undefined || setter === undefined || setter === null) return [];
  if (scope === "required" && !operation.body.required) return [];
  const [value, type] = exampleBody(docs, operation.body, setter.length + 4);
  return [code`.${identifier(setter)}(${value}${type === null ? code`` : code`, ${stringLiteral(type)}`})`];
}
