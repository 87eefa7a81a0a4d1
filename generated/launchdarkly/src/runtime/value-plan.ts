import type { ValuePlan } from "./descriptor.js";
import { Secret } from "./secret.js";

type PlanNode = Exclude<ValuePlan, () => ValuePlan>;

/** A plan without the function that stands for it. */
export function resolvePlan(plan: ValuePlan | undefined): PlanNode | undefined {
  let at = plan;
  while (typeof at === "function") at = at();
  return at;
}

/** The plan of one property. */
export function propertyPlan(plan: PlanNode | undefined, name: string): ValuePlan | undefined {
  if (typeof plan !== "object") return undefined;
  const { properties } = plan;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : plan.additional;
}

/** The plan of the elements of an array. */
export function itemPlan(plan: PlanNode | undefined): ValuePlan | undefined {
  return typeof plan === "object" ? plan.items : undefined;
}

/** Wraps what a plan calls secret, in place; `null` stays `null`. */
export function wrapSecrets(value: unknown, plan: ValuePlan | undefined): unknown {
  const node = resolvePlan(plan);
  if (node === undefined || node === "integer" || value === null || value === undefined) return value;
  if (node === "secret") return new Secret(typeof value === "string" ? value : JSON.stringify(value));
  if (Array.isArray(value)) {
    const items = node.items;
    if (items === undefined) return value;
    for (const [index, item] of value.entries()) value[index] = wrapSecrets(item, items);
  } else if (typeof value === "object") {
    for (const [name, member] of Object.entries(value)) {
      const wrapped = wrapSecrets(member, propertyPlan(node, name));
      // Defined, not assigned: `__proto__` is an ordinary name in JSON.
      if (wrapped !== member)
        Object.defineProperty(value, name, { value: wrapped, enumerable: true, writable: true, configurable: true });
    }
  }
  return value;
}

/** Whether a wrapped value has a secret anywhere. */
export function holdsSecret(value: unknown): boolean {
  if (value instanceof Secret) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}
