import type { Operation, Response } from "../../model/api.js";
import { isRange } from "../../model/media-type.js";
import { block, lead } from "./block.js";
import { bodyTypeDoc, bodyTypeText } from "./body-types.js";
import { wrappedType } from "./doc-type.js";
import { errorClass } from "./error-class.js";
import { pathParameters, setterParameters } from "./example-call.js";
import { paragraph } from "./inline.js";
import {
  type Cell,
  cell,
  code,
  codeBlock,
  join,
  jsonBlock,
  link,
  literal,
  type Markdown,
  md,
  text,
} from "./markdown.js";
import { operationExample } from "./operation-example.js";
import type { DocsInput } from "./package-docs.js";
import { type Row, row, tableView } from "./parameter-rows.js";
import { readmeAnchors } from "./readme-anchors.js";
import { failuresOf, successOf } from "./success.js";
import type { View } from "./templates.js";
import { webhookLink } from "./webhook-anchors.js";

/** Headings below each operation, in the template's order; anchors are counted from them. */
export const operationHeadings = [
  "Example",
  "Path Parameters",
  "Other Parameters",
  "Return type",
  "Errors",
  "Authorization",
  "HTTP request headers",
] as const;

const models = "models/";

/** One operation on its tag's page. */
export function operationView(docs: DocsInput, operation: Operation): View {
  const names = docs.names.operations.get(operation);
  const { response } = successOf(operation);
  return {
    method: text(names?.method ?? ""),
    signature: code(signature(docs, operation)),
    summary: paragraph(operation.summary),
    description: block(operation.description),
    deprecated: operation.deprecated,
    mints: operation.mints,
    callbacks: callbackLinks(docs, operation),
    paged: operation.pagination !== null,
    example: codeBlock(operationExample(docs, operation)),
    path: tableView(pathRows(docs, operation)),
    pathIsObject: pathParameters(operation).length > 1,
    other: tableView(otherRows(docs, operation)),
    returnType: returnType(docs, operation),
    streams: successOf(operation).content.some((content) => content.stream !== null),
    returnNote: lead(response?.description ?? "").first,
    unwraps: successOf(operation).content.some((content) => content.unwrapFirst),
    answer: responseExample(operation),
    headers: tableView(headerRows(response)),
    errors: failuresOf(operation).map((failure) => errorView(docs, failure)),
    anyErrors: failuresOf(operation).length > 0,
    authorization: authorization(docs, operation),
    contentType:
      operation.body === null
        ? md`Not defined`
        : mediaTypes(operation.body.content.map((content) => content.mediaType)),
    accept: mediaTypes(operation.responses.flatMap((each) => each.content.map((content) => content.mediaType))),
  };
}

function callbackLinks(docs: DocsInput, operation: Operation): Markdown {
  return join([...new Set(operation.callbacks.map((callback) => webhookLink(docs, callback, "")))], ", ");
}

/** `client.accessTokens.getTokens().limit(limit).execute(): Promise<Tokens>`, every setter named. */
function signature(docs: DocsInput, operation: Operation): string {
  const names = docs.names.operations.get(operation);
  const path = pathParameters(operation).map((parameter) => names?.parameters.get(parameter) ?? parameter.name);
  const setters = setterParameters(operation).map((parameter) => names?.parameters.get(parameter) ?? parameter.name);
  if (names !== undefined && names.bodySetter !== null) setters.push(names.bodySetter);
  const call = `client.${docs.names.tags.get(operation.tag)?.property ?? ""}.${names?.method ?? ""}`;
  const types = successOf(operation).content.map((content) => bodyTypeText(content, docs, "response"));
  const type = types.length === 0 ? "void" : [...new Set(types)].join(" | ");
  const argument = path.length > 1 ? `{ ${path.join(", ")} }` : path.join("");
  return `${call}(${argument})${setters.map((setter) => `.${setter}(${setter})`).join("")}.execute(): Promise<${type}>`;
}

function returnType(docs: DocsInput, operation: Operation): Markdown {
  const types = successOf(operation).content.map((content) => bodyTypeDoc(content, docs, "response", models));
  return types.length === 0 ? md`Nothing: the response has no body.` : join([...new Set(types)], ", ");
}

function responseExample(operation: Operation): Markdown {
  const example = successOf(operation).content.find(
    (content) => content.as === "json" && content.stream === null && content.example !== undefined,
  )?.example;
  return example === undefined ? md`` : jsonBlock(example);
}

function pathRows(docs: DocsInput, operation: Operation): readonly Row[] {
  const names = docs.names.operations.get(operation)?.parameters;
  return pathParameters(operation).map((parameter) =>
    row(docs, {
      name: names?.get(parameter) ?? parameter.name,
      description: parameter.description,
      schema: parameter.schema,
      direction: "request",
      models,
      notes: [md`required`, ...(parameter.deprecated ? [md`**deprecated**`] : [])],
    }),
  );
}

function otherRows(docs: DocsInput, operation: Operation): readonly Row[] {
  const names = docs.names.operations.get(operation);
  const rows = setterParameters(operation).map((parameter) => {
    const sent = parameter.preset === null ? md`` : md`sent as ${literal(parameter.preset)} unless set`;
    const setter = names?.parameters.get(parameter) ?? parameter.name;
    const notes = [
      parameter.required && parameter.preset === null ? md`required` : md`optional`,
      ...(sent === "" ? [] : [sent]),
      ...(parameter.in === "query" && parameter.name === setter
        ? []
        : [md`${text(parameter.in)} parameter ${code(parameter.name)}`]),
      ...(parameter.deprecated ? [md`**deprecated**`] : []),
    ];
    // What is sent anyway says its default better than the schema does.
    const schema = parameter.preset === null ? parameter.schema : { ...parameter.schema, default: undefined };
    return row(docs, { name: setter, description: parameter.description, schema, direction: "request", models, notes });
  });
  const { body } = operation;
  const [content] = body?.content ?? [];
  if (body === null || content === undefined) return rows;
  const setter = names?.bodySetter ?? "body";
  const types = body.content.map((each) => each.mediaType);
  const notes = [
    body.required ? md`required` : md`optional`,
    md`the request's body`,
    ...(types.length > 1 || isRange(content.mediaType)
      ? [md`its media type is the second argument: ${join(types.map(code), ", ")}`]
      : []),
  ];
  return [
    ...rows,
    row(docs, {
      name: setter,
      description: body.description,
      schema: { ...content.schema, default: undefined },
      type: join([...new Set(body.content.map((each) => bodyTypeDoc(each, docs, "request", models)))], ", "),
      direction: "request",
      models,
      notes,
    }),
  ];
}

function headerRows(response: Response | null): readonly Row[] {
  return (response?.headers ?? []).map((header) => {
    const { first } = lead(header.description);
    return {
      cells: {
        name: cell(code(header.name)),
        type: cell(code(header.as === "list" ? "string[]" : header.as)),
        description: cell(first),
        notes: cell(header.required ? md`always sent` : md`may be absent`),
      },
      details: null,
    };
  });
}

function errorView(docs: DocsInput, response: Response): { readonly [field: string]: Cell } {
  const { name, before, after } = errorClass(response.status);
  const [content] = response.content;
  const { first } = lead(response.description);
  return {
    status: cell(text(response.status === "default" ? "others" : response.status)),
    description: cell(first),
    type: cell(
      content === undefined
        ? md`${code(name)}, without a body`
        : content.as === "json" && content.stream === null
          ? wrappedType(before, content.schema, after, { docs, direction: "response", models })
          : code(`${before}${bodyTypeText(content, docs, "response")}${after}`),
    ),
  };
}

function authorization(docs: DocsInput, operation: Operation): Markdown {
  const anchors = readmeAnchors(docs).schemes;
  const alternatives = operation.security.map((schemes) =>
    schemes.size === 0
      ? md`none`
      : join(
          [...schemes].map(([name, scopes]) => {
            const anchor = anchors.get(name);
            const label = anchor === undefined ? code(name) : link(code(name), "../README.md", anchor);
            return scopes.length === 0 ? label : md`${label} (${join(scopes.map(code), ", ")})`;
          }),
          " & ",
        ),
  );
  return alternatives.length === 0 ? md`No authorization is needed.` : join(alternatives, ", ");
}

function mediaTypes(types: readonly string[]): Markdown {
  return types.length === 0 ? md`Not defined` : join([...new Set(types)].map(code), ", ");
}
