import type { SpecNode } from "../../load/spec-node.js";
import type { OperationSource } from "../dialect.js";

/** The parameters of an operation, those of its path item among them, by what they are. */
export interface SortedParameters {
  readonly body: SpecNode | null;
  readonly form: readonly SpecNode[];
  /** Of path, query and header. */
  readonly others: readonly SpecNode[];
}

const locations = ["path", "query", "header", "body", "formData"];

/** Sorts an operation's parameters; what cannot stand side by side is reported. */
export function sortedParameters({ pathItem, node }: OperationSource): SortedParameters {
  const shared = parametersOf(pathItem);
  const own = parametersOf(node);
  const all = [...new Map([...shared, ...own]).values()];
  const isIn = (parameter: SpecNode, ...places: readonly string[]): boolean =>
    places.includes(parameter.at("in").string());
  const bodies = all.filter((parameter) => isIn(parameter, "body"));
  const form = all.filter((parameter) => isIn(parameter, "formData"));
  for (const extra of bodies.slice(1)) {
    const help = "Keep one; give it the name of the path's to put it in the place of that.";
    extra.error("OF1801", "An operation has one body, and this is a second body parameter.", help);
  }
  if (bodies.length > 0) {
    for (const field of form) {
      const help = "Make it a member of the body's schema, or make all of the body formData.";
      field.error("OF1802", "A formData parameter stands beside a body parameter: a request has one body.", help);
    }
  }
  return { body: bodies[0] ?? null, form, others: all.filter((parameter) => !isIn(parameter, "body", "formData")) };
}

/** The parameters of one list by place and name. */
function parametersOf(owner: SpecNode): ReadonlyMap<string, SpecNode> {
  const found = new Map<string, SpecNode>();
  for (const entry of owner.at("parameters").items()) {
    const parameter = entry.dereferenced();
    if (parameter === null) continue;
    const place = parameter.at("in");
    if (typeof place.value !== "string" || !locations.includes(place.value)) {
      const message = "A parameter of OpenAPI 2.0 is in path, query, header, body or formData.";
      place.error("OF1301", message, "Write one of these.");
      continue;
    }
    const key = `${place.value} ${parameter.at("name").string()}`;
    const twin = found.get(key);
    if (twin === undefined) found.set(key, parameter);
    else if (JSON.stringify(twin.value) === JSON.stringify(parameter.value)) {
      entry.warning("OF1803", "This parameter stands in the list twice.", "Remove one of them.");
    } else {
      const message = "Another parameter of this name and place stands in the same list, and says something else.";
      entry.error("OF1803", message, "Remove or rename one of them.");
    }
  }
  return found;
}
