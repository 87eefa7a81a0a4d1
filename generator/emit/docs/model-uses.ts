import type { Api, Content, Json, ModelId, Operation, Webhook } from "../../model/api.js";
import { type Direction, webhooksOf } from "../../model/forms.js";
import type { DocsInput } from "./package-docs.js";

/** Where models stand in the bodies of operations. */
export interface ModelUses {
  /** The operations whose bodies are the model, or a list of it. */
  readonly operations: ReadonlyMap<ModelId, readonly Operation[]>;
  /** The webhooks and callbacks whose payload or answer is the model, or a list of it. */
  readonly webhooks: ReadonlyMap<ModelId, readonly Webhook[]>;
  /** The first example of a body that is the model. */
  readonly examples: Readonly<Record<Direction, ReadonlyMap<ModelId, Json>>>;
}

const known = new WeakMap<DocsInput, ModelUses>();

/** Looks through all bodies once, for all of a package's pages. */
export function modelUses(docs: DocsInput): ModelUses {
  let uses = known.get(docs);
  if (uses === undefined) {
    uses = collect(docs.api);
    known.set(docs, uses);
  }
  return uses;
}

function collect(api: Api): ModelUses {
  const operations = new Map<ModelId, Operation[]>();
  const webhooks = new Map<ModelId, Webhook[]>();
  const examples = { request: new Map<ModelId, Json>(), response: new Map<ModelId, Json>() };
  const use = <User>(users: Map<ModelId, User[]>, user: User, request: Bodies, response: Bodies): void => {
    const used = new Set([...request, ...response].flatMap(({ schema }) => [schema.ref, schema.items?.ref]));
    for (const id of used) if (id) users.set(id, [...(users.get(id) ?? []), user]);
    for (const [known, bodies] of [[examples.request, request] as const, [examples.response, response] as const]) {
      for (const { schema, example } of bodies) {
        if (schema.ref !== null && example !== undefined && !known.has(schema.ref)) known.set(schema.ref, example);
      }
    }
  };
  for (const operation of api.operations) use(operations, operation, sentBodies(operation), answers(operation));
  for (const webhook of webhooksOf(api)) use(webhooks, webhook, answers(webhook), sentBodies(webhook));
  return { operations, webhooks, examples };
}

type Bodies = readonly Content[];

function sentBodies({ body }: Operation | Webhook): Bodies {
  return body?.content ?? [];
}

function answers({ responses }: Operation | Webhook): Bodies {
  return responses.flatMap((response) => response.content);
}
