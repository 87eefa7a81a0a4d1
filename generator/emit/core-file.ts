import type { Api, SecurityScheme, Server, ServerVariable } from "../model/api.js";
import { serverVariableKey } from "../naming/server-variable.js";
import { type Code, code, identifier, joinCode, propertyKey, stringLiteral } from "./code.js";
import { rateLimitDescriptor, serverDescriptor } from "./descriptors.js";
import { docComment } from "./doc-comment.js";
import { type LiteralValue, literal, object } from "./literal.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import { SourceFile } from "./source-file.js";
import { functionDeclaration, interfaceDeclaration, ownConstant, type Statement, typeAlias } from "./structures.js";

/** `src/core.ts`: the API's descriptor, the client's options, and `createCore` for single request classes. */
export function emitCore(context: PackageContext): SourceFile {
  const { api, names } = context;
  const file = new SourceFile("src/core.ts");
  const apiType = file.type("ApiDescriptor", runtimePath("descriptor"));
  const core = file.value("Core", runtimePath("core"));
  const tokens = api.securitySchemes.some(({ credential }) => credential.kind === "oauth2")
    ? code`, ${file.value("clientCredentials", runtimePath("oauth-token"))}`
    : code``;
  const options = identifier(names.clientOptions);
  file.statements.push(
    ownConstant(code`api`, apiType, () => literal(apiDescriptor(api, names.packageName), 30)),
    authInterface(context, file),
    serverType(context),
    interfaceDeclaration({
      name: options,
      docs: docComment({ text: [`What a \`${names.clientClass}\` is made from.`] }),
      extends: [file.type("CommonOptions", runtimePath("options"))],
      properties: [
        {
          name: code`server`,
          isReadonly: true,
          hasQuestionToken: !isServerRequired(api),
          type: identifier(names.serverType),
          docs: docComment({ text: [serverDocs(api)] }, 2),
        },
        {
          name: code`auth`,
          isReadonly: true,
          hasQuestionToken: true,
          type: identifier(names.authType),
          docs: docComment(
            { text: ["Credentials by security scheme; without one that an operation needs, it is not sent."] },
            2,
          ),
        },
      ],
    }),
    functionDeclaration({
      name: code`createCore`,
      docs: docComment({
        text: [
          "Makes what request classes are sent with, for using a single one without the client: " +
            "it takes the client's options and checks them the same way.",
        ],
      }),
      parameters: [
        isServerRequired(api)
          ? { name: code`options`, type: options }
          : { name: code`options`, type: options, initializer: code`{}` },
      ],
      returnType: core,
      statements: [code`return new ${core}(api, options${tokens});`],
    }),
  );
  return file;
}

/** Whether a caller must say which server: the first has a variable to fill in, or there is none. */
export function isServerRequired(api: Api): boolean {
  const [first] = api.servers;
  return first === undefined || first.variables.some((variable) => variable.required);
}

function apiDescriptor(api: Api, packageName: string): LiteralValue {
  const operationKeys = operationVariables(api).map(({ name }) => serverVariableKey(name));
  return object({
    userAgent: packageName.replace(/^@/, "").replace(/[^\w.-]+/g, "-"),
    servers: api.servers.map(serverDescriptor),
    operationVariables: operationKeys.length === 0 ? undefined : operationKeys,
    securitySchemes: new Map(
      api.securitySchemes.map(({ name, credential }) => [
        name,
        credential.kind === "apiKey"
          ? object({ kind: "apiKey", in: credential.in, name: credential.name, prefix: credential.prefix || undefined })
          : credential.kind === "oauth2"
            ? object({ kind: "oauth2", tokenUrl: credential.tokenUrl ?? undefined })
            : object({ kind: credential.kind }),
      ]),
    ),
    rateLimit: rateLimitDescriptor(api.rateLimit),
  });
}

function authInterface({ api, names }: PackageContext, file: SourceFile): Statement {
  return interfaceDeclaration({
    name: identifier(names.authType),
    docs: docComment({ text: ["Credentials by security scheme. Functions are asked at every attempt."] }),
    properties: api.securitySchemes.map((scheme) => ({
      name: propertyKey(scheme.name),
      isReadonly: true,
      hasQuestionToken: true,
      type: credentialType(scheme, file),
      docs: docComment({ text: [scheme.description] }, 2),
    })),
  });
}

function credentialType({ credential }: SecurityScheme, file: SourceFile): Code {
  if (credential.kind === "basic") return file.type("BasicCredential", runtimePath("options"));
  const given = file.type("Credential", runtimePath("options"));
  if (credential.kind !== "oauth2") return given;
  const client = file.type("OAuthClientCredential", runtimePath("options"));
  return credential.tokenUrl === null
    ? code`${given} | (${client} & { readonly tokenUrl: string })`
    : code`${given} | ${client}`;
}

function serverType({ api, names }: PackageContext): Statement {
  const further = operationVariables(api).map((variable) => ({ ...variable, required: false }));
  const forms = api.servers.flatMap((server, index) => serverForms(server, further, index === 0));
  const members = [code`string`, ...forms];
  return typeAlias({
    name: identifier(names.serverType),
    docs: docComment({ text: [serverTypeDocs(api)] }),
    type: code`${members.map((member) => code`\n  | ${member}`)}`,
  });
}

/** The first server is the default and needs no name; the others are picked by theirs. */
function serverForms(server: Server, further: readonly ServerVariable[], isFirst: boolean): readonly Code[] {
  if (server.name === null && !isFirst) return [];
  const name =
    server.name === null ? [] : [code`readonly name${isFirst ? code`?` : code``}: ${stringLiteral(server.name)}`];
  const own = new Set(server.variables.map((variable) => variable.name));
  const all = [...server.variables, ...further.filter((variable) => !own.has(variable.name))];
  const variables = all.map((variable) => {
    const optional = variable.required ? code`` : code`?`;
    // The default counts among the values, even where the document forgot it there.
    const values =
      variable.required || variable.enum.length === 0 ? variable.enum : [...variable.enum, variable.default];
    const known = [...new Set(values)].map(stringLiteral);
    const type = known.length === 0 ? code`string` : joinCode(known, " | ");
    return code`readonly ${propertyKey(serverVariableKey(variable.name))}${optional}: ${type}`;
  });
  const members = [...name, ...variables];
  if (members.length === 0) return [];
  const flat = code`{ ${joinCode(members, "; ")} }`;
  return [flat.length < 112 ? flat : code`{\n${members.map((member) => code`      ${member};\n`)}    }`];
}

/** Variables that operations' own servers have and the API's do not. */
export function operationVariables(api: Api): readonly ServerVariable[] {
  const ofApi = new Set(api.servers.flatMap((server) => server.variables.map((variable) => variable.name)));
  const others = api.operations
    .flatMap(({ servers }) => servers.flatMap(({ variables }) => variables))
    .filter(({ name }) => !ofApi.has(name));
  return [...new Map(others.map((variable) => [variable.name, variable])).values()];
}

function serverTypeDocs(api: Api): string {
  return api.servers.length > 0
    ? "Where requests go: a base URL, or a documented server with its variables."
    : serverDocs(api);
}

function serverDocs(api: Api): string {
  const { relativeServer: path } = api;
  if (path !== null) {
    return `Where requests go: a base URL. The API documents its path alone, \`${path}\`, which belongs to the base URL: \`https://api.example.com${path}\`.`;
  }
  if (api.servers.length === 0) return "Where requests go: a base URL, since the API documents none.";
  const names = api.servers.flatMap((server) => (server.name === null ? [] : [`\`${server.name}\``]));
  if (names.length < 2)
    return "Where requests go: a base URL, which replaces the whole server URL, or the documented server.";
  return `Where requests go: a base URL, which replaces the whole server URL, or one of ${names.join(", ")}.`;
}
