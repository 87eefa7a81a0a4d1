import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTypeScript, { astToString } from "openapi-typescript";
import { parse } from "yaml";
import type { Direction } from "../../../generator/model/forms.js";

type Node = Record<string, unknown>;

/** openapi-typescript's own output for a document, as it is in either direction. */
export type ReferenceTypes = Readonly<Record<Direction, string>>;

/**
 * Runs openapi-typescript's main entry. What is normalised is done before it reads the document: properties that do not
 * travel are taken out. The options are the ones that the design decides.
 */
export async function referenceTypes(path: string, text: string): Promise<ReferenceTypes> {
  const request = normalised(text, "readOnly");
  const response = normalised(text, "writeOnly");
  const base = pathToFileURL(`${dirname(path)}/`);
  const written = await write(response, base);
  if (JSON.stringify(request) === JSON.stringify(response)) return { response: written, request: written };
  return { response: written, request: await write(request, base) };
}

async function write(document: Node, cwd: URL): Promise<string> {
  const options = { cwd, silent: true, defaultNonNullable: false, emptyObjectsUnknown: true };
  return astToString(await openapiTypeScript(structuredClone(document) as never, options));
}

function normalised(text: string, hidden: string): Node {
  const document = parse(text, { merge: true }) as Node;
  normalise(document, document, hidden);
  return document;
}

function normalise(value: unknown, root: Node, hidden: string): void {
  if (Array.isArray(value)) for (const item of value) normalise(item, root, hidden);
  if (!isNode(value)) return;
  // Ids that stand twice are an error to openapi-typescript, and nothing to components.
  if (typeof value.operationId === "string") delete value.operationId;
  // The older form of an open enum, which openapi-typescript does not know.
  if (Array.isArray(value["x-extensible-enum"])) value.enum ??= value["x-extensible-enum"];
  const { properties, required, discriminator } = value;
  if (isNode(discriminator) && isNode(discriminator.mapping)) spellRefs(discriminator.mapping);
  if (isNode(properties)) {
    for (const [name, schema] of Object.entries(properties)) {
      if (!isNode(schema) || (schema[hidden] !== true && target(schema, root)?.[hidden] !== true)) continue;
      delete properties[name];
      if (Array.isArray(required)) value.required = required.filter((other) => other !== name);
    }
  }
  for (const child of Object.values(value)) normalise(child, root, hidden);
}

/** A mapping may name a schema; Redocly takes it for a file. */
function spellRefs(mapping: Node): void {
  for (const [value, name] of Object.entries(mapping)) {
    if (typeof name === "string" && /^[\w.-]+$/.test(name) && !/\.(?:json|ya?ml)$/.test(name)) {
      mapping[value] = `#/components/schemas/${name}`;
    }
  }
}

/** The schema that a ref within the document means. */
function target(schema: Node, root: Node): Node | undefined {
  if (typeof schema.$ref !== "string" || !schema.$ref.startsWith("#/")) return undefined;
  let at: unknown = root;
  for (const step of schema.$ref.slice(2).split("/")) {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    at = isNode(at) ? at[key] : undefined;
  }
  return isNode(at) ? (target(at, root) ?? at) : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
