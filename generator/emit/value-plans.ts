import type { ModelId, Schema, TypeName } from "../model/api.js";
import { type Direction, modelsThatHold } from "../model/forms.js";
import { possibleTypes } from "../model/schema-lookup.js";
import { code, identifier } from "./code.js";
import { flatLiteral, type LiteralValue, literal, object, Verbatim } from "./literal.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import type { SourceFile } from "./source-file.js";
import { ownConstant, type Statement } from "./structures.js";
import { travels } from "./types/schema-object.js";

/** A model's plan that is no longer than this is written where it is used. */
const shortest = 80;

/** Of models in models, as many are looked into at once: a chain of them may be longer than the language's stack. */
const longestChain = 100;

/** The models that hold something special, or lead to one that does, by direction. */
export type PlanHolders = Readonly<Record<Direction, ReadonlySet<ModelId>>>;

/** Finds them; once for all files of a package. */
export function planHolders({ api }: PackageContext): PlanHolders {
  return {
    request: modelsThatHold(api.models, (schema) => leafOf(schema, "request") !== undefined),
    response: modelsThatHold(api.models, (schema) => leafOf(schema, "response") !== undefined),
  };
}

/**
 * Writes the plans of a file's descriptors: where values are secrets (both ways), or integers and files (in
 * requests). The plan
 * of a model that is long, or contains itself, is a constant that others name.
 */
export class ValuePlans {
  readonly #file: SourceFile;
  readonly #context: PackageContext;
  readonly #constants = new Map<string, { readonly name: string; readonly plan: LiteralValue }>();
  readonly #known = new Map<string, LiteralValue | undefined>();
  readonly #open = new Set<string>();
  /** Models whose plan is a constant that is still to be made. */
  readonly #later: {
    readonly id: ModelId;
    readonly direction: Direction;
    readonly key: string;
    readonly name: string;
  }[] = [];
  readonly #holders: PlanHolders;

  constructor(file: SourceFile, context: PackageContext, holders: PlanHolders = planHolders(context)) {
    this.#file = file;
    this.#context = context;
    this.#holders = holders;
  }

  /** The plan of a schema; `undefined` when it holds nothing special. */
  planOf(schema: Schema, direction: Direction): LiteralValue | undefined {
    const leaf = leafOf(schema, direction);
    if (leaf !== undefined) return leaf;
    if (schema.ref !== null) return this.#planOfModel(schema.ref, direction);
    const parts = schema.allOf.map((part) => this.planOf(part, direction));
    const choices = [schema.anyOf, schema.oneOf].map((choice) => this.#choicePlan(choice, direction));
    return together([this.#ownPlan(schema, direction), ...parts, ...choices]);
  }

  /** The plans that have a name; they stand above the descriptors. */
  statements(): readonly Statement[] {
    for (const { id, direction, key, name } of this.#later) {
      const schema = this.#context.api.models.get(id)?.schema;
      const plan = schema === undefined ? undefined : this.planOf(schema, direction);
      this.#constants.set(key, { name, plan: plan ?? object({}) });
    }
    return [...this.#constants.values()].map(({ name, plan }) => {
      const type = this.#file.type("ValuePlan", runtimePath("descriptor"));
      return ownConstant(identifier(name), type, (column) => literal(plan, column));
    });
  }

  /** The plans of alternatives; `null` stands for one that has none and may hold numbers that another one limits. */
  #choicePlan(choice: readonly Schema[], direction: Direction): LiteralValue | undefined {
    const plans = choice.map((alternative) => {
      const plan = this.planOf(alternative, direction);
      return plan ?? (holdsNumbers(alternative, this.#context) ? null : undefined);
    });
    const present = [
      ...new Map(plans.filter((plan) => plan !== undefined).map((plan) => [textOf(plan), plan])).values(),
    ];
    if (present.every((plan) => plan === null)) return undefined;
    return present.length === 1 ? (present[0] as LiteralValue) : object({ anyOf: present });
  }

  #ownPlan(schema: Schema, direction: Direction): LiteralValue | undefined {
    const properties = new Map<string, LiteralValue>();
    for (const property of schema.properties) {
      if (!travels(property.schema, direction)) continue;
      const plan = this.planOf(property.schema, direction);
      if (plan !== undefined) properties.set(property.name, plan);
    }
    const items = schema.items === null ? undefined : this.planOf(schema.items, direction);
    const prefixItems = schema.prefixItems.map((item) => this.planOf(item, direction) ?? null);
    const additional =
      typeof schema.additional === "object" && schema.additional !== null
        ? this.planOf(schema.additional, direction)
        : undefined;
    const plan = object({
      properties: properties.size > 0 ? properties : undefined,
      prefixItems: prefixItems.some((item) => item !== null) ? prefixItems : undefined,
      items,
      additional,
    });
    return plan.size > 0 ? plan : undefined;
  }

  #planOfModel(id: ModelId, direction: Direction): LiteralValue | undefined {
    const model = this.#context.api.models.get(id);
    if (model === undefined || !this.#holders[direction].has(id)) return undefined;
    const key = `${direction} ${id}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const name = `${direction === "request" ? "requestPlanOf" : "planOf"}${this.#context.typeName(id, direction)}`;
    const named = new Verbatim(code`() => ${identifier(name)}`);
    if (this.#open.has(key)) {
      this.#known.set(key, named);
      return named;
    }
    if (this.#open.size >= longestChain) {
      this.#later.push({ id, direction, key, name });
      this.#known.set(key, named);
      return named;
    }
    this.#open.add(key);
    const plan = this.planOf(model.schema, direction);
    this.#open.delete(key);
    const isNamed = this.#known.has(key) || (plan !== undefined && flatLiteral(plan).length > shortest);
    if (isNamed && plan !== undefined) this.#constants.set(key, { name, plan });
    this.#known.set(key, isNamed ? named : plan);
    return this.#known.get(key);
  }
}

/** What a schema is by itself to the runtime. */
function leafOf(schema: Schema, direction: Direction): "secret" | "integer" | "file" | undefined {
  if (schema.secret) return "secret";
  if (schema.isFile && direction === "request") return "file";
  if (schema.ref !== null || direction === "response") return undefined;
  const isWhole = schema.types.includes("integer") && !schema.types.includes("number");
  return isWhole && schema.values === null ? "integer" : undefined;
}

/** Whether a value of a schema may be or hold a number, as far as its types say. */
function holdsNumbers(schema: Schema, { api }: PackageContext): boolean {
  const types = possibleTypes(schema, api.models);
  return types.size === 0 || ["number", "integer", "array", "object"].some((type) => types.has(type as TypeName));
}

function textOf(plan: LiteralValue): string {
  return plan === null ? "null" : flatLiteral(plan);
}

/** The plan of a composition: every part's. */
function together(plans: readonly (LiteralValue | undefined)[]): LiteralValue | undefined {
  const present = plans.filter((plan) => plan !== undefined);
  for (const leaf of ["secret", "file"]) if (present.includes(leaf)) return leaf;
  return present.length < 2 ? present[0] : object({ also: present });
}
