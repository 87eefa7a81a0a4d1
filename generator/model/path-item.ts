import type { SpecNode } from "../load/spec-node.js";
import { isToken } from "./http-token.js";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** The operations of a path item by their method as it is sent: in capitals, those of `additionalOperations` as written. */
export function methodsOf(pathItem: SpecNode): readonly (readonly [string, SpecNode])[] {
  const found = new Map<string, SpecNode>();
  for (const [key, node] of pathItem.entries()) if (methods.includes(key)) found.set(key.toUpperCase(), node);
  for (const [method, node] of pathItem.at("additionalOperations").entries()) {
    if (!isToken(method)) {
      node.error("OF1310", "This is not an HTTP method.", "Write the method as it is sent, such as COPY.");
    } else if (found.has(method)) {
      node.error("OF1311", `The path has ${method} twice.`, "Keep one of the two.");
    } else {
      found.set(method, node);
    }
  }
  // An operation is no place for a `$ref`, but what it means there is clear, and documents of many files have it.
  return [...found].flatMap(([method, node]) => {
    const operation = node.dereferenced();
    return operation === null ? [] : [[method, operation] as const];
  });
}
