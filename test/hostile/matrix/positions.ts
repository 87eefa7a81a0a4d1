import { fixedFields, type Version } from "./fixed-fields.js";

/** A string of the author's in a document: a value, or the key of a map. */
export interface Position {
  /** The JSON pointer's steps; of a key those of the map, and the key. */
  readonly steps: readonly string[];
  readonly kind: "key" | "value";
  /** The object and field that the specification knows it by: `Parameter.name`, `Components.schemas{}`. */
  readonly field: string;
  readonly text: string;
}

/** What a walk over a document met. */
export interface Walked {
  readonly positions: readonly Position[];
  /** Every `Type.field` that is filled. */
  readonly fields: ReadonlySet<string>;
  /** Members that the tables do not know: a spelling mistake of the document that is walked. */
  readonly unknown: readonly string[];
}

/** Lists every position of a document of a version. */
export function positionsOf(document: unknown, version: Version): Walked {
  const tables = fixedFields(version);
  const positions: Position[] = [];
  const fields = new Set<string>();
  const unknown: string[] = [];

  const any = (value: unknown, steps: readonly string[], field: string): void => {
    if (typeof value === "string") positions.push({ steps, kind: "value", field, text: value });
    else if (Array.isArray(value)) value.forEach((item, at) => void any(item, [...steps, String(at)], field));
    else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        positions.push({ steps: [...steps, key], kind: "key", field: `${field}{}`, text: key });
        any(member, [...steps, key], field);
      }
    }
  };
  const typed = (value: unknown, type: string, steps: readonly string[], field: string): void => {
    if (type.startsWith("[")) {
      if (Array.isArray(value))
        value.forEach((item, at) => void typed(item, type.slice(1, -1), [...steps, String(at)], field));
      else any(value, steps, field);
    } else if (type.startsWith("{")) {
      for (const [key, member] of Object.entries(value as object)) {
        positions.push({ steps: [...steps, key], kind: "key", field: `${field}{}`, text: key });
        typed(member, type.slice(1, -1), [...steps, key], field);
      }
    } else if (!tables.has(type) || typeof value !== "object" || value === null) any(value, steps, field);
    else object(value, type, steps, field);
  };
  const object = (value: object, type: string, steps: readonly string[], field: string): void => {
    const table = tables.get(type);
    for (const [key, member] of Object.entries(value)) {
      const known = table?.get(key) ?? (table?.has("{}") && !key.startsWith("$") ? table.get("{}") : undefined);
      if (known === undefined) {
        if (key.startsWith("x-own")) any(member, [...steps, key], `${type}.x-`);
        else unknown.push(`${field} ${type}.${key}`);
        if (key.startsWith("x-own"))
          positions.push({ steps: [...steps, key], kind: "key", field: `${type}.x-{}`, text: key });
        continue;
      }
      const name = table?.has(key) ? `${type}.${key}` : `${type}.{}`;
      fields.add(name);
      if (!table?.has(key)) positions.push({ steps: [...steps, key], kind: "key", field: `${type}{}`, text: key });
      typed(member, known, [...steps, key], name);
    }
  };
  object(document as object, "Root", [], "");
  return { positions, fields, unknown };
}

/** Every field that the specification of a version has. */
export function allFields(version: Version): readonly string[] {
  return [...fixedFields(version)].flatMap(([type, table]) => [...table.keys()].map((field) => `${type}.${field}`));
}
