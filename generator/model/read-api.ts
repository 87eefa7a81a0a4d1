import type { SpecDocument } from "../load/spec-document.js";
import type { SpecNode } from "../load/spec-node.js";
import type { Api, Model, ModelId, Operation, Skipped, Tag } from "./api.js";
import { OverBudget } from "./budget.js";
import type { Dialect } from "./dialect.js";
import { withDiscriminators } from "./discriminators.js";
import { EventItems } from "./event-items.js";
import { readPagination, readRateLimit } from "./extensions.js";
import { FileParts } from "./file-parts.js";
import { operationSchemas, schemasBelow, webhookSchemas } from "./forms.js";
import { oneWayMembers } from "./one-way-members.js";
import { openApi3 } from "./openapi3.js";
import { readOperations } from "./operations.js";
import { completed } from "./parameters.js";
import { withRequiredMembers } from "./required-members.js";
import { withoutCycles } from "./schema-cycles.js";
import { limitDepth } from "./schema-depth.js";
import { SchemaReader } from "./schema-reader.js";
import { readSecuritySchemes } from "./security.js";
import { swagger2 } from "./swagger2/swagger2.js";
import { readWebhooks } from "./webhooks.js";

/** Reads a document into the API model. What is wrong with it is reported to the document's diagnostics. */
export function readApi(document: SpecDocument): Api | null {
  try {
    return read(document);
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    const help = "Split it into several documents, or describe less.";
    document.diagnostics.error("OF1008", error.place, error.message, help);
    return null;
  }
}

function read(document: SpecDocument): Api | null {
  const { root } = document;
  const dialect = dialectOf(root);
  if (dialect === null) return null;
  const schemas = new SchemaReader({ hasSiblings: /^3\.[1-9]/.test(String(root.at("openapi").value)) });
  const skipped: Skipped[] = [];
  for (const [name, node] of dialect.schemas(root).entries()) schemas.addComponent(node, name);
  const { schemes: securitySchemes, context: security } = readSecuritySchemes(root, dialect, skipped);
  schemas.budget.limit(securitySchemes.length, "security schemes", root);
  const drafts = readOperations({ dialect, root, schemas, security });
  const webhooks = readWebhooks(root, schemas);
  schemas.drain();
  limitDepth(schemas.models);
  const { models: untangled, endless } = withoutCycles(schemas.models, schemas.budget);
  for (const { model, way, size } of endless) {
    const { place } = model;
    const names = [...way, model].map(({ name, place: { pointer } }) => name ?? pointer).join(" -> ");
    const message = `This schema is only itself: ${names}, without an object or a list in between.`;
    const help = "Give one of the schemas on the way content of its own.";
    // A ref to itself says nothing, which is of any type; schemas that wait for each other are a mistake.
    document.diagnostics[size === 1 ? "warning" : "error"]("OF1107", place, message, help);
    skipped.push({ place, reason: "it is only itself, so it is of any type" });
  }
  const written = [
    ...drafts.flatMap(([operation]) => operationSchemas(operation)),
    ...webhooks.flatMap(webhookSchemas),
  ];
  const models = new Map(withDiscriminators(withRequiredMembers(untangled, skipped), written, skipped));
  const files = new FileParts(models);
  const events = new EventItems(models);
  const bodied = drafts.map(([draft, node]) => [events.decoded(files.marked(draft)), node] as const);
  const operations = bodied.map(([operation, node]) => ({
    ...operation,
    parameters: operation.parameters.map((parameter) => completed(parameter, models)),
    pagination: readPagination(node.at("x-pagination"), operation, models, skipped),
    mints: operation.method === "POST" && mintsSecret(operation, models),
  }));
  const servers = dialect.readServers(root, skipped);
  schemas.budget.spendServers(servers.servers, root);
  const api: Api = {
    file: root.place.file,
    title: root.at("info").at("title").prose(),
    version: root.at("info").at("version").string(),
    description: root.at("info").at("description").prose(),
    tags: readTags(root, operations),
    operations,
    webhooks,
    models,
    ...servers,
    securitySchemes,
    rateLimit: readRateLimit(root.at("x-rate-limit"), skipped),
    skipped: eachOnce([...skipped, ...schemas.skipped]),
  };
  return { ...api, skipped: [...api.skipped, ...oneWayMembers(api)] };
}

/** What several operations share is read for each of them. */
function eachOnce(skipped: readonly Skipped[]): readonly Skipped[] {
  return [
    ...new Map(skipped.map((entry) => [`${entry.place.file}#${entry.place.pointer} ${entry.reason}`, entry])).values(),
  ];
}

/** How this version of OpenAPI is read; `null`, after a diagnostic, for one that is not. */
function dialectOf(root: SpecNode): Dialect | null {
  const help = "Give an OpenAPI 2.0, 3.0, 3.1 or 3.2 document.";
  if (!root.isMap || !(root.has("openapi") || root.has("swagger"))) {
    root.error("OF1006", "This is not an OpenAPI document: it has no openapi member.", help);
    return null;
  }
  const version = root.at(root.has("openapi") ? "openapi" : "swagger");
  const text = typeof version.value === "object" ? "" : String(version.value);
  if (root.has("openapi") && /^3\.[012](?:\.|$)/.test(text)) return openApi3;
  // YAML reads an unquoted 2.0 as the number 2.
  if (root.has("swagger") && /^2(?:\.0)?$/.test(text)) return swagger2;
  version.error("OF1007", "This version of OpenAPI is not supported.", help);
  return null;
}

/** The tags that operations use, declared ones first and in their order. */
function readTags(root: SpecNode, operations: readonly Operation[]): readonly Tag[] {
  const used = new Set(operations.map((operation) => operation.tag));
  const tags = new Map<string | null, Tag>();
  for (const node of root.at("tags").items()) {
    const name = node.at("name").string();
    const description = node.at("description").prose() || node.at("summary").prose();
    if (used.has(name)) tags.set(name, { name, description });
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
