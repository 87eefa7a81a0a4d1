import type { Json, Property, Schema, TypeName } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { type DocsInput, membersOf, modelOf, shapeOf } from "./package-docs.js";

/** How deep an example is made from schemas that contain each other. */
const deepest = 6;

/** How many values an example has at most: what is beyond is empty. Schemas of schemas grow with each level. */
const mostValues = 500;

/** An example of a schema's values: the document's own, else one made from type, format and members. */
export function exampleValue(docs: DocsInput, schema: Schema, direction: Direction): Json {
  return made({ docs, direction, left: mostValues }, schema, 0);
}

/** An example that is being made. */
interface Example {
  readonly docs: DocsInput;
  readonly direction: Direction;
  /** How many more values it may have. */
  left: number;
}

function made(example: Example, schema: Schema, depth: number): Json {
  const { docs, direction } = example;
  example.left -= 1;
  const shape = shapeOf(docs, schema);
  const given =
    schema.example ?? (modelOf(docs, schema) === null ? undefined : shape.example) ?? schema.default ?? shape.default;
  if (given !== undefined) return given;
  if (shape.values !== null) return shape.values[0] ?? null;
  const branches = [...shape.oneOf, ...shape.anyOf];
  const branch = branches.find((candidate) => !candidate.types.includes("null")) ?? branches[0];
  const isOver = depth >= deepest * 2 || example.left < 0;
  if (branch !== undefined && shape.properties.length === 0 && !isOver) return made(example, branch, depth + 1);
  const members = membersOf(docs, schema, direction);
  if (members.length > 0) return isOver ? {} : objectOf(example, members, depth);
  return byType(example, shape, depth);
}

/** What is required, and what the document has an example for; everything if that is nothing. */
function objectOf(example: Example, members: readonly Property[], depth: number): Json {
  const { docs } = example;
  const told = members.filter(
    (member) =>
      member.required ||
      (depth < deepest && !member.schema.deprecated && shapeOf(docs, member.schema).example !== undefined),
  );
  const wanted = told.length > 0 || depth > 0 ? told : members;
  return Object.fromEntries(wanted.map((member) => [member.name, made(example, member.schema, depth + 1)]));
}

function byType(example: Example, shape: Schema, depth: number): Json {
  const type: TypeName | undefined = shape.types.find((candidate) => candidate !== "null");
  if (type === "string") return byFormat.get(shape.format ?? "") ?? padded("example", shape);
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return smallest(shape);
  if (type === "array")
    return shape.items === null || depth >= deepest || example.left < 0 ? [] : [made(example, shape.items, depth + 1)];
  if (type === "object") return {};
  return shape.types.includes("null") ? null : "example";
}

const byFormat: ReadonlyMap<string, string> = new Map([
  ["uuid", "000000ab-00ab-00ab-00ab-0000000000ab"],
  ["date", "2026-01-31"],
  ["date-time", "2026-01-31T12:00:00Z"],
  ["time", "12:00:00Z"],
  ["duration", "P30D"],
  ["email", "someone@example.com"],
  ["hostname", "host.example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["uri-reference", "/example"],
]);

/** A length that the document demands may be one that no memory holds. */
const longestText = 500;

/** Lengths and bounds stand in the constraints in words, as `constraintsOf` of the model step writes them. */
function padded(word: string, shape: Schema): string {
  const { from, to } = bounds(shape, " characters");
  return word.slice(0, to ?? word.length).padEnd(Math.min(from ?? 0, longestText), "x");
}

function smallest(shape: Schema): number {
  const { from, to } = bounds(shape, "");
  return from ?? (to !== null && to < 1 ? to : 1);
}

function bounds(shape: Schema, unit: string): { readonly from: number | null; readonly to: number | null } {
  for (const words of shape.constraints) {
    if (!words.endsWith(unit)) continue;
    const said = words.slice(0, words.length - unit.length);
    const between = /^(-?[\d.]+) to (-?[\d.]+)$/.exec(said);
    if (between !== null) return { from: Number(between[1]), to: Number(between[2]) };
    const one = /^(exactly|at least|at most) (-?[\d.]+)$/.exec(said);
    if (one !== null)
      return { from: one[1] === "at most" ? null : Number(one[2]), to: one[1] === "at least" ? null : Number(one[2]) };
  }
  return { from: null, to: null };
}
