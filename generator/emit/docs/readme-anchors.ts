import type { Operation } from "../../model/api.js";
import { isRange } from "../../model/media-type.js";
import { successes } from "../failure-type.js";
import { webhookMaps } from "../webhook-maps.js";
import { Anchors } from "./anchors.js";
import type { DocsInput } from "./package-docs.js";
import { mapTitle } from "./webhook-anchors.js";

/** Sections of the README that pages link to. */
export interface ReadmeAnchors {
  readonly errors: string;
  readonly pagination: string;
  readonly streams: string;
  readonly minting: string;
  /** Empty without operations. */
  readonly operations: string;
  /** Empty without webhooks and callbacks. */
  readonly webhooks: string;
  readonly models: string;
  /** By the scheme's name. */
  readonly schemes: ReadonlyMap<string, string>;
}

/** Whether a package has a section about pages. */
export function isPaged(docs: DocsInput): boolean {
  return docs.api.operations.some((operation) => operation.pagination !== null);
}

/** Whether a package has a section about secrets that are shown once. */
export function doesMint(docs: DocsInput): boolean {
  return docs.api.operations.some((operation) => operation.mints);
}

/** Whether a package has a section about responses that are read item by item. */
export function doesStream(docs: DocsInput): boolean {
  return docs.api.operations.some((operation) => isStreamed(operation));
}

/** Whether a success of an operation is a stream of items. */
export function isStreamed(operation: Operation): boolean {
  return successes(operation).some((response) => response.content.some((content) => content.stream !== null));
}

/** Whether a package has a section about bodies: there is more to know than that they are JSON, or text. */
export function hasBodies(docs: DocsInput): boolean {
  const special = new Set(["form", "multipart", "binary"]);
  return docs.api.operations.some(({ body }) =>
    body?.content.some((content, at) => at > 0 || special.has(content.as) || isRange(content.mediaType)),
  );
}

/** Every page links to the README, which is the same for all of them. */
const known = new WeakMap<DocsInput, ReadmeAnchors>();

/** The anchors of the README, counted over its headings in the template's order. */
export function readmeAnchors(docs: DocsInput): ReadmeAnchors {
  const found = known.get(docs) ?? anchorsIn(docs);
  known.set(docs, found);
  return found;
}

function anchorsIn(docs: DocsInput): ReadmeAnchors {
  const anchors = new Anchors();
  for (const heading of [docs.names.packageName, "Install"]) anchors.next(heading);
  if (docs.api.operations.length === 0) {
    const [webhooks = ""] = webhookMaps(docs).map((map) => anchors.next(mapTitle(map)));
    const models = anchors.next("Documentation for models");
    return {
      errors: "",
      pagination: "",
      streams: "",
      minting: "",
      operations: "",
      webhooks,
      models,
      schemes: new Map(),
    };
  }
  for (const heading of ["Example", "Authentication"]) anchors.next(heading);
  const schemes = new Map(docs.api.securitySchemes.map((scheme) => [scheme.name, anchors.next(scheme.name)]));
  for (const heading of ["Servers", "Requests"]) anchors.next(heading);
  if (hasBodies(docs)) anchors.next("Request bodies");
  const errors = anchors.next("Errors");
  const pagination = isPaged(docs) ? anchors.next("Pagination") : "";
  const streams = doesStream(docs) ? anchors.next("Streams") : "";
  for (const heading of ["Retries and timeouts", "Raw responses"]) anchors.next(heading);
  const minting = doesMint(docs) ? anchors.next("Token-minting outcomes") : "";
  const [webhooks = ""] = webhookMaps(docs).map((map) => anchors.next(mapTitle(map)));
  const operations = anchors.next("Documentation for API endpoints");
  const models = anchors.next("Documentation for models");
  return { errors, pagination, streams, minting, operations, webhooks, models, schemes };
}
