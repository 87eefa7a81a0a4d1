import type { Api, Operation, Tag } from "../model/api.js";
import { operationsOf } from "../model/tagged-operations.js";
import { alternativeWords } from "./alternative-words.js";
import { planFiles, planPages } from "./file-names.js";
import { modelKey, modelWish, type Owners, stablePlaces, stablePointer } from "./model-names.js";
import type { NamePlan } from "./name-plan.js";
import { methodAndPath, operationIdeal, planSetters, spelledRoutes } from "./operation-names.js";
import { placeKey } from "./place-key.js";
import { type NameLock, type NameWish, registerNames } from "./register.js";
import { clientMembers, languageTypes, tagMembers } from "./reserved.js";
import { spelledOut } from "./spelled-out.js";
import { mapNames, planCallbacks, sentOf, webhookNames, webhookOwners, webhookWishes } from "./webhook-names.js";
import { camelCase, pascalCase } from "./words.js";

/** What the config or the command line says about a package's names, and what the package has published. */
export interface NamingOptions {
  readonly packageName: string;
  readonly clientClass: string;
  readonly lock: NameLock;
  /** Public names of the runtime, which no generated type may take. */
  readonly runtimeNames: ReadonlySet<string>;
}

/** Of two wishes for one type's name the lower rank keeps it. Models have 0 to 2. */
const rankOf = { input: 3, operation: 4, webhook: 5 };

/** Decides every name of a package. The second member holds all of them by key, for `names.lock.json`. */
export function planNames(api: Api, options: NamingOptions): { readonly plan: NamePlan; readonly lock: NameLock } {
  const { lock, clientClass } = options;
  const stem = clientClass.replace(/Client$/, "") || clientClass;
  const client = {
    clientOptions: `${clientClass}Options`,
    authType: `${stem}Auth`,
    serverType: `${stem}Server`,
  };
  const taken = new Set([
    clientClass,
    ...Object.values(client),
    ...options.runtimeNames,
    ...languageTypes,
    ...["createCore", "Core", "parseWebhook", "parseCallback"],
  ]);
  const methods = planMethods(api, lock);
  const callbacks = planCallbacks(api, methods, lock);
  const sent = sentOf(api, callbacks);
  const parameters = stablePlaces(api);
  const keys = new Map([...api.models].map(([id, model]) => [id, modelKey(model, api, parameters)]));
  const owners = new Map([...operationOwners(api, methods), ...webhookOwners(sent)]);
  const words = alternativeWords(api);
  const wishes: NameWish[] = [];
  for (const [id, model] of api.models) {
    const { candidates, rank } = modelWish(model, stablePointer(model, parameters), api, owners, words);
    const key = keys.get(id) as string;
    wishes.push({ key, candidates, rank });
    wishes.push({ key: `input ${key}`, candidates: candidates.map((name) => `${name}Input`), rank: rankOf.input });
  }
  const others = [
    ...operationWishes(api, methods),
    ...api.tags.map(tagWish),
    ...webhookWishes(api, sent, rankOf.webhook),
  ];
  for (const wish of others) wishes.push(wish);
  const types = registerNames(wishes, taken, lock);
  const typeOf = (key: string): string => types.get(key) as string;
  const properties = registerNames(api.tags.map(propertyWish), clientMembers, lock);
  const modelFiles = planFiles(new Map([...keys.values()].map((key) => [`file ${key}`, typeOf(key)])), lock);
  const modelPages = planPages(new Map([...keys.values()].map((key) => [`page ${key}`, typeOf(key)])), lock);
  const tagFiles = planFiles(new Map(api.tags.map((tag) => [`file ${tagKey(tag)}`, tag.name ?? "default"])), lock);
  const tagPages = planPages(new Map(api.tags.map((tag) => [`page ${tagKey(tag)}`, typeOf(tagKey(tag))])), lock);
  const setters = new Map(api.operations.map((operation) => [operation, planSetters(api, operation, lock)]));
  const allTypes = new Set([...taken, ...types.values()]);
  const plan: NamePlan = {
    packageName: options.packageName,
    clientClass,
    ...client,
    models: new Map(
      [...keys].map(([id, key]) => [
        id,
        {
          type: typeOf(key),
          inputType: typeOf(`input ${key}`),
          file: modelFiles.get(`file ${key}`) as string,
          docFile: modelPages.get(`page ${key}`) as string,
        },
      ]),
    ),
    operations: new Map(
      api.operations.map((operation) => {
        const method = methods.get(operation) as string;
        return [
          operation,
          {
            method,
            requestClass: typeOf(`request ${routeKey(operation)}`),
            failureType: typeOf(`failure ${routeKey(operation)}`),
            headersType: typeOf(`headers ${routeKey(operation)}`),
            typeParameter: typeParameter("Missing", allTypes),
            descriptor: `${method}Operation`,
            bodySetter: setters.get(operation)?.body ?? null,
            parameters: setters.get(operation)?.parameters ?? new Map(),
          },
        ];
      }),
    ),
    webhooks: webhookNames(api, sent, callbacks, typeOf, (id) => typeOf(keys.get(id) as string)),
    webhookMap: mapNames("Webhook", types, typeParameter("Name", allTypes)),
    callbackMap: mapNames("Callback", types, typeParameter("Name", allTypes)),
    tags: new Map(
      api.tags.map((tag) => [
        tag.name,
        {
          className: typeOf(tagKey(tag)),
          property: properties.get(`property ${tagKey(tag)}`) as string,
          file: tagFiles.get(`file ${tagKey(tag)}`) as string,
          docFile: tagPages.get(`page ${tagKey(tag)}`) as string,
        },
      ]),
    ),
  };
  return {
    plan,
    lock: new Map([
      ...[...methods].map(([operation, method]) => [routeKey(operation), method] as const),
      ...callbacks,
      ...types,
      ...properties,
      ...modelFiles,
      ...modelPages,
      ...tagFiles,
      ...tagPages,
      ...setterNames(plan),
    ]),
  };
}

/** A name for a type parameter that hides no type. It is not published: callers never say it. */
function typeParameter(word: string, types: ReadonlySet<string>): string {
  return types.has(word) ? typeParameter(`${word}Key`, types) : word;
}

function planMethods(api: Api, lock: NameLock): ReadonlyMap<Operation, string> {
  const methods = new Map<Operation, string>();
  for (const tag of api.tags) {
    const operations = operationsOf(api, tag);
    const wishes = operations.map((operation) => {
      const ideal = operationIdeal(operation);
      return {
        key: routeKey(operation),
        candidates: [
          tagMembers.has(ideal) ? `${ideal}Operation` : ideal,
          methodAndPath(operation),
          ...spelledRoutes(operation),
        ],
        rank: ideal === operation.id ? 0 : 1,
      };
    });
    const names = registerNames(wishes, new Set(), lock);
    for (const operation of operations) methods.set(operation, names.get(routeKey(operation)) as string);
  }
  return methods;
}

/** What operations call the schemas inside of them; of two that share a place by a `$ref`, the first by its route. */
function operationOwners(api: Api, methods: ReadonlyMap<Operation, string>): Owners {
  const sorted = [...api.operations].sort((a, b) => (routeKey(a) < routeKey(b) ? 1 : -1));
  return new Map(
    sorted.map((operation) => {
      const name = pascalCase(methods.get(operation) as string);
      const tagged = pascalCase(`${operation.tag ?? ""} ${name}`);
      return [placeKey(operation.place), { names: [name, tagged], body: "Body" }];
    }),
  );
}

function operationWishes(api: Api, methods: ReadonlyMap<Operation, string>): readonly NameWish[] {
  return api.operations.flatMap((operation) => {
    const name = pascalCase(methods.get(operation) as string);
    const tagged = `${pascalCase(operation.tag ?? "")}${name}`;
    const routed = [methodAndPath(operation), ...spelledRoutes(operation)].map(pascalCase);
    return ["Request", "Failure", "Headers"].map((suffix) => ({
      key: `${suffix.toLowerCase()} ${routeKey(operation)}`,
      candidates: [name, `${name}Api`, tagged, ...routed].map((start) => `${start}${suffix}`),
      rank: rankOf.operation,
    }));
  });
}

function tagWish(tag: Tag): NameWish {
  const name = tag.name ?? "default";
  const spelled = spelledOut(name).map((words) => `${pascalCase(words)}Api`);
  const candidates = [`${pascalCase(name)}Api`, `${pascalCase(name)}TagApi`, ...spelled];
  // A tag that is spelled like its class comes before one that only reads like it.
  return { key: tagKey(tag), candidates, rank: rankOf.operation + (pascalCase(name) === name ? 0 : 0.5) };
}

function propertyWish(tag: Tag): NameWish {
  const name = tag.name ?? "default";
  const ideal = camelCase(name);
  const spelled = spelledOut(name).map((words) => camelCase(words));
  return {
    key: `property ${tagKey(tag)}`,
    candidates: [ideal, `${ideal}Api`, ...spelled],
    rank: ideal === name ? 0 : 1,
  };
}

function setterNames(plan: NamePlan): readonly (readonly [string, string])[] {
  return [...plan.operations].flatMap(([operation, { parameters, bodySetter }]) => {
    const setter = `setter ${routeKey(operation)}`;
    const ofParameters = [...parameters].map(
      ([{ in: place, name }, own]) => [`${setter} ${place} ${name}`, own] as const,
    );
    return bodySetter === null ? ofParameters : [...ofParameters, [`${setter} body`, bodySetter] as const];
  });
}

function routeKey(operation: Operation): string {
  return `${operation.method} ${operation.template}`;
}

function tagKey(tag: Tag): string {
  return `tag ${tag.name ?? ""}`;
}
