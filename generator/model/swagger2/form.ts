import type { SpecNode } from "../../load/spec-node.js";
import type { Body, Place, Property, PropertyEncoding, Schema } from "../api.js";
import type { OperationSource } from "../dialect.js";
import { formEncoding } from "../media-type.js";
import { anySchema } from "../schema.js";
import { styleOf } from "./collection-format.js";
import { contentIn } from "./content.js";
import { mediaTypes } from "./media-types.js";
import { joinedByCaller, type ParameterValue, readValue } from "./parameter-value.js";

interface Field {
  readonly property: Property;
  readonly encoding: PropertyEncoding | null;
  readonly isFile: boolean;
}

/** Reads formData parameters as one body, an object with a property for each. */
export function readForm(nodes: readonly SpecNode[], name: string | null, source: OperationSource): Body {
  const fields = nodes.flatMap((node) => readField(node, source) ?? []);
  const place = placeOf(source);
  const schema: Schema = { ...anySchema(place), types: ["object"], properties: fields.map((field) => field.property) };
  const model = source.schemas.addWritten(schema);
  const encodings = new Map(
    fields.flatMap(({ property, encoding }) => (encoding === null ? [] : [[property.name, encoding] as const])),
  );
  const types = formTypes(
    fields.some((field) => field.isFile),
    source,
  );
  return {
    place,
    required: fields.some(({ property }) => property.required),
    description: "",
    name,
    content: types.map(([mediaType, as]) =>
      contentIn({ mediaType, as, schema: model, encoding: encodings, example: undefined }),
    ),
  };
}

/** The list that the fields stand in: the operation's own when there is one in it, else its path's. */
function placeOf({ node, pathItem }: OperationSource): Place {
  const isField = (entry: SpecNode): boolean => entry.dereferenced()?.at("in").value === "formData";
  const owner = node.at("parameters").items().some(isField) ? node : pathItem;
  return owner.at("parameters").place;
}

function readField(node: SpecNode, { schemas }: OperationSource): Field | null {
  const value = readValue(node, schemas);
  if (value === null) return null;
  const { schema, encoding } = writtenAs(value, (list, format) => joinedByCaller(list, format, schemas));
  return {
    property: { name: node.at("name").string(), required: node.at("required").boolean(), schema },
    encoding,
    isFile: value.isFile,
  };
}

/** A form repeats the name for each item of a list unless its encoding says otherwise, so `multi` needs none. */
function writtenAs(
  { schema, format, isFile }: ParameterValue,
  joined: (list: Schema, format: NonNullable<ParameterValue["format"]>) => Schema,
): Pick<Field["property"], "schema"> & Pick<Field, "encoding"> {
  if (format === null || format === "multi" || isFile) return { schema, encoding: null };
  const style = styleOf(format, "query");
  if (style === null) return { schema: joined(schema, format), encoding: null };
  return {
    schema,
    encoding: {
      contentType: null,
      style: style.style as PropertyEncoding["style"],
      explode: style.explode,
      allowReserved: false,
    },
  };
}

/** The media types of a form, the document's first; a file goes in multipart alone. */
function formTypes(
  hasFile: boolean,
  { root, node, schemas }: OperationSource,
): readonly (readonly [string, "form" | "multipart"])[] {
  const consumed = mediaTypes("consumes", root, node);
  const found: [string, "form" | "multipart"][] = [];
  for (const [mediaType, item] of consumed) {
    const as = mediaType.includes("*") ? null : formEncoding(mediaType);
    if (as === "multipart" || (as === "form" && !hasFile)) found.push([mediaType, as]);
    else {
      const reason = as === "form" ? "a file is not sent in this media type" : "a form is not sent in this media type";
      schemas.skipped.push({ place: item.place, reason });
    }
  }
  if (found.length > 0) return found;
  const assumed = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  if (consumed.length > 0 || hasFile) {
    const message = `consumes names no media type that can hold this form; it is sent as ${assumed}.`;
    node.warning("OF1811", message, `Add consumes: [${assumed}].`);
  }
  return [[assumed, hasFile ? "multipart" : "form"]];
}
