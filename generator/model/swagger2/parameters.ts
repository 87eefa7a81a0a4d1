import type { SpecNode } from "../../load/spec-node.js";
import type { Parameter } from "../api.js";
import { exampleOf } from "../content.js";
import type { OperationSource } from "../dialect.js";
import { canBeSent, inOrder, presetOf } from "../parameters.js";
import { styleOf } from "./collection-format.js";
import { joinedByCaller, readValue } from "./parameter-value.js";

/** Reads the parameters that stand in the path, the query and headers. */
export function readSwaggerParameters(nodes: readonly SpecNode[], source: OperationSource): readonly Parameter[] {
  const parameters = nodes.flatMap((node) => readParameter(node, source) ?? []);
  return inOrder(parameters, source.pathNames, source.node);
}

function readParameter(node: SpecNode, { pathNames, schemas }: OperationSource): Parameter | null {
  const name = node.at("name").string();
  const location = node.at("in").value as "path" | "query" | "header";
  if (!canBeSent(node, name, location, pathNames, schemas)) return null;
  const value = readValue(node, schemas);
  if (value === null) return null;
  const required = location === "path" || node.at("required").boolean();
  const style = value.format === null ? null : styleOf(value.format, location);
  const schema =
    value.format === null || style !== null ? value.schema : joinedByCaller(value.schema, value.format, schemas);
  return {
    place: node.place,
    name,
    in: location,
    required,
    description: node.at("description").prose(),
    deprecated: node.at("deprecated").boolean(),
    style: style?.style ?? (location === "query" ? "form" : "simple"),
    explode: style?.explode ?? location === "query",
    allowReserved: false,
    spans: false,
    allowEmpty: location === "query" && node.at("allowEmptyValue").boolean(),
    contentType: null,
    schema,
    preset: presetOf({ required, in: location }, schema),
    example: exampleOf(node) ?? node.at("x-example").json(),
  };
}
