/**
 * Comparisons that do not hold, by name, each with the reason and openapi-typescript's issue: at most 20, with those of
 * {@link unreadable}. `itself`: the compiler refuses openapi-typescript's output.
 */
export const knownDifferences: ReadonlyMap<string, string> = new Map([
  ["one-of Circle response", "a discriminator's constant gives way to the schema's name: #2149, #2775"],
  ["one-of Square response", "the same"],
  ["one-of Shape response", "a union of the two above"],
  ["one-of Shape request", "a union of the two above"],
  ["discriminator-hierarchy itself", "a union of schemas that build on it is circular in an interface: #1603"],
  ["discriminator-hierarchy Fish response", "below the same circle"],
  ["discriminator-hierarchy Owl response", "below the same circle"],
  ["reserved-names itself", "a list of itself is circular in an interface: #1603"],
  ["other-properties Thing response", "the named members must have the type of the others, too: #1055"],
  ["required-elsewhere Thing response", "an option that only requires is `unknown`: #2380"],
  ["required-elsewhere Stored response", "is built on the one above"],
  ["required-elsewhere Sibling response", "what stands beside a `$ref` is not read: #1591"],
  [
    "event-stream Mixed response",
    "the `data` of events is decoded as its `contentSchema` says, which is not read: no issue yet",
  ],
  ["tuples Open response", "`items` beside `prefixItems` are not read: #1892"],
]);

/** Documents that openapi-typescript cannot read. */
export const unreadable: ReadonlyMap<string, string> = new Map([
  ["anchors", "Redocly, which bundles for openapi-typescript, knows neither `$id` nor `$anchor`"],
  ["proto-names", "Redocly looks `valueOf` up in a plain object, and throws"],
]);
