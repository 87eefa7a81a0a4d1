import type { Operation } from "../../model/api.js";
import { pathParameters, setterParameters } from "./example-call.js";
import type { DocsInput } from "./package-docs.js";
import { failuresOf, successOf } from "./success.js";

/**
 * An operation to read with: a GET that needs nothing, best one of a list; else the first. `null` without operations.
 */
export function reader(docs: DocsInput): Operation | null {
  const simple = docs.api.operations.filter(
    (operation) =>
      operation.method === "GET" &&
      operation.parameters.every((parameter) => !parameter.required || parameter.preset !== null),
  );
  return simple.find((operation) => operation.pagination !== null) ?? simple[0] ?? docs.api.operations[0] ?? null;
}

/** The operation whose documented failures tell the most. */
export function failing(docs: DocsInput): Operation | null {
  const withBody = docs.api.operations.filter((operation) => successOf(operation).schema !== null);
  const findable = withBody.filter((operation) => operation.method === "GET" && hasFailure(operation, "404"));
  return (
    findable.find((operation) => pathParameters(operation).length > 0) ?? findable[0] ?? withBody[0] ?? reader(docs)
  );
}

/** Whether a status is documented for an operation. */
export function hasFailure(operation: Operation, status: string): boolean {
  return failuresOf(operation).some((response) => response.status === status);
}

/** A GET with optional setters, to show that requests are values. */
export function refinable(docs: DocsInput): Operation | null {
  const isRefinable = (operation: Operation): boolean =>
    operation.method === "GET" &&
    operation.parameters.every((parameter) => !parameter.required || parameter.preset !== null) &&
    optionalSetter(operation) !== null;
  return docs.api.operations.find(isRefinable) ?? null;
}

/** The first optional setter that has an example, other than those that turn pages. */
export function optionalSetter(operation: Operation): Operation["parameters"][number] | null {
  const cursor =
    operation.pagination !== null && "parameter" in operation.pagination ? operation.pagination.parameter : null;
  return (
    setterParameters(operation).find(
      (parameter) =>
        !parameter.required &&
        parameter.preset === null &&
        parameter.example !== undefined &&
        parameter.name !== cursor,
    ) ?? null
  );
}

/** The setters that an operation cannot do without. */
export function neededSetters(docs: DocsInput, operation: Operation): readonly string[] {
  const names = docs.names.operations.get(operation);
  const parameters = setterParameters(operation).filter((parameter) => parameter.required && parameter.preset === null);
  const setters = parameters.map((parameter) => names?.parameters.get(parameter) ?? parameter.name);
  return operation.body?.required && names?.bodySetter ? [...setters, names.bodySetter] : setters;
}
