import { pointerSteps, pointerTo } from "../load/json-pointer.js";
import type { Model, Operation, Place } from "../model/api.js";
import { pascalCase } from "./words.js";

/** The names that a model would take, best first: its own, else made from its place. */
export function modelCandidates(
  model: Model,
  pointer: string,
  operations: ReadonlyMap<string, string>,
): readonly string[] {
  const byPlace = nameFromPlace(model.place.file, pointer, operations);
  return model.name === null ? [byPlace] : [pascalCase(model.name), byPlace];
}

/** Steps of a pointer that say nothing to a reader. */
const silent = new Set(["components", "schemas", "schema", "definitions", "$defs", "paths"]);

/** Steps that say something, in the reader's words. */
const spoken: ReadonlyMap<string, string> = new Map([
  ["items", "Item"],
  ["itemSchema", "Item"],
  ["additionalProperties", "Value"],
  ["requestBody", "Body"],
  ["allOf", "Part"],
  ["anyOf", "Option"],
  ["oneOf", "Option"],
]);

/** `#/components/schemas/ApiToken/properties/network` → `ApiTokenNetwork`; in an operation, its name comes first. */
function nameFromPlace(file: string, pointer: string, operations: ReadonlyMap<string, string>): string {
  const steps = pointerSteps(pointer) ?? [];
  const operation = steps[0] === "paths" ? operations.get(operationKey(file, steps)) : undefined;
  const words = operation === undefined ? [] : [operation];
  const rest = (operation === undefined ? steps : steps.slice(3)).values();
  for (const step of rest) {
    if (step === "properties" || step === "schemas" || step === "$defs" || step === "definitions") {
      words.push(rest.next().value ?? "");
    } else if (step === "content") rest.next();
    else if (step === "parameters") words.push((rest.next().value ?? "").replace(/^\w+ /, ""), "Parameter");
    else if (step === "responses") {
      const status = rest.next().value ?? "";
      words.push("Response", status.startsWith("2") ? "" : status);
    } else if (/^\d+$/.test(step)) words.push(String(Number(step) + 1));
    else if (!silent.has(step)) words.push(spoken.get(step) ?? step);
  }
  return pascalCase(words.join(" ") || "Document");
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
export function stablePlaces(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const add = ({ file, pointer }: Place, stable: string): unknown => places.set(`${file}#${pointer}`, stable);
  for (const { parameters, body } of operations) {
    for (const { place, in: location, name } of parameters) {
      add(place, pointerTo(place.pointer.replace(/\/[^/]*$/, ""), `${location} ${name}`));
    }
    if (body !== null && /\/parameters(?:\/\d+)?$/.test(body.place.pointer)) {
      add(body.place, body.place.pointer.replace(/parameters(?:\/\d+)?$/, "requestBody"));
    }
  }
  return places;
}

/** Finds an operation by the start of a pointer: file, path and method. */
export function operationKey(file: string, steps: readonly string[]): string {
  return `${file} ${steps[1] ?? ""} ${steps[2] ?? ""}`;
}

/** The key of an operation, as {@link operationKey} makes it from a pointer inside. */
export function keyOf(operation: Operation): string {
  return operationKey(operation.place.file, pointerSteps(operation.place.pointer) ?? []);
}
