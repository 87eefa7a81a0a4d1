import { type Code, code, indentCode, joinCode, numberLiteral, propertyKey, stringLiteral } from "./code.js";

/** A value that is printed as a literal: JSON, or code that stands for itself. */
export type LiteralValue =
  | null
  | boolean
  | number
  | string
  | Verbatim
  | readonly LiteralValue[]
  | ReadonlyMap<string, LiteralValue>;

/** Code in the place of a value. */
export class Verbatim {
  readonly code: Code;
  constructor(piece: Code) {
    this.code = piece;
  }
}

const width = 120;

/** An object literal with only the members that have a value, in this order. */
export function object(members: Readonly<Record<string, LiteralValue | undefined>>): ReadonlyMap<string, LiteralValue> {
  return new Map(Object.entries(members).filter((entry): entry is [string, LiteralValue] => entry[1] !== undefined));
}

/**
 * Prints a value as a person would: on one line where it fits, else a member a line. `column` is how many characters
 * stand in front of it on its line, `indent` how far that line is indented when it does not begin at the margin.
 */
export function literal(value: LiteralValue, column = 0, indent = 0): Code {
  if (value instanceof Verbatim) return value.code;
  if (value === null) return code`null`;
  if (typeof value === "boolean") return value ? code`true` : code`false`;
  if (typeof value === "number") return numberLiteral(value);
  if (typeof value === "string") return stringLiteral(value);
  // A comma or semicolon follows.
  const flat = flatWithin(value, width - indent - column - 1);
  if (flat !== null && !flat.includes("\n")) return flat;
  if (isList(value)) {
    const items = value.map((item) => code`  ${indentCode(literal(item, 0, indent + 2), 2)},\n`);
    return code`[\n${items}]`;
  }
  const members = [...value].map(([key, member]) => {
    const name = propertyKey(key);
    const suffix = constMark(key, member);
    const printed = literal(member, name.length + 2 + suffix.length, indent + 2);
    return code`  ${name}: ${indentCode(printed, 2)}${suffix},\n`;
  });
  return code`{\n${members}}`;
}

/** In place of the type that a member should have, the compiler looks at what every object has by such a name. */
function constMark(key: string, member: LiteralValue): Code {
  const inherited = key !== "__proto__" && Object.hasOwn(Object.prototype, key);
  return inherited && member !== null && !(member instanceof Verbatim) ? code` as const` : code``;
}

/** Prints a value on one line, however long. */
export function flatLiteral(value: LiteralValue): Code {
  return flatWithin(value, Number.POSITIVE_INFINITY) ?? code``;
}

/** Prints a value on one line; `null`, without printing what is left of it, when it is longer than `room`. */
function flatWithin(value: LiteralValue, room: number): Code | null {
  if (value instanceof Verbatim || value === null || typeof value !== "object") {
    const printed = literal(value);
    return printed.length > room ? null : printed;
  }
  const pieces: Code[] = [];
  let left = room;
  for (const [key, member] of isList(value) ? value.entries() : value) {
    const name = typeof key === "number" ? code`` : code`${propertyKey(key)}: `;
    const mark = typeof key === "number" ? code`` : constMark(key, member);
    const printed = flatWithin(member, left - name.length - mark.length);
    if (printed === null) return null;
    pieces.push(code`${name}${printed}${mark}`);
    left -= name.length + printed.length + mark.length + ", ".length;
  }
  const inner = joinCode(pieces, ", ");
  const flat = isList(value) ? code`[${inner}]` : inner === "" ? code`{}` : code`{ ${inner} }`;
  return flat.length > room ? null : flat;
}

function isList(value: readonly LiteralValue[] | ReadonlyMap<string, LiteralValue>): value is readonly LiteralValue[] {
  return Array.isArray(value);
}
