import { listOf, objectOf, type RawDocument, type RawNode } from "./raw-document.js";

/** A parameter as an operation has it: of its own, or of its path item. */
export interface RawParameter {
  readonly node: RawNode;
  readonly name: string;
  /** As written: `formData` and `body` in 2.0, `querystring` in 3.2. */
  readonly in: string;
}

/** An operation of a document. */
export interface RawOperation {
  readonly node: RawNode;
  /** In capitals. */
  readonly method: string;
  readonly template: string;
  readonly parameters: readonly RawParameter[];
}

const methods20 = ["get", "put", "post", "delete", "options", "head", "patch"];
const methods30 = [...methods20, "trace"];
const methods32 = [...methods30, "query"];

/** Every operation of a document's `paths`, by a walk of its own. */
export function rawOperations(document: RawDocument): readonly RawOperation[] {
  const { version } = document;
  const methods = version === "2.0" ? methods20 : version === "3.2" ? methods32 : methods30;
  const paths = document.follow(document.child(document.root, "paths"));
  if (paths === null) return [];
  return Object.keys(objectOf(paths.value))
    .filter((template) => !template.startsWith("x-"))
    .flatMap((template) => {
      const item = document.follow(document.child(paths, template));
      if (item === null) return [];
      const own = methods.map((method) => [method.toUpperCase(), document.child(item, method)] as const);
      const additional = version === "3.2" ? document.child(item, "additionalOperations") : null;
      const others =
        additional === null
          ? []
          : Object.keys(objectOf(additional.value)).map(
              (method) => [method, document.child(additional, method)] as const,
            );
      return [...own, ...others].flatMap(([method, at]) => {
        const node = document.follow(at);
        if (node === null || typeof node.value !== "object" || node.value === null) return [];
        // A path that begins without a slash is meant to.
        const path = template.startsWith("/") ? template : `/${template}`;
        return [{ node, method, template: path, parameters: parametersOf(document, item, node) }];
      });
    });
}

/** An operation's parameters replace those of its path item that have the same place and name. */
function parametersOf(document: RawDocument, item: RawNode, operation: RawNode): readonly RawParameter[] {
  const found = new Map<string, RawParameter>();
  for (const owner of [item, operation]) {
    const list = document.follow(document.child(owner, "parameters"));
    if (list === null) continue;
    for (const index of listOf(list.value).keys()) {
      const node = document.follow(document.child(list, index));
      if (node === null) continue;
      const { name, in: place } = objectOf(node.value);
      if (typeof name !== "string" || typeof place !== "string") continue;
      // OpenAPI 3 ignores header parameters of these names, and the package sends them by itself for 2.0, too.
      if (
        place === "header" &&
        /^(?:accept|content-type|authorization|content-length|host|connection|transfer-encoding)$/i.test(name)
      )
        continue;
      found.set(`${place} ${place === "header" ? name.toLowerCase() : name}`, { node, name, in: place });
    }
  }
  return [...found.values()];
}
