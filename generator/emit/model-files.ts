import type { Model, Property, Schema } from "../model/api.js";
import type { Direction } from "../model/forms.js";
import { anySchema } from "../model/schema.js";
import { type Code, code, identifier, propertyKey } from "./code.js";
import { docComment, schemaNotes } from "./doc-comment.js";
import { enumConstants, hasNamedValues } from "./enum-constants.js";
import { documentedObject } from "./object-part.js";
import { hasTwoForms, type PackageContext } from "./package-context.js";
import { SourceFile } from "./source-file.js";
import { interfaceDeclaration, typeAlias } from "./structures.js";
import { otherProperties, travels } from "./types/schema-object.js";
import { typeOf } from "./types/type-of.js";
import { isUnknown } from "./unknown-type.js";

/** One file per model, with its one type or its two forms. */
export function emitModels(context: PackageContext): readonly SourceFile[] {
  return [...context.api.models.values()].map((model) => emitModel(model, context));
}

function emitModel(model: Model, context: PackageContext): SourceFile {
  const names = context.names.models.get(model.id);
  const forms = context.forms.get(model.id);
  if (names === undefined || forms === undefined) throw new Error(`model without a name: ${model.id}`);
  const file = new SourceFile(`src/models/${names.file}.ts`);
  if (hasTwoForms(forms)) {
    file.statements.push(declaration(model, "response", file, context, ""));
    file.statements.push(
      declaration(model, "request", file, context, `This is the form of \`${names.type}\` in requests.`),
    );
  } else {
    file.statements.push(declaration(model, forms.response ? "response" : "request", file, context, ""));
  }
  if (hasNamedValues(model.schema)) file.statements.push(enumConstants(identifier(names.type), model.schema));
  return file;
}

function declaration(model: Model, direction: Direction, file: SourceFile, context: PackageContext, note: string) {
  const { schema } = model;
  const name = identifier(context.typeName(model.id, direction));
  const docs = docComment({
    text: [schema.description || schema.title, note, schemaNotes(schema)],
    deprecated: schema.deprecated,
  });
  if (!isPlainObject(schema)) {
    const type =
      documentedObject(schema, direction, file, context) ?? typeOf(schema, direction, file, context, name.length + 15);
    return typeAlias({ name, docs, type });
  }
  return interfaceDeclaration({
    name,
    docs,
    properties: schema.properties
      .filter((property) => travels(property.schema, direction))
      .map((property) => propertySignature(property, direction, file, context)),
    indexSignatures: indexSignature(schema, direction, file, context),
  });
}

/** For properties without a name of their own. TypeScript holds the named ones to it, too: it has their types as well. */
function indexSignature(schema: Schema, direction: Direction, file: SourceFile, context: PackageContext) {
  const others = otherProperties(schema, direction);
  if (others === null || others === false) return [];
  const mayMiss = schema.properties.some(({ required }) => !required);
  const returnType =
    others === true
      ? file.unknown(schema.place)
      : orUndefined(typeOf({ ...anySchema(schema.place), anyOf: others }, direction, file, context, 17), mayMiss);
  return [{ keyName: code`key`, keyType: code`string`, returnType }];
}

function orUndefined(type: Code, mayMiss: boolean): Code {
  return mayMiss && !isUnknown(type) ? code`${type} | undefined` : type;
}

function propertySignature(property: Property, direction: Direction, file: SourceFile, context: PackageContext) {
  const name: Code = propertyKey(property.name);
  const { schema } = property;
  return {
    name,
    hasQuestionToken: !property.required,
    type: typeOf(schema, direction, file, context, name.length + 5),
    docs: docComment({ text: [describe(schema, context), schemaNotes(schema)], deprecated: schema.deprecated }, 2),
  };
}

/** A property's own words, else the first paragraph of the model that it is. */
function describe(schema: Schema, { api }: PackageContext): string {
  const own = schema.description || schema.title;
  if (own !== "" || schema.ref === null) return own;
  return (
    api.models
      .get(schema.ref)
      ?.schema.description.trim()
      .split(/\n\s*\n/)[0] ?? ""
  );
}

/** An object with properties and nothing else: an interface says it best. */
function isPlainObject(schema: Schema): boolean {
  return (
    schema.ref === null &&
    schema.values === null &&
    schema.types.length === 1 &&
    schema.types[0] === "object" &&
    schema.properties.length > 0 &&
    schema.allOf.length + schema.anyOf.length + schema.oneOf.length === 0
  );
}
