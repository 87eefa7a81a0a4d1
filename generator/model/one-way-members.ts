import type { Api, Skipped } from "./api.js";
import { formsOf } from "./forms.js";

/** Properties that travel one way only, in schemas that travel the other way only: no type of the package has them. */
export function oneWayMembers(api: Api): readonly Skipped[] {
  const forms = formsOf(api);
  return [...api.models.values()].flatMap(({ id, schema }) => {
    const form = forms.get(id);
    if (form === undefined || (form.request && form.response)) return [];
    const [other, reason] = form.response
      ? (["writeOnly", "it is written only, and no request holds its schema"] as const)
      : (["readOnly", "it is read only, and no response holds its schema"] as const);
    return schema.properties
      .filter((property) => property.schema[other])
      .map(({ schema: { place } }) => ({ place, reason }));
  });
}
