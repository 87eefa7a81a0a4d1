import type { SpecDocument } from "../load/spec-document.js";
import type { SpecNode } from "../load/spec-node.js";
import type { Api, Model, ModelId, Operation, Skipped, Tag } from "./api.js";
import { withDiscriminators } from "./discriminators.js";
import { readPagination, readRateLimit } from "./extensions.js";
import { operationSchemas, schemasBelow } from "./forms.js";
import { readOperations } from "./operations.js";
import { completed } from "./parameters.js";
import { withRequiredMembers } from "./required-members.js";
import { withoutCycles } from "./schema-cycles.js";
import { SchemaReader } from "./schema-reader.js";
import { readSecuritySchemes } from "./security.js";
import { readServers } from "./servers.js";

/** Reads a document into the API model. What is wrong with it is reported to the document's diagnostics. */
export function readApi(document: SpecDocument): Api | null {
  const { root } = document;
  if (!isSupported(root)) return null;
  const schemas = new SchemaReader({ hasSiblings: /^3\.[1-9]/.test(String(root.at("openapi").value)) });
  const skipped: Skipped[] = [];
  for (const [name, node] of root.at("components").at("schemas").entries()) schemas.addComponent(node, name);
  const securitySchemes = readSecuritySchemes(root, skipped);
  const drafts = readOperations({
    root,
    schemas,
    knownSchemes: new Set(securitySchemes.map((scheme) => scheme.name)),
    declaredSchemes: new Set(
      root
        .at("components")
        .at("securitySchemes")
        .entries()
        .map(([name]) => name),
    ),
  });
  schemas.drain();
  for (const [, webhook] of root.at("webhooks").entries()) {
    skipped.push({ place: webhook.place, reason: "webhooks are not generated" });
  }
  const untangled = withoutCycles(schemas.models);
  for (const { place } of untangled.endless) {
    const message = "This schema is only itself: its refs lead back without an object or a list in between.";
    document.diagnostics.error("OF1107", place, message, "Give one of the schemas on the way content of its own.");
  }
  const models = withDiscriminators(
    withRequiredMembers(untangled.models, skipped),
    drafts.flatMap(([operation]) => operationSchemas(operation)),
  );
  const operations = drafts.map(([operation, node]) => ({
    ...operation,
    parameters: operation.parameters.map((parameter) => completed(parameter, models)),
    pagination: readPagination(node.at("x-pagination"), operation, models),
    mints: operation.method === "POST" && mintsSecret(operation, models),
  }));
  return {
    file: root.place.file,
    title: root.at("info").at("title").string(),
    version: root.at("info").at("version").string(),
    description: root.at("info").at("description").string(),
    tags: readTags(root, operations),
    operations,
    models,
    servers: readServers(root.at("servers"), skipped),
    securitySchemes,
    rateLimit: readRateLimit(root.at("x-rate-limit")),
    skipped: [...skipped, ...schemas.skipped],
  };
}

function isSupported(root: SpecNode): boolean {
  const help = "Give an OpenAPI 3.0, 3.1 or 3.2 document.";
  if (!root.isMap || !(root.has("openapi") || root.has("swagger"))) {
    root.error("OF1006", "This is not an OpenAPI document: it has no openapi member.", help);
    return false;
  }
  const { value } = root.at("openapi");
  if (typeof value !== "object" && /^3\.[012](?:\.|$)/.test(String(value))) return true;
  const version = root.has("openapi") ? root.at("openapi") : root.at("swagger");
  version.error("OF1007", "This version of OpenAPI is not supported.", help);
  return false;
}

/** The tags that operations use, declared ones first and in their order. */
function readTags(root: SpecNode, operations: readonly Operation[]): readonly Tag[] {
  const used = new Set(operations.map((operation) => operation.tag));
  const tags = new Map<string | null, Tag>();
  for (const node of root.at("tags").items()) {
    const name = node.at("name").string();
    if (used.has(name)) tags.set(name, { name, description: node.at("description").string() });
  }
  for (const name of used) if (!tags.has(name)) tags.set(name, { name, description: "" });
  return [...tags.values()];
}

/** Whether a success body holds a secret anywhere. */
function mintsSecret(operation: Operation, models: ReadonlyMap<ModelId, Model>): boolean {
  const open = operation.responses
    .filter((response) => response.status.startsWith("2"))
    .flatMap((response) => response.content.map((content) => content.schema));
  const seen = new Set<ModelId>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const schema of schemasBelow(next)) {
      if (schema.secret) return true;
      if (schema.ref === null || seen.has(schema.ref)) continue;
      seen.add(schema.ref);
      const model = models.get(schema.ref);
      if (model !== undefined) open.push(model.schema);
    }
  }
  return false;
}
