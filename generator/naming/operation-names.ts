import type { Api, Body, ModelId, Operation, Parameter, Schema } from "../model/api.js";
import { readExpression } from "../model/path-template.js";
import { splitTemplate } from "../model/url-template.js";
import { type NameLock, type NameWish, registerNames } from "./register.js";
import { requestMembers, reservedWords } from "./reserved.js";
import { spelledOut } from "./spelled-out.js";
import { camelCase, wireSpelling, wordsOf } from "./words.js";

/** `getTokens`; without an operationId, method and path: `getUsersByUserId`. */
export function operationIdeal(operation: Operation): string {
  return operation.id === null || wordsOf(operation.id).length === 0
    ? methodAndPath(operation)
    : camelCase(operation.id);
}

/** `GET /users/{userId}` → `getUsersByUserId`. */
export function methodAndPath(operation: Operation): string {
  const parts = splitTemplate(operation.template).map((part) => {
    if (typeof part === "string") return part;
    const expression = readExpression(part.name);
    return expression.kind === "path" ? `by ${expression.name}` : "";
  });
  return camelCase(`${operation.method.toLowerCase()} ${parts.join(" ")}`);
}

/** `GET /a-b/{id}/` → `getADashBWithIdTrailingSlash`: routes that read alike are told apart by their punctuation. */
export function spelledRoutes({ method, template }: Operation): readonly string[] {
  const spell = (text: string): string => spelledOut(text)[0];
  const parts = splitTemplate(template).map((part) =>
    typeof part === "string" ? part.split("/").map(spell).join(" ") : `with ${spell(part.name)}`,
  );
  const words = `${parts.join(" ")}${/.\/$/.test(template) ? " trailing slash" : ""}`;
  const verb = method.toLowerCase();
  return [`${verb} ${words}`, `${verb} path ${words}`, `${verb} path ${spelledOut(template)[1]}`].map(camelCase);
}

/** Names of an operation's path arguments, setters and body setter, which share one namespace. */
export function planSetters(
  api: Api,
  operation: Operation,
  lock: NameLock,
): { readonly parameters: ReadonlyMap<Parameter, string>; readonly body: string | null } {
  const route = `${operation.method} ${operation.template}`;
  const keyOf = (parameter: Parameter): string => `setter ${route} ${parameter.in} ${parameter.name}`;
  const bodyKey = `setter ${route} body`;
  const alike = new Map<string, Parameter[]>();
  for (const parameter of operation.parameters) {
    const ideal = camelCase(parameter.name);
    const known = alike.get(ideal);
    if (known === undefined) alike.set(ideal, [parameter]);
    else known.push(parameter);
  }
  const wishes: NameWish[] = operation.parameters.map((parameter) => ({
    key: keyOf(parameter),
    candidates: candidatesOf(parameter, alike.get(camelCase(parameter.name)) ?? []),
    rank: 0,
  }));
  if (operation.body !== null) {
    const ideal = bodyIdeal(api, operation.body);
    wishes.push({ key: bodyKey, candidates: [unreserved(ideal), `${ideal}Body`], rank: 0 });
  }
  const names = registerNames(wishes, new Set(), lock);
  return {
    parameters: new Map(operation.parameters.map((parameter) => [parameter, names.get(keyOf(parameter)) as string])),
    body: names.get(bodyKey) ?? null,
  };
}

/** In one place, names that differ only in punctuation keep their wire spelling; in several, they get their place. */
function candidatesOf(parameter: Parameter, alike: readonly Parameter[]): readonly string[] {
  const ideal = camelCase(parameter.name);
  const located = `${ideal}${camelCase(parameter.in).replace(/^./, (c) => c.toUpperCase())}`;
  const spelled = unreserved(wireSpelling(parameter.name));
  const words = spelledOut(parameter.name).map(camelCase);
  const hasTwin = alike.filter((other) => other.in === parameter.in).length > 1;
  if (hasTwin) return [spelled, located, ...words];
  return [unreserved(ideal), located, spelled, ...words];
}

function unreserved(name: string): string {
  return requestMembers.has(name) || reservedWords.has(name) ? `${name}Param` : name;
}

/** The body schema's name, or that of its items; `body` for a schema without one. */
function bodyIdeal(api: Api, body: Body): string {
  if (body.name !== null && body.name !== "") return camelCase(body.name);
  const schema = body.content[0]?.schema;
  const name =
    schema === undefined
      ? null
      : (modelName(api, schema) ?? (schema.items === null ? null : modelName(api, schema.items)));
  return name === null ? "body" : camelCase(name);
}

/** A list with a name, as LaunchDarkly's JSONPatch is documented, goes by the name of its items. */
function modelName(api: Api, schema: Schema): string | null {
  const seen = new Set<ModelId>();
  let name: string | null = null;
  for (let at: Schema | null = schema; at !== null && at.ref !== null && !seen.has(at.ref); ) {
    seen.add(at.ref);
    const model = api.models.get(at.ref);
    name = model?.name ?? name;
    at = model?.schema.items ?? null;
  }
  return name;
}
