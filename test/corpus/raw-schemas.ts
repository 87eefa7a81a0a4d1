import { listOf, objectOf, type RawDocument, type RawNode } from "./raw-document.js";
import type { RawOperation } from "./raw-operations.js";

/** The named schemas of a document: `components.schemas`, or 2.0's `definitions`. */
export function componentSchemas(document: RawDocument): ReadonlyMap<string, RawNode> {
  const owner = document.version === "2.0" ? document.root : document.child(document.root, "components");
  const schemas = document.follow(document.child(owner, document.version === "2.0" ? "definitions" : "schemas"));
  if (schemas === null) return new Map();
  const names = Object.keys(objectOf(schemas.value)).filter((name) => !name.startsWith("x-"));
  return new Map(names.map((name) => [name, document.child(schemas, name)]));
}

/** Every place that a component or an operation reaches and that lists values. */
export function enumPlaces(document: RawDocument, operations: readonly RawOperation[]): readonly RawNode[] {
  const found: RawNode[] = [];
  const seen = new Set<string>();
  const visit = (node: RawNode): void => {
    const key = `${node.file}#${node.pointer}`;
    if (node.value === undefined || seen.has(key)) return;
    seen.add(key);
    const source = objectOf(node.value);
    const target = typeof source.$ref === "string" ? document.target(source.$ref, node) : null;
    if (target !== null) visit(target);
    if (target !== null && document.version < "3.1") return;
    if (Array.isArray(source.enum)) found.push(node);
    for (const keyword of ["properties", "patternProperties"]) {
      const map = document.child(node, keyword);
      for (const name of Object.keys(objectOf(map.value))) visit(document.child(map, name));
    }
    for (const keyword of ["allOf", "anyOf", "oneOf", "prefixItems"]) {
      const list = document.child(node, keyword);
      for (const index of listOf(list.value).keys()) visit(document.child(list, index));
    }
    for (const keyword of ["items", "additionalProperties"]) visit(document.child(node, keyword));
  };
  for (const node of componentSchemas(document).values()) visit(node);
  for (const operation of operations) for (const node of ownSchemas(document, operation)) visit(node);
  return found;
}

/** The schemas of parameters, bodies and responses of an operation. */
function ownSchemas(document: RawDocument, operation: RawOperation): readonly RawNode[] {
  const { child, follow } = { child: document.child.bind(document), follow: document.follow.bind(document) };
  const is2 = document.version === "2.0";
  const contents = (owner: RawNode | null): readonly RawNode[] => {
    if (owner === null) return [];
    if (is2) return [child(owner, "schema")];
    const content = child(owner, "content");
    return Object.keys(objectOf(content.value)).flatMap((type) => {
      const media = follow(child(content, type));
      return media === null ? [] : [child(media, "schema"), child(media, "itemSchema")];
    });
  };
  const parameters = operation.parameters.flatMap(({ node, in: place }) => {
    if (is2) return [place === "body" ? child(node, "schema") : node];
    return [child(node, "schema"), ...contents(node)];
  });
  const responses = follow(child(operation.node, "responses"));
  const statuses = Object.keys(objectOf(responses?.value)).filter((status) => !status.startsWith("x-"));
  const bodies = [
    is2 ? null : follow(child(operation.node, "requestBody")),
    ...(responses === null ? [] : statuses.map((status) => follow(child(responses, status)))),
  ];
  return [...parameters, ...bodies.flatMap(contents)];
}
