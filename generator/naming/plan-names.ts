import { posix } from "node:path";
import type { Api, Model, ModelId, Operation, Tag } from "../model/api.js";
import { planFiles, planPages } from "./file-names.js";
import { keyOf, modelCandidates, stablePlaces, stablePointer } from "./model-names.js";
import type { NamePlan } from "./name-plan.js";
import { methodAndPath, operationIdeal, planSetters } from "./operation-names.js";
import { type NameLock, type NameWish, registerNames } from "./register.js";
import { clientMembers, languageTypes, tagMembers } from "./reserved.js";
import { camelCase, pascalCase } from "./words.js";

/** What the config or the command line says about a package's names, and what the package has published. */
export interface NamingOptions {
  readonly packageName: string;
  readonly clientClass: string;
  readonly lock: NameLock;
  /** Public names of the runtime, which no generated type may take. */
  readonly runtimeNames: ReadonlySet<string>;
}

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
    "createCore",
    "Core",
  ]);
  const methods = planMethods(api, lock);
  const keys = modelKeys(api);
  const types = registerNames(typeWishes(api, methods, keys), taken, lock);
  const typeOf = (key: string): string => types.get(key) as string;
  const properties = registerNames(api.tags.map(propertyWish), clientMembers, lock);
  const modelFiles = planFiles(new Map([...keys.values()].map((key) => [`file ${key}`, typeOf(key)])), lock);
  const modelPages = planPages(new Map([...keys.values()].map((key) => [`page ${key}`, typeOf(key)])), lock);
  const tagFiles = planFiles(new Map(api.tags.map((tag) => [`file ${tagKey(tag)}`, tag.name ?? "default"])), lock);
  const tagPages = planPages(new Map(api.tags.map((tag) => [`page ${tagKey(tag)}`, typeOf(tagKey(tag))])), lock);
  const setters = new Map(api.operations.map((operation) => [operation, planSetters(api, operation, lock)]));
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
        const method = methods.get(routeKey(operation)) as string;
        return [
          operation,
          {
            method,
            requestClass: typeOf(`request ${routeKey(operation)}`),
            failureType: typeOf(`failure ${routeKey(operation)}`),
            headersType: typeOf(`headers ${routeKey(operation)}`),
            descriptor: `${method}Operation`,
            bodySetter: setters.get(operation)?.body ?? null,
            parameters: setters.get(operation)?.parameters ?? new Map(),
          },
        ];
      }),
    ),
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
      ...methods,
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

function planMethods(api: Api, lock: NameLock): NameLock {
  const methods = new Map<string, string>();
  for (const tag of api.tags) {
    const wishes = api.operations
      .filter((operation) => operation.tag === tag.name)
      .map((operation) => {
        const ideal = operationIdeal(operation);
        return {
          key: routeKey(operation),
          candidates: [tagMembers.has(ideal) ? `${ideal}Operation` : ideal, methodAndPath(operation)],
          rank: 0,
        };
      });
    for (const [key, name] of registerNames(wishes, new Set(), lock)) methods.set(key, name);
  }
  return methods;
}

function typeWishes(api: Api, methods: NameLock, keys: ReadonlyMap<ModelId, string>): readonly NameWish[] {
  const operations = new Map(
    api.operations.map((operation) => [keyOf(operation), methods.get(routeKey(operation)) as string]),
  );
  const places = stablePlaces(api.operations);
  const wishes: NameWish[] = [];
  for (const [id, model] of api.models) {
    const candidates = modelCandidates(model, stablePointer(model, places), operations);
    const key = keys.get(id) as string;
    wishes.push({ key, candidates: [...candidates, `${candidates[0] ?? ""}Model`], rank: 0 });
    wishes.push({
      key: `input ${key}`,
      candidates: candidates.map((name) => `${name}Input`),
      rank: 1,
    });
  }
  for (const operation of api.operations) {
    const name = pascalCase(methods.get(routeKey(operation)) as string);
    const tagged = `${pascalCase(operation.tag ?? "")}${name}`;
    const routed = pascalCase(methodAndPath(operation));
    const suffixed = (suffix: string): string[] => [
      `${name}${suffix}`,
      `${name}Api${suffix}`,
      `${tagged}${suffix}`,
      `${routed}${suffix}`,
    ];
    wishes.push({ key: `request ${routeKey(operation)}`, candidates: suffixed("Request"), rank: 2 });
    wishes.push({ key: `failure ${routeKey(operation)}`, candidates: suffixed("Failure"), rank: 2 });
    wishes.push({ key: `headers ${routeKey(operation)}`, candidates: suffixed("Headers"), rank: 2 });
  }
  for (const tag of api.tags) {
    const name = pascalCase(tag.name ?? "default");
    wishes.push({ key: tagKey(tag), candidates: [`${name}Api`, `${name}TagApi`], rank: 2 });
  }
  return wishes;
}

function propertyWish(tag: Tag): NameWish {
  const ideal = camelCase(tag.name ?? "default");
  return { key: `property ${tagKey(tag)}`, candidates: [ideal, `${ideal}Api`], rank: 0 };
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

/** The file stands in a key only beside the main document, so that moving the document renames nothing. */
function modelKeys(api: Api): ReadonlyMap<ModelId, string> {
  const places = stablePlaces(api.operations);
  const keyOfModel = (model: Model): string => {
    const { file } = model.place;
    const other = file === api.file ? "" : posix.relative(posix.dirname(api.file), file);
    return `model ${other}#${stablePointer(model, places)}`;
  };
  return new Map([...api.models].map(([id, model]) => [id, keyOfModel(model)]));
}

function routeKey(operation: Operation): string {
  return `${operation.method} ${operation.template}`;
}

function tagKey(tag: Tag): string {
  return `tag ${tag.name ?? ""}`;
}
