import type { SpecNode } from "../load/spec-node.js";
import type { Body, Parameter, Webhook } from "./api.js";
import { readContent, readResponses } from "./content.js";
import { readParameters } from "./parameters.js";
import { methodsOf } from "./path-item.js";
import type { SchemaReader } from "./schema-reader.js";
import { payloadContents } from "./webhook-parts.js";

/** Reads `webhooks`, and `x-webhooks`, which documents of OpenAPI 3.0 have in their place. */
export function readWebhooks(root: SpecNode, schemas: SchemaReader): readonly Webhook[] {
  const standard = root.at("webhooks").entries();
  const known = new Map(standard.map(([name, entry]) => [name, JSON.stringify(entry.value)]));
  const extension = root.at("x-webhooks").isMap ? root.at("x-webhooks").entries() : [];
  const others = extension.filter(([name, entry]) => {
    // Some documents say the same twice, for readers of either version.
    if (!known.has(name)) return entry.isMap && !name.startsWith("x-");
    if (known.get(name) !== JSON.stringify(entry.value)) skip(entry, "webhooks has another of this name", schemas);
    return false;
  });
  return [...standard, ...others].flatMap(([name, entry]) => readWebhook(name, entry, schemas));
}

/** Reads the callbacks of an operation. */
export function readCallbacks(node: SpecNode, schemas: SchemaReader): readonly Webhook[] {
  return node.entries().flatMap(([name, entry]) => {
    const callback = entry.dereferenced();
    return callback === null ? [] : readExpressions(name, callback, schemas);
  });
}

function readWebhook(name: string, entry: SpecNode, schemas: SchemaReader): readonly Webhook[] {
  const item = entry.dereferenced();
  if (item === null) return [];
  const read = readPathItem(name, null, item, schemas);
  // `x-webhooks` is no standard: some write them as callbacks.
  const webhooks = read.length === 0 ? readExpressions(name, item, schemas) : read;
  if (webhooks.length === 0) skip(item, "this webhook has no method", schemas);
  return webhooks;
}

function readExpressions(name: string, callback: SpecNode, schemas: SchemaReader): readonly Webhook[] {
  return callback.entries().flatMap(([expression, entry]) => {
    if (expression.startsWith("x-") || !entry.isMap) return [];
    const item = entry.dereferenced();
    return item === null ? [] : readPathItem(name, expression, item, schemas);
  });
}

function readPathItem(
  name: string,
  expression: string | null,
  item: SpecNode,
  schemas: SchemaReader,
): readonly Webhook[] {
  return methodsOf(item).map(([method, node]) => {
    const webhook: Webhook = {
      place: node.place,
      name,
      expression,
      method,
      summary: (node.has("summary") ? node : item).at("summary").prose(),
      description: (node.has("description") ? node : item).at("description").prose(),
      deprecated: node.at("deprecated").boolean(),
      parameters: readParameters(item, node, [], schemas).filter((parameter) => isReceived(parameter, schemas)),
      body: readPayload(node.at("requestBody"), schemas),
      responses: readResponses(node.at("responses"), schemas),
    };
    schemas.budget.spendOperation(webhook);
    return webhook;
  });
}

/** In a header or query every value is text; an object is spread over several, and has no type of its own. */
function isReceived({ in: location, style, place }: Parameter, schemas: SchemaReader): boolean {
  if (location === "header" || (location === "query" && style !== "deepObject")) return true;
  const what = location === "query" ? `query parameter of style ${style}` : `${location} parameter`;
  schemas.skipped.push({ place, reason: `a ${what} of a webhook is not typed` });
  return false;
}

/** A body that arrives, not one that is written: every media type can be told. */
function readPayload(node: SpecNode, schemas: SchemaReader): Body | null {
  const body = node.value === undefined ? null : node.dereferenced();
  if (body === null) return null;
  const content = readContent(body.at("content"), "response", schemas);
  if (content.length === 0) return null;
  const told = payloadContents({ body: { content } });
  for (const { schema, mediaType } of content.filter((each) => !told.includes(each))) {
    schemas.skipped.push({ place: schema.place, reason: `the payload is typed as JSON, not as ${mediaType}` });
  }
  for (const { schema, as } of told.filter((each) => each.as === "form" || each.as === "multipart")) {
    schemas.skipped.push({ place: schema.place, reason: `a payload of a ${as} body is not typed` });
  }
  return {
    place: body.place,
    required: body.at("required").boolean(),
    description: body.at("description").prose(),
    name: null,
    content,
  };
}

function skip(node: SpecNode, reason: string, schemas: SchemaReader): void {
  schemas.skipped.push({ place: node.place, reason });
}
