import type { Operation, SecurityScheme, Tag } from "../../model/api.js";
import { operationSchemas, schemasBelow } from "../../model/forms.js";
import { isRange } from "../../model/media-type.js";
import { operationsOf } from "../../model/tagged-operations.js";
import { serverVariableKey } from "../../naming/server-variable.js";
import type { Code } from "../code.js";
import { isServerRequired, operationVariables } from "../core-file.js";
import { type WebhookMap, webhookMaps } from "../webhook-maps.js";
import { block, lead } from "./block.js";
import { inline } from "./inline.js";
import { cell, code, codeBlock, join, link, type Markdown, md, text } from "./markdown.js";
import { isStreamAlone, operationExample } from "./operation-example.js";
import { operationLink } from "./operation-links.js";
import type { DocsInput } from "./package-docs.js";
import { doesMint, doesStream, hasBodies, isPaged, isStreamed } from "./readme-anchors.js";
import { failing, neededSetters, reader, refinable } from "./readme-choice.js";
import * as examples from "./readme-examples.js";
import { serverRow, serverUrl } from "./server-views.js";
import { render, type View } from "./templates.js";
import { mapTitle } from "./webhook-anchors.js";
import { webhookExample } from "./webhook-example.js";
import { mapIntro, webhookRow } from "./webhooks-page.js";

/** The text of a package's `README.md`. */
export function readme(docs: DocsInput): string {
  const { api, names } = docs;
  const first = reader(docs);
  return render("README.md", {
    title: text(names.packageName),
    apiTitle: text(api.title),
    description: block(api.description),
    client: code(names.clientClass),
    anyOperations: api.operations.length > 0,
    webhooks: webhookMaps(docs).map((map) => webhooksView(docs, map)),
    install: code(`npm install ${names.packageName}`),
    installCommand: text(names.packageName),
    quick: shown(first, (operation) => examples.quickExample(docs, operation)),
    ...authView(docs),
    ...serverView(docs),
    ...requestView(docs),
    ...bodyView(docs),
    ...streamView(docs),
    failure: shown(failing(docs), (operation) => examples.failureExample(docs, operation)),
    exception: shown(failing(docs), (operation) => examples.exceptionExample(docs, operation)),
    ...pageView(docs),
    limit: shown(first, (operation) => examples.limitExample(docs, operation)),
    raw: shown(first, (operation) => examples.rawExample(docs, operation)),
    ...mintView(docs),
    tags: api.tags.map((tag) => tagView(docs, tag)),
    models: [...names.models].map(([id, model]): View => {
      const description = lead(api.models.get(id)?.schema.description ?? "").first;
      const name = docs.pages ? link(code(model.type), `docs/models/${model.docFile}.md`) : code(model.type);
      return { name: cell(name), description: cell(description) };
    }),
    anyModels: names.models.size > 0,
  });
}

function webhooksView(docs: DocsInput, map: WebhookMap): View {
  return {
    title: text(mapTitle(map)),
    intro: mapIntro(map),
    example: shown(map, (each) => webhookExample(docs, each)),
    page: docs.pages ? link(md`the page of webhooks`, "docs/Webhooks.md") : md``,
    rows: docs.pages ? [] : [...map.members].map(([key, all]) => webhookRow(docs, key, all, null)),
  };
}

function shown<Subject>(subject: Subject | null, example: (subject: Subject) => Code | null): Markdown {
  const source = subject === null ? null : example(subject);
  return source === null ? md`` : codeBlock(source);
}

function authView(docs: DocsInput): View {
  const { securitySchemes } = docs.api;
  return {
    anySchemes: securitySchemes.length > 0,
    schemes: securitySchemes.map(
      (scheme): View => ({
        name: text(scheme.name),
        description: block(scheme.description),
        where: whereOf(scheme),
        key: code(`auth.${scheme.name}`),
        isBasic: scheme.credential.kind === "basic",
        isOAuth: scheme.credential.kind === "oauth2",
        tokenUrl: tokenUrl(scheme),
      }),
    ),
    anySecrets: holdsSecrets(docs),
    anyOAuth: securitySchemes.some((scheme) => scheme.credential.kind === "oauth2"),
    auth: shown(reader(docs), (operation) => examples.authExample(docs, operation)),
  };
}

function holdsSecrets({ api }: DocsInput): boolean {
  const schemas = [
    ...api.operations.flatMap(operationSchemas),
    ...[...api.models.values()].map(({ schema }) => schema),
  ];
  return schemas.some((schema) => [...schemasBelow(schema)].some(({ secret }) => secret));
}

/** How a scheme's credential travels, scheme word included. */
function whereOf(scheme: SecurityScheme): Markdown {
  const { credential } = scheme;
  if (credential.kind === "basic") return md`User name and password, sent as ${code("Authorization: Basic …")}.`;
  if (credential.kind === "bearer" || credential.kind === "oauth2") return wordy("Authorization: Bearer …", "Bearer");
  const place =
    credential.in === "header"
      ? `${credential.name}: ${credential.prefix}…`
      : `${credential.name}=${credential.prefix}…`;
  if (credential.prefix.trim() !== "") return wordy(place, credential.prefix.trim());
  return md`Give the value alone. It is sent in the ${text(credential.in)}, as ${code(place)}.`;
}

/** Where tokens are fetched for client credentials. */
function tokenUrl({ credential }: SecurityScheme): Markdown {
  if (credential.kind !== "oauth2") return md``;
  return credential.tokenUrl === null
    ? md`from the ${code("tokenUrl")} that you give`
    : md`from ${code(credential.tokenUrl)}`;
}

function wordy(place: string, word: string): Markdown {
  return md`Give the bare value, without the word ${code(word)}: it is sent as ${code(place)}. A value that already begins with the word is not given a second one.`;
}

function serverView(docs: DocsInput): View {
  const { servers } = docs.api;
  return {
    anyServers: servers.length > 0,
    servers: servers.map((server, at) => serverRow(server, at === 0)),
    defaultServer: serverUrl(docs),
    isServerRequired: isServerRequired(docs.api),
    operationVariables: join(
      operationVariables(docs.api).map(({ name }) => code(serverVariableKey(name))),
      ", ",
    ),
    relativeServer: docs.api.relativeServer === null ? md`` : code(docs.api.relativeServer),
    server: shown(reader(docs), (operation) => examples.serverExample(docs, operation)),
  };
}

function requestView(docs: DocsInput): View {
  const needing = docs.api.operations.find((operation) => neededSetters(docs, operation).length > 0);
  const [setter = ""] = needing === undefined ? [] : neededSetters(docs, needing);
  return {
    request: shown(refinable(docs), (operation) => examples.requestExample(docs, operation)),
    needs: needing !== undefined,
    needing: needing === undefined ? md`` : operationLink(docs, needing, "docs/"),
    needed: code(`.${setter}(…)`),
    neededError: code(`call .${setter}(…) first`),
  };
}

function bodyView(docs: DocsInput): View {
  const contents = docs.api.operations.flatMap((operation) => operation.body?.content ?? []);
  const uploads = docs.api.operations.find((operation) => operation.body?.content[0]?.as === "multipart") ?? null;
  return {
    bodies: hasBodies(docs),
    choices: docs.api.operations.some(({ body }) => (body?.content.length ?? 0) > 1),
    ranges: contents.some((content) => isRange(content.mediaType)),
    forms: contents.some((content) => content.as === "form" || content.as === "multipart"),
    files: contents.some((content) => content.as === "multipart"),
    upload: shown(uploads, (operation) => operationExample(docs, operation)),
    binary: contents.some((content) => content.as === "binary"),
  };
}

function streamView(docs: DocsInput): View {
  const streaming = docs.api.operations.filter(isStreamed);
  return {
    streaming: doesStream(docs),
    streamed: links(docs, streaming),
    stream: shown(streaming.find(isStreamAlone) ?? null, (operation) => operationExample(docs, operation)),
  };
}

function pageView(docs: DocsInput): View {
  const paged = docs.api.operations.filter((operation) => operation.pagination !== null);
  return {
    paged: isPaged(docs),
    pagedOperations: links(docs, paged),
    exclusive: paged.some((operation) => operation.pagination?.kind === "cursor" && operation.pagination.exclusive),
    pages: shown(paged[0] ?? null, (operation) => examples.pageExample(docs, operation)),
  };
}

function mintView(docs: DocsInput): View {
  const minting = docs.api.operations.filter((operation) => operation.mints);
  const replacing = minting.filter((operation) => replaces(docs, operation));
  const creating = minting.filter((operation) => !replacing.includes(operation));
  const related = (method: string, isRelated: (template: string, created: string) => boolean): Markdown =>
    links(
      docs,
      docs.api.operations.filter(
        (operation) =>
          operation.method === method && creating.some(({ template }) => isRelated(operation.template, template)),
      ),
      " or ",
    );
  return {
    mints: doesMint(docs),
    minting: links(docs, minting),
    mint: shown(minting[0] ?? null, (operation) => examples.mintExample(docs, operation)),
    creates: creating.length > 0,
    finder: related("GET", (template, created) => template === created),
    remover: related("DELETE", (template, created) => template.startsWith(`${created}/{`)),
    replacing: links(docs, replacing),
  };
}

/** Whether an operation gives a new secret to something that exists: `POST /tokens/{id}/reset`. */
function replaces(docs: DocsInput, operation: Operation): boolean {
  return docs.api.operations.some(
    ({ method, template }) => method === "DELETE" && operation.template.startsWith(`${template}/`),
  );
}

function links(docs: DocsInput, operations: readonly Operation[], separator: ", " | " or " = ", "): Markdown {
  return join(
    operations.map((operation) => operationLink(docs, operation, "docs/")),
    separator,
  );
}

function tagView(docs: DocsInput, tag: Tag): View {
  const names = docs.names.tags.get(tag.name);
  const page = code(names?.className ?? "");
  return {
    name: docs.pages && names !== undefined ? link(page, `docs/${names.docFile}.md`) : page,
    property: code(`client.${names?.property ?? ""}`),
    description: block(tag.description),
    operations: operationsOf(docs.api, tag).map(
      (operation): View => ({
        method: cell(operationLink(docs, operation, "docs/")),
        request: cell(code(`${operation.method} ${operation.template}`)),
        summary: cell(md`${inline(operation.summary)}${operation.deprecated ? md` **Deprecated.**` : md``}`),
      }),
    ),
  };
}
