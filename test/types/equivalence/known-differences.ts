/**
 * Comparisons that do not hold, by name, each with the reason and its upstream issue: at most 20, with those of
 * {@link unreadable}.
 */
export const knownDifferences: ReadonlyMap<string, string> = new Map([
  ["one-of Circle response", "openapi-typescript puts the schema's name for a discriminator's constant: #2149, #2775"],
  ["one-of Square response", "openapi-typescript puts the schema's name for a discriminator's constant: #2149, #2775"],
  ["one-of Shape response", "a union of the two above"],
  ["reserved-names itself", "openapi-typescript's type of a list of itself is an error of the compiler: #1603"],
]);

/** Documents that openapi-typescript cannot read. */
export const unreadable: ReadonlyMap<string, string> = new Map([
  ["proto-names", "Redocly, which bundles for openapi-typescript, looks `valueOf` up in a plain object and throws"],
]);
