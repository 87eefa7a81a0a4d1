import type { ModelId, Schema } from "../model/api.js";
import { childSchemas, type Direction } from "../model/forms.js";
import { type Code, code, identifier } from "./code.js";
import { type LiteralValue, literal, object, Verbatim } from "./literal.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import type { SourceFile, Statement } from "./source-file.js";
import { travels } from "./types/schema-object.js";

/**
 * Writes the plans of a file's descriptors: where values are secrets (both ways) or integers (in requests). A model
 * that contains itself gets a constant of its own, so that its plan can name it.
 */
export class ValuePlans {
  readonly #file: SourceFile;
  readonly #context: PackageContext;
  readonly #constants = new Map<string, { name: string; plan: LiteralValue | undefined }>();
  readonly #matters = new Map<string, boolean>();

  constructor(file: SourceFile, context: PackageContext) {
    this.#file = file;
    this.#context = context;
  }

  /** The plan of a schema; `undefined` when it holds nothing special. */
  planOf(schema: Schema, direction: Direction): LiteralValue | undefined {
    if (schema.secret) return "secret";
    if (schema.ref !== null) return this.#planOfModel(schema.ref, direction);
    if (direction === "request" && schema.types.includes("integer") && schema.values === null) return "integer";
    const parts = [...schema.allOf, ...schema.anyOf, ...schema.oneOf].map((part) => this.planOf(part, direction));
    return merged([this.#ownPlan(schema, direction), ...parts]);
  }

  /** Constants of models that contain themselves; they stand above the descriptors. */
  statements(): readonly Statement[] {
    return [...this.#constants.values()].map(({ name, plan }) => {
      const head = code`const ${identifier(name)}: ${this.#file.type("ValuePlan", runtimePath("descriptor"))} = `;
      return code`${head}${literal(plan ?? new Map(), head.length)};`;
    });
  }

  #ownPlan(schema: Schema, direction: Direction): LiteralValue | undefined {
    const properties = new Map<string, LiteralValue>();
    for (const property of schema.properties) {
      if (!travels(property.schema, direction)) continue;
      const plan = this.planOf(property.schema, direction);
      if (plan !== undefined) properties.set(property.name, plan);
    }
    const items = schema.items === null ? undefined : this.planOf(schema.items, direction);
    const additional =
      typeof schema.additional === "object" && schema.additional !== null
        ? this.planOf(schema.additional, direction)
        : undefined;
    const plan = object({ properties: properties.size > 0 ? properties : undefined, items, additional });
    return plan.size > 0 ? plan : undefined;
  }

  #planOfModel(id: ModelId, direction: Direction): LiteralValue | undefined {
    const model = this.#context.api.models.get(id);
    if (model === undefined || !this.#reachesLeaf(id, direction)) return undefined;
    if (!this.#containsItself(id)) return this.planOf(model.schema, direction);
    const key = `${direction} ${id}`;
    let constant = this.#constants.get(key);
    if (constant === undefined) {
      const type = this.#context.typeName(id, direction);
      constant = {
        name: `${type.charAt(0).toLowerCase()}${type.slice(1)}${direction === "request" ? "RequestPlan" : "Plan"}`,
        plan: undefined,
      };
      this.#constants.set(key, constant);
      constant.plan = this.planOf(model.schema, direction);
    }
    return new Verbatim(code`() => ${identifier(constant.name)}` satisfies Code);
  }

  /** Whether a secret or integer is anywhere below, so that a recursive model without one gets no plan. */
  #reachesLeaf(id: ModelId, direction: Direction): boolean {
    const key = `${direction} ${id}`;
    const known = this.#matters.get(key);
    if (known !== undefined) return known;
    const answer = this.#below(id).some(
      (schema) =>
        schema.secret || (direction === "request" && schema.types.includes("integer") && schema.values === null),
    );
    this.#matters.set(key, answer);
    return answer;
  }

  #containsItself(id: ModelId): boolean {
    return this.#below(id).some((schema) => schema.ref === id);
  }

  /** Every schema below a model, through refs. */
  #below(id: ModelId): readonly Schema[] {
    const all: Schema[] = [];
    const seen = new Set<ModelId>([id]);
    const open = [this.#context.api.models.get(id)?.schema];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      all.push(next);
      open.push(...childSchemas(next));
      if (next.ref === null || seen.has(next.ref)) continue;
      seen.add(next.ref);
      open.push(this.#context.api.models.get(next.ref)?.schema);
    }
    return all;
  }
}

/** The plan of a composition: where any part is special, the whole is. */
function merged(plans: readonly (LiteralValue | undefined)[]): LiteralValue | undefined {
  const present = plans.filter((plan) => plan !== undefined);
  if (present.length < 2) return present[0];
  const leaf = present.find((plan) => typeof plan === "string" || plan instanceof Verbatim);
  if (leaf !== undefined) return leaf;
  const maps = present.filter((plan): plan is ReadonlyMap<string, LiteralValue> => plan instanceof Map);
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))];
  return new Map(keys.map((key) => [key, merged(maps.map((map) => map.get(key))) as LiteralValue]));
}
