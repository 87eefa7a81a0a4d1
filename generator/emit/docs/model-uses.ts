import type { Content, Json, ModelId, Operation } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import type { DocsInput } from "./package-docs.js";

/** Where models stand in the bodies of operations. */
export interface ModelUses {
  /** The operations whose bodies are the model, or a list of it. */
  readonly operations: ReadonlyMap<ModelId, readonly Operation[]>;
  /** The first example of a body that is the model. */
  readonly examples: Readonly<Record<Direction, ReadonlyMap<ModelId, Json>>>;
}

const known = new WeakMap<DocsInput, ModelUses>();

/** Looks through all bodies once, for all of a package's pages. */
export function modelUses(docs: DocsInput): ModelUses {
  let uses = known.get(docs);
  if (uses === undefined) {
    uses = collect(docs.api.operations);
    known.set(docs, uses);
  }
  return uses;
}

function collect(all: readonly Operation[]): ModelUses {
  const operations = new Map<ModelId, Operation[]>();
  const examples = { request: new Map<ModelId, Json>(), response: new Map<ModelId, Json>() };
  for (const operation of all) {
    const bodies: Readonly<Record<Direction, readonly Content[]>> = {
      request: operation.body?.content ?? [],
      response: operation.responses.flatMap((response) => response.content),
    };
    const used = new Set(
      [...bodies.request, ...bodies.response].flatMap(({ schema }) => [schema.ref, schema.items?.ref]),
    );
    for (const id of used) if (id) operations.set(id, [...(operations.get(id) ?? []), operation]);
    for (const direction of ["request", "response"] as const) {
      for (const { schema, example } of bodies[direction]) {
        if (schema.ref !== null && example !== undefined && !examples[direction].has(schema.ref)) {
          examples[direction].set(schema.ref, example);
        }
      }
    }
  }
  return { operations, examples };
}
