import type { Json } from "../json.js";
import type { Place } from "../place.js";
import type { Model, ModelId, Schema } from "./schema.js";

/**
 * The API model: what a document says, with every default of OpenAPI applied. Nothing past this file knows OpenAPI's
 * own shapes. Absent things are `null` or empty, never an omitted member that means a default.
 */

export type { Json } from "../json.js";
export type { Place } from "../place.js";
export type { Discriminator, Model, ModelId, Property, Schema, TypeName } from "./schema.js";

/** One document, ready to be named and printed. */
export interface Api {
  /** The document's own file. */
  readonly file: string;
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly tags: readonly Tag[];
  readonly operations: readonly Operation[];
  /** What the API sends to the consumer by itself, in document order: one for each method. */
  readonly webhooks: readonly Webhook[];
  /** Every schema that is printed as a type of its own, by {@link ModelId}, components first, in document order. */
  readonly models: ReadonlyMap<ModelId, Model>;
  readonly servers: readonly Server[];
  /** URL of the first relative server where no server names a host: callers give the host, and mostly this path. */
  readonly relativeServer: string | null;
  readonly securitySchemes: readonly SecurityScheme[];
  readonly rateLimit: RateLimit | null;
  /** What the document says and the package does not express. */
  readonly skipped: readonly Skipped[];
}

/** A part of the document that is not expressed, with the reason. */
export interface Skipped {
  readonly place: Place;
  readonly reason: string;
}

/** A group of operations: a class of the package. `name` is `null` for operations without a tag. */
export interface Tag {
  readonly name: string | null;
  readonly description: string;
}

/** One HTTP operation. */
export interface Operation {
  readonly place: Place;
  /** The document's `operationId`, or `null`. */
  readonly id: string | null;
  /** In capitals. */
  readonly method: string;
  /** The template as written: `/apiTokens/{id}`. */
  readonly template: string;
  /** The template taken apart: literal text and names of path parameters, without what it says of the query. */
  readonly path: readonly (string | { readonly parameter: string })[];
  readonly tag: string | null;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** Path parameters in the template's order, then the others in the document's. */
  readonly parameters: readonly Parameter[];
  readonly body: Body | null;
  /** By status, ranges and `default` last. */
  readonly responses: readonly Response[];
  /** Alternatives: scheme name → scopes. Empty: no credentials. */
  readonly security: readonly ReadonlyMap<string, readonly string[]>[];
  /** Servers of the operation or its path; a URL without a host stands on the API's. Empty: the API's. */
  readonly servers: readonly Server[];
  /** What the API sends to an address that the caller gives with the request. */
  readonly callbacks: readonly Webhook[];
  readonly pagination: Pagination | null;
  /** A success body holds a secret and the method is POST: what it mints is shown once. */
  readonly mints: boolean;
}

/** A request that the API sends to the consumer: a webhook's, or an operation's callback. */
export interface Webhook {
  /** Of the method; two webhooks may share it by a `$ref`. */
  readonly place: Place;
  /** The document's name for the webhook or the callback. */
  readonly name: string;
  /** Where a callback is sent to, as the document says it; `null` for a webhook. */
  readonly expression: string | null;
  /** In capitals. */
  readonly method: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** In header and query: the others mean nothing to a receiver. */
  readonly parameters: readonly Parameter[];
  /** What arrives. */
  readonly body: Body | null;
  /** What the consumer answers with. */
  readonly responses: readonly Response[];
}

/** `querystring`: the value is the whole query, in a media type. */
export type ParameterLocation = "path" | "query" | "querystring" | "header" | "cookie";

/** `cookie`: as `form`, but nothing is escaped. */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie";

/** One parameter. */
export interface Parameter {
  readonly place: Place;
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly description: string;
  readonly deprecated: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** In the path: the value may hold several segments, as the template says with `{+name}`. */
  readonly spans: boolean;
  /** `allowEmptyValue`: the name alone may be sent, whatever the schema says of empty text and lists. */
  readonly allowEmpty: boolean;
  /** The media type of a parameter with `content`, else `null`. */
  readonly contentType: string | null;
  readonly schema: Schema;
  /** Sent unless the caller sets another: a required parameter's constant or default. */
  readonly preset: string | number | boolean | null;
  readonly example: Json | undefined;
}

/** A request body. */
export interface Body {
  readonly place: Place;
  readonly required: boolean;
  readonly description: string;
  /** `x-codegen-request-body-name`, or `null`. */
  readonly name: string | null;
  /** At least one. */
  readonly content: readonly Content[];
}

/** A response of one status, range (`4XX`) or `default`. */
export interface Response {
  readonly place: Place;
  readonly status: string;
  readonly description: string;
  /** Empty: no body. */
  readonly content: readonly Content[];
  readonly headers: readonly ResponseHeader[];
  readonly rateLimit: RateLimit | null;
}

/** A body in one media type. */
export interface Content {
  /** As written, with its parameters. */
  readonly mediaType: string;
  readonly as: BodyEncoding;
  /** Of the body as a whole; of one item where `stream` is set. */
  readonly schema: Schema;
  /**
   * The body is a sequence of items: server-sent events, a JSON text a line, or JSON texts as RFC 7464 separates them.
   * `null`: it is one value.
   */
  readonly stream: "events" | "lines" | "records" | null;
  /** Of `events`: whether an item is the event's `data`, or the event with its `data` so decoded. */
  readonly eventData: EventData | null;
  /** Of `form` and `multipart` bodies: the properties that do not have OpenAPI's default encoding. */
  readonly encoding: ReadonlyMap<string, PropertyEncoding>;
  /** `x-unwrap: first`: of an array that arrives, the first element is the data. */
  readonly unwrapFirst: boolean;
  readonly example: Json | undefined;
}

/** How a body of one media type is written or read. */
export type BodyEncoding = "json" | "text" | "binary" | "form" | "multipart";

/**
 * How the `data` of server-sent events is decoded, where an item is the whole event: as JSON, as text, as JSON where it
 * is that, or as JSON in the events of these names. `null`: an item is the `data` alone, as `as` says.
 */
export type EventData = "json" | "text" | "either" | readonly string[];

/** How one property of a form or multipart body is written: an Encoding Object with its defaults applied. */
export interface PropertyEncoding {
  /** As written; the first of a comma-separated list is sent. `null`: the default of the property's type. */
  readonly contentType: string | null;
  /** `null`: neither `style`, `explode` nor `allowReserved` is given, and `contentType` decides. */
  readonly style: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | null;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** A documented response header. */
export interface ResponseHeader {
  readonly name: string;
  readonly description: string;
  readonly as: "string" | "number" | "boolean" | "list";
  readonly required: boolean;
}

/** A documented server. */
export interface Server {
  readonly place: Place;
  readonly name: string | null;
  readonly description: string;
  readonly url: readonly (string | { readonly variable: string })[];
  readonly variables: readonly ServerVariable[];
}

/** A variable of a server's URL. */
export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly enum: readonly string[];
  /** The caller must give it (`x-required`, or nothing usable is documented); the default is only an example. */
  readonly required: boolean;
  readonly description: string;
}

/** A security scheme that the package can serve. */
export interface SecurityScheme {
  readonly name: string;
  readonly description: string;
  readonly credential:
    | {
        readonly kind: "apiKey";
        readonly in: "header" | "query" | "cookie";
        readonly name: string;
        readonly prefix: string;
      }
    | { readonly kind: "bearer" }
    | { readonly kind: "basic" }
    /** A given token, or client credentials; `null`: callers of the latter must say where tokens are fetched. */
    | { readonly kind: "oauth2"; readonly tokenUrl: string | null };
}

/** `x-rate-limit`. */
export interface RateLimit {
  readonly header: string;
  readonly unit: "seconds" | "milliseconds" | "microseconds";
  readonly as: "epoch" | "delay";
}

/** `x-pagination`, checked against its operation. */
export type Pagination = PaginationKind & {
  /** Pointer into the response body to the list of items. */
  readonly items: string;
  /** What stands in that list. */
  readonly item: Schema;
};

/** What differs between the kinds of pagination. Parameters are named as on the wire. */
export type PaginationKind =
  | {
      readonly kind: "cursor";
      readonly next: string;
      readonly parameter: string;
      readonly exclusive: boolean;
    }
  | { readonly kind: "link" }
  | {
      readonly kind: "offset";
      readonly parameter: string;
      readonly limitParameter: string | null;
      readonly total: string | null;
    }
  | {
      readonly kind: "page";
      readonly parameter: string;
      /** Number of the first page. */
      readonly start: number;
      readonly limitParameter: string | null;
      /** Pointer to the number of items of all pages. */
      readonly total: string | null;
      /** Pointer to the number of pages. */
      readonly totalPages: string | null;
    }
  | { readonly kind: "url"; readonly next: string };
