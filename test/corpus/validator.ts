import { createRequire } from "node:module";
import { listOf, objectOf, type RawDocument, type RawNode } from "./raw-document.js";
import type { RawOperation, RawParameter } from "./raw-operations.js";
import { type JsonSchema, SchemaBundle } from "./schema-bundle.js";

/** A request as it left the package. */
export interface CapturedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** An operation as Prism sees it, and the schemas of its bodies by media type. */
export interface ValidatedOperation {
  readonly resource: PrismOperation;
  readonly bodies: ReadonlyMap<string, JsonSchema>;
}

interface PrismOperation {
  readonly path: string;
  readonly request?: PrismRequest;
  readonly __bundled__?: unknown;
}

/** A parameter as Prism sees it. */
export interface PrismParameter {
  readonly name: string;
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: JsonSchema;
}

/** What Prism knows of an operation's requests. */
export interface PrismRequest {
  readonly path?: readonly PrismParameter[];
  readonly query?: readonly PrismParameter[];
  readonly headers?: readonly PrismParameter[];
  readonly body?: { readonly contents?: readonly { readonly mediaType: string; readonly schema?: JsonSchema }[] };
}

interface Either {
  readonly _tag: "Left" | "Right";
  readonly left?: readonly { readonly message: string; readonly path?: readonly string[]; readonly severity: number }[];
}

const require = createRequire(import.meta.url);
const { validateAgainstSchema } = require("@stoplight/prism-http/dist/validator/validators/utils.js") as {
  validateAgainstSchema: (
    value: unknown,
    schema: unknown,
    coerce: boolean,
    context: number,
    prefix: string,
    bundle: unknown,
  ) => { readonly _tag: "None" | "Some"; readonly value?: readonly { readonly message: string }[] };
};
const { validateInput } = require("@stoplight/prism-http/dist/validator/index.js") as {
  validateInput: (input: { resource: unknown; element: unknown }) => Either;
};
const { transformOas3Operation } = require("@stoplight/http-spec/oas3/operation") as {
  transformOas3Operation: (input: object) => PrismOperation;
};
const { transformOas2Operation } = require("@stoplight/http-spec/oas2/operation") as {
  transformOas2Operation: (input: object) => PrismOperation;
};
const { OPERATION_CONFIG, convertToJsonSchema } = require("@stoplight/http-spec/oas") as {
  OPERATION_CONFIG: object;
  convertToJsonSchema: (document: object, schema: object) => JsonSchema;
};

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** Prism, fed with one operation at a time. Its schemas are cached as long as this object lives. */
export class Validator {
  readonly #document: RawDocument;
  readonly #bundle: SchemaBundle;
  readonly #is2: boolean;
  readonly #is31: boolean;
  readonly #bodies = new Map<string, { schema: unknown; bundle: Record<string, unknown> }>();

  readonly #forTexts = new WeakMap<JsonSchema, JsonSchema>();

  constructor(document: RawDocument) {
    this.#document = document;
    this.#bundle = new SchemaBundle(document);
    this.#is2 = document.version === "2.0";
    this.#is31 = document.version >= "3.1";
  }

  /** The operation as Prism sees it; it does not judge bodies of the media types that the harness reads itself. */
  operation(raw: RawOperation, own: ReadonlySet<string>): ValidatedOperation {
    const bundle: Record<string, unknown> = {};
    const operation = this.#is2 ? this.#operation2(raw, bundle) : this.#operation3(raw, bundle);
    const method = raw.method.toLowerCase();
    // Fixed query parameters and fragments in a path tell operations apart; no URL template holds them.
    const [path = ""] = raw.template.split(/[?#]/);
    const document = {
      ...(this.#is2 ? { swagger: "2.0" } : { openapi: this.#is31 ? "3.1.0" : "3.0.3" }),
      ...(this.#is31 ? { jsonSchemaDialect: dialect } : {}),
      info: { title: "", version: "" },
      paths: { [path]: { [method]: operation } },
      __bundled__: bundle,
    };
    const transform = this.#is2 ? transformOas2Operation : transformOas3Operation;
    const resource = transform({ document, name: path, method, config: OPERATION_CONFIG });
    const { request } = resource;
    const contents = [...(request?.body?.contents ?? []), ...this.#formsOfBody(raw)];
    const stripped = contents.map(({ schema, ...content }) =>
      schema === undefined || own.has(content.mediaType) ? content : { ...content, schema },
    );
    const body = request?.body === undefined ? undefined : { ...request.body, contents: stripped };
    return {
      resource: { ...resource, request: { ...request, ...(body && { body }) }, __bundled__: bundle },
      bodies: new Map(contents.flatMap(({ mediaType, schema }) => (schema === undefined ? [] : [[mediaType, schema]]))),
    };
  }

  /** What Prism says against a request; empty when it accepts. */
  check({ resource }: ValidatedOperation, request: CapturedRequest, basePath: string): readonly string[] {
    const url = new URL(request.url);
    const query: Record<string, string | string[]> = {};
    for (const key of url.searchParams.keys()) {
      const values = url.searchParams.getAll(key);
      query[key] = values.length === 1 ? (values[0] as string) : values;
    }
    for (const { name, style, explode } of resource.request?.query ?? []) {
      const joined = query[name];
      // Prism looks for the encoded delimiter in the decoded text.
      if (style === "spaceDelimited" && explode !== true && typeof joined === "string") {
        query[name] = joined.replaceAll(" ", "%20");
      }
    }
    const element = {
      method: request.method.toLowerCase(),
      url: { path: url.pathname.slice(basePath.length), query },
      headers: { ...request.headers, "content-length": String(request.body?.length ?? 0) },
      body: parsedBody(request),
    };
    // Prism fails at an optional list in a header that is not there, and takes an absent object for an empty one.
    const headers = resource.request?.headers?.filter(({ name, required }) => {
      return required === true || request.headers[name.toLowerCase()] !== undefined;
    });
    const parameters = resource.request?.query?.filter((one) => one.required === true || isIn(query, one));
    const given = { ...resource.request, ...(headers && { headers }), ...(parameters && { query: parameters }) };
    const present = { ...resource, request: given };
    let result: Either;
    try {
      result = validateInput({ resource: present, element });
    } catch (error) {
      return [`the validator threw: ${error instanceof Error ? error.message : String(error)}`];
    }
    const errors = (result.left ?? []).filter((found) => found.severity === 0);
    return errors.map((found) => `${(found.path ?? []).join("/")}: ${found.message}`);
  }

  /** What is wrong with a value, as it is or as texts that are read by their types. */
  checkValue(
    { resource }: ValidatedOperation,
    value: unknown,
    schema: JsonSchema | undefined,
    isText = false,
  ): readonly string[] {
    if (schema === undefined) return [];
    // Prism keeps one compiled function per schema, whether or not it reads texts: a copy gets its own.
    if (isText && !this.#forTexts.has(schema)) this.#forTexts.set(schema, { ...schema });
    const own = isText ? this.#forTexts.get(schema) : schema;
    const result = validateAgainstSchema(value, own, isText, 0, "value", resource.__bundled__);
    return (result.value ?? []).map((found) => found.message);
  }

  #operation3(raw: RawOperation, bundle: Record<string, unknown>): object {
    const body = this.#document.follow(this.#document.child(raw.node, "requestBody"));
    return {
      parameters: inTemplate(raw).map(({ node, name, in: place }) => {
        const source = objectOf(node.value);
        const style = source.style ?? (place === "query" || place === "cookie" ? "form" : "simple");
        return {
          name,
          in: place,
          required: source.required === true,
          style,
          // Prism takes an absent `explode` for false; the specification says: true for form.
          explode: source.explode ?? style === "form",
          allowReserved: source.allowReserved === true,
          schema: this.#converted(this.#bundle.inlined(this.#document.child(node, "schema"))),
        };
      }),
      ...(body === null || body.value === undefined ? {} : { requestBody: this.#requestBody(body, bundle) }),
    };
  }

  #requestBody(body: RawNode, bundle: Record<string, unknown>): object {
    const content = this.#document.child(body, "content");
    const types = Object.keys(objectOf(content.value)).map((mediaType) => {
      const node = this.#document.follow(this.#document.child(content, mediaType)) ?? body;
      const schema = this.#document.child(node, "schema");
      const encoding = objectOf(objectOf(node.value).encoding);
      return [
        mediaType,
        {
          schema: isForm(mediaType) ? this.#converted(this.#bundle.inlined(schema)) : this.#hoisted(schema, bundle),
          ...(Object.keys(encoding).length === 0 ? {} : { encoding }),
        },
      ];
    });
    return { required: objectOf(body.value).required === true, content: Object.fromEntries(types) };
  }

  #operation2(raw: RawOperation, bundle: Record<string, unknown>): object {
    const own = objectOf(raw.node.value).consumes ?? objectOf(this.#document.root.value).consumes;
    const given = listOf(own).filter((type) => typeof type === "string");
    const places = new Set(raw.parameters.map((parameter) => parameter.in));
    const fallback = places.has("formData") ? ["application/x-www-form-urlencoded"] : ["application/json"];
    return {
      consumes: given.length > 0 ? given : fallback,
      parameters: inTemplate(raw).map(({ node, in: place }) => {
        if (place !== "body") return node.value;
        return { ...objectOf(node.value), schema: this.#hoisted(this.#document.child(node, "schema"), bundle) };
      }),
    };
  }

  /** Some 2.0 documents write a form as a body parameter; Prism drops its media types. */
  #formsOfBody(raw: RawOperation): readonly { readonly mediaType: string; readonly schema: JsonSchema }[] {
    const body = raw.parameters.find((parameter) => parameter.in === "body");
    if (!this.#is2 || body === undefined) return [];
    const own = objectOf(raw.node.value).consumes ?? objectOf(this.#document.root.value).consumes;
    const forms = listOf(own).filter((type): type is string => typeof type === "string" && isForm(type));
    const schema = this.#document.child(body.node, "schema");
    return forms.map((mediaType) => ({
      mediaType,
      schema: this.#converted(this.#bundle.inlined(schema)) as JsonSchema,
    }));
  }

  /** The same schema of several operations is one object, so that the validator compiles it once. */
  #hoisted(node: RawNode, bundle: Record<string, unknown>): unknown {
    const target = this.#document.follow(node) ?? node;
    if (target.value === undefined) return {};
    const key = `${target.file}#${target.pointer}`;
    let known = this.#bodies.get(key);
    if (known === undefined) {
      const { schema, names } = this.#bundle.hoisted(target);
      const own = Object.fromEntries([...names].map((name) => [name, this.#converted(this.#bundle.schema(name))]));
      known = { schema: this.#converted(schema), bundle: own };
      this.#bodies.set(key, known);
    }
    Object.assign(bundle, known.bundle);
    return known.schema;
  }

  /** 3.0 and 2.0 schemas in terms of JSON Schema, by Prism's own conversion; 3.1 schemas are JSON Schema. */
  #converted(schema: unknown): unknown {
    if (typeof schema !== "object" || schema === null) return schema;
    return this.#is31 ? { $schema: dialect, ...schema } : convertToJsonSchema({}, schema);
  }
}

/** A path parameter that the template does not have is no part of a request. */
function inTemplate({ parameters, template }: RawOperation): readonly RawParameter[] {
  return parameters.filter(({ in: place, name }) => place !== "path" || template.includes(`{${name}}`));
}

function isIn(query: object, { name, schema }: PrismParameter): boolean {
  const members = Object.keys(objectOf(schema?.properties));
  return Object.keys(query).some((key) => key === name || key.startsWith(`${name}[`) || members.includes(key));
}

function parsedBody({ headers, body }: CapturedRequest): unknown {
  if (body === undefined || body.length === 0) return null;
  const text = new TextDecoder().decode(body);
  const type = (headers["content-type"] ?? "").split(";")[0] ?? "";
  if (!/[/+]json$/i.test(type.trim())) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether a media type is one of the two that hold named values. */
export function isForm(mediaType: string): boolean {
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(mediaType);
}
