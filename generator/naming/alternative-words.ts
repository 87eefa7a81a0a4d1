import type { Api, ModelId, Schema } from "../model/api.js";
import { operationSchemas, schemasBelow, webhookSchemas } from "../model/forms.js";
import { placeKey } from "./place-key.js";
import { pascalCase, wordsOf } from "./words.js";

/**
 * What tells an inline schema from the others of its composition, by its place: its title, the value that only it has, the
 * one model that it is made from, `Own` for the one part that is not a ref, nothing for the one that is not null. Those that are not here go by number.
 */
export type AlternativeWords = ReadonlyMap<ModelId, string>;

/** Finds the words of every composition in a document. */
export function alternativeWords(api: Api): AlternativeWords {
  const found = new Map<ModelId, string>();
  const named = new Set([...api.models.values()].filter(({ name }) => name !== null).map(({ schema }) => schema));
  const webhooks = api.webhooks.flatMap(webhookSchemas);
  const roots = [...api.models.values()].map(({ schema }) => schema);
  for (const root of [...roots, ...api.operations.flatMap(operationSchemas), ...webhooks]) {
    for (const schema of schemasBelow(root)) {
      tell(inlineOf(schema.allOf, schema), "Own", schema, api, found);
      for (const choice of [schema.anyOf, schema.oneOf]) {
        const others = choice.filter((option) => !isNull(option));
        // A name that is the whole's cannot be the option's, too.
        const sole = others.length !== 1 ? null : named.has(schema) ? "Value" : "";
        tell(inlineOf(others, schema), sole, schema, api, found);
      }
    }
  }
  return found;
}

/** Those of a list that stand in it themselves, not those that a `$ref` leads to. */
function inlineOf(list: readonly Schema[], whole: Schema): readonly Schema[] {
  return list.filter(({ ref, place }) => (ref ?? placeKey(place)) === placeKey(place) && isBelow(place.pointer, whole));
}

function tell(
  inline: readonly Schema[],
  sole: string | null,
  whole: Schema,
  api: Api,
  found: Map<ModelId, string>,
): void {
  const [only] = inline;
  if (only !== undefined && inline.length === 1 && sole !== null) {
    found.set(placeKey(only.place), sole);
    return;
  }
  const schemas = inline.map((schema) =>
    schema.ref === null ? schema : (api.models.get(schema.ref)?.schema ?? schema),
  );
  const words =
    distinct(schemas.map(titleOf)) ??
    valuesOf(schemas, whole.discriminator?.property ?? null) ??
    distinct(schemas.map((schema) => baseOf(schema, api)));
  for (const [index, word] of (words ?? []).entries()) {
    const place = inline[index]?.place;
    if (place !== undefined) found.set(placeKey(place), word);
  }
}

function isBelow(pointer: string, { place }: Schema): boolean {
  const { pointer: whole } = place;
  return pointer.startsWith(`${whole}/`) && /^(?:allOf|anyOf|oneOf)\/\d+$/.test(pointer.slice(whole.length + 1));
}

function isNull({ types, ref, values }: Schema): boolean {
  return ref === null && ((types.length === 1 && types[0] === "null") || (values?.length === 1 && values[0] === null));
}

/** A text as a part of a name; empty for one that is too long for it, or holds no letters. */
function wordOf(text: string): string {
  return wordsOf(text).length > 0 && text.length <= 40 ? pascalCase(text) : "";
}

/** A title is a name where it is no sentence. */
function titleOf({ title }: Schema): string {
  return wordsOf(title).length <= 4 ? wordOf(title) : "";
}

/** The one named model of which a schema is made. */
function baseOf({ allOf }: Schema, { models }: Api): string {
  const names = allOf.flatMap(({ ref }) => (ref === null ? [] : (models.get(ref)?.name ?? [])));
  return names.length === 1 ? pascalCase(names[0] ?? "") : "";
}

/** The values of the one property that has another single value in each. */
function valuesOf(schemas: readonly Schema[], discriminator: string | null): readonly string[] | null {
  const [first] = schemas;
  const names = [
    ...(discriminator === null ? [] : [discriminator]),
    ...(first?.properties ?? []).map(({ name }) => name),
  ];
  for (const name of names) {
    const words = distinct(schemas.map((schema) => singleValue(schema, name)));
    if (words !== null) return words;
  }
  return null;
}

function singleValue({ properties }: Schema, name: string): string {
  const values = properties.find((property) => property.name === name)?.schema.values;
  const [value] = values?.length === 1 ? values : [];
  return typeof value === "string" ? wordOf(value) : "";
}

/** Words of which each says something, and something else than the others. */
function distinct(words: readonly string[]): readonly string[] | null {
  return words.length > 0 && !words.includes("") && new Set(words).size === words.length ? words : null;
}
