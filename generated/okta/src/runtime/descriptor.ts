import type { BodyWriter, StreamReader } from "./body-codec.js";

/**
 * Operations as data. A generated package holds one {@link OperationDescriptor} per operation and one
 * {@link ApiDescriptor}; everything that a call does is decided here, in the runtime, from that data.
 *
 * A member that is absent has the default named in its comment, so that descriptors stay short enough to read.
 */

/** What a package knows about its API as a whole. */
export interface ApiDescriptor {
  /** Sent as `User-Agent` where the platform allows it: the package's name as a product token. */
  readonly userAgent: string;
  /** Documented servers; the first is the default. Empty: the caller must give a base URL. */
  readonly servers: readonly ServerDescriptor[];
  /** Variables of operations' own servers, which callers may give beside those of the chosen one. Default: none. */
  readonly operationVariables?: readonly string[];
  /** Security schemes by the name that is their key in `auth`. */
  readonly securitySchemes: Readonly<Record<string, SecuritySchemeDescriptor>>;
  /** Where the API says when a rate limit resets. Default: only `Retry-After` is read. */
  readonly rateLimit?: RateLimitDescriptor;
}

/** One documented server. */
export interface ServerDescriptor {
  /** How a caller picks it. Default: it cannot be picked by name. */
  readonly name?: string;
  /**
   * Literal text and variables, in order: `["https://", { variable: "environmentId" },
   * ".live.dynatrace.com/api/v2"]`.
   */
  readonly url: readonly (string | { readonly variable: string })[];
  /** Every variable that `url` names. Default: none. */
  readonly variables?: Readonly<Record<string, ServerVariableDescriptor>>;
}

/** One variable of a server's URL. */
export interface ServerVariableDescriptor {
  /** Used unless the caller gives a value. Absent: the caller must. */
  readonly default?: string;
  /** The documented values, which are always allowed. Default: none are listed. */
  readonly enum?: readonly string[];
}

/** How a credential is put on a request. */
export type SecuritySchemeDescriptor =
  | {
      readonly kind: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      /** Scheme word in front of the value, with its space: `"SSWS "`. Not doubled when the value carries it. */
      readonly prefix?: string;
    }
  | { readonly kind: "bearer" }
  | { readonly kind: "basic" }
  /** A given token, or one that is fetched for client credentials. */
  | {
      readonly kind: "oauth2";
      /** Absolute, or relative to the server's base URL. Absent: the caller must say it. */
      readonly tokenUrl?: string;
    };

/** A response header that says when a rate limit resets. */
export interface RateLimitDescriptor {
  readonly header: string;
  readonly unit: "seconds" | "milliseconds" | "microseconds";
  /** `epoch`: a point in time, read against the server's `Date`; `delay`: a duration from now. */
  readonly as: "epoch" | "delay";
}

/** One operation of the document. */
export interface OperationDescriptor {
  /** The method's name in the package, for messages: `createApiToken`. */
  readonly name: string;
  /** The HTTP method in capitals. */
  readonly method: string;
  /** Literal text and path parameters, in order: `["/apiTokens/", { name: "id" }]`. */
  readonly path: readonly (string | PathParameterDescriptor)[];
  /** Query, header and cookie parameters, in the document's order. Default: none. */
  readonly parameters?: readonly ParameterDescriptor[];
  /** The request body. Default: none is sent. */
  readonly body?: BodyDescriptor;
  /** Documented responses by status (`"200"`), range (`"4XX"`) or `"default"`. */
  readonly responses: Readonly<Record<string, ResponseDescriptor>>;
  /**
   * Alternatives; the first whose schemes are all configured is used. `{}` asks for nothing. Default: no credentials.
   */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Servers of this operation in place of the API's; a URL that begins with a slash stands on the API's host. */
  readonly servers?: readonly ServerDescriptor[];
  readonly pagination?: PaginationDescriptor;
  /** A 2xx body of this operation holds a secret that is shown once; see `outcome` on errors. */
  readonly mints?: true;
}

/** What all parameters share. */
export interface SerializedValue {
  /** The name on the wire. */
  readonly name: string;
  /** The name that the caller uses: of the setter, or the path argument's key. Default: `name`. */
  readonly key?: string;
  /** OpenAPI style. Default: `simple` in path and header, `form` in query and cookie. */
  readonly style?:
    | "simple"
    | "label"
    | "matrix"
    | "form"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie";
  /** Default: `true` for the styles `form` and `cookie`, else `false`. */
  readonly explode?: boolean;
  /** The value is sent in this media type in place of a style. */
  readonly contentType?: string;
  /** Reserved characters, and what is percent-encoded already, are left as they are. Default: `false`. */
  readonly allowReserved?: true;
  /** What the runtime must know of the value's schema. Default: nothing. */
  readonly plan?: ValuePlan;
}

/** A parameter of the path; always required. */
export interface PathParameterDescriptor extends SerializedValue {
  /**
   * What the value is, where it is not a single value. Default: a single value; an array or object is refused, since it
   * would end up as another text than the caller thinks (not so where `style`, `explode` or an object `plan` is given).
   */
  readonly shape?: "array" | "object";
  /** A text may hold several segments, whose slashes stay. Default: one segment. */
  readonly spans?: true;
}

/** A query, header or cookie parameter; `querystring` is the query as a whole, in a media type. */
export interface ParameterDescriptor extends SerializedValue {
  readonly in: "query" | "querystring" | "header" | "cookie";
  /** `execute` refuses to send without it. Default: `false`. */
  readonly required?: true;
  /** Sent unless the caller sets another: a required parameter's `const`, only `enum` member or `default`. */
  readonly value?: string | number | boolean;
  /** An empty array or object is sent as the name alone. Default: it is not sent. */
  readonly allowEmpty?: true;
}

/** The request body. */
export interface BodyDescriptor {
  /** The setter's name: `apiTokenCreate`. */
  readonly key: string;
  /** `execute` refuses to send without it. Default: `false`. */
  readonly required?: true;
  /** By media type, as it is sent in `Content-Type`; the first is the default. */
  readonly content: Readonly<Record<string, ContentDescriptor>>;
}

/** One documented response. */
export interface ResponseDescriptor {
  /** By media type. Default: no body, and whatever arrives is not parsed. */
  readonly content?: Readonly<Record<string, ContentDescriptor>>;
  /** Documented headers and how each is decoded. Default: none. */
  readonly headers?: Readonly<Record<string, "string" | "number" | "boolean" | "list">>;
  /** Overrides the API's `rateLimit`. */
  readonly rateLimit?: RateLimitDescriptor;
}

/** How a body of one media type is written or read. */
export interface ContentDescriptor {
  /** Of a stream: how one item is. What only some packages write is named by its function, so that others lack it. */
  readonly as: "json" | "text" | "binary" | BodyWriter;
  /** What the runtime must know of the body's schema, or of an item's. Default: nothing. */
  readonly plan?: ValuePlan;
  /** When an array arrives, its first element is the data. */
  readonly unwrap?: "first";
  /** Of a media range: what a body is sent as when the caller does not say. Absent: the caller must. */
  readonly sendAs?: string;
  /** Of form and multipart bodies: how properties are written. Default: as the type of the value says. */
  readonly encoding?: Readonly<Record<string, PropertyEncodingDescriptor>>;
  /** The body is a sequence of items, and this reads it. Default: it is one value. */
  readonly stream?: StreamReader;
  /** Of events: an item is the whole event, with its `data` so decoded. Default: an item is the `data`. */
  readonly eventData?: "json" | "text" | "either" | readonly string[];
}

/** How one property of a form or multipart body is written. */
export interface PropertyEncodingDescriptor {
  /** The first of a list is meant. Default: by the type of the value. */
  readonly contentType?: string;
  /** The value is written as a query parameter is. Default: `contentType` decides. */
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /** Default: `true` for style `form`, else `false`; `deepObject` knows no other way. */
  readonly explode?: boolean;
  /** Default: `false`. */
  readonly allowReserved?: true;
}

/**
 * Where a schema holds values that the runtime treats differently: `"secret"` is wrapped in a `Secret` on the way in
 * and revealed on the way out; `"integer"` is refused on the way out unless it is a safe integer; `"file"` is a file's
 * content. A function stands for a plan that has a name.
 */
export type ValuePlan = "secret" | "integer" | "file" | ValuePlanNode | (() => ValuePlan);

/** The plan of an object or a list. */
export interface ValuePlanNode {
  readonly properties?: Readonly<Record<string, ValuePlan>>;
  /** Of the first elements of an array; `null` where there is nothing special. */
  readonly prefixItems?: readonly (ValuePlan | null)[];
  /** Of every other element of an array. */
  readonly items?: ValuePlan;
  /** Of every property that `properties` does not name. */
  readonly additional?: ValuePlan;
  /** Plans that hold for the same value, too: those of the parts of a composition. */
  readonly also?: readonly ValuePlan[];
  /** Plans of alternatives, of which one holds for the value; `null` for one with nothing special. */
  readonly anyOf?: readonly (ValuePlan | null)[];
}

/** How an operation's pages are walked. Pointers are JSON pointers into the response body. */
export type PaginationDescriptor =
  /** The response names the cursor of the next page; absent, null or empty ends. */
  | {
      readonly kind: "cursor";
      readonly items: string;
      readonly next: string;
      /** Key of the parameter that takes the cursor. */
      readonly parameter: string;
      /** The cursor travels without any other query parameter. */
      readonly exclusive?: true;
    }
  /** A `Link` header with `rel="next"` holds the URL of the next page. */
  | { readonly kind: "link"; readonly items: string }
  /** The next page starts after the items that were received; an empty page, or `total`, ends. */
  | {
      readonly kind: "offset";
      readonly items: string;
      /** Key of the parameter that takes the offset. */
      readonly parameter: string;
      /** Key of the parameter that takes the page size. */
      readonly limitParameter?: string;
      /** Pointer to the number of items of all pages. */
      readonly total?: string;
    }
  /** Pages have numbers; an empty page, `total` or `totalPages` ends. */
  | {
      readonly kind: "page";
      readonly items: string;
      /** Key of the parameter that takes the page's number. */
      readonly parameter: string;
      /** Number of the first page. Default: 1. */
      readonly start?: number;
      /** Key of the parameter that takes the page size. */
      readonly limitParameter?: string;
      /** Pointer to the number of items of all pages. */
      readonly total?: string;
      /** Pointer to the number of pages. */
      readonly totalPages?: string;
    }
  /** The response holds the URL of the next page; absent, null or empty ends. */
  | { readonly kind: "url"; readonly items: string; readonly next: string };
