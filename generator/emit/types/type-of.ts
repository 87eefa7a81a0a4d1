import type { ModelId, Schema } from "../../model/api.js";
import type { Direction } from "../../model/forms.js";
import { type Code, code, joinCode, stringLiteral } from "../code.js";
import type { PackageContext } from "../package-context.js";
import { runtimePath } from "../package-paths.js";
import type { SourceFile } from "../source-file.js";
import { printType } from "./print-type.js";
import { type Placeholder, type SchemaObject, toSchemaObject } from "./schema-object.js";
import { transformSchema } from "./transform.js";

/** The TypeScript type of a schema in one direction, as it is written in `file`, which imports what it names. */
export function typeOf(
  schema: Schema,
  direction: Direction,
  file: SourceFile,
  context: PackageContext,
  column = 0,
): Code {
  const placeholders: Placeholder[] = [];
  const object = toSchemaObject(schema, direction, (placeholder): SchemaObject => {
    placeholders.push(placeholder);
    return { $ref: `#/components/schemas/r${placeholders.length - 1}` };
  });
  const placeholder = (name: string): Placeholder => placeholders[Number(name.slice(1))] as Placeholder;
  const scratch = file.draft();
  const type = printType(
    transformSchema(object),
    (name) => placeholderType(placeholder(name), direction, scratch, context),
    column,
  );
  file.adopt(scratch, type);
  return type;
}

/** A model's type in one direction, imported into `file`. */
export function modelType(id: ModelId, direction: Direction, file: SourceFile, context: PackageContext): Code {
  const names = context.names.models.get(id);
  if (names === undefined) throw new Error(`model without a name: ${id}`);
  const name = context.typeName(id, direction);
  return file.type(name, `src/models/${names.file}.ts`);
}

function placeholderType(
  placeholder: Placeholder,
  direction: Direction,
  file: SourceFile,
  context: PackageContext,
): Code {
  switch (placeholder.kind) {
    case "model":
      return modelWithout(modelType(placeholder.id, direction, file, context), placeholder.without);
    case "rest": {
      const items = typeOf(placeholder.items, direction, file, context);
      return /^[\w$.]+$/.test(items) ? code`...${items}[]` : code`...(${items})[]`;
    }
    case "unknown":
      return file.unknown(placeholder.place);
    case "anyObject":
      return code`Record<string, ${file.unknown(placeholder.place)}>`;
    case "emptyObject":
      return code`Record<string, never>`;
    case "unknownVariant":
      return code`${file.type("UnknownVariant", runtimePath("unknown-variant"))}<${stringLiteral(placeholder.property)}>`;
    case "secret":
      return file.type("Secret", runtimePath("secret"));
    case "revealable":
      return file.type("Revealable", runtimePath("secret"));
    case "file":
      return file.type("FileInput", runtimePath("platform"));
    case "otherString":
      return code`(string & {})`;
    case "otherNumber":
      return code`(number & {})`;
    case "never":
      return code`never`;
  }
}

function modelWithout(model: Code, properties: readonly string[]): Code {
  return properties.length === 0 ? model : code`Omit<${model}, ${joinCode(properties.map(stringLiteral), " | ")}>`;
}
