import type { Parameter, Webhook } from "../model/api.js";
import { resolved } from "../model/schema-lookup.js";
import { headersOf, inlinePayload, payloadContents } from "../model/webhook-parts.js";
import { bodyType } from "./body-type.js";
import { type Code, code, identifier, indentCode, joinCode, propertyKey, stringLiteral } from "./code.js";
import { docComment, summaryAndDescription } from "./doc-comment.js";
import { successes } from "./failure-type.js";
import { type LiteralValue, literal, object } from "./literal.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import { SourceFile } from "./source-file.js";
import { functionDeclaration, interfaceDeclaration, ownConstant, type Statement, typeAlias } from "./structures.js";
import { modelType, typeOf } from "./types/type-of.js";
import { isUnknown } from "./unknown-type.js";
import { ValuePlans } from "./value-plans.js";
import { bringsJson, isReadable, unreadable, type WebhookMap, webhookMaps } from "./webhook-maps.js";

/** `src/webhooks.ts`: what the API sends to the consumer, and how it is read; `null` when it sends nothing. */
export function emitWebhooks(context: PackageContext): SourceFile | null {
  const maps = webhookMaps(context);
  if (maps.length === 0) return null;
  const file = new SourceFile("src/webhooks.ts");
  const plans = new ValuePlans(file, context);
  const statements = maps.flatMap((map) => [
    ...payloadTypes(map, file, context),
    mapInterface(map, file, context),
    ...parseFunction(map, plans, file),
  ]);
  const all = [...plans.statements(), ...headerTypes(maps, file, context), ...statements];
  for (const statement of all) file.statements.push(statement);
  return file;
}

/** Payloads by name: models that stand inline are exported from here, too, others get an alias. */
function payloadTypes(map: WebhookMap, file: SourceFile, context: PackageContext): readonly Statement[] {
  const statements = new Map<string, Statement>();
  for (const webhook of map.webhooks) {
    const name = context.names.webhooks.get(webhook)?.payloadType ?? "";
    const model = inlinePayload(webhook, context.api);
    if (webhook.body === null || statements.has(name)) continue;
    if (model !== null) {
      const module = `./models/${context.names.models.get(model.id)?.file ?? ""}.js`;
      statements.set(name, {
        declares: `export ${name} from ${module}`,
        code: code`export type { ${identifier(name)} } from ${stringLiteral(module)};`,
      });
    } else {
      const text = [`Payload of the ${map.noun} \`${webhook.name}\`.`, webhook.body.description];
      const type = payloadType(webhook, file, context);
      const isLong = `export type ${name} = ${type};`.length > 120;
      const broken = isLong ? code`\n  ${type}` : type;
      statements.set(name, typeAlias({ name: identifier(name), docs: docComment({ text }), type: broken }));
    }
  }
  return [...statements.values()];
}

function payloadType(webhook: Webhook, file: SourceFile, context: PackageContext): Code {
  const types = payloadContents(webhook).map((content) => {
    if (content.as === "json") return typeOf(content.schema, "response", file, context);
    if (content.as === "text") return code`string`;
    return content.as === "binary" ? code`Uint8Array` : file.unknown(content.schema.place);
  });
  return types.find(isUnknown) ?? joinCode([...new Set(types)], " | ");
}

/** One interface for all webhooks that document the same headers. */
function headerTypes(maps: readonly WebhookMap[], file: SourceFile, context: PackageContext): readonly Statement[] {
  const statements = new Map<string, Statement>();
  for (const webhook of maps.flatMap((map) => map.webhooks)) {
    const name = context.names.webhooks.get(webhook)?.headersType ?? "";
    const headers = headersOf(webhook);
    if (headers.length === 0 || statements.has(name)) continue;
    statements.set(
      name,
      interfaceDeclaration({
        name: identifier(name),
        docs: docComment({ text: ["Headers that come with a payload, named in lower case as servers tell them."] }),
        properties: headers.map((header) => ({
          name: propertyKey(header.name.toLowerCase()),
          isReadonly: true,
          hasQuestionToken: !header.required,
          type: wireType(header, file, context),
          docs: docComment({ text: [header.description], deprecated: header.deprecated }, 2),
        })),
      }),
    );
  }
  return [...statements.values()];
}

/** What a parameter is before anyone decodes it: text, of known values where the document lists them. */
function wireType(parameter: Parameter, file: SourceFile, context: PackageContext): Code {
  const schema = resolved(parameter.schema, context.api.models);
  if (schema.types.includes("array")) return code`string | readonly string[]`;
  const isText = schema.types.length === 1 && schema.types[0] === "string" && !schema.secret;
  return isText ? typeOf(parameter.schema, "response", file, context) : code`string`;
}

function mapInterface(map: WebhookMap, file: SourceFile, context: PackageContext): Statement {
  return interfaceDeclaration({
    name: identifier(map.names.map),
    docs: docComment({ text: [map.docs] }),
    properties: [...map.members].map(([key, webhooks]) => ({
      name: propertyKey(key),
      isReadonly: true,
      type: entryTypes(webhooks, file, context),
      docs: docComment(
        {
          text: webhooks.flatMap(told),
          deprecated: webhooks.every((webhook) => webhook.deprecated),
        },
        2,
      ),
    })),
  });
}

/** A summary that only repeats the name says nothing. */
function told(webhook: Webhook): readonly string[] {
  return summaryAndDescription(webhook).filter((text) => text.trim() !== webhook.name);
}

function entryTypes(webhooks: readonly Webhook[], file: SourceFile, context: PackageContext): Code {
  const types = webhooks.map((webhook) => entryType(webhook, file, context));
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only;
  return code`${types.map((type) => code`\n  | ${indentCode(type, 4)}`)}`;
}

function entryType(webhook: Webhook, file: SourceFile, context: PackageContext): Code {
  const names = context.names.webhooks.get(webhook);
  if (names === undefined) throw new Error("webhook without a name");
  const member = (name: Code, type: Code): Code => code`  readonly ${name}: ${type};\n`;
  const model = inlinePayload(webhook, context.api);
  const payload =
    webhook.body === null
      ? code`undefined`
      : model === null
        ? identifier(names.payloadType)
        : modelType(model.id, "response", file, context);
  const query = webhook.parameters.filter((parameter) => parameter.in === "query");
  const answers = successes(webhook).filter((response) => response.content.length > 0);
  const members = [
    member(code`method`, stringLiteral(webhook.method)),
    member(code`payload`, payload),
    ...(names.headersType === "" ? [] : [member(code`headers`, identifier(names.headersType))]),
    ...(query.length === 0 ? [] : [member(code`query`, queryType(query, file, context))]),
    ...(answers.length === 0
      ? []
      : [member(code`response`, bodyType(answers, file, context, code`undefined`, "request"))]),
  ];
  return code`{\n${members}}`;
}

function queryType(parameters: readonly Parameter[], file: SourceFile, context: PackageContext): Code {
  const members = parameters.map((parameter) => {
    const mark = parameter.required ? code`` : code`?`;
    return code`readonly ${propertyKey(parameter.name)}${mark}: ${wireType(parameter, file, context)}`;
  });
  return code`{ ${joinCode(members, "; ")} }`;
}

/** `parseWebhook` and the types that it speaks of, for those that bring JSON. */
function parseFunction(map: WebhookMap, plans: ValuePlans, file: SourceFile): readonly Statement[] {
  if (!isReadable(map)) return [];
  const { names, noun } = map;
  const others = unreadable(map);
  const all = code`keyof ${identifier(names.map)}`;
  const known = others.length === 0 ? all : identifier(names.readable);
  const typeParameter = identifier(names.typeParameter);
  const payload = code`${identifier(names.payload)}<${typeParameter}>`;
  const typeParameters = [{ name: typeParameter, constraint: known }];
  const own = code`${identifier(names.map)}[${typeParameter}]["payload"]`;
  const mixed = [...map.members.values()].some(
    (each) => each.some(bringsJson) && each.some(({ body }) => body === null),
  );
  const planned = plansOf(map, plans);
  const table = identifier(`${noun}Plans`);
  const text =
    `Reads the body of a ${noun}, as text or as bytes. It is decoded, not validated, and nothing is said about who ` +
    "sent it: check its signature first, as the API documents it. A body that is not JSON is a `WebhookError`." +
    (planned.size === 0 ? "" : " What is secret in it is a `Secret`.");
  return [
    ...(others.length === 0
      ? []
      : [
          typeAlias({
            name: identifier(names.readable),
            docs: docComment({ text: [`The ${noun}s that bring JSON.`] }),
            type: code`Exclude<${all}, ${joinCode(others.map(stringLiteral), " | ")}>`,
          }),
        ]),
    typeAlias({
      name: identifier(names.payload),
      docs: docComment({ text: [`What a ${noun} brings, by its name.`] }),
      typeParameters,
      type: mixed ? code`Exclude<${own}, undefined>` : own,
    }),
    ...(planned.size === 0 ? [] : [plansTable(table, planned, file)]),
    functionDeclaration({
      name: identifier(map.parse),
      docs: docComment({ text: [text] }),
      typeParameters,
      parameters: [
        { name: code`name`, type: typeParameter },
        { name: code`body`, type: code`string | Uint8Array` },
      ],
      returnType: payload,
      statements: [
        code`return ${file.value("readPayload", runtimePath("webhook"))}(name, body${planned.size === 0 ? code`` : code`, ${table}`}) as ${payload};`,
      ],
    }),
  ];
}

/** Where payloads hold secrets, by the name of the webhook. */
function plansOf(map: WebhookMap, plans: ValuePlans): ReadonlyMap<string, LiteralValue> {
  const planned = new Map<string, LiteralValue>();
  for (const [key, webhooks] of map.members) {
    const found = webhooks
      .filter(bringsJson)
      .flatMap((webhook) => payloadContents(webhook).map((content) => plans.planOf(content.schema, "response")))
      .filter((plan) => plan !== undefined);
    const [first] = found;
    if (first !== undefined) planned.set(key, found.length === 1 ? first : object({ also: found }));
  }
  return planned;
}

function plansTable(name: Code, planned: ReadonlyMap<string, LiteralValue>, file: SourceFile): Statement {
  const plan = file.type("ValuePlan", runtimePath("descriptor"));
  return ownConstant(name, code`Readonly<Record<string, ${plan}>>`, (column) => literal(planned, column + 1));
}
