import type { Model, ModelId, Schema } from "./api.js";
import { type Budget, OverBudget } from "./budget.js";
import { anySchema } from "./schema.js";

/**
 * Takes apart the cycles of models that are each other without an object or a list in between. Where a hierarchy is
 * written both ways (the parent is one of its children, each child is the parent and more), a child is what the parent
 * says beside its choice; in choices that hold each other, each is all that they end in. What is only itself even then
 * says nothing: those models are `endless`, and of any type.
 */
export function withoutCycles(
  models: ReadonlyMap<ModelId, Model>,
  budget: Budget,
): {
  readonly models: ReadonlyMap<ModelId, Model>;
  /** With the number of models on its cycle, and those on the way back to it, itself first. */
  readonly endless: readonly { readonly model: Model; readonly size: number; readonly way: readonly Model[] }[];
} {
  const inherited = rewritten(models, budget, (schema, expand) => ({
    ...schema,
    allOf: schema.allOf.flatMap(expand(inheritedOf)),
  }));
  const flat = rewritten(inherited, budget, (schema, expand) => ({
    ...schema,
    anyOf: schema.anyOf.flatMap(expand(choicesOf)),
    oneOf: schema.oneOf.flatMap(expand(choicesOf)),
  }));
  const endless = [...modelsOnCycles(flat)].map(([id, { size }]) => ({
    model: flat.get(id) as Model,
    size,
    way: wayBack(id, flat),
  }));
  const ended = endless.map(({ model }) => [model.id, { ...model, schema: anySchema(model.place) }] as const);
  return { models: new Map([...flat, ...ended]), endless };
}

/** What a schema of the same cycle gives to one that refers to it. `within` goes on through its own references. */
type Contribution = (schema: Schema, within: (part: Schema) => readonly Schema[]) => readonly Schema[];

/** The longest way round that is followed: real ones are a handful long. */
const longest = 100;

function rewritten(
  models: ReadonlyMap<ModelId, Model>,
  budget: Budget,
  rewrite: (schema: Schema, expand: (contribution: Contribution) => (part: Schema) => readonly Schema[]) => Schema,
): ReadonlyMap<ModelId, Model> {
  const cycles = modelsOnCycles(models);
  const result = new Map(models);
  for (const [id, cycle] of cycles) {
    const model = models.get(id) as Model;
    const expand = (contribution: Contribution) => {
      const from = (part: Schema, open: readonly ModelId[]): readonly Schema[] => {
        // Of schemas that all refer to each other there are more ways round than atoms.
        budget.spend("circles", model);
        if (open.length > longest) {
          throw new OverBudget(
            `More than ${longest} schemas are each other, in a circle through this one.`,
            model.place,
          );
        }
        const { ref } = part;
        if (ref === null) return [{ ...part, allOf: part.allOf.flatMap((inner) => from(inner, open)) }];
        const target = cycle.has(ref) ? models.get(ref)?.schema : undefined;
        if (target === undefined) return [part];
        return open.includes(ref) ? [] : contribution(target, (inner) => from(inner, [...open, ref]));
      };
      return (part: Schema) => from(part, [id]);
    };
    result.set(id, { ...model, schema: rewrite(model.schema, expand) });
  }
  return result;
}

/** A parent without its choice of children. */
function inheritedOf(parent: Schema, within: (part: Schema) => readonly Schema[]): readonly Schema[] {
  const base: Schema = { ...parent, ref: null, oneOf: [], anyOf: [], allOf: [], discriminator: null };
  const inherited = (parent.ref === null ? parent.allOf : [parent]).flatMap(within);
  return saysNothing(base) ? inherited : [...inherited, base];
}

/** What a choice ends in; a schema that is more than a choice is not taken apart. */
function choicesOf(choice: Schema, within: (part: Schema) => readonly Schema[]): readonly Schema[] {
  if (!saysNothing(choice) || choice.allOf.length > 0) return [choice];
  return (choice.ref === null ? [...choice.anyOf, ...choice.oneOf] : [choice]).flatMap(within);
}

function saysNothing({ types, values, properties, requires, additional, patterned }: Schema): boolean {
  return (
    types.length + properties.length + requires.length + patterned.length === 0 &&
    values === null &&
    additional === null
  );
}

/** The models on a cycle, each with all models of its cycle: the strongly connected components of "is". */
function modelsOnCycles(models: ReadonlyMap<ModelId, Model>): ReadonlyMap<ModelId, ReadonlySet<ModelId>> {
  const found = new Map<ModelId, ReadonlySet<ModelId>>();
  const index = new Map<ModelId, number>();
  const low = new Map<ModelId, number>();
  const stack: ModelId[] = [];
  const onStack = new Set<ModelId>();
  for (const start of models.keys()) {
    // Tarjan's algorithm with a stack of its own: chains of refs may be longer than the language's.
    const open: { readonly id: ModelId; readonly next: Iterator<ModelId> }[] = [];
    const enter = (id: ModelId): void => {
      index.set(id, index.size);
      low.set(id, index.get(id) as number);
      stack.push(id);
      onStack.add(id);
      open.push({ id, next: ledTo(models.get(id)?.schema).values() });
    };
    if (!index.has(start)) enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const { id, next } = top;
      const step = next.next();
      if (!step.done) {
        if (!index.has(step.value)) enter(step.value);
        else if (onStack.has(step.value)) low.set(id, Math.min(low.get(id) as number, index.get(step.value) as number));
        continue;
      }
      open.pop();
      const above = open.at(-1)?.id;
      if (above !== undefined) low.set(above, Math.min(low.get(above) as number, low.get(id) as number));
      if (low.get(id) !== index.get(id)) continue;
      const members = new Set(stack.splice(stack.lastIndexOf(id)));
      for (const member of members) onStack.delete(member);
      const isCycle = members.size > 1 || ledTo(models.get(id)?.schema).includes(id);
      if (isCycle) for (const member of members) found.set(member, members);
    }
  }
  return found;
}

/** How far a way back is looked for: a longer one says nothing to a reader. */
const farthest = 20;

/** The shortest way from a model back to itself; of a long one the beginning. */
function wayBack(id: ModelId, models: ReadonlyMap<ModelId, Model>): readonly Model[] {
  const seen = new Set<ModelId>();
  let ways: readonly (readonly ModelId[])[] = [[id]];
  for (let step = 0; step < farthest && ways.length > 0; step++) {
    const next: (readonly ModelId[])[] = [];
    for (const way of ways) {
      for (const reached of ledTo(models.get(way.at(-1) ?? id)?.schema)) {
        if (reached === id) return way.map((each) => models.get(each) as Model);
        if (seen.has(reached) || !models.has(reached)) continue;
        seen.add(reached);
        next.push([...way, reached]);
      }
    }
    ways = next;
  }
  return [models.get(id) as Model];
}

/** The models that a schema is without anything in between. */
function ledTo(schema: Schema | undefined): readonly ModelId[] {
  if (schema === undefined) return [];
  if (schema.ref !== null) return [schema.ref];
  return [...schema.allOf, ...schema.anyOf, ...schema.oneOf].flatMap(ledTo);
}
