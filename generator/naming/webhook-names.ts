import type { Api, Operation, Webhook } from "../model/api.js";
import { headersOf, inlinePayload, webhookKey } from "../model/webhook-parts.js";
import type { Owners } from "./model-names.js";
import type { WebhookMapNames, WebhookNames } from "./name-plan.js";
import { placeKey } from "./place-key.js";
import { type NameLock, type NameWish, registerNames } from "./register.js";
import { spelledOut } from "./spelled-out.js";
import { camelCase, pascalCase } from "./words.js";

/** A webhook or callback, its key in a lock, and what the names of its types begin with, best first. */
interface Sent {
  readonly webhook: Webhook;
  readonly key: string;
  readonly stems: readonly string[];
}

/** Names of the members of `Callbacks`, by the key of the callback. */
export function planCallbacks(api: Api, methods: ReadonlyMap<Operation, string>, lock: NameLock): NameLock {
  const wishes = new Map<string, NameWish>();
  for (const operation of api.operations) {
    for (const { name } of operation.callbacks) {
      const key = callbackKey(operation, name);
      const method = methods.get(operation) ?? "";
      const candidates = [
        camelCase(`${method} ${name}`),
        camelCase(`${operation.tag ?? ""} ${method} ${name}`),
        ...spelledOut(name).map((spelled) => camelCase(`${operation.tag ?? ""} ${method} ${spelled}`)),
      ];
      wishes.set(key, { key, candidates, rank: 0 });
    }
  }
  return registerNames([...wishes.values()], new Set(), lock);
}

function callbackKey({ method, template }: Operation, name: string): string {
  return `callback ${method} ${template} ${name}`;
}

/** Every webhook and callback with what its types may be called. */
export function sentOf(api: Api, callbacks: NameLock): readonly Sent[] {
  const webhooks = api.webhooks.map((webhook) => ({
    webhook,
    key: webhookKey(webhook, null),
    stems: stems(pascalCase(webhook.name), webhook),
  }));
  const called = api.operations.flatMap((operation) =>
    operation.callbacks.map((webhook) => ({
      webhook,
      key: webhookKey(webhook, operation),
      stems: stems(pascalCase(callbacks.get(callbackKey(operation, webhook.name)) ?? ""), webhook),
    })),
  );
  return [...webhooks, ...called];
}

/** A name, then that with the method, then with where it is sent to, then with its punctuation. */
function stems(name: string, { name: own, method, expression }: Webhook): readonly string[] {
  const verb = pascalCase(method.toLowerCase());
  const target = expression === null ? [] : [pascalCase(`${name} ${expression} ${verb}`)];
  return [name, `${name}${verb}`, ...target, ...spelledOut(own).map((spelled) => pascalCase(`${spelled} ${verb}`))];
}

/** What webhooks and callbacks call the schemas inside of them; of two that share a place, the first by its key. */
export function webhookOwners(sent: readonly Sent[]): Owners {
  const sorted = [...sent].sort((a, b) => (a.key < b.key ? 1 : -1));
  return new Map(
    sorted.map(({ webhook, stems: own }) => {
      // What several may refer to goes by its own name, so that another one that does renames nothing.
      const component = /^\/components\/(?:callbacks|pathItems)\/([^/]+)/.exec(webhook.place.pointer)?.[1];
      const names = component === undefined ? own : [pascalCase(component), ...own];
      return [placeKey(webhook.place), { names, body: "Payload" }];
    }),
  );
}

/** The types of webhooks: payloads that no model is, headers, and the maps. */
export function webhookWishes(api: Api, sent: readonly Sent[], rank: number): readonly NameWish[] {
  const wishes: NameWish[] = [];
  const headers = new Map<string, Sent[]>();
  for (const each of sent) {
    const { webhook, key } = each;
    if (inlinePayload(webhook, api) === null && webhook.body !== null)
      wishes.push({ key: `payload ${key}`, candidates: suffixed(each, ["Payload", "WebhookPayload"]), rank });
    const set = headersKey(webhook);
    if (set !== null) headers.set(set, [...(headers.get(set) ?? []), each]);
  }
  for (const [key, users] of headers) {
    const [first] = [...users].sort((a, b) => (a.key < b.key ? -1 : 1));
    const own = first === undefined ? [] : suffixed(first, ["Headers", "WebhookHeaders"]);
    wishes.push({ key, candidates: users.length > 1 ? ["WebhookHeaders", ...own] : own, rank });
  }
  if (api.webhooks.length > 0) wishes.push(...mapWishes("Webhook", rank));
  if (api.operations.some((operation) => operation.callbacks.length > 0)) wishes.push(...mapWishes("Callback", rank));
  return wishes;
}

function mapWishes(noun: MapNoun, rank: number): readonly NameWish[] {
  const either = (key: string, ...candidates: readonly string[]): NameWish => ({
    key: `${noun} ${key}`,
    candidates,
    rank,
  });
  return [
    either("map", `${noun}s`, `Api${noun}s`, `${noun}Map`),
    either("payload", `${noun}Payload`, `Any${noun}Payload`, `PayloadOf${noun}`),
    either("readable", `Json${noun}`, `Readable${noun}`, `${noun}WithJson`),
  ];
}

type MapNoun = "Webhook" | "Callback";

/** The names of {@link mapWishes}; those of a map without members are nobody's. */
export function mapNames(noun: MapNoun, types: NameLock, typeParameter: string): WebhookMapNames {
  const name = (key: string): string => types.get(`${noun} ${key}`) ?? noun;
  return { map: name("map"), payload: name("payload"), readable: name("readable"), typeParameter };
}

function suffixed({ stems: [best = "", ...others] }: Sent, [first = "", second = ""]: readonly string[]): string[] {
  return [`${best}${first}`, `${best}${second}`, ...others.map((stem) => `${stem}${first}`)];
}

/** Webhooks whose headers are the same share one type: the key is what they document. */
function headersKey(webhook: Webhook): string | null {
  const headers = headersOf(webhook).map(({ name, required }) => `${name.toLowerCase()}${required ? "" : "?"}`);
  return headers.length === 0 ? null : `webhook headers ${headers.join(" ")}`;
}

/** The names of every webhook and callback. `typeOf` answers for the keys of {@link webhookWishes} and of models. */
export function webhookNames(
  api: Api,
  sent: readonly Sent[],
  callbacks: NameLock,
  typeOf: (key: string) => string,
  modelType: (id: string) => string,
): ReadonlyMap<Webhook, WebhookNames> {
  const keys = new Map(
    api.operations.flatMap((operation) =>
      operation.callbacks.map(
        (webhook) => [webhook, callbacks.get(callbackKey(operation, webhook.name)) ?? ""] as const,
      ),
    ),
  );
  return new Map(
    sent.map(({ webhook, key }) => {
      const model = inlinePayload(webhook, api);
      const set = headersKey(webhook);
      return [
        webhook,
        {
          key: keys.get(webhook) ?? webhook.name,
          payloadType: model !== null ? modelType(model.id) : webhook.body === null ? "" : typeOf(`payload ${key}`),
          headersType: set === null ? "" : typeOf(set),
        },
      ];
    }),
  );
}
