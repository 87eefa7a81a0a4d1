import type { Schema } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { block, lead } from "./block.js";
import { docType, longEnum } from "./doc-type.js";
import { type Cell, cell, code, escaped, join, literal, type Markdown, md, text } from "./markdown.js";
import { type DocsInput, isNullable, modelOf, shapeOf } from "./package-docs.js";
import type { View } from "./templates.js";

/** A row of a table of parameters or properties, and what does not fit into it. */
export interface Row {
  readonly cells: { readonly name: Cell; readonly type: Cell; readonly description: Cell; readonly notes: Cell };
  /** The whole description and the members of a long enum; `null` when the row says it all. */
  readonly details: Markdown | null;
}

/** What a row tells about. */
export interface Described {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  /** Default: the schema's. */
  readonly type?: Markdown;
  readonly direction: Direction;
  /** Folder of the model pages, seen from the page; `null` where nothing is linked. */
  readonly models: string | null;
  /** Notes besides those of the schema: `required`. */
  readonly notes: readonly Markdown[];
}

/** A row; a description of more than a paragraph, and an enum of many members, are told in full below the table. */
export function row(docs: DocsInput, described: Described): Row {
  const { name, schema, direction, models } = described;
  const description = described.description || schema.description || modelLead(docs, schema);
  const { first, more } = lead(description);
  const values = longEnum(schema);
  const below = more || values.length > 0;
  const pointer = below ? (first === "" ? md`See below.` : md`See below the table.`) : md``;
  return {
    cells: {
      name: cell(code(name)),
      type: cell(described.type ?? docType(schema, { docs, direction, models })),
      description: cell(
        join(
          [first, pointer].filter((part) => part !== ""),
          " ",
        ),
      ),
      notes: cell(join([...described.notes, ...schemaNotes(docs, schema, direction)], ", ")),
    },
    details: below ? detailsOf(code(name), description, values.length > 0 ? valueList(schema) : null) : null,
  };
}

/** The members of an enum, each a code span. */
export function valueList(schema: Schema): Markdown {
  const values = schema.values ?? schema.items?.values ?? [];
  return join(values.map(literal), ", ");
}

/** The view of a table: rows, and what stands below it. */
export function tableView(rows: readonly Row[]): View {
  return {
    any: rows.length > 0,
    rows: rows.map((each) => each.cells),
    details: rows.flatMap((each) => (each.details === null ? [] : [each.details])),
  };
}

function modelLead(docs: DocsInput, schema: Schema): string {
  const description = modelOf(docs, schema)?.schema.description ?? "";
  // The first paragraph will do: the type links to the page with the rest.
  return description.split(/\n\s*\n/)[0] ?? "";
}

function detailsOf(name: Markdown, description: string, values: Markdown | null): Markdown {
  const parts = [
    md`**${name}**`,
    ...(description === "" ? [] : [block(description)]),
    ...(values === null ? [] : [md`Values: ${values}.`]),
  ];
  return join(parts, "\n\n");
}

function schemaNotes(docs: DocsInput, schema: Schema, direction: Direction): readonly Markdown[] {
  const shape = shapeOf(docs, schema);
  const notes: Markdown[] = [];
  if (schema.readOnly) notes.push(md`read-only`);
  if (schema.writeOnly) notes.push(md`write-only`);
  if (isNullable(docs, schema)) notes.push(md`may be ${code("null")}`);
  if (schema.secret || shape.secret) notes.push(md`secret`);
  if (isOpen(schema, direction) || (schema.items !== null && isOpen(schema.items, direction)))
    notes.push(md`other values are possible`);
  if (schema.default !== undefined) notes.push(md`default ${literal(schema.default)}`);
  for (const words of schema.ref === null ? schema.constraints : []) notes.push(constraint(words));
  if (schema.deprecated) notes.push(md`**deprecated**`);
  return notes;
}

function isOpen(schema: Schema, direction: Direction): boolean {
  return schema.values !== null && (schema.extensible || (schema.isEnum && direction === "response"));
}

/** The model step writes these in words; a pattern and a format are values, which must be exact. */
export function constraint(words: string): Markdown {
  const value = /^(matches|format) (.*)$/s.exec(words);
  return value === null ? text(words) : join([escaped(value[1] ?? ""), code(value[2] ?? "")], " ");
}
