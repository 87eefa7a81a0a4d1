import { posix } from "node:path";
import { pointerSteps, pointerTo } from "../load/json-pointer.js";
import type { Api, Model, Operation, Webhook } from "../model/api.js";
import { webhooksOf } from "../model/forms.js";
import type { AlternativeWords } from "./alternative-words.js";
import { placeKey } from "./place-key.js";
import { spelledOut } from "./spelled-out.js";
import { pascalCase } from "./words.js";

/** Names of what inline schemas stand in, best first, by place: those of operations, webhooks and callbacks. */
export type Owners = ReadonlyMap<string, { readonly names: readonly string[]; readonly body: "Body" | "Payload" }>;

/** What a model would be called, and how it ranks among others that would be called so. */
export interface ModelWish {
  readonly candidates: readonly string[];
  /** 0: the document spells it like this. 1: a name of the document. 2: made from its place. */
  readonly rank: 0 | 1 | 2;
}

/** The names that a model would take, best first: its own, else made from its place. */
export function modelWish(model: Model, pointer: string, api: Api, owners: Owners, words: AlternativeWords): ModelWish {
  const { name } = model;
  const file = otherFile(model.place.file, api);
  const places = namesFromPlace(model.place.file, pointer, owners, words);
  const distant = file === "" ? [] : places.map((place) => pascalCase(`${file} ${place}`));
  const [best = "", ...longer] = places;
  if (name === null) {
    return { candidates: [...places, ...distant, `${best}Model`], rank: 2 };
  }
  const own = pascalCase(name);
  const others = [best, ...distant, `${own}Model`, ...spelledOut(name).map(pascalCase), ...longer];
  return { candidates: [own, ...others], rank: own === name ? 0 : 1 };
}

/** A file beside the main document, by its path from there without extension; empty for the document itself. */
function otherFile(file: string, api: Api): string {
  return file === api.file ? "" : posix.relative(posix.dirname(api.file), file).replace(/\.[^./]*$/, "");
}

/** Steps of a pointer that say nothing to a reader. */
const silent = new Set(["components", "schemas", "schema", "definitions", "$defs", "paths"]);

/** Steps that say something, in the reader's words. */
const spoken: ReadonlyMap<string, string> = new Map([
  ["items", "Item"],
  ["itemSchema", "Item"],
  ["additionalProperties", "Value"],
  ["allOf", "Part"],
  ["anyOf", "Option"],
  ["oneOf", "Option"],
]);

/** How much of a place is told: steps that say little are left out as long as nothing else is called the same. */
type Detail = "short" | "status" | "all";

/** `#/components/schemas/ApiToken/properties/network` → `ApiTokenNetwork`; in an operation, its name comes first. */
function namesFromPlace(file: string, pointer: string, owners: Owners, words: AlternativeWords): readonly string[] {
  const raw = pointer.split("/");
  let length = raw.length;
  while (length > 1 && !owners.has(`${file}#${raw.slice(0, length).join("/")}`)) length -= 1;
  const start = raw.slice(0, length).join("/");
  const owner = owners.get(`${file}#${start}`);
  const base = owner === undefined ? 1 : length;
  const steps = pointerSteps(owner === undefined ? pointer : pointer.slice(start.length)) ?? [];
  const spelled = withWords(steps, (end) => words.get(`${file}#${raw.slice(0, base + end).join("/")}`));
  const names = [
    ...(["short", "status"] as const).map((detail) => [spelled, detail] as const),
    ...(["short", "status", "all"] as const).map((detail) => [steps, detail] as const),
  ].flatMap(([each, detail]) => {
    const rest = told(each, detail, owner?.body ?? "Body");
    return (owner?.names ?? [""]).map((name) => pascalCase(`${name} ${rest}`.trim() || "Document"));
  });
  return [...new Set(names)];
}

/** A step that is a word already. */
type Step = string | { readonly word: string };

/** Steps with a word in place of a composition and the number in it, where there is one. */
function withWords(steps: readonly string[], wordAt: (end: number) => string | undefined): readonly Step[] {
  return steps.flatMap((step, index): readonly Step[] => {
    const word = isComposition(step) ? wordAt(index + 2) : undefined;
    const before = steps[index - 1];
    if (before !== undefined && isComposition(before) && wordAt(index + 1) !== undefined) return [];
    return word === undefined ? [step] : [{ word }];
  });
}

function isComposition(step: string): boolean {
  return step === "allOf" || step === "anyOf" || step === "oneOf";
}

function told(steps: readonly Step[], detail: Detail, body: "Body" | "Payload"): string {
  const words: string[] = [];
  const rest = steps.values();
  const next = (): string => {
    const { value } = rest.next();
    return typeof value === "string" ? value : "";
  };
  for (const step of rest) {
    if (typeof step !== "string") words.push(step.word);
    else if (step === "properties" || step === "schemas" || step === "$defs" || step === "definitions") {
      words.push(detail === "all" && step !== "schemas" ? step : "", next());
    } else if (step === "content") {
      const mediaType = next();
      words.push(detail === "all" ? mediaType : "");
    } else if (step === "parameters") {
      const parameter = next();
      words.push(detail === "all" ? parameter : parameter.replace(/^\w+ /, ""), "Parameter");
    } else if (step === "responses") {
      const status = next();
      words.push("Response", detail === "short" && status.startsWith("2") ? "" : status);
    } else if (/^\d+$/.test(step)) words.push(String(Number(step) + 1));
    else if (step === "requestBody") words.push(body);
    else if (!silent.has(step)) words.push(spoken.get(step) ?? step);
  }
  return words.join(" ");
}

/** The pointer to a model, with location and name in place of a parameter's index: lists may change their order. */
export function stablePointer({ place }: Model, stablePlaces: ReadonlyMap<string, string>): string {
  const [, list = "", index = "", rest = ""] = /^(.*\/parameters)(\/\d+)?(\/.*)?$/.exec(place.pointer) ?? [];
  const stable = stablePlaces.get(`${place.file}#${list}${index}`);
  return stable === undefined ? place.pointer : stable + rest;
}

/**
 * Stable pointers to parameters by their place, for {@link stablePointer}. A body that Swagger 2.0 writes among the
 * parameters goes by where OpenAPI 3 has it, so that moving to that renames nothing.
 */
export function stablePlaces(api: Api): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const owners: readonly (Operation | Webhook)[] = [...api.operations, ...webhooksOf(api)];
  for (const { parameters, body } of owners) {
    for (const { place, in: location, name } of parameters) {
      places.set(placeKey(place), pointerTo(place.pointer.replace(/\/[^/]*$/, ""), `${location} ${name}`));
    }
    if (body !== null && /\/parameters(?:\/\d+)?$/.test(body.place.pointer)) {
      places.set(placeKey(body.place), body.place.pointer.replace(/parameters(?:\/\d+)?$/, "requestBody"));
    }
  }
  return places;
}

/** The file stands in a key only beside the main document, so that moving the document renames nothing. */
export function modelKey(model: Model, api: Api, places: ReadonlyMap<string, string>): string {
  const { file } = model.place;
  const other = file === api.file ? "" : posix.relative(posix.dirname(api.file), file);
  return `model ${other}#${stablePointer(model, places)}`;
}
