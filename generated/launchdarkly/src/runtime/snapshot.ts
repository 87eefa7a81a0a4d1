/**
 * A copy of plain objects and arrays, so that a request stays as it was built when the caller goes on to change what
 * it was given. Everything else, such as secrets, dates and bytes, is kept as it is.
 */
export function snapshot(value: unknown, copies: Map<object, unknown> = new Map()): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copies.set(value, list);
    for (const item of value) list.push(snapshot(item, copies));
    return list;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // An own method means that the object is more than its data: one with `reveal` or `toJSON` is asked when it is sent.
  const isPlain = prototype === Object.prototype || prototype === null;
  if (!isPlain || Object.values(value).some((member) => typeof member === "function")) return value;
  const copy: object = Object.create(prototype as object | null);
  copies.set(value, copy);
  for (const [name, member] of Object.entries(value)) {
    // Defined, not assigned: `__proto__` is an ordinary name.
    const descriptor = { value: snapshot(member, copies), enumerable: true, writable: true, configurable: true };
    Object.defineProperty(copy, name, descriptor);
  }
  return copy;
}
