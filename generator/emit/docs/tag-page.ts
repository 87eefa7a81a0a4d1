import type { Operation, Tag } from "../../model/api.js";
import { operationsOf } from "../../model/tagged-operations.js";
import { Anchors } from "./anchors.js";
import { block } from "./block.js";
import { inline } from "./inline.js";
import { readmeLinks } from "./links.js";
import { cell, code, link, md, text } from "./markdown.js";
import { operationHeadings, operationView } from "./operation-view.js";
import type { DocsInput } from "./package-docs.js";
import { serverUrl } from "./server-views.js";
import { render, type View } from "./templates.js";

/** Where an operation is documented: the anchor on its tag's page. */
export function operationAnchors(docs: DocsInput, tag: Tag): ReadonlyMap<Operation, string> {
  const known = anchorsByTag.get(tag) ?? findAnchors(docs, tag);
  anchorsByTag.set(tag, known);
  return known;
}

/** Every page that links to an operation asks for these. */
const anchorsByTag = new WeakMap<Tag, ReadonlyMap<Operation, string>>();

function findAnchors(docs: DocsInput, tag: Tag): ReadonlyMap<Operation, string> {
  const anchors = new Anchors();
  anchors.next(docs.names.tags.get(tag.name)?.className ?? "");
  const found = new Map<Operation, string>();
  for (const operation of operationsOf(docs.api, tag)) {
    found.set(operation, anchors.next(docs.names.operations.get(operation)?.method ?? ""));
    for (const heading of operationHeadings) anchors.next(heading);
  }
  return found;
}

/** The text of `docs/<Tag>Api.md`. */
export function tagPage(docs: DocsInput, tag: Tag): string {
  const names = docs.names.tags.get(tag.name);
  const anchors = operationAnchors(docs, tag);
  const operations = operationsOf(docs.api, tag);
  return render("tag-page.md", {
    title: text(names?.className ?? ""),
    top: md`[${link(md`Back to top`, "", new Anchors().next(names?.className ?? ""))}]`,
    readme: readmeLinks(docs, "../"),
    property: code(`client.${names?.property ?? ""}`),
    description: block(tag.description),
    server: serverUrl(docs),
    methods: operations.map(
      (operation): View => ({
        method: cell(
          link(md`**${code(docs.names.operations.get(operation)?.method ?? "")}**`, "", anchors.get(operation)),
        ),
        request: cell(code(`${operation.method} ${operation.template}`)),
        summary: cell(md`${inline(operation.summary)}${operation.deprecated ? md` **Deprecated.**` : md``}`),
      }),
    ),
    operations: operations.map((operation) => operationView(docs, operation)),
  });
}
