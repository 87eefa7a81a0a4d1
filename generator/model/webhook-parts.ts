import type { Api, Body, Content, Model, Operation, Parameter, Webhook } from "./api.js";

/** The bodies that a webhook's payload type is made of: the JSON ones, or all where there is none. */
export function payloadContents({ body }: { readonly body: Pick<Body, "content"> | null }): readonly Content[] {
  const contents = body?.content ?? [];
  const json = contents.filter((content) => content.as === "json");
  return json.length > 0 ? json : contents;
}

/** The headers that a webhook documents, by name. */
export function headersOf({ parameters }: Webhook): readonly Parameter[] {
  const headers = parameters.filter((parameter) => parameter.in === "header");
  return headers.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** The model that stands inline in a webhook as its payload, or `null`. */
export function inlinePayload(webhook: Webhook, { models }: Api): Model | null {
  const [content, ...others] = payloadContents(webhook);
  const model = content === undefined || content.schema.ref === null ? undefined : models.get(content.schema.ref);
  if (model === undefined || content?.as !== "json" || others.length > 0 || model.name !== null) return null;
  const { file, pointer } = webhook.place;
  return model.place.file === file && model.place.pointer.startsWith(`${pointer}/`) ? model : null;
}

/** Identifies a webhook or callback in its document: by its name and method, and the operation that asks for it. */
export function webhookKey(webhook: Webhook, operation: Operation | null): string {
  const owner = operation === null ? "webhook" : `callback ${operation.method} ${operation.template}`;
  const expression = webhook.expression === null ? "" : ` ${webhook.expression}`;
  return `${owner} ${webhook.name}${expression} ${webhook.method}`;
}
