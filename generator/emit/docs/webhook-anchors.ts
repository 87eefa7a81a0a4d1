import type { Parameter, Webhook } from "../../model/api.js";
import { headersOf } from "../../model/webhook-parts.js";
import { type WebhookMap, webhookMaps } from "../webhook-maps.js";
import { Anchors } from "./anchors.js";
import { code, link, type Markdown } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";

/** Where webhooks, callbacks and their headers are documented: anchors on the page. */
export interface WebhookAnchors {
  readonly title: string;
  readonly top: string;
  readonly webhooks: ReadonlyMap<Webhook, string>;
  readonly headers: ReadonlyMap<string, string>;
}

/** The anchors of the page, counted over its headings in the template's order. */
export function webhookAnchors(docs: DocsInput): WebhookAnchors {
  const known = anchorsOf.get(docs);
  if (known !== undefined) return known;
  const anchors = new Anchors();
  const maps = webhookMaps(docs);
  const title = maps.map(mapTitle).join(" and ");
  const top = anchors.next(title);
  const webhooks = new Map<Webhook, string>();
  for (const map of maps) {
    if (maps.length > 1) anchors.next(mapTitle(map));
    for (const [key, all] of map.members) {
      const anchor = anchors.next(key);
      for (const webhook of all) webhooks.set(webhook, anchor);
    }
  }
  const sets = headerSets(docs, maps);
  if (sets.length > 0) anchors.next("Headers");
  const headers = new Map(sets.map(([name]) => [name, anchors.next(name)]));
  const found = { title, top, webhooks, headers };
  anchorsOf.set(docs, found);
  return found;
}

/** Every page that links to a webhook asks for these. */
const anchorsOf = new WeakMap<DocsInput, WebhookAnchors>();

/** A link to a webhook or callback on the page of all, which lies in a folder seen from the linking page. */
export function webhookLink(docs: DocsInput, webhook: Webhook, folder: "" | "../" | "docs/"): Markdown {
  const key = code(docs.names.webhooks.get(webhook)?.key ?? webhook.name);
  return docs.pages ? link(key, `${folder}Webhooks.md`, webhookAnchors(docs).webhooks.get(webhook)) : key;
}

/** The title of a map. */
export function mapTitle({ noun }: WebhookMap): string {
  return noun === "webhook" ? "Webhooks" : "Callbacks";
}

/** The headers that webhooks document, by the name of their type. */
export function headerSets(
  docs: DocsInput,
  maps: readonly WebhookMap[],
): readonly (readonly [string, readonly Parameter[]])[] {
  const sets = new Map<string, readonly Parameter[]>();
  for (const webhook of maps.flatMap((map) => map.webhooks)) {
    const name = docs.names.webhooks.get(webhook)?.headersType ?? "";
    if (name !== "" && !sets.has(name)) sets.set(name, headersOf(webhook));
  }
  return [...sets];
}
