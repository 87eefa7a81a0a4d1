import type { Model, ModelId, Schema } from "./api.js";
import { OverBudget } from "./budget.js";
import { childSchemas } from "./forms.js";

/** Schemas that are, choose or hold each other, in a row: known documents have five. */
const deepest = 200;

/** A model on the way down, how deep the ones below it go, and which of them come next. */
interface Step {
  readonly id: ModelId;
  readonly next: Iterator<ModelId>;
  depth: number;
}

/**
 * Bounds how deep types nest through refs, without an object in between, where everyone who reads one goes on to the next.
 * @throws OverBudget at the first model that is too deep.
 */
export function limitDepth(models: ReadonlyMap<ModelId, Model>): void {
  const depths = new Map<ModelId, number>();
  for (const model of models.values()) {
    if (depths.has(model.id)) continue;
    const way: Step[] = [];
    const enter = ({ id, schema }: Model): void => {
      // Until it is left, a model on a circle counts as the end of it.
      depths.set(id, 0);
      way.push({ id, next: heldModels(schema), depth: 0 });
    };
    enter(model);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const { value: below, done } = top.next.next();
      if (done !== true) {
        const known = depths.get(below);
        const held = models.get(below);
        if (known !== undefined) top.depth = Math.max(top.depth, known + 1);
        else if (held !== undefined) enter(held);
      } else {
        way.pop();
        depths.set(top.id, top.depth);
        const above = way.at(-1);
        if (above !== undefined) above.depth = Math.max(above.depth, top.depth + 1);
      }
      if (way.length - 1 > deepest || top.depth > deepest) {
        throw new OverBudget(`More than ${deepest} schemas are or hold each other from here on.`, model.place);
      }
    }
  }
}

/** The models that a schema is, chooses or holds, without a property in between. */
function* heldModels(schema: Schema): Generator<ModelId> {
  const open = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.ref !== null) yield next.ref;
    for (const child of childSchemas({ ...next, properties: [] })) open.push(child);
    if (next.contentSchema !== null) open.push(next.contentSchema);
  }
}
