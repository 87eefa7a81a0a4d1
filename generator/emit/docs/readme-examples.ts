import type { Operation } from "../../model/api.js";
import { type Code, code, identifier, indentCode, joinCode, stringLiteral } from "../code.js";
import { type LiteralValue, literal, Verbatim } from "../literal.js";
import { environmentName } from "./environment-name.js";
import { exampleCall } from "./example-call.js";
import { exampleLiteral, secretImport } from "./example-literal.js";
import { clientStatement, examplePath, importLine, schemesOf, variableExample } from "./example-setup.js";
import type { DocsInput } from "./package-docs.js";
import { hasFailure, optionalSetter } from "./readme-choice.js";
import { successOf, variableName } from "./success.js";

/** The first example: a client, one call, its result. */
export function quickExample(docs: DocsInput, operation: Operation): Code {
  const call = exampleCall(docs, operation, { scope: "required", end: code``, column: 24 });
  if (operation.pagination === null) return example(docs, operation, [], [printed(docs, operation)]);
  const item = identifier(variableName(docs, operation.pagination.item, "item"));
  return example(docs, operation, [], [code`for await (const ${item} of ${call}) {\n  console.log(${item});\n}`]);
}

/** A credential from a function. */
export function authExample(docs: DocsInput, operation: Operation): Code | null {
  const scheme = schemesOf(docs, operation).find((candidate) => candidate.credential.kind !== "basic");
  if (scheme === undefined) return null;
  const variable = stringLiteral(environmentName(docs.names, scheme.name));
  const auth = new Map<string, LiteralValue>([[scheme.name, new Verbatim(code`currentCredential`)]]);
  const call = printed(docs, operation);
  return joinCode(
    [
      importLine(docs, [docs.names.clientClass, ...secretImport(call)]),
      code``,
      code`async function currentCredential(): Promise<string> {`,
      code`  // Ask your secret store here; this asks the environment.`,
      code`  return process.env[${variable}] ?? "";`,
      code`}`,
      code``,
      clientStatement(docs, operation, new Map<string, LiteralValue>([["auth", auth]])),
      call,
    ],
    "\n",
  );
}

/** Another documented server, and a base URL. */
export function serverExample(docs: DocsInput, operation: Operation): Code {
  const other = docs.api.servers.slice(1).find((server) => server.name !== null);
  const named = other === undefined ? [] : [otherServer(other)];
  const local = stringLiteral(`http://127.0.0.1:8080${examplePath(docs)}`);
  const base = code`const local = client.with({ server: ${local} });`;
  const shown = [...(other === undefined ? [] : [code`other`]), code`local`].map((client) => {
    const call = exampleCall(docs, operation, { scope: "required", end: code`.toRequest()`, column: 20, client });
    return code`console.log(${call}.url);`;
  });
  return example(docs, operation, [], [...named, base, ...shown]);
}

function otherServer(server: DocsInput["api"]["servers"][number]): Code {
  const members = new Map<string, LiteralValue>([
    ["name", server.name ?? ""],
    ...server.variables.filter((variable) => variable.required).map(variableExample),
  ]);
  return code`const other = client.with({ server: ${literal(members, 35)} });`;
}

/** A request that is kept and refined. */
export function requestExample(docs: DocsInput, operation: Operation): Code {
  const parameter = optionalSetter(operation);
  const setter = parameter === null ? "" : (docs.names.operations.get(operation)?.parameters.get(parameter) ?? "");
  const value =
    parameter?.example === undefined ? code`` : exampleLiteral(docs, parameter.schema, parameter.example, "request");
  return example(
    docs,
    operation,
    [],
    [
      code`const all = ${exampleCall(docs, operation, { scope: "required", end: code``, column: 12 })};`,
      code`const some = all.${identifier(setter)}(${value}); // \`all\` is what it was`,
      code``,
      code`console.log(await all.execute());`,
      code`console.log(await some.execute());`,
    ],
  );
}

/** Failures as values. */
export function failureExample(docs: DocsInput, operation: Operation): Code {
  const known = [
    ...(hasFailure(operation, "404") ? ["NotFoundError"] : []),
    ...(hasFailure(operation, "429") ? ["RateLimitError"] : []),
  ];
  const handled = known.map((name) =>
    name === "NotFoundError"
      ? code` else if (result.error instanceof NotFoundError) {\n  console.error("Not found:", result.error.message);\n}`
      : code` else if (result.error instanceof RateLimitError) {\n  console.error("Seconds to wait:", result.error.retryAfter ?? "not said");\n}`,
  );
  return example(docs, operation, known, [
    code`const result = await ${exampleCall(docs, operation, { scope: "documented", end: code`.tryExecute()`, column: 21 })};`,
    code`if (result.ok) {\n  console.log(result.data);\n}${handled} else {\n  throw result.error;\n}`,
  ]);
}

/** Failures as exceptions. */
export function exceptionExample(docs: DocsInput, operation: Operation): Code {
  const call = exampleCall(docs, operation, { scope: "documented", end: code`.execute()`, column: 21 });
  return example(
    docs,
    operation,
    ["ApiError"],
    [
      code`try {\n  console.log(await ${indentCode(call, 2)});`,
      code`} catch (error) {\n  if (!(error instanceof ApiError)) throw error;`,
      code`  console.error(error.operation, error.status, error.message, error.requestId);\n}`,
    ],
  );
}

/** All items, and page by page. */
export function pageExample(docs: DocsInput, operation: Operation): Code {
  const item = identifier(variableName(docs, operation.pagination?.item ?? null, "item"));
  return example(
    docs,
    operation,
    [],
    [
      code`const request = ${exampleCall(docs, operation, { scope: "required", end: code``, column: 16 })};`,
      code``,
      code`for await (const ${item} of request) {\n  console.log(${item});\n}`,
      code``,
      code`for await (const page of request.pages()) {\n  console.log(page);\n}`,
    ],
  );
}

/** Limits of one call. */
export function limitExample(docs: DocsInput, operation: Operation): Code {
  const options = code`.execute({ timeout: 10_000, deadline: 60_000, retry: 1, signal: stop.signal })`;
  const call = exampleCall(docs, operation, { scope: "required", end: options, column: 40 });
  const { schema } = successOf(operation);
  const name = identifier(variableName(docs, schema, "result"));
  return example(
    docs,
    operation,
    [],
    [
      code`const stop = new AbortController(); // stop.abort() ends the call`,
      ...(schema === null
        ? [code`await ${call};`]
        : [code`const ${name} = await ${call};`, code`console.log(${name});`]),
    ],
  );
}

/** Status and headers beside the data. */
export function rawExample(docs: DocsInput, operation: Operation): Code {
  const full = exampleCall(docs, operation, { scope: "required", end: code`.executeWithResponse()`, column: 44 });
  const request = exampleCall(docs, operation, { scope: "required", end: code`.toRequest()`, column: 24 });
  return example(
    docs,
    operation,
    [],
    [
      code`const { data, status, headers } = await ${full};`,
      code`console.log(status, headers, data);`,
      code``,
      code`const request = ${request};`,
      code`console.log(request.method, request.url);`,
    ],
  );
}

/** The ways in which a call that mints a secret ends. */
export function mintExample(docs: DocsInput, operation: Operation): Code {
  const name = identifier(variableName(docs, successOf(operation).schema, "answer"));
  const call = indentCode(exampleCall(docs, operation, { scope: "documented", end: code`.execute()`, column: 24 }), 2);
  return example(
    docs,
    operation,
    ["SdkError"],
    [
      code`try {\n  const ${name} = await ${call};\n  console.log("Returned:", ${name});`,
      code`} catch (error) {\n  if (!(error instanceof SdkError)) throw error;`,
      code`  switch (error.outcome) {`,
      code`    case "not_created":\n      console.error("Nothing was created:", error.message);\n      break;`,
      code`    case "unknown":\n      console.error("Look for a token made after", error.reconcile?.sentAt);\n      break;`,
      code`    case "created_secret_lost":\n      console.error("Revoke it and start again:", error.reconcile?.id);\n      break;`,
      code`    default:\n      throw error;\n  }\n}`,
    ],
  );
}

function example(docs: DocsInput, operation: Operation, imports: readonly string[], statements: readonly Code[]): Code {
  const body = joinCode(statements, "\n");
  const importing = importLine(docs, [docs.names.clientClass, ...imports, ...secretImport(body)]);
  return joinCode([importing, code``, clientStatement(docs, operation), code``, body], "\n");
}

function printed(docs: DocsInput, operation: Operation): Code {
  const call = exampleCall(docs, operation, { scope: "required", end: code`.execute()`, column: 20 });
  return successOf(operation).schema === null ? code`await ${call};` : code`console.log(await ${call});`;
}
