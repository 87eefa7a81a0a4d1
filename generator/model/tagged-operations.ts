import type { Api, Operation, Tag } from "./api.js";

/** Asked for by every page that links to an operation. */
const known = new WeakMap<Api, ReadonlyMap<string | null, readonly Operation[]>>();

/** The operations of a tag, in the document's order. */
export function operationsOf(api: Api, { name }: Tag): readonly Operation[] {
  const byTag = known.get(api) ?? groupedByTag(api);
  known.set(api, byTag);
  return byTag.get(name) ?? [];
}

function groupedByTag({ operations }: Api): ReadonlyMap<string | null, readonly Operation[]> {
  const groups = new Map<string | null, Operation[]>();
  for (const operation of operations) {
    const group = groups.get(operation.tag);
    if (group === undefined) groups.set(operation.tag, [operation]);
    else group.push(operation);
  }
  return groups;
}
