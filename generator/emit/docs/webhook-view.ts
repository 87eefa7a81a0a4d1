import type { Parameter, Response, Webhook } from "../../model/api.js";
import { payloadContents } from "../../model/webhook-parts.js";
import { block, lead } from "./block.js";
import { docType } from "./doc-type.js";
import { paragraph } from "./inline.js";
import { type Cell, cell, code, join, jsonBlock, link, type Markdown, md, text } from "./markdown.js";
import type { DocsInput } from "./package-docs.js";
import type { View } from "./templates.js";

const models = "models/";

/** One webhook or callback on its page. */
export function webhookView(
  docs: DocsInput,
  webhook: Webhook,
  isOneOfSeveral: boolean,
  headers: ReadonlyMap<string, string>,
): View {
  const names = docs.names.webhooks.get(webhook);
  const contents = payloadContents(webhook);
  const others = (webhook.body?.content ?? []).filter((content) => !contents.includes(content));
  const example = contents.find((content) => content.as === "json" && content.example !== undefined)?.example;
  return {
    isOneOfSeveral,
    method: text(webhook.method),
    deprecated: webhook.deprecated,
    summary: summaryOf(webhook),
    description: block(webhook.description),
    payload: payloadOf(docs, webhook, models),
    payloadNote: lead(webhook.body?.description ?? "").first,
    target: webhook.expression === null ? md`` : code(webhook.expression),
    others: join(
      others.map((content) => code(content.mediaType)),
      ", ",
    ),
    headers:
      names === undefined || names.headersType === ""
        ? md``
        : link(code(names.headersType), "", headers.get(names.headersType)),
    sample: example === undefined ? md`` : jsonBlock(example),
    query: webhook.parameters.filter((parameter) => parameter.in === "query").map(receivedRow),
    answers: webhook.responses.map((response) => answerRow(docs, response)),
  };
}

/** A summary that only repeats the name says nothing; some are as long as a description. */
function summaryOf({ name, summary }: Webhook): Markdown {
  if (summary.trim() === name) return md``;
  return summary.trim().includes("\n") ? block(summary) : paragraph(summary);
}

/** What a webhook brings, linked to its model; `folder` is `null` where nothing is linked. */
export function payloadOf(docs: DocsInput, webhook: Webhook, folder: string | null): Markdown {
  if (webhook.body === null) return md`none`;
  const types = payloadContents(webhook).map((content) => {
    if (content.as === "json")
      return docType(content.schema, { docs, direction: "response", models: folder === null ? null : models });
    return code(content.as === "text" ? "string" : content.as === "binary" ? "Uint8Array" : "unknown");
  });
  return join([...new Set(types)], " or ");
}

function answerRow(docs: DocsInput, response: Response): { readonly [field: string]: Cell } {
  const types = response.content.map((content) =>
    content.as === "json" ? docType(content.schema, { docs, direction: "request", models }) : code(content.mediaType),
  );
  return {
    status: cell(text(response.status === "default" ? "any other" : response.status)),
    type: cell(types.length === 0 ? md`none` : join([...new Set(types)], " or ")),
    description: cell(lead(response.description).first),
  };
}

/** A header or query parameter, which arrives as text. */
export function receivedRow(parameter: Parameter): { readonly [field: string]: Cell } {
  return {
    name: cell(code(parameter.name)),
    type: cell(code("string")),
    description: cell(lead(parameter.description).first),
    notes: cell(parameter.required ? md`always sent` : md`may be absent`),
  };
}
