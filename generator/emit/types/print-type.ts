import type ts from "typescript";
import { type Code, code, indentCode, joinCode, numberLiteral, propertyKey, stringLiteral } from "../code.js";
import { isUnknown } from "../unknown-type.js";
import { compiler } from "./transform.js";

/** A printed type, what binds its outermost parts, and those parts where it is a union. */
interface Printed {
  readonly text: Code;
  readonly binds: "tight" | "intersection" | "union";
  readonly members: readonly Code[];
}

const width = 120;

/** Prints a type node through the code sink. `column` is how many characters stand in front of the type. */
export function printType(node: ts.TypeNode, reference: (name: string) => Code, column: number): Code {
  return print(node, reference, column).text;
}

function print(node: ts.TypeNode, reference: (name: string) => Code, column: number): Printed {
  const t = compiler();
  const inner = (child: ts.TypeNode): Printed => print(child, reference, column);
  if (t.isParenthesizedTypeNode(node)) return inner(node.type);
  if (t.isIndexedAccessTypeNode(node)) return tight(reference(lastIndex(node)));
  if (t.isArrayTypeNode(node)) {
    const element = inner(node.elementType);
    if (element.binds === "tight") return tight(code`${element.text}[]`);
    return tight(element.text.startsWith("\n") ? code`(${element.text}\n)[]` : code`(${element.text})[]`);
  }
  if (t.isTupleTypeNode(node))
    return tight(
      code`[${joinCode(
        node.elements.map((e) => inner(e as ts.TypeNode).text),
        ", ",
      )}]`,
    );
  if (t.isRestTypeNode(node)) return tight(code`...${inner(node.type).text}`);
  if (t.isUnionTypeNode(node)) return union(node.types.map(inner), column);
  if (t.isIntersectionTypeNode(node)) {
    // What is unknown adds nothing to the other parts.
    const known = node.types.map(inner).filter((part) => !isUnknown(part.text));
    const [nothing] = node.types.map(inner);
    if (known.length === 0 && nothing !== undefined) return nothing;
    const parts = known.map((part) => (part.binds === "union" ? code`(${part.text})` : part.text));
    return known.length === 1 && known[0] !== undefined ? known[0] : intersection(intersected(unique(parts), column));
  }
  if (t.isTypeLiteralNode(node)) return tight(typeLiteral(node, reference, column));
  if (t.isLiteralTypeNode(node)) return tight(literalType(node));
  if (t.isTypeReferenceNode(node)) return referenceType(node, inner);
  // openapi-typescript writes string literals as identifiers whose name is the JSON text.
  if (t.isIdentifier(node)) return tight(stringLiteral(JSON.parse((node as ts.Identifier).text) as string));
  switch (node.kind) {
    case t.SyntaxKind.StringKeyword:
      return tight(code`string`);
    case t.SyntaxKind.NumberKeyword:
      return tight(code`number`);
    case t.SyntaxKind.BooleanKeyword:
      return tight(code`boolean`);
    case t.SyntaxKind.NeverKeyword:
      return tight(code`never`);
    case t.SyntaxKind.UndefinedKeyword:
      return tight(code`undefined`);
    case t.SyntaxKind.UnknownKeyword:
      return tight(code`unknown`);
    default:
      throw new Error(`openapi-typescript made a type node of kind ${t.SyntaxKind[node.kind]}`);
  }
}

function tight(text: Code): Printed {
  return { text, binds: "tight", members: [text] };
}

/** On one line where it fits, else a part a line; a part of several lines says itself where it ends. */
function intersected(parts: readonly Code[], column: number): Code {
  const flat = joinCode(parts, " & ");
  if (column + flat.length < width || flat.includes("\n")) return flat;
  return code`${parts.map((part) => code`\n  & ${part}`)}`;
}

function intersection(text: Code): Printed {
  return { text, binds: "intersection", members: [text] };
}

function union(parts: readonly Printed[], column: number): Printed {
  const members = unique(openBesideLiterals(parts.flatMap((part) => part.members)));
  const [first] = members;
  if (members.length === 1 && first !== undefined) return tight(first);
  const anything = members.find(isUnknown);
  if (anything !== undefined) return tight(anything);
  const flat = joinCode(members, " | ");
  const broken = code`${members.map((member) => code`\n  | ${indentCode(member, 2)}`)}`;
  return { text: column + flat.length < width ? flat : broken, binds: "union", members };
}

/** Beside `string`, literals would vanish; `(string & {})` takes the same values, and editors offer the literals. */
function openBesideLiterals(members: readonly Code[]): readonly Code[] {
  const hasText = members.some((member) => member.startsWith('"'));
  const hasNumbers = members.some((member) => /^-?\d/.test(member));
  return members.map((member) => {
    if (member === "string" && hasText) return code`(string & {})`;
    return member === "number" && hasNumbers ? code`(number & {})` : member;
  });
}

function unique(texts: readonly Code[]): readonly Code[] {
  return [...new Set(texts)];
}

function typeLiteral(node: ts.TypeLiteralNode, reference: (name: string) => Code, column: number): Code {
  const t = compiler();
  const members = node.members.map((member) => {
    if (t.isPropertySignature(member) && member.type !== undefined) {
      const mark = member.questionToken === undefined ? code`` : code`?`;
      return code`${propertyKey(nameText(member.name))}${mark}: ${print(member.type, reference, column + 4).text}`;
    }
    if (t.isIndexSignatureDeclaration(member))
      return code`[key: string]: ${print(member.type, reference, column + 4).text}`;
    throw new Error("openapi-typescript made an unknown member of a type literal");
  });
  if (members.length === 0) return code`{}`;
  const flat = code`{ ${joinCode(members, "; ")} }`;
  if (column + flat.length < width && !flat.includes("\n")) return flat;
  return code`{\n${members.map((member) => code`  ${indentCode(member, 2)};\n`)}}`;
}

function literalType(node: ts.LiteralTypeNode): Code {
  const t = compiler();
  const { literal } = node;
  if (t.isStringLiteral(literal)) return stringLiteral(literal.text);
  if (t.isNumericLiteral(literal)) return numberLiteral(Number(literal.text));
  if (t.isPrefixUnaryExpression(literal) && t.isNumericLiteral(literal.operand))
    return numberLiteral(-Number(literal.operand.text));
  if (literal.kind === t.SyntaxKind.TrueKeyword) return code`true`;
  if (literal.kind === t.SyntaxKind.FalseKeyword) return code`false`;
  return code`null`;
}

/** `Record<string, X>`, and openapi-typescript's helper for an `allOf` that requires members of a ref. */
function referenceType(node: ts.TypeReferenceNode, inner: (child: ts.TypeNode) => Printed): Printed {
  const name = compiler().isIdentifier(node.typeName) ? node.typeName.text : "";
  const [first, second] = (node.typeArguments ?? []).map((argument) => inner(argument).text);
  if (name === "Record" && first !== undefined && second !== undefined) return tight(code`Record<${first}, ${second}>`);
  if (name === "WithRequired" && first !== undefined && second !== undefined) {
    return intersection(code`${first} & Required<Pick<${first}, ${second}>>`);
  }
  if (name === "Omit" && first !== undefined && second !== undefined) return tight(code`Omit<${first}, ${second}>`);
  throw new Error("openapi-typescript made a reference to an unknown type");
}

/** The `r1` of `components["schemas"]["r1"]`. */
function lastIndex(node: ts.IndexedAccessTypeNode): string {
  const t = compiler();
  const index = node.indexType;
  if (t.isLiteralTypeNode(index) && t.isStringLiteral(index.literal)) return index.literal.text;
  throw new Error("openapi-typescript made an unknown indexed access");
}

function nameText(name: ts.PropertyName): string {
  return "text" in name ? name.text : "";
}
