import type { Api, Operation, Webhook } from "../model/api.js";
import { payloadContents } from "../model/webhook-parts.js";
import type { WebhookMapNames } from "../naming/name-plan.js";
import type { PackageContext } from "./package-context.js";

/** One of the two maps of what an API sends: its webhooks, or the callbacks of its operations. */
export interface WebhookMap {
  readonly noun: "webhook" | "callback";
  readonly names: WebhookMapNames;
  /** `parseWebhook`. */
  readonly parse: "parseWebhook" | "parseCallback";
  readonly docs: string;
  readonly webhooks: readonly Webhook[];
  /** By the key in the map; one of several methods has as many. */
  readonly members: ReadonlyMap<string, readonly Webhook[]>;
}

/** By the API: every page of the docs asks. */
const known = new WeakMap<Api, readonly WebhookMap[]>();

/** The maps that have members. */
export function webhookMaps(context: Pick<PackageContext, "api" | "names">): readonly WebhookMap[] {
  const found = known.get(context.api) ?? mapsOf(context);
  known.set(context.api, found);
  return found;
}

function mapsOf({ api, names }: Pick<PackageContext, "api" | "names">): readonly WebhookMap[] {
  const maps: readonly Omit<WebhookMap, "members">[] = [
    {
      noun: "webhook",
      names: names.webhookMap,
      parse: "parseWebhook",
      docs: "What the API sends to an address that is registered with it, by the document's names.",
      webhooks: api.webhooks,
    },
    {
      noun: "callback",
      names: names.callbackMap,
      parse: "parseCallback",
      docs: "What the API sends to an address that a request gives, by operation and callback.",
      webhooks: api.operations.flatMap((operation: Operation) => operation.callbacks),
    },
  ];
  return maps
    .filter(({ webhooks }) => webhooks.length > 0)
    .map((map) => {
      const members = new Map<string, Webhook[]>();
      for (const webhook of map.webhooks) {
        const key = names.webhooks.get(webhook)?.key ?? webhook.name;
        const known = members.get(key);
        if (known === undefined) members.set(key, [webhook]);
        else known.push(webhook);
      }
      return { ...map, members };
    });
}

/** Whether a webhook brings JSON, which the package reads. */
export function bringsJson(webhook: Webhook): boolean {
  return payloadContents(webhook).some((content) => content.as === "json");
}

/** Whether any of a map brings JSON: without one there is nothing to read, and no function for it. */
export function isReadable(map: WebhookMap): boolean {
  return map.webhooks.some(bringsJson);
}

/** The types that are declared for a map as a whole. */
export function mapTypes(map: WebhookMap): readonly string[] {
  const { names } = map;
  if (!isReadable(map)) return [names.map];
  return unreadable(map).length === 0 ? [names.map, names.payload] : [names.map, names.payload, names.readable];
}

/** The members of a map that bring no JSON. */
export function unreadable(map: WebhookMap): readonly string[] {
  return [...map.members].filter(([, webhooks]) => !webhooks.some(bringsJson)).map(([key]) => key);
}
