import type { Json, Schema } from "../model/api.js";
import { blockComment, type Code, code, jsDoc, propertyKey } from "./code.js";
import { literal } from "./literal.js";
import { constant, type Statement } from "./structures.js";

/** Whether a schema is an enum whose members the document names, each by a name of its own. */
export function hasNamedValues({ values, valueNames }: Schema): boolean {
  if (values === null || valueNames.length === 0) return false;
  return values.every(isPrimitive) && new Set(valueNames).size === values.length;
}

/** `export const Level = { Low: 1, High: 2 } as const`: the members of an enum under the names that the document has. */
export function enumConstants(name: Code, schema: Schema): Statement {
  const members = (schema.values ?? []).map((value, index) => {
    const words = jsDoc((schema.valueDescriptions[index] ?? "").replace(/\s+/g, " "));
    const docs = words === "" ? code`` : code`  ${blockComment(words)}\n`;
    return code`${docs}  ${propertyKey(schema.valueNames[index] as string)}: ${literal(value as string | number | boolean | null)},\n`;
  });
  return constant(name, code`{\n${members}} as const`);
}

function isPrimitive(value: Json): boolean {
  return typeof value !== "object" || value === null;
}
