import { link, type Markdown, md } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";
import { readmeAnchors } from "./readme-anchors.js";
import type { View } from "./templates.js";

/** The links from a page back to the README, and to its sections. `up` leads from the page's folder to the README's. */
export function readmeLinks(docs: DocsInput, up: "../" | "../../"): View {
  const anchors = readmeAnchors(docs);
  const to = (label: Markdown, anchor: string): Markdown => link(label, `${up}README.md`, anchor);
  return {
    errors: to(md`Errors`, anchors.errors),
    pagination: to(md`Pagination`, anchors.pagination),
    streams: to(md`Streams`, anchors.streams),
    minting: to(md`Token-minting outcomes`, anchors.minting),
    apiList:
      anchors.operations === "" && anchors.webhooks !== ""
        ? md`[${to(md`Back to webhooks`, anchors.webhooks)}]`
        : md`[${to(md`Back to API list`, anchors.operations)}]`,
    modelList: md`[${to(md`Back to Model list`, anchors.models)}]`,
    readme: md`[${to(md`Back to README`, "")}]`,
  };
}
