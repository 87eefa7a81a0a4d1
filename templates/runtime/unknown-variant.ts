declare const isUnknown: unique symbol;

/** A text that stands in none of the documented variants: comparing it with one of theirs tells them apart. */
export type UnknownValue = string & { readonly [isUnknown]: true };

/**
 * A variant that the document does not know: an API may add some, and a response that holds one is no error. The
 * property that tells variants apart has a value that none of the documented ones has.
 */
export type UnknownVariant<Property extends string> = { readonly [Name in Property]: UnknownValue } & {
  readonly [name: string]: unknown;
};
