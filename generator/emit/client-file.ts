import type { Tag } from "../model/api.js";
import { type Code, code, identifier } from "./code.js";
import { isServerRequired } from "./core-file.js";
import { docComment } from "./doc-comment.js";
import type { PackageContext } from "./package-context.js";
import { runtimePath } from "./package-paths.js";
import { SourceFile } from "./source-file.js";
import { classDeclaration } from "./structures.js";

/** `src/client.ts`: one class, one property per tag. */
export function emitClient(context: PackageContext): SourceFile {
  const { api, names } = context;
  const file = new SourceFile("src/client.ts");
  const options = file.type(names.clientOptions, "src/core.ts");
  const createCore = file.value("createCore", "src/core.ts");
  const core = file.type("Core", runtimePath("core"));
  const optionsOf = file.value("optionsOfCore", runtimePath("core"));
  const clientClass = identifier(names.clientClass);
  const tags = api.tags.map((tag) => ({ ...tagCode(tag, context, file), description: tag.description }));
  const parameter = isServerRequired(api)
    ? { name: code`options`, type: options }
    : { name: code`options`, type: options, initializer: code`{}` };
  file.statements.push(
    classDeclaration({
      name: clientClass,
      docs: docComment({
        text: [api.title === "" ? "The client." : `Client for ${api.title}.`, firstParagraph(api.description)],
      }),
      properties: [
        ...tags.map(({ property, type, description }) => ({
          name: property,
          isReadonly: true,
          type,
          docs: docComment({ text: [firstParagraph(description)] }, 2),
        })),
        { name: code`readonly #core`, type: core },
      ],
      ctors: [
        {
          parameters: [parameter],
          statements: [
            code`this.#core = ${createCore}(options);`,
            ...tags.map(({ property, type }) => code`this.${property} = new ${type}(this.#core);`),
          ],
        },
      ],
      methods: [
        {
          name: code`with`,
          docs: docComment(
            { text: ["Returns a copy of this client with some options changed; this one stays as it is."] },
            2,
          ),
          parameters: [{ name: code`options`, type: code`Partial<${options}>` }],
          returnType: clientClass,
          statements: [code`return new ${clientClass}({ ...${optionsOf}<${options}>(this.#core), ...options });`],
        },
      ],
    }),
  );
  return file;
}

function tagCode(
  tag: Tag,
  context: PackageContext,
  file: SourceFile,
): { readonly property: Code; readonly type: Code } {
  const names = context.names.tags.get(tag.name);
  if (names === undefined) throw new Error(`tag without a name: ${tag.name}`);
  return { property: identifier(names.property), type: file.value(names.className, `src/apis/${names.file}.ts`) };
}

function firstParagraph(text: string): string {
  return text.trim().split(/\n\s*\n/)[0] ?? "";
}
