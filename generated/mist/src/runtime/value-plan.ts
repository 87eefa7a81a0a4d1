import type { ValuePlan, ValuePlanNode } from "./descriptor.js";
import { Secret } from "./secret.js";

type PlanNode = Exclude<ValuePlan, () => ValuePlan>;

/** What plans that are put together come to; each is resolved once, since data may repeat them without end. */
const resolved = new WeakMap<object, PlanNode | undefined>();

/** A plan as it stands: without the function that names it, and with the parts of a composition put together. */
export function resolvePlan(plan: ValuePlan | undefined): PlanNode | undefined {
  const at = unnamed(plan);
  if (typeof at !== "object" || (at.also === undefined && at.anyOf === undefined)) return at;
  if (resolved.has(at)) return resolved.get(at);
  // A plan that is a part of itself adds nothing to it.
  resolved.set(at, undefined);
  const { also = [], anyOf = [], ...own } = at;
  const parts = also.map(resolvePlan);
  if (anyOf.length > 0)
    parts.push(
      flat("anyOf", anyOf)
        .map((one) => resolvePlan(one ?? undefined))
        .reduce(either),
    );
  const whole = parts.reduce(both, Object.keys(own).length === 0 ? undefined : own);
  resolved.set(at, whole);
  return whole;
}

function unnamed(plan: ValuePlan | undefined): PlanNode | undefined {
  let at = plan;
  while (typeof at === "function") at = at();
  return at;
}

/** Both plans for one value. A secret is one whatever else it may be; beside a node, an integer is not checked. */
function both(a: PlanNode | undefined, b: PlanNode | undefined): PlanNode | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if (a === "secret" || b === "secret") return "secret";
  if (a === "file" || b === "file") return "file";
  if (a === "integer") return b;
  if (b === "integer") return a;
  return merged("also", a, b);
}

/** One of two plans, nobody knows which: a secret in one is kept one, an integer must be one in both. */
function either(a: PlanNode | undefined, b: PlanNode | undefined): PlanNode | undefined {
  for (const leaf of ["secret", "file"] as const) if (a === leaf || b === leaf) return leaf;
  if (a === b) return a;
  if (typeof a !== "object" && typeof b !== "object") return undefined;
  return merged("anyOf", a, b);
}

function merged(kind: Kind, a: PlanNode | undefined, b: PlanNode | undefined): ValuePlanNode {
  const [left, right] = [a, b].map((plan): ValuePlanNode => (typeof plan === "object" ? plan : {}));
  const names = [left, right].flatMap((plan) => Object.keys(plan?.properties ?? {}));
  const length = Math.max(left?.prefixItems?.length ?? 0, right?.prefixItems?.length ?? 0);
  const items = combined(kind, left?.items, right?.items);
  const additional = combined(kind, left?.additional, right?.additional);
  return {
    // `fromEntries` defines properties, so that `__proto__` stays an ordinary name.
    properties: Object.fromEntries(
      names.flatMap((name) => {
        const plan = combined(kind, propertyPlan(left, name), propertyPlan(right, name));
        return plan === undefined ? [] : [[name, plan]];
      }),
    ),
    prefixItems: Array.from(
      { length },
      (_, index) => combined(kind, itemPlan(left, index), itemPlan(right, index)) ?? null,
    ),
    ...(items !== undefined && { items }),
    ...(additional !== undefined && { additional }),
  };
}

type Kind = "also" | "anyOf";
type Part = Exclude<PlanNode, undefined> | null;

interface Combination {
  plan?: ValuePlan;
  readonly longer: Map<Part, Combination>;
}

/** Every combination there is, so that the same parts are the same plan: else a recursive one doubles at each level. */
const combinations: Readonly<Record<Kind, Combination>> = {
  also: { longer: new Map() },
  anyOf: { longer: new Map() },
};

function combined(kind: Kind, a: ValuePlan | undefined, b: ValuePlan | undefined): ValuePlan | undefined {
  if (a === undefined && b === undefined) return undefined;
  const parts = flat(kind, [a ?? null, b ?? null]);
  if (parts.length === 1) return parts[0] ?? undefined;
  let at = combinations[kind];
  for (const part of parts) {
    const next = at.longer.get(part) ?? { longer: new Map() };
    at.longer.set(part, next);
    at = next;
  }
  at.plan ??= { [kind]: parts };
  return at.plan;
}

/** Parts without those that stand twice, and with those of a part that is nothing but such parts itself. */
function flat(
  kind: Kind,
  plans: readonly (ValuePlan | null)[],
  found: Set<Part> = new Set(),
  seen: Set<object> = new Set(),
): Part[] {
  for (const given of plans) {
    const plan = unnamed(given ?? undefined) ?? null;
    const inner = typeof plan === "object" && plan !== null && Object.keys(plan).length === 1 ? plan[kind] : undefined;
    if (inner === undefined || plan === null) {
      // Of parts that all hold, one with nothing special says nothing.
      if (plan !== null || kind === "anyOf") found.add(plan);
    } else if (!seen.has(plan as object)) {
      seen.add(plan as object);
      flat(kind, inner, found, seen);
    }
  }
  return [...found];
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
