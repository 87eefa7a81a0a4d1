import type { SpecNode } from "../load/spec-node.js";
import type { Operation } from "./api.js";
import { readBody, readResponses } from "./content.js";
import { readParameters } from "./parameters.js";
import { methodsOf } from "./path-item.js";
import type { SchemaReader } from "./schema-reader.js";
import { readSecurity } from "./security.js";
import { readServers, splitTemplate } from "./servers.js";
import { readCallbacks } from "./webhooks.js";

/** What operations inherit from the document, and where their schemas go. */
export interface OperationContext {
  readonly root: SpecNode;
  readonly schemas: SchemaReader;
  /** Schemes that a client can serve, and all that are declared. */
  readonly knownSchemes: ReadonlySet<string>;
  readonly declaredSchemes: ReadonlySet<string>;
}

/** Reads every operation, in document order, with the node that it was read from. */
export function readOperations(context: OperationContext): readonly (readonly [Operation, SpecNode])[] {
  const operations: (readonly [Operation, SpecNode])[] = [];
  for (const [template, entry] of context.root.at("paths").entries()) {
    if (template.startsWith("x-")) continue;
    if (!template.startsWith("/")) {
      entry.error("OF1305", "A path begins with a slash.", "Write it as /path.");
      continue;
    }
    const pathItem = entry.dereferenced();
    if (pathItem === null) continue;
    for (const [method, node] of methodsOf(pathItem)) {
      operations.push([readOperation(template, method, pathItem, node, context), node]);
    }
  }
  return operations;
}

function readOperation(
  template: string,
  method: string,
  pathItem: SpecNode,
  node: SpecNode,
  { root, schemas, knownSchemes, declaredSchemes }: OperationContext,
): Operation {
  const path = splitTemplate(template).map((part) => (typeof part === "string" ? part : { parameter: part.name }));
  const names = [...new Set(path.flatMap((part) => (typeof part === "string" ? [] : [part.parameter])))];
  const security = node.has("security") ? node.at("security") : root.at("security");
  const servers = [node, pathItem].find((owner) => owner.has("servers"));
  return {
    place: node.place,
    id: node.has("operationId") ? node.at("operationId").string() : null,
    method,
    template,
    path,
    tag: node.at("tags").strings()[0] ?? null,
    summary: (node.has("summary") ? node : pathItem).at("summary").string(),
    description: (node.has("description") ? node : pathItem).at("description").string(),
    deprecated: node.at("deprecated").boolean(),
    parameters: readParameters(pathItem, node, names, schemas),
    body: readBody(node.at("requestBody"), node.at("x-codegen-request-body-name"), schemas),
    responses: readResponses(node.at("responses"), schemas),
    security: readSecurity(security, knownSchemes, declaredSchemes),
    servers: servers === undefined ? [] : readServers(servers.at("servers"), schemas.skipped),
    callbacks: readCallbacks(node.at("callbacks"), schemas),
    pagination: null,
    mints: false,
  };
}
