import type { SpecNode } from "../load/spec-node.js";
import { isWellFormed } from "../printable.js";
import type { Operation } from "./api.js";
import type { Dialect } from "./dialect.js";
import { methodsOf } from "./path-item.js";
import { asTemplated, readPathTemplate } from "./path-template.js";
import type { SchemaReader } from "./schema-reader.js";
import { type Requirements, readSecurity, type SecurityContext } from "./security.js";
import { splitTemplate } from "./url-template.js";
import { readCallbacks } from "./webhooks.js";

/** What operations inherit from the document, and where their schemas go. */
export interface OperationContext {
  readonly dialect: Dialect;
  readonly root: SpecNode;
  readonly schemas: SchemaReader;
  readonly security: SecurityContext;
}

/** Methods that the Fetch Standard forbids: a class for one could only ever fail. */
const unsendable: ReadonlySet<string> = new Set(["CONNECT", "TRACE", "TRACK"]);

/** Reads every operation that can be sent, in document order, with the node that it was read from. */
export function readOperations(context: OperationContext): readonly (readonly [Operation, SpecNode])[] {
  const operations: (readonly [Operation, SpecNode])[] = [];
  const inherited = readSecurity(context.root.at("security"), context.security);
  const paths = context.root.at("paths");
  for (const [written, entry] of paths.entries()) {
    if (written.startsWith("x-")) continue;
    const template = written.startsWith("/") ? written : `/${written}`;
    if (template !== written && paths.has(template)) {
      entry.error("OF1305", "A path begins with a slash, and with one this path stands here twice.", "Remove it.");
      continue;
    }
    if (template !== written) {
      entry.warning("OF1305", "A path begins with a slash; this one is read as if it did.", "Write it as /path.");
    }
    const pathItem = entry.dereferenced();
    if (pathItem === null) continue;
    for (const [method, node] of methodsOf(pathItem)) {
      const reason = whyUnsendable(method.toUpperCase(), template);
      if (reason !== null) {
        context.schemas.skipped.push({ place: node.place, reason });
        continue;
      }
      const operation = readOperation(template, method, pathItem, node, context, inherited);
      context.schemas.budget.spendOperation(operation);
      operations.push([operation, node]);
    }
  }
  return operations;
}

/** Why no request can be sent for an operation; `null` where one can. */
function whyUnsendable(method: string, template: string): string | null {
  if (unsendable.has(method)) return `fetch sends no ${method} request`;
  const isHalf = splitTemplate(template).some((part) => typeof part === "string" && !isWellFormed(part));
  return isHalf ? "its path holds half of a character, which no URL can" : null;
}

function readOperation(
  template: string,
  method: string,
  pathItem: SpecNode,
  node: SpecNode,
  { dialect, root, schemas, security }: OperationContext,
  inherited: Requirements,
): Operation {
  const taken = readPathTemplate(template, pathItem, node, schemas);
  const { path } = taken;
  const names = [...new Set(path.flatMap((part) => (typeof part === "string" ? [] : [part.parameter])))];
  schemas.budget.limit(path.length, "parts of one path", node);
  const traffic = dialect.readTraffic({ root, pathItem, node, method, pathNames: names, schemas });
  return {
    place: node.place,
    id: node.has("operationId") ? node.at("operationId").string() : null,
    method,
    template,
    path,
    // A tag without a name is none.
    tag: node.at("tags").strings()[0] || null,
    summary: (node.has("summary") ? node : pathItem).at("summary").prose(),
    description: (node.has("description") ? node : pathItem).at("description").prose(),
    deprecated: node.at("deprecated").boolean(),
    ...traffic,
    parameters: asTemplated(traffic.parameters, taken),
    security: node.has("security") ? readSecurity(node.at("security"), security) : inherited,
    callbacks: readCallbacks(node.at("callbacks"), schemas),
    pagination: null,
    mints: false,
  };
}
