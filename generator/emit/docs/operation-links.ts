import type { Operation } from "../../model/api.js";
import { code, link, type Markdown } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";
import { operationAnchors } from "./tag-page.js";

/** A link to an operation on its tag's page, which lies in a folder seen from the linking page. */
export function operationLink(docs: DocsInput, operation: Operation, folder: "" | "../" | "docs/"): Markdown {
  const method = code(docs.names.operations.get(operation)?.method ?? "");
  const tag = docs.api.tags.find((candidate) => candidate.name === operation.tag);
  const page = docs.names.tags.get(operation.tag)?.docFile;
  if (!docs.pages || tag === undefined || page === undefined) return method;
  return link(method, `${folder}${page}.md`, operationAnchors(docs, tag).get(operation));
}
