import type { Json, Schema, TypeName } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { code, join, link, type Markdown } from "./markdown.js";
import { type DocsInput, shapeOf, typeName } from "./package-docs.js";

/** How types are written on one page. */
export interface TypeWriter {
  readonly docs: DocsInput;
  readonly direction: Direction;
  /** Folder of the model pages, seen from the page; `null` where nothing is linked. */
  readonly models: string | null;
}

/** More members of an enum than this are listed below the table. */
const mostValues = 6;

/** A piece of a type: text, and the page that it links to. */
interface Piece {
  readonly text: string;
  readonly page: string | null;
}

/** A schema's type as a reader of TypeScript writes it, models linked to their pages. */
export function docType(schema: Schema, writer: TypeWriter): Markdown {
  return written(piecesOf(schema, writer, 0));
}

/** A type around another: `NotFoundError<ErrorEnvelope>`. */
export function wrappedType(before: string, schema: Schema, after: string, writer: TypeWriter): Markdown {
  return written([plain(before), ...piecesOf(schema, writer, 0), plain(after)]);
}

/** A schema's type as plain text. */
export function typeText(schema: Schema, docs: DocsInput, direction: Direction): string {
  return piecesOf(schema, { docs, direction, models: null }, 0)
    .map((piece) => piece.text)
    .join("");
}

/** The members of an enum that are too many for a table's column. */
export function longEnum(schema: Schema): readonly Json[] {
  if (schema.ref !== null) return [];
  const values =
    schema.values ?? (schema.items === null || schema.items.ref !== null ? null : schema.items.values) ?? [];
  return values.length > mostValues ? values : [];
}

function written(pieces: readonly Piece[]): Markdown {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last !== undefined && last.page === null && piece.page === null)
      merged[merged.length - 1] = plain(last.text + piece.text);
    else merged.push(piece);
  }
  return join(
    merged.map((piece) => (piece.page === null ? code(piece.text) : link(code(piece.text), piece.page))),
    "",
  );
}

function piecesOf(schema: Schema, writer: TypeWriter, depth: number): readonly Piece[] {
  const { docs, direction } = writer;
  if (depth > 8) return [plain("unknown")];
  if (schema.secret || (schema.ref !== null && shapeOf(docs, schema).secret))
    return [plain(secretType(schema, direction))];
  if (schema.ref !== null && docs.names.models.has(schema.ref)) {
    const page = docs.names.models.get(schema.ref)?.docFile;
    return [
      {
        text: typeName(docs, schema.ref, direction),
        page: writer.models === null || page === undefined ? null : `${writer.models}${page}.md`,
      },
    ];
  }
  if (schema.isFile && direction === "request")
    return [plain(schema.types.includes("null") ? "FileInput | null" : "FileInput")];
  if (schema.values !== null) return [plain(valuesType(schema.values, schema, direction))];
  const parts = [
    ...(schema.allOf.length > 0 ? [all(schema.allOf, writer, depth)] : []),
    ...(schema.anyOf.length > 0 ? [union(schema.anyOf, writer, depth)] : []),
    ...(schema.oneOf.length > 0 ? [union(schema.oneOf, writer, depth)] : []),
  ];
  if (parts.length > 0) return parts.length === 1 ? (parts[0] ?? []) : separated(parts.map(grouped), " & ");
  if (schema.types.length === 0) return [plain("unknown")];
  return separated(
    [...new Set(schema.types.map((type) => (type === "integer" ? "number" : type)))].map((type) =>
      typePieces(type, schema, writer, depth),
    ),
    " | ",
  );
}

function typePieces(type: TypeName, schema: Schema, writer: TypeWriter, depth: number): readonly Piece[] {
  if (type === "array") {
    const item = schema.items === null ? [plain("unknown")] : piecesOf(schema.items, writer, depth + 1);
    const only = item.length === 1 ? item[0] : undefined;
    if (only !== undefined && !/[ |&]/.test(only.text)) return [{ ...only, text: `${only.text}[]` }];
    return [...grouped(item), plain("[]")];
  }
  if (type === "object") {
    if (typeof schema.additional === "object" && schema.additional !== null) {
      return [plain("Record<string, "), ...piecesOf(schema.additional, writer, depth + 1), plain(">")];
    }
    return [plain("Record<string, unknown>")];
  }
  return [plain(type)];
}

function secretType(schema: Schema, direction: Direction): string {
  const type = direction === "response" ? "Secret" : "string | Revealable";
  return schema.types.includes("null") ? `${type} | null` : type;
}

/** In responses, a member that the document does not list may arrive. */
function valuesType(values: readonly Json[], schema: Schema, direction: Direction): string {
  const open = schema.isEnum && (direction === "response" || schema.extensible);
  const bases = [...new Set(values.filter((value) => value !== null).map((value) => typeof value))];
  const nullable = values.includes(null) ? " | null" : "";
  if (values.length === 0) return "never";
  if (values.length > mostValues) return `${bases.join(" | ")}${nullable}`;
  const listed = values.map((value) => JSON.stringify(value)).join(" | ");
  return open && bases.length > 0 ? `${listed} | (${bases.map((base) => `${base} & {}`).join(" | ")})` : listed;
}

function union(branches: readonly Schema[], writer: TypeWriter, depth: number): readonly Piece[] {
  return separated(
    branches.map((branch) => piecesOf(branch, writer, depth + 1)),
    " | ",
  );
}

function all(parts: readonly Schema[], writer: TypeWriter, depth: number): readonly Piece[] {
  return separated(
    parts.map((part) => grouped(piecesOf(part, writer, depth + 1))),
    " & ",
  );
}

function grouped(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.some((piece) => piece.page === null && piece.text.includes(" | "))
    ? [plain("("), ...pieces, plain(")")]
    : pieces;
}

function separated(groups: readonly (readonly Piece[])[], separator: string): readonly Piece[] {
  return groups.flatMap((group, at) => (at === 0 ? group : [plain(separator), ...group]));
}

function plain(text: string): Piece {
  return { text, page: null };
}
