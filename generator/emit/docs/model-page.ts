import type { Model, ModelId, Schema } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { type Code, code, identifier, joinCode } from "../code.js";
import { hasTwoForms } from "../package-context.js";
import { Anchors } from "./anchors.js";
import { block } from "./block.js";
import { docType, longEnum } from "./doc-type.js";
import { exampleLiteral, secretImport } from "./example-literal.js";
import { importLine } from "./example-setup.js";
import { exampleValue } from "./example-value.js";
import { readmeLinks } from "./links.js";
import { codeBlock, join, link, type Markdown, md, code as span, text } from "./markdown.js";
import { modelUses } from "./model-uses.js";
import { operationLink } from "./operation-links.js";
import { type DocsInput, membersOf, typeName } from "./package-docs.js";
import { constraint, row, tableView, valueList } from "./parameter-rows.js";
import { variableName } from "./success.js";
import { render, type View } from "./templates.js";
import { webhookLink } from "./webhook-anchors.js";

/** The text of `docs/models/<Model>.md`. */
export function modelPage(docs: DocsInput, model: Model): string {
  const two = hasTwoForms(docs.forms.get(model.id));
  const only: Direction = docs.forms.get(model.id)?.response === false ? "request" : "response";
  const directions: readonly Direction[] = two ? ["response", "request"] : [only];
  return render("model-page.md", {
    title: text(typeName(docs, model.id, "response")),
    top: md`[${link(md`Back to top`, "", new Anchors().next(typeName(docs, model.id, "response")))}]`,
    readme: readmeLinks(docs, "../../"),
    description: block(model.schema.description),
    deprecated: model.schema.deprecated,
    two,
    forms: directions.map((direction) => formView(docs, model, direction)),
    users: usedBy(docs, model.id),
  });
}

function formView(docs: DocsInput, model: Model, direction: Direction): View {
  const { schema } = model;
  const members = membersOf(docs, schema, direction);
  const rows = members.map((member) =>
    row(docs, {
      name: member.name,
      description: member.schema.description,
      schema: member.schema,
      direction,
      models: "",
      notes: [member.required ? md`required` : md`optional`],
    }),
  );
  const type = typeName(docs, model.id, direction);
  return {
    type: span(type),
    name: text(type),
    isRequest: direction === "request",
    parts: schema.allOf
      .filter((part) => part.ref !== null)
      .map((part) => docType(part, { docs, direction, models: "" })),
    properties: tableView(rows),
    isObject: members.length > 0,
    shape: members.length > 0 ? md`` : shapeLine(docs, schema, direction),
    values: longEnum(schema).length === 0 ? md`` : valueList(schema),
    open: schema.isEnum && (direction === "response" || schema.extensible),
    additional: additionalLine(docs, schema, direction),
    constraints: join(schema.constraints.map(constraint), ", "),
    example: codeBlock(modelExample(docs, model, direction)),
  };
}

function shapeLine(docs: DocsInput, schema: Schema, direction: Direction): Markdown {
  return docType({ ...schema, ref: null }, { docs, direction, models: "" });
}

function additionalLine(docs: DocsInput, schema: Schema, direction: Direction): Markdown {
  if (schema.additional === null || schema.additional === false || schema.properties.length === 0) return md``;
  if (schema.additional === true) return md`Members with other names are possible.`;
  return md`Members with other names are possible; their type is ${docType(schema.additional, { docs, direction, models: "" })}.`;
}

function modelExample(docs: DocsInput, model: Model, direction: Direction): Code {
  const type = typeName(docs, model.id, direction);
  // By its ref, so that the literal goes through the model as every other value does.
  const schema: Schema = { ...model.schema, ref: model.id };
  const value = modelUses(docs).examples[direction].get(model.id) ?? exampleValue(docs, schema, direction);
  const name = identifier(variableName(docs, schema, "value"));
  const start = code`const ${name}: ${identifier(type)} = `;
  const example = exampleLiteral(docs, schema, value, direction, start.length + 1);
  return joinCode(
    [importLine(docs, secretImport(example), [type]), code``, code`${start}${example};`, code`console.log(${name});`],
    "\n",
  );
}

/** The operations and webhooks that a model is a part of, with links to their pages: what a reader came for. */
function usedBy(docs: DocsInput, id: ModelId): Markdown {
  const { operations, webhooks } = modelUses(docs);
  const links = [
    ...(operations.get(id) ?? []).map((operation) => operationLink(docs, operation, "../")),
    ...(webhooks.get(id) ?? []).map((webhook) => webhookLink(docs, webhook, "../")),
  ];
  return join([...new Set(links)], ", ");
}
