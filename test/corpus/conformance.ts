import fc from "fast-check";
import type { BuiltPackage } from "../../generator/build-package.js";
import type { Operation } from "../../generator/model/api.js";
import { readForm, withFiles } from "./form-body.js";
import { ownFindings } from "./own-checks.js";
import type { GeneratedRequest, LoadedPackage } from "./package-on-disk.js";
import { PublishedNames } from "./published-names.js";
import { objectOf, type RawDocument, type RawNode } from "./raw-document.js";
import type { RawOperation, RawParameter } from "./raw-operations.js";
import { type Alphabet, type Draw, type Mode, sample } from "./sample-schema.js";
import { type CapturedRequest, isForm, type ValidatedOperation, Validator } from "./validator.js";

/** What one call of an operation came to. */
export interface CallOutcome {
  readonly operation: string;
  readonly mode: Mode;
  /** `METHOD url`, as captured; empty when nothing was sent. */
  readonly request: string;
  /** Why the request is wrong; empty: accepted. */
  readonly findings: readonly string[];
}

/** Where a document asks for what no value can be. */
export interface Unsatisfiable {
  readonly pointer: string;
  readonly reason: string;
}

/** What the requests of one document came to. */
export interface Conformance {
  readonly checked: number;
  readonly failures: readonly CallOutcome[];
  readonly unsatisfiable: readonly Unsatisfiable[];
}

const modes: readonly Mode[] = ["required", "everything", "random"];
const basePath = "/base";
const tries = 12;

/** Calls every operation of a package three times and has each request judged. */
export async function checkRequests(
  document: RawDocument,
  operations: readonly RawOperation[],
  built: BuiltPackage,
  loaded: LoadedPackage,
): Promise<Conformance> {
  const context = new CallContext(document, built, loaded);
  const failures: CallOutcome[] = [];
  let checked = 0;
  for (const [index, operation] of operations.entries()) {
    const name = `${operation.method} ${operation.template}`;
    let resource: ValidatedOperation;
    try {
      resource = context.validator.operation(operation, context.ownTypes(operation));
    } catch (error) {
      failures.push({
        operation: name,
        mode: "required",
        request: "",
        findings: [`the validator cannot read the operation: ${String(error)}`],
      });
      continue;
    }
    for (const [turn, mode] of modes.entries()) {
      const outcome = await context.call(operation, resource, mode, index * 3 + turn, turn);
      if (outcome === null) continue;
      checked++;
      if (outcome.findings.length > 0) failures.push({ operation: name, mode, ...outcome });
    }
  }
  return { checked, failures, unsatisfiable: [...context.unsatisfiable.values()] };
}

/** A body without any media type cannot be written; the report lists it. */
function hasNoMediaType(body: unknown): boolean {
  const { content } = objectOf(body);
  return typeof content === "object" && content !== null && Object.keys(content).length === 0;
}

/** What is drawn for one call. */
export interface DrawnCall {
  readonly parameters: ReadonlyMap<RawParameter, unknown>;
  readonly body: { readonly value: unknown; readonly mediaType: string; readonly as: string } | null;
}

class CallContext {
  readonly validator: Validator;
  readonly unsatisfiable = new Map<string, Unsatisfiable>();
  readonly #document: RawDocument;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #loaded: LoadedPackage;
  readonly #names: PublishedNames;
  readonly #core: unknown;
  readonly #hasHost: boolean;
  /** Parameters that are also a credential, which `auth` sets. */
  readonly #credentials: ReadonlySet<string>;
  #captured: CapturedRequest[] = [];

  constructor(document: RawDocument, built: BuiltPackage, loaded: LoadedPackage) {
    this.validator = new Validator(document);
    this.#document = document;
    this.#operations = new Map(built.api.operations.map((one) => [`${one.method} ${one.template}`, one]));
    this.#loaded = loaded;
    this.#names = new PublishedNames(built);
    this.#hasHost = built.api.servers.length > 0;
    const credentials = built.api.securitySchemes.map(({ name, credential }) => [
      name,
      credential.kind === "basic" ? { username: "user", password: "word" } : "credential",
    ]);
    this.#credentials = new Set(
      built.api.securitySchemes.flatMap(({ credential }) =>
        credential.kind === "apiKey" ? [`${credential.in} ${credential.name.toLowerCase()}`] : [],
      ),
    );
    this.#core = loaded.createCore({
      server: `http://127.0.0.1:1${basePath}`,
      auth: Object.fromEntries(credentials),
      retry: false,
      fetch: async (url: string, init: RequestInit) => {
        const body =
          init.body === undefined || init.body === null
            ? undefined
            : new Uint8Array(await new Response(init.body).arrayBuffer());
        const headers = Object.fromEntries(new Headers(init.headers));
        this.#captured.push({ method: String(init.method), url, headers, body });
        return new Response(null, { status: 500 });
      },
    });
  }

  /**
   * Media types of bodies that Prism does not judge. What the caller writes as text or bytes passes through, and is
   * compared byte by byte; forms are read by libraries, since Prism's own reader keeps one of several fields of a name
   * and knows no JSON in a field.
   */
  ownTypes(operation: RawOperation): ReadonlySet<string> {
    const contents = this.#model(operation)?.body?.content ?? [];
    return new Set(contents.filter(({ as }) => as !== "json").map(({ mediaType }) => mediaType));
  }

  /** Where no server of the API has a host, an operation's own relative server stands on that of the base URL. */
  #basePathOf(operation: RawOperation): string {
    const own = this.#hasHost ? undefined : this.#model(operation)?.servers[0];
    const [path] = own?.url ?? [];
    return typeof path === "string" && path.startsWith("/") ? path : basePath;
  }

  #model(operation: RawOperation): Operation | undefined {
    return this.#operations.get(`${operation.method} ${operation.template}`);
  }

  /** `null`: the document allows no such request. */
  async call(
    operation: RawOperation,
    resource: ValidatedOperation,
    mode: Mode,
    seed: number,
    turn: number,
  ): Promise<Pick<CallOutcome, "request" | "findings"> | null> {
    const drawn = this.#draw(operation, resource, mode, seed, turn);
    if (drawn === null) return null;
    this.#captured = [];
    let refusal = "";
    try {
      const request = this.#request(operation, drawn);
      await request.execute();
    } catch (error) {
      refusal = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    const [captured, ...more] = this.#captured;
    if (captured === undefined) return { request: "", findings: [`nothing was sent: ${refusal}`] };
    const line = `${captured.method} ${captured.url}`;
    const base = this.#basePathOf(operation);
    const findings = [
      ...(more.length > 0 ? [`${more.length + 1} requests were sent`] : []),
      ...ownFindings(operation, drawn, captured, base, this.#credentials),
      ...this.validator.check(resource, captured, base),
      ...(await this.#formFindings(operation, resource, drawn, captured)),
    ];
    return { request: line, findings };
  }

  async #formFindings(
    operation: RawOperation,
    resource: ValidatedOperation,
    { body }: DrawnCall,
    captured: CapturedRequest,
  ): Promise<readonly string[]> {
    if (body === null || (body.as !== "form" && body.as !== "multipart")) return [];
    const content = this.#model(operation)?.body?.content.find(({ mediaType }) => mediaType === body.mediaType);
    const schema = resource.bodies.get(body.mediaType);
    const read = await readForm(captured, schema, content?.encoding ?? new Map());
    if (typeof read === "string") return [read];
    return this.validator.checkValue(resource, read, schema, true).map((finding) => `form body: ${finding}`);
  }

  #request(operation: RawOperation, drawn: DrawnCall): GeneratedRequest {
    const className = this.#names.requestClass(operation);
    const Request = className === undefined ? undefined : this.#loaded.classes[className];
    if (Request === undefined) throw new Error(`there is no request class`);
    const path = new Map(
      [...drawn.parameters].filter(([{ in: place }]) => place === "path").map(([{ name }, value]) => [name, value]),
    );
    const keys = [...this.#names.pathArguments(operation)];
    const [first] = keys;
    const values = keys.map(([name, key]) => [key, path.get(name) ?? "undescribed"] as const);
    let request =
      first === undefined
        ? new Request(this.#core)
        : keys.length === 1
          ? new Request(this.#core, values[0]?.[1])
          : new Request(this.#core, Object.fromEntries(values));
    const set = (setter: string | undefined, what: string, ...given: unknown[]): void => {
      if (setter === undefined || typeof request[setter] !== "function")
        throw new Error(`there is no setter for ${what}`);
      request = request[setter](...given) as GeneratedRequest;
    };
    for (const [parameter, value] of drawn.parameters) {
      if (parameter.in === "path") continue;
      set(this.#names.setter(operation, parameter.in, parameter.name), `${parameter.in} ${parameter.name}`, value);
    }
    if (drawn.body !== null) set(this.#names.bodySetter(operation), "the body", drawn.body.value, drawn.body.mediaType);
    return request;
  }

  #draw(
    operation: RawOperation,
    resource: ValidatedOperation,
    mode: Mode,
    seed: number,
    turn: number,
  ): DrawnCall | null {
    const parameters = new Map<RawParameter, unknown>();
    const coins = fc.sample(fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }), { seed, numRuns: 1 })[0] ?? [];
    const is2Form = operation.parameters.some((parameter) => parameter.in === "formData");
    for (const [index, parameter] of operation.parameters.entries()) {
      if (parameter.in === "body" || parameter.in === "formData") continue;
      if (parameter.in === "path" && !operation.template.includes(`{${parameter.name}}`)) continue;
      const isRequired = parameter.in === "path" || objectOf(parameter.node.value).required === true;
      const isWanted = isRequired || mode === "everything" || (mode === "random" && coins[index % 64] === true);
      if (!isWanted) continue;
      const found = this.#parameterValue(operation, parameter, resource, mode, seed + index * 7919);
      if (found !== null) parameters.set(parameter, found.value);
      else if (isRequired) return null;
    }
    const bodyNode = this.#bodyNode(operation);
    if (bodyNode !== null && /^(?:GET|HEAD)$/.test(operation.method)) {
      const pointer = `${bodyNode.file.replace(/^.*\//, "")}#${bodyNode.pointer}`;
      this.unsatisfiable.set(pointer, { pointer, reason: `fetch sends no body with ${operation.method}` });
      return objectOf(bodyNode.value).required === true ? null : { parameters, body: null };
    }
    if ((bodyNode === null || hasNoMediaType(bodyNode.value)) && !is2Form) return { parameters, body: null };
    const isRequired = is2Form
      ? operation.parameters.some(
          ({ in: place, node }) => place === "formData" && objectOf(node.value).required === true,
        )
      : objectOf(bodyNode?.value).required === true;
    if (!isRequired && (mode === "required" || (mode === "random" && coins[63] === false)))
      return { parameters, body: null };
    const body = this.#body(operation, bodyNode, resource, mode, seed, turn);
    if (body === null && isRequired) return null;
    return { parameters, body };
  }

  #bodyNode(operation: RawOperation): RawNode | null {
    if (this.#document.version === "2.0") {
      return operation.parameters.find((parameter) => parameter.in === "body")?.node ?? null;
    }
    const node = this.#document.follow(this.#document.child(operation.node, "requestBody"));
    return node?.value === undefined ? null : node;
  }

  #parameterValue(
    operation: RawOperation,
    { node, name, in: place }: RawParameter,
    resource: ValidatedOperation,
    mode: Mode,
    seed: number,
  ): { readonly value: unknown } | null {
    const source = objectOf(node.value);
    const content = this.#document.child(node, "content");
    const [mediaType] = Object.keys(objectOf(content.value));
    const media = mediaType === undefined ? null : this.#document.follow(this.#document.child(content, mediaType));
    const schema =
      media !== null
        ? this.#document.child(media, "schema")
        : this.#document.version === "2.0"
          ? node
          : this.#document.child(node, "schema");
    const lists = {
      path: resource.resource.request?.path,
      query: resource.resource.request?.query,
      header: resource.resource.request?.headers,
    };
    const known = lists[place as keyof typeof lists]?.find((parameter) => parameter.name === name)?.schema;
    const isText = media !== null || source.style === undefined;
    const alphabet: Alphabet = place === "header" ? "header" : place === "query" && isText ? "any" : "plain";
    const style = source.style ?? (place === "query" || place === "cookie" ? "form" : "simple");
    return this.#firstValid(
      (draw, index) => {
        const isRetry = index > 0 && index < 6;
        const own =
          mode === "random" ? (isRetry ? "everything" : index > 6 ? "required" : mode) : isRetry ? "everything" : mode;
        const sampling = { document: this.#document, draw, mode: own, depth: 1, binary: "text" } as const;
        const value = sample(schema, { ...sampling, alphabet });
        // A structure is split at punctuation, so what stands in it has none.
        const isSplit = typeof value === "object" && media === null && alphabet !== "plain";
        return isSplit ? sample(schema, { ...sampling, alphabet: "plain" }) : value;
      },
      (value) => [
        ...(isEmpty(value) ? ["is empty"] : []),
        ...(place === "path" && (value === "." || value === "..") ? ["is a dot segment"] : []),
        ...(media === null && style !== "deepObject" && isNested(value) ? ["no style writes nested values"] : []),
        ...(media === null ? this.validator.checkValue(resource, value, known) : []),
      ],
      `${schema.file.replace(/^.*\//, "")}#${schema.pointer}`,
      seed,
      operation,
    );
  }

  #body(
    operation: RawOperation,
    node: RawNode | null,
    resource: ValidatedOperation,
    mode: Mode,
    seed: number,
    turn: number,
  ): DrawnCall["body"] {
    const contents = this.#model(operation)?.body?.content ?? [];
    const content = contents[turn % Math.max(1, contents.length)];
    if (content === undefined) return { value: {}, mediaType: "application/json", as: "none" };
    const { mediaType, as } = content;
    const known = resource.bodies.get(mediaType);
    const schema = this.#bodySchema(operation, node, mediaType);
    if (as === "text" || as === "binary") {
      const text = `${mode} body`;
      return { value: as === "text" ? text : new TextEncoder().encode(text), mediaType, as };
    }
    const found = this.#firstValid(
      (draw, index) =>
        sample(schema, {
          document: this.#document,
          draw,
          mode: index > 8 ? "required" : mode,
          alphabet: isForm(mediaType) ? "plain" : "any",
          depth: index > 4 ? 2 : 4,
          binary: "text",
          ...(as === "form" || as === "multipart" ? { filled: true } : {}),
        }),
      (value) => this.validator.checkValue(resource, value, known),
      `${schema.file.replace(/^.*\//, "")}#${schema.pointer}`,
      seed,
      operation,
    );
    if (found === null) return null;
    return { value: as === "multipart" ? withFiles(found.value, known) : found.value, mediaType, as };
  }

  #bodySchema(operation: RawOperation, node: RawNode | null, mediaType: string): RawNode {
    if (node === null || this.#document.version === "2.0") {
      if (node !== null) return this.#document.child(node, "schema");
      const form = operation.parameters.filter((parameter) => parameter.in === "formData");
      const properties = Object.fromEntries(form.map((parameter) => [parameter.name, parameter.node.value]));
      const required = form.filter((one) => objectOf(one.node.value).required === true).map((one) => one.name);
      return { ...operation.node, value: { type: "object", properties, required } };
    }
    const entry = this.#document.follow(this.#document.child(this.#document.child(node, "content"), mediaType));
    return this.#document.child(entry ?? node, "schema");
  }

  #firstValid(
    make: (draw: Draw, index: number) => unknown,
    check: (value: unknown) => readonly string[],
    pointer: string,
    seed: number,
    operation: RawOperation,
  ): { readonly value: unknown } | null {
    let reason = "";
    for (let index = 0; index < tries; index++) {
      const arbitrary = fc.gen().map((generate) => {
        const draw: Draw = (one) => generate(() => one);
        return { value: make(draw, index) };
      });
      const [drawn] = fc.sample(arbitrary, { seed: seed * 31 + index, numRuns: 1 });
      if (drawn === undefined) continue;
      const findings = check(drawn.value);
      if (findings.length === 0) return drawn;
      reason = findings.slice(0, 2).join("; ");
    }
    if (!this.unsatisfiable.has(pointer)) {
      this.unsatisfiable.set(pointer, { pointer, reason: `${operation.method} ${operation.template}: ${reason}` });
    }
    return null;
  }
}

function isEmpty(value: unknown): boolean {
  return value === "" || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).some((inner) => typeof inner === "object");
}
