import { operationsOf } from "../../model/tagged-operations.js";
import type { EmittedFile } from "../generated-file.js";
import { modelPage } from "./model-page.js";
import type { DocsInput } from "./package-docs.js";
import { readme } from "./readme.js";
import { tagPage } from "./tag-page.js";
import { webhooksPage } from "./webhooks-page.js";

export type { DocsInput } from "./package-docs.js";

/** The Markdown of a package: its README, and a page per tag and per model unless pages are left out. */
export function emitDocs(input: DocsInput): EmittedFile[] {
  const files: EmittedFile[] = [{ path: "README.md", text: readme(input) }];
  if (!input.pages) return files;
  for (const tag of input.api.tags) {
    const page = input.names.tags.get(tag.name)?.docFile;
    if (page !== undefined && operationsOf(input.api, tag).length > 0)
      files.push({ path: `docs/${page}.md`, text: tagPage(input, tag) });
  }
  const webhooks = webhooksPage(input);
  if (webhooks !== null) files.push({ path: "docs/Webhooks.md", text: webhooks });
  for (const model of input.api.models.values()) {
    const page = input.names.models.get(model.id)?.docFile;
    if (page !== undefined) files.push({ path: `docs/models/${page}.md`, text: modelPage(input, model) });
  }
  return files;
}
