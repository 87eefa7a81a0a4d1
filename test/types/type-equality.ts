/** `true` where two types are the same, not only assignable to each other. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles where the value's type is exactly the wanted one: `exactly<string>()(value)`. */
export function exactly<Wanted>(): <Given>(
  given: Given,
  ...same: Equal<Given, Wanted> extends true ? [] : [never]
) => void {
  return () => {};
}
