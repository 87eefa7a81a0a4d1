import type { ValuePlan } from "./descriptor.js";
import { Secret } from "./secret.js";

type PlanNode = Exclude<ValuePlan, () => ValuePlan>;

/** A plan as it stands: without the function that names it, and with the parts of a composition put together. */
export function resolvePlan(plan: ValuePlan | undefined): PlanNode | undefined {
  let at = plan;
  while (typeof at === "function") at = at();
  if (typeof at !== "object" || (at.also === undefined && at.anyOf === undefined)) return at;
  const { also = [], anyOf = [], ...own } = at;
  const parts = also.map(resolvePlan);
  if (anyOf.length > 0) parts.push(anyOf.map((plan) => resolvePlan(plan ?? undefined)).reduce(either));
  return parts.reduce(both, Object.keys(own).length === 0 ? undefined : own);
}

/** Both plans for one value. A secret is one whatever else it may be; beside a node, an integer is not checked. */
function both(a: PlanNode | undefined, b: PlanNode | undefined): PlanNode | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a === "secret" || b === "secret") return "secret";
  if (a === "file" || b === "file") return "file";
  if (a === "integer") return b;
  if (b === "integer") return a;
  const names = [...Object.keys(a.properties ?? {}), ...Object.keys(b.properties ?? {})];
  const length = Math.max(a.prefixItems?.length ?? 0, b.prefixItems?.length ?? 0);
  const items = joined(a.items, b.items);
  const additional = joined(a.additional, b.additional);
  return {
    // `fromEntries` defines properties, so that `__proto__` stays an ordinary name.
    properties: Object.fromEntries(
      names.flatMap((name) => {
        const plan = joined(propertyPlan(a, name), propertyPlan(b, name));
        return plan === undefined ? [] : [[name, plan]];
      }),
    ),
    prefixItems: Array.from({ length }, (_, index) => joined(itemPlan(a, index), itemPlan(b, index)) ?? null),
    ...(items !== undefined && { items }),
    ...(additional !== undefined && { additional }),
  };
}

/** One of two plans, nobody knows which: a secret in one is kept one, an integer must be one in both. */
function either(a: PlanNode | undefined, b: PlanNode | undefined): PlanNode | undefined {
  for (const leaf of ["secret", "file"] as const) if (a === leaf || b === leaf) return leaf;
  if (a === b) return a;
  if (typeof a !== "object" && typeof b !== "object") return undefined;
  const names = [a, b].flatMap((plan) => (typeof plan === "object" ? Object.keys(plan.properties ?? {}) : []));
  const lengths = [a, b].map((plan) => (typeof plan === "object" ? (plan.prefixItems?.length ?? 0) : 0));
  const items = oneOf(itemPlan(a, Number.POSITIVE_INFINITY), itemPlan(b, Number.POSITIVE_INFINITY));
  const additional = oneOf(additionalPlan(a), additionalPlan(b));
  return {
    properties: Object.fromEntries(
      names.map((name) => [name, { anyOf: [propertyPlan(a, name) ?? null, propertyPlan(b, name) ?? null] }]),
    ),
    prefixItems: Array.from({ length: Math.max(...lengths) }, (_, index) => ({
      anyOf: [itemPlan(a, index) ?? null, itemPlan(b, index) ?? null],
    })),
    ...(items !== undefined && { items }),
    ...(additional !== undefined && { additional }),
  };
}

function oneOf(a: ValuePlan | undefined, b: ValuePlan | undefined): ValuePlan | undefined {
  return a === undefined && b === undefined ? undefined : { anyOf: [a ?? null, b ?? null] };
}

function additionalPlan(plan: PlanNode | undefined): ValuePlan | undefined {
  return typeof plan === "object" ? plan.additional : undefined;
}

function joined(a: ValuePlan | undefined, b: ValuePlan | undefined): ValuePlan | undefined {
  return a === undefined || b === undefined ? (a ?? b) : { also: [a, b] };
}

/** The plan of one property. */
export function propertyPlan(plan: PlanNode | undefined, name: string): ValuePlan | undefined {
  if (typeof plan !== "object") return undefined;
  const { properties } = plan;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : plan.additional;
}

/** The plan of one element of an array. */
export function itemPlan(plan: PlanNode | undefined, index: number): ValuePlan | undefined {
  if (typeof plan !== "object") return undefined;
  const own = plan.prefixItems?.[index];
  return own === undefined ? plan.items : (own ?? undefined);
}

/** Wraps what a plan calls secret, in place; `null` stays `null`. */
export function wrapSecrets(value: unknown, plan: ValuePlan | undefined): unknown {
  const node = resolvePlan(plan);
  if (node === undefined || node === "integer" || node === "file" || value === null || value === undefined)
    return value;
  if (node === "secret") return new Secret(typeof value === "string" ? value : JSON.stringify(value));
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = wrapSecrets(item, itemPlan(node, index));
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

/** Whether a value that has just been parsed has a usable secret where its plan says: text, and not an empty one. */
export function holdsSecret(value: unknown, plan: ValuePlan | undefined): boolean {
  const node = resolvePlan(plan);
  if (node === "secret") return typeof value === "string" && value !== "";
  if (node === undefined || typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item, index) => holdsSecret(item, itemPlan(node, index)));
  return Object.entries(value).some(([name, member]) => holdsSecret(member, propertyPlan(node, name)));
}
