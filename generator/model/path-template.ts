import type { SpecNode } from "../load/spec-node.js";
import type { Operation, Parameter } from "./api.js";
import type { SchemaReader } from "./schema-reader.js";
import { splitTemplate, withoutFragment } from "./url-template.js";

/** A path's template, taken apart. */
export interface PathTemplate {
  readonly path: Operation["path"];
  /** Of its parameters, those that hold several segments: `{+name}`, `{*name}` or `{name+}`. */
  readonly spanning: ReadonlySet<string>;
  /** Of its parameters, those that are exploded: `{name*}`. */
  readonly exploded: ReadonlySet<string>;
}

/** What an expression of a URI template (RFC 6570), or what frameworks write in its place (`{id:int}`), stands for. */
type Expression =
  | { readonly kind: "path"; readonly name: string; readonly spans: boolean; readonly explodes: boolean }
  | { readonly kind: "query"; readonly names: readonly string[] };

/** Reads what stands between braces; a plain name is what OpenAPI knows. */
export function readExpression(text: string): Expression {
  if (/^[?&]/.test(text))
    return {
      kind: "query",
      names: text
        .slice(1)
        .split(",")
        .map((name) => name.replace(/\*$/, "")),
    };
  const [, leading = "", name = "", trailing = ""] = /^([+*]?)([\w.~-]+)([*+]?)(?::.+)?$/.exec(text) ?? [];
  if (name === "") return { kind: "path", name: text, spans: false, explodes: false };
  return { kind: "path", name, spans: leading !== "" || trailing === "+", explodes: trailing === "*" };
}

/** Takes a path's template apart. A name with an operator that is described as it stands is that name. */
export function readPathTemplate(
  template: string,
  pathItem: SpecNode,
  operation: SpecNode,
  schemas: SchemaReader,
): PathTemplate {
  const spanning = new Set<string>();
  const exploded = new Set<string>();
  const described = describedNames(pathItem, operation);
  // Some documents tell operations of one path apart by a fragment.
  const path = withoutFragment(splitTemplate(template)).flatMap((part): Operation["path"] => {
    if (typeof part === "string") return [part];
    if (described.has(`path ${part.name}`)) return [{ parameter: part.name }];
    const expression = readExpression(part.name);
    if (expression.kind === "query") {
      for (const name of expression.names) if (!described.has(`query ${name}`)) reportName(name, operation, schemas);
      return [];
    }
    if (expression.spans) spanning.add(expression.name);
    if (expression.explodes) exploded.add(expression.name);
    return [{ parameter: expression.name }];
  });
  return { path, spanning, exploded };
}

/** Path parameters as the template says that they are written. */
export function asTemplated(parameters: readonly Parameter[], template: PathTemplate): readonly Parameter[] {
  return parameters.map((parameter) => {
    if (parameter.in !== "path") return parameter;
    const { name, explode } = parameter;
    return { ...parameter, explode: explode || template.exploded.has(name), spans: template.spanning.has(name) };
  });
}

function describedNames(...owners: readonly SpecNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const owner of owners) {
    for (const entry of owner.at("parameters").items()) {
      const node = entry.dereferenced();
      if (node?.isMap === true) names.add(`${String(node.at("in").value)} ${String(node.at("name").value)}`);
    }
  }
  return names;
}

function reportName(name: string, operation: SpecNode, schemas: SchemaReader): void {
  const message = `The path's template names the query parameter ${JSON.stringify(name)}, which is not described.`;
  operation.warning("OF1312", message, "Describe it under parameters, with in: query.");
  schemas.skipped.push({
    place: operation.place,
    reason: "the path's template names a query parameter without describing it",
  });
}
