import { isIdentifier } from "../../identifier.js";
import type { Operation, Property } from "../../model/api.js";
import { type Code, code, identifier, joinCode, stringLiteral } from "../code.js";
import { successes } from "../failure-type.js";
import { exampleCall } from "./example-call.js";
import { secretImport } from "./example-literal.js";
import { clientStatement, importLine } from "./example-setup.js";
import { type DocsInput, membersOf, shapeOf } from "./package-docs.js";
import { successOf, variableName } from "./success.js";

/** A module of its own that calls an operation and uses what it answers. */
export function operationExample(docs: DocsInput, operation: Operation): Code {
  const paged = operation.pagination !== null && successOf(operation).schema !== null;
  const body = joinCode(paged ? pagedStatements(docs, operation) : callStatements(docs, operation), "\n");
  const imports = importLine(docs, [docs.names.clientClass, ...secretImport(body)]);
  return joinCode([imports, code``, clientStatement(docs, operation), code``, body], "\n");
}

/** The member of a minting operation's answer that holds the secret. */
function mintedSecret(docs: DocsInput, operation: Operation): Property | null {
  const { schema } = successOf(operation);
  if (!operation.mints || schema === null) return null;
  return (
    membersOf(docs, schema, "response").find((member) => member.schema.secret || shapeOf(docs, member.schema).secret) ??
    null
  );
}

/** Reads a member: `.token`, `.token?` where it may be absent. */
export function access(docs: DocsInput, member: Property): Code {
  const mark = !member.required || shapeOf(docs, member.schema).types.includes("null") ? code`?` : code``;
  return isIdentifier(member.name)
    ? code`.${identifier(member.name)}${mark}`
    : code`[${stringLiteral(member.name)}]${mark}`;
}

function callStatements(docs: DocsInput, operation: Operation): readonly Code[] {
  const { schema } = successOf(operation);
  if (schema === null)
    return [code`await ${exampleCall(docs, operation, { scope: "documented", end: code`.execute()`, column: 7 })};`];
  if (isStreamAlone(operation)) return streamStatements(docs, operation);
  const name = identifier(variableName(docs, schema, "result"));
  const head = code`const ${name} = await `;
  const call = code`${head}${exampleCall(docs, operation, { scope: "documented", end: code`.execute()`, column: head.length })};`;
  const secret = mintedSecret(docs, operation);
  if (secret === null) return [call, code`console.log(${name});`];
  return [
    call,
    code`// The secret is shown this once; console.log prints "[redacted]" in its place.`,
    code`// ${name}${access(docs, secret)}.reveal() returns it: store it before you go on.`,
    code`console.log(${name});`,
  ];
}

/** Whether nothing but a stream of items arrives. */
export function isStreamAlone(operation: Operation): boolean {
  const responses = successes(operation);
  const content = responses.flatMap((response) => response.content);
  return (
    content.length > 0 &&
    content.every(({ stream }) => stream !== null) &&
    responses.every((response) => response.content.length > 0)
  );
}

function streamStatements(docs: DocsInput, operation: Operation): readonly Code[] {
  const found = variableName(docs, successOf(operation).schema, "item");
  const item = identifier(found === "items" ? "item" : found);
  const call = exampleCall(docs, operation, { scope: "documented", end: code`.execute()`, column: 20 });
  return [code`const items = await ${call};`, code`for await (const ${item} of items) {\n  console.log(${item});\n}`];
}

/** One request serves both ways, since requests are immutable. */
function pagedStatements(docs: DocsInput, operation: Operation): readonly Code[] {
  const { schema } = successOf(operation);
  const page = variableName(docs, schema, "page");
  const items = operation.pagination?.item ?? null;
  const found = variableName(docs, items, "item");
  const item = identifier(found === page ? "item" : found);
  return [
    code`const request = ${exampleCall(docs, operation, { scope: "documented", end: code``, column: 16 })};`,
    code``,
    code`// One page:`,
    code`const ${identifier(page)} = await request.execute();`,
    code`console.log(${identifier(page)});`,
    code``,
    code`// The items of all pages, each fetched when it is reached:`,
    code`for await (const ${item} of request) {\n  console.log(${item});\n}`,
  ];
}
