import type TypeScript from "typescript";

/** A value for a call, as JSON can carry it to another process: `__proto__`, bytes and absence included. */
export type Sample =
  | string
  | number
  | boolean
  | null
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Sample])[] }
  | { readonly kind: "array"; readonly items: readonly Sample[] }
  | { readonly kind: "bytes" }
  | { readonly kind: "undefined" };

const deepest = 7;
const absent: Sample = { kind: "undefined" };

/** Makes values of types: every member is there, and of several literals or alternatives the `turn`th is taken. */
export class Samples {
  readonly #ts: typeof TypeScript;
  readonly #checker: TypeScript.TypeChecker;
  /** The most alternatives that were met: as many turns try each of them. */
  alternatives = 1;

  constructor(ts: typeof TypeScript, checker: TypeScript.TypeChecker) {
    this.#ts = ts;
    this.#checker = checker;
  }

  /** A value of a type. */
  of(type: TypeScript.Type, turn: number, around: readonly TypeScript.Type[] = []): Sample {
    const { TypeFlags } = this.#ts;
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if (type.flags & TypeFlags.BooleanLiteral) return this.#checker.typeToString(type) === "true";
    if (type.flags & TypeFlags.TemplateLiteral) return (type as TypeScript.TemplateLiteralType).texts.join("x");
    if (type.flags & TypeFlags.StringLike) return "s";
    if (type.flags & TypeFlags.NumberLike) return 1;
    if (type.flags & TypeFlags.BooleanLike) return true;
    if (type.flags & TypeFlags.Null) return null;
    if (type.flags & (TypeFlags.Undefined | TypeFlags.Void | TypeFlags.Never)) return absent;
    if (type.isUnion()) return this.#alternative(type.types, turn, around);
    if (type.isIntersection() && type.types.some((part) => part.flags & TypeFlags.String)) return "s";
    if (!(type.flags & TypeFlags.Object) && !type.isIntersection()) return "u";
    if (around.length > deepest || around.includes(type)) return absent;
    return this.#object(type, turn, [...around, type]);
  }

  #alternative(types: readonly TypeScript.Type[], turn: number, around: readonly TypeScript.Type[]): Sample {
    const { TypeFlags } = this.#ts;
    const given = types.filter((type) => !(type.flags & (TypeFlags.Undefined | TypeFlags.Null)));
    const literals = given.filter((type) => type.isStringLiteral() || type.isNumberLiteral());
    const text = given.filter((type) => type.flags & TypeFlags.StringLike && !type.isStringLiteral());
    // What every API takes as text needs no file, function or stream to be tried.
    const candidates = literals.length > 0 ? literals : text.length > 0 ? text : given;
    this.alternatives = Math.max(this.alternatives, candidates.length);
    const chosen = candidates[turn % Math.max(1, candidates.length)];
    return chosen === undefined ? null : this.of(chosen, turn, around);
  }

  #object(type: TypeScript.Type, turn: number, around: readonly TypeScript.Type[]): Sample {
    const checker = this.#checker;
    const name = type.symbol?.name ?? "";
    if (name === "Secret" || name === "Revealable") return "secret-value";
    if (name === "Uint8Array" || name === "ArrayBuffer" || name === "MinimalBlob") return { kind: "bytes" };
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type as TypeScript.TypeReference);
      return {
        kind: "array",
        items: items.map((item) => this.of(item, turn, around)).filter((item) => item !== absent),
      };
    }
    if (type.getCallSignatures().length > 0) return absent;
    const members: [string, Sample][] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const value = this.of(checker.getTypeOfSymbol(property), turn, around);
      if (value !== absent) members.push([this.#nameOf(property), value]);
    }
    const index = type.getStringIndexType();
    if (index !== undefined) members.push(["further", this.of(index, turn, around)]);
    return { kind: "object", members: members.filter(([, value]) => value !== absent) };
  }

  /** The compiler escapes names that begin with two underscores. */
  #nameOf(property: TypeScript.Symbol): string {
    return this.#ts.unescapeLeadingUnderscores(property.escapedName);
  }
}
