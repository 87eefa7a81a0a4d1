import type { Webhook } from "../../model/api.js";
import { type WebhookMap, webhookMaps } from "../webhook-maps.js";
import { lead } from "./block.js";
import { readmeLinks } from "./links.js";
import { cell, code, codeBlock, link, type Markdown, md, text } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";
import { render, type View } from "./templates.js";
import { headerSets, mapTitle, type WebhookAnchors, webhookAnchors } from "./webhook-anchors.js";
import { webhookExample } from "./webhook-example.js";
import { payloadOf, receivedRow, webhookView } from "./webhook-view.js";

/** The text of `docs/Webhooks.md`; `null` when the API sends nothing. */
export function webhooksPage(docs: DocsInput): string | null {
  const maps = webhookMaps(docs);
  if (maps.length === 0) return null;
  const anchors = webhookAnchors(docs);
  return render("webhooks-page.md", {
    title: text(anchors.title),
    both: maps.length > 1,
    maps: maps.map((map) => mapView(docs, map, anchors)),
    headers: headerSets(docs, maps).map(([name, headers]) => ({
      name: text(name),
      rows: headers.map(receivedRow),
    })),
    top: md`[${link(md`Back to top`, "", anchors.top)}]`,
    readme: readmeLinks(docs, "../"),
  });
}

/** What a map is, in the words of the README and of its page. */
export function mapIntro(map: WebhookMap): Markdown {
  const what =
    map.noun === "webhook"
      ? md`What the API sends to an address that is registered with it.`
      : md`What the API sends to an address that a request gives.`;
  return md`${what} ${code(map.names.map)} maps names to what arrives, and ${code(map.parse)} reads a body. It is decoded, not validated, and nothing is said about who sent it: check its signature first, as the API documents it.`;
}

/** A row of the table of webhooks; `anchor` leads to where one is told of. */
export function webhookRow(docs: DocsInput, key: string, all: readonly Webhook[], anchor: string | null): View {
  const [first] = all;
  const name = anchor === null ? code(key) : link(code(key), "", anchor);
  // A summary is one line; some documents tell there at length what the description then says in a sentence.
  const summary = first?.summary.trim() ?? "";
  const isOneLine = summary !== key && !summary.includes("\n");
  return {
    name: cell(name),
    method: cell(text(all.map((webhook) => webhook.method).join(", "))),
    payload: cell(first === undefined ? md`` : payloadOf(docs, all.find(({ body }) => body !== null) ?? first, anchor)),
    description: cell(lead((isOneLine && summary) || first?.description || summary).first),
  };
}

function mapView(docs: DocsInput, map: WebhookMap, anchors: WebhookAnchors): View {
  const example = webhookExample(docs, map);
  return {
    title: text(mapTitle(map)),
    intro: mapIntro(map),
    example: example === null ? md`` : codeBlock(example),
    rows: [...map.members].map(([key, all]) =>
      webhookRow(docs, key, all, (all[0] && anchors.webhooks.get(all[0])) ?? ""),
    ),
    sections: [...map.members].map(([key, all]) => ({
      name: text(key),
      webhooks: all.map((webhook) => webhookView(docs, webhook, all.length > 1, anchors.headers)),
    })),
  };
}
