/** Any JSON value. Objects have no prototype surprises: they are only read through `Object.entries`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How many values a value is: itself and all below it. */
export function sizeOfJson(value: Json | undefined): number {
  if (value === undefined) return 0;
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + sizeOfJson(child), 1);
}
