import type { Api, ModelId } from "../model/api.js";
import type { Direction, ModelForms } from "../model/forms.js";
import type { NamePlan } from "../naming/name-plan.js";

/** What every emitter of a package reads. */
export interface PackageContext {
  readonly api: Api;
  readonly names: NamePlan;
  readonly forms: ReadonlyMap<ModelId, ModelForms>;
  /** A model's type in one direction: the request form has a name of its own only beside a response form. */
  typeName(id: ModelId, direction: Direction): string;
}

/** Puts together what emitters read. */
export function packageContext(api: Api, names: NamePlan, forms: ReadonlyMap<ModelId, ModelForms>): PackageContext {
  return {
    api,
    names,
    forms,
    typeName(id, direction) {
      const model = names.models.get(id);
      if (model === undefined) throw new Error(`model without a name: ${id}`);
      return direction === "request" && hasTwoForms(forms.get(id)) ? model.inputType : model.type;
    },
  };
}

/** Whether a model is printed as two types. */
export function hasTwoForms(forms: ModelForms | undefined): boolean {
  return forms?.differs === true && forms.request && forms.response;
}
