/** A document that is made to take all time or memory. */
export interface Bomb {
  readonly name: string;
  /** Of the document. Default: `spec.yaml`. */
  readonly file?: string;
  readonly text: string | Uint8Array;
}

/** The members that every document has, in YAML, for more to follow. */
export const openapi: string = 'openapi: "3.1.0"\ninfo: { title: Bomb, version: "1" }\npaths: {}\n';

/** So many texts, one after the other. */
export function many(count: number, each: (index: number) => string): string {
  let text = "";
  for (let index = 0; index < count; index++) text += each(index);
  return text;
}

/** A document in JSON with these members. */
export function json(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ openapi: "3.1.0", info: { title: "Bomb", version: "1" }, paths: {}, ...members });
}

/** The same as YAML. */
export function document(members: Readonly<Record<string, unknown>>): string {
  return `${json(members)}\n`;
}

/** So many entries of a map. */
export function entries<T>(count: number, each: (index: number) => readonly [string, T]): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => each(index)));
}
