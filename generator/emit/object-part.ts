import type { Schema } from "../model/api.js";
import type { Direction } from "../model/forms.js";
import { blockComment, type Code, code, indentCode, propertyKey } from "./code.js";
import { docComment, schemaNotes } from "./doc-comment.js";
import type { PackageContext } from "./package-context.js";
import type { SourceFile } from "./source-file.js";
import { travels } from "./types/schema-object.js";
import { typeOf } from "./types/type-of.js";

/**
 * The type of an object that is composed with others, its own members with their docs: `{ … } & Base`. `null` where
 * there are none to document, or where the members are not simply beside the rest.
 */
export function documentedObject(
  schema: Schema,
  direction: Direction,
  file: SourceFile,
  context: PackageContext,
): Code | null {
  const parts = schema.allOf.length + schema.anyOf.length + schema.oneOf.length;
  const isBeside = parts > 0 && schema.ref === null && schema.values === null && !schema.types.includes("null");
  const members = schema.properties.filter((property) => travels(property.schema, direction));
  const isPlain = (schema.additional === null || schema.additional === false) && schema.patterned.length === 0;
  if (!isBeside || !isPlain || members.every(({ schema: { description, title } }) => description + title === ""))
    return null;
  const own = members.map(({ name, required, schema: child }) => {
    const docs = docComment(
      { text: [child.description || child.title, schemaNotes(child)], deprecated: child.deprecated },
      2,
    );
    const key = code`${propertyKey(name)}${required ? code`` : code`?`}`;
    return code`${docs.map((text) => code`${blockComment(text)}\n`)}${key}: ${typeOf(child, direction, file, context, key.length + 4)};`;
  });
  const rest: Schema = { ...schema, types: [], properties: [] };
  const others = typeOf(rest, direction, file, context, 4);
  const isChoice = schema.allOf.length === 0 && parts > 1;
  const literal = code`{\n${own.map((member) => code`  ${indentCode(member, 2)}\n`)}}`;
  return code`${literal} & ${isChoice ? code`(${others})` : others}`;
}
