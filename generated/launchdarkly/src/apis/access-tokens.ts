import type { AccessTokenPost } from "../models/access-token-post.js";
import type { ForbiddenErrorRep } from "../models/forbidden-error-rep.js";
import type { InvalidRequestErrorRep } from "../models/invalid-request-error-rep.js";
import type { JsonPatchElt } from "../models/json-patch-elt.js";
import type { NotFoundErrorRep } from "../models/not-found-error-rep.js";
import type { PatchFailedErrorRep } from "../models/patch-failed-error-rep.js";
import type { RateLimitedErrorRep } from "../models/rate-limited-error-rep.js";
import type { StatusConflictErrorRep } from "../models/status-conflict-error-rep.js";
import type { Token } from "../models/token.js";
import type { Tokens } from "../models/tokens.js";
import type { UnauthorizedErrorRep } from "../models/unauthorized-error-rep.js";
import type { Core } from "../runtime/core.js";
import type { OperationDescriptor } from "../runtime/descriptor.js";
import type {
  BadRequestError,
  CallFailure,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  UnauthorizedError,
  UnprocessableContentError,
} from "../runtime/errors.js";
import { PagedRequest } from "../runtime/paged-request.js";
import { ApiRequest } from "../runtime/request.js";

const getTokensOperation: OperationDescriptor = {
  name: "getTokens",
  method: "GET",
  path: ["/api/v2/tokens"],
  parameters: [
    { in: "header", name: "LD-API-Version", key: "ldApiVersion", required: true, value: "20240415" },
    { in: "query", name: "showAll" },
    { in: "query", name: "limit", plan: "integer" },
    { in: "query", name: "offset", plan: "integer" },
  ],
  responses: {
    "200": {
      content: {
        "application/json": {
          as: "json",
          plan: { properties: { items: { items: { properties: { token: "secret" } } } } },
        },
      },
      headers: {
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: {
        "Retry-After": "number",
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
  },
  security: [{ apiKey: [] }],
  pagination: { kind: "offset", items: "/items", parameter: "offset", limitParameter: "limit", total: "/totalCount" },
};

/** Why a call of `getTokens` may fail. */
export type GetTokensFailure =
  | UnauthorizedError<UnauthorizedErrorRep>
  | ForbiddenError<ForbiddenErrorRep>
  | RateLimitError<RateLimitedErrorRep>
  | CallFailure;

/** Documented headers of a response to `getTokens`. */
export interface GetTokensHeaders {
  /** Calls that the account has left until the reset. */
  readonly "X-Ratelimit-Global-Remaining"?: number;
  /** Calls to this route that the account has left until the reset. */
  readonly "X-Ratelimit-Route-Remaining"?: number;
  /** When the limits are reset, in **milliseconds** since the Unix epoch. */
  readonly "X-Ratelimit-Reset"?: number;
}

/** `GET /api/v2/tokens`: List access tokens */
export class GetTokensRequest extends PagedRequest<Tokens, Token, GetTokensFailure, never, GetTokensHeaders> {
  constructor(core: Core) {
    super(core, getTokensOperation);
  }

  /**
   * Version of the API, as `yyyymmdd`.
   *
   * `20240415` is sent unless you set another. Older versions have ended.
   *
   * Default: `20240415`.
   */
  ldApiVersion(value: string | undefined): GetTokensRequest {
    return this.set("ldApiVersion", value);
  }

  /**
   * Whether to return the personal access tokens of all members.
   *
   * `true` has this effect only if the calling token has the Admin role.
   */
  showAll(value: boolean | undefined): GetTokensRequest {
    return this.set("showAll", value);
  }

  /**
   * Number of access tokens to return in one response.
   *
   * If not set, 25 are returned.
   *
   * Default: `25`.
   */
  limit(value: number | undefined): GetTokensRequest {
    return this.set("limit", value);
  }

  /**
   * Number of access tokens to skip, for the pages after the first.
   *
   * `10` begins with the eleventh token.
   */
  offset(value: number | undefined): GetTokensRequest {
    return this.set("offset", value);
  }
}

const postTokenOperation: OperationDescriptor = {
  name: "postToken",
  method: "POST",
  path: ["/api/v2/tokens"],
  parameters: [{ in: "header", name: "LD-API-Version", key: "ldApiVersion", required: true, value: "20240415" }],
  body: {
    key: "accessTokenPost",
    required: true,
    content: { "application/json": { as: "json", plan: { properties: { defaultApiVersion: "integer" } } } },
  },
  responses: {
    "201": {
      content: { "application/json": { as: "json", plan: { properties: { token: "secret" } } } },
      headers: {
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
    "400": { content: { "application/json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: {
        "Retry-After": "number",
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
  },
  security: [{ apiKey: [] }],
  mints: true,
};

/** Why a call of `postToken` may fail. */
export type PostTokenFailure =
  | BadRequestError<InvalidRequestErrorRep>
  | UnauthorizedError<UnauthorizedErrorRep>
  | ForbiddenError<ForbiddenErrorRep>
  | RateLimitError<RateLimitedErrorRep>
  | CallFailure;

/** Documented headers of a response to `postToken`. */
export interface PostTokenHeaders {
  /** Calls that the account has left until the reset. */
  readonly "X-Ratelimit-Global-Remaining"?: number;
  /** Calls to this route that the account has left until the reset. */
  readonly "X-Ratelimit-Route-Remaining"?: number;
  /** When the limits are reset, in **milliseconds** since the Unix epoch. */
  readonly "X-Ratelimit-Reset"?: number;
}

/** `POST /api/v2/tokens`: Create access token */
export class PostTokenRequest<Missing extends string = "accessTokenPost"> extends ApiRequest<
  Token,
  PostTokenFailure,
  Missing,
  PostTokenHeaders
> {
  constructor(core: Core) {
    super(core, postTokenOperation);
  }

  /**
   * Version of the API, as `yyyymmdd`.
   *
   * `20240415` is sent unless you set another. Older versions have ended.
   *
   * Default: `20240415`.
   */
  ldApiVersion(value: string | undefined): PostTokenRequest<Missing> {
    return this.set("ldApiVersion", value);
  }

  /** The new access token. */
  accessTokenPost(value: AccessTokenPost): PostTokenRequest<Exclude<Missing, "accessTokenPost">> {
    return this.set("accessTokenPost", value);
  }
}

const getTokenOperation: OperationDescriptor = {
  name: "getToken",
  method: "GET",
  path: ["/api/v2/tokens/", { name: "id" }],
  parameters: [{ in: "header", name: "LD-API-Version", key: "ldApiVersion", required: true, value: "20240415" }],
  responses: {
    "200": {
      content: { "application/json": { as: "json", plan: { properties: { token: "secret" } } } },
      headers: {
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: {
        "Retry-After": "number",
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
  },
  security: [{ apiKey: [] }],
};

/** Why a call of `getToken` may fail. */
export type GetTokenFailure =
  | UnauthorizedError<UnauthorizedErrorRep>
  | ForbiddenError<ForbiddenErrorRep>
  | NotFoundError<NotFoundErrorRep>
  | RateLimitError<RateLimitedErrorRep>
  | CallFailure;

/** Documented headers of a response to `getToken`. */
export interface GetTokenHeaders {
  /** Calls that the account has left until the reset. */
  readonly "X-Ratelimit-Global-Remaining"?: number;
  /** Calls to this route that the account has left until the reset. */
  readonly "X-Ratelimit-Route-Remaining"?: number;
  /** When the limits are reset, in **milliseconds** since the Unix epoch. */
  readonly "X-Ratelimit-Reset"?: number;
}

/** `GET /api/v2/tokens/{id}`: Get access token */
export class GetTokenRequest extends ApiRequest<Token, GetTokenFailure, never, GetTokenHeaders> {
  constructor(core: Core, id: string) {
    super(core, getTokenOperation, { id });
  }

  /**
   * Version of the API, as `yyyymmdd`.
   *
   * `20240415` is sent unless you set another. Older versions have ended.
   *
   * Default: `20240415`.
   */
  ldApiVersion(value: string | undefined): GetTokenRequest {
    return this.set("ldApiVersion", value);
  }
}

const patchTokenOperation: OperationDescriptor = {
  name: "patchToken",
  method: "PATCH",
  path: ["/api/v2/tokens/", { name: "id" }],
  parameters: [{ in: "header", name: "LD-API-Version", key: "ldApiVersion", required: true, value: "20240415" }],
  body: { key: "jsonPatchElt", required: true, content: { "application/json": { as: "json" } } },
  responses: {
    "200": {
      content: { "application/json": { as: "json", plan: { properties: { token: "secret" } } } },
      headers: {
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
    "400": { content: { "application/json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "409": { content: { "application/json": { as: "json" } } },
    "422": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: {
        "Retry-After": "number",
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
  },
  security: [{ apiKey: [] }],
};

/** Why a call of `patchToken` may fail. */
export type PatchTokenFailure =
  | BadRequestError<InvalidRequestErrorRep>
  | UnauthorizedError<UnauthorizedErrorRep>
  | ForbiddenError<ForbiddenErrorRep>
  | NotFoundError<NotFoundErrorRep>
  | ConflictError<StatusConflictErrorRep>
  | UnprocessableContentError<PatchFailedErrorRep>
  | RateLimitError<RateLimitedErrorRep>
  | CallFailure;

/** Documented headers of a response to `patchToken`. */
export interface PatchTokenHeaders {
  /** Calls that the account has left until the reset. */
  readonly "X-Ratelimit-Global-Remaining"?: number;
  /** Calls to this route that the account has left until the reset. */
  readonly "X-Ratelimit-Route-Remaining"?: number;
  /** When the limits are reset, in **milliseconds** since the Unix epoch. */
  readonly "X-Ratelimit-Reset"?: number;
}

/** `PATCH /api/v2/tokens/{id}`: Patch access token */
export class PatchTokenRequest<Missing extends string = "jsonPatchElt"> extends ApiRequest<
  Token,
  PatchTokenFailure,
  Missing,
  PatchTokenHeaders
> {
  constructor(core: Core, id: string) {
    super(core, patchTokenOperation, { id });
  }

  /**
   * Version of the API, as `yyyymmdd`.
   *
   * `20240415` is sent unless you set another. Older versions have ended.
   *
   * Default: `20240415`.
   */
  ldApiVersion(value: string | undefined): PatchTokenRequest<Missing> {
    return this.set("ldApiVersion", value);
  }

  /** The operations of the patch, applied in order. */
  jsonPatchElt(value: JsonPatchElt[]): PatchTokenRequest<Exclude<Missing, "jsonPatchElt">> {
    return this.set("jsonPatchElt", value);
  }
}

const deleteTokenOperation: OperationDescriptor = {
  name: "deleteToken",
  method: "DELETE",
  path: ["/api/v2/tokens/", { name: "id" }],
  parameters: [{ in: "header", name: "LD-API-Version", key: "ldApiVersion", required: true, value: "20240415" }],
  responses: {
    "204": {
      headers: {
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: {
        "Retry-After": "number",
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
  },
  security: [{ apiKey: [] }],
};

/** Why a call of `deleteToken` may fail. */
export type DeleteTokenFailure =
  | UnauthorizedError<UnauthorizedErrorRep>
  | ForbiddenError<ForbiddenErrorRep>
  | NotFoundError<NotFoundErrorRep>
  | RateLimitError<RateLimitedErrorRep>
  | CallFailure;

/** Documented headers of a response to `deleteToken`. */
export interface DeleteTokenHeaders {
  /** Calls that the account has left until the reset. */
  readonly "X-Ratelimit-Global-Remaining"?: number;
  /** Calls to this route that the account has left until the reset. */
  readonly "X-Ratelimit-Route-Remaining"?: number;
  /** When the limits are reset, in **milliseconds** since the Unix epoch. */
  readonly "X-Ratelimit-Reset"?: number;
}

/** `DELETE /api/v2/tokens/{id}`: Delete access token */
export class DeleteTokenRequest extends ApiRequest<void, DeleteTokenFailure, never, DeleteTokenHeaders> {
  constructor(core: Core, id: string) {
    super(core, deleteTokenOperation, { id });
  }

  /**
   * Version of the API, as `yyyymmdd`.
   *
   * `20240415` is sent unless you set another. Older versions have ended.
   *
   * Default: `20240415`.
   */
  ldApiVersion(value: string | undefined): DeleteTokenRequest {
    return this.set("ldApiVersion", value);
  }
}

const resetTokenOperation: OperationDescriptor = {
  name: "resetToken",
  method: "POST",
  path: ["/api/v2/tokens/", { name: "id" }, "/reset"],
  parameters: [
    { in: "header", name: "LD-API-Version", key: "ldApiVersion", required: true, value: "20240415" },
    { in: "query", name: "expiry", plan: "integer" },
  ],
  responses: {
    "200": {
      content: { "application/json": { as: "json", plan: { properties: { token: "secret" } } } },
      headers: {
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: {
        "Retry-After": "number",
        "X-Ratelimit-Global-Remaining": "number",
        "X-Ratelimit-Route-Remaining": "number",
        "X-Ratelimit-Reset": "number",
      },
    },
  },
  security: [{ apiKey: [] }],
  mints: true,
};

/** Why a call of `resetToken` may fail. */
export type ResetTokenFailure =
  | UnauthorizedError<UnauthorizedErrorRep>
  | ForbiddenError<ForbiddenErrorRep>
  | NotFoundError<NotFoundErrorRep>
  | RateLimitError<RateLimitedErrorRep>
  | CallFailure;

/** Documented headers of a response to `resetToken`. */
export interface ResetTokenHeaders {
  /** Calls that the account has left until the reset. */
  readonly "X-Ratelimit-Global-Remaining"?: number;
  /** Calls to this route that the account has left until the reset. */
  readonly "X-Ratelimit-Route-Remaining"?: number;
  /** When the limits are reset, in **milliseconds** since the Unix epoch. */
  readonly "X-Ratelimit-Reset"?: number;
}

/** `POST /api/v2/tokens/{id}/reset`: Reset access token */
export class ResetTokenRequest extends ApiRequest<Token, ResetTokenFailure, never, ResetTokenHeaders> {
  constructor(core: Core, id: string) {
    super(core, resetTokenOperation, { id });
  }

  /**
   * Version of the API, as `yyyymmdd`.
   *
   * `20240415` is sent unless you set another. Older versions have ended.
   *
   * Default: `20240415`.
   */
  ldApiVersion(value: string | undefined): ResetTokenRequest {
    return this.set("ldApiVersion", value);
  }

  /**
   * When the old token key expires, in milliseconds since the Unix epoch.
   *
   * By default the old key expires immediately.
   */
  expiry(value: number | undefined): ResetTokenRequest {
    return this.set("expiry", value);
  }
}

/**
 * Access tokens of an account, personal ones and service tokens.
 *
 * They authenticate calls of this REST API, not those of SDKs.
 */
export class AccessTokensApi {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List access tokens
   *
   * Lists access tokens, page by page.
   *
   * A page has 25 tokens unless `limit` says otherwise.
   */
  getTokens(): GetTokensRequest {
    return new GetTokensRequest(this.#core);
  }

  /**
   * Create access token
   *
   * Creates an access token.
   *
   * The token is in this response in full, and never again: store it before you go on. Give it rights by exactly
   * one of `role`, `customRoleIds` and `inlineRole`. Calling twice creates two tokens.
   */
  postToken(): PostTokenRequest {
    return new PostTokenRequest(this.#core);
  }

  /**
   * Get access token
   *
   * Gets an access token by its ID.
   *
   * The token itself is shortened to its last four characters.
   *
   * @param id The ID of the access token.
   */
  getToken(id: string): GetTokenRequest {
    return new GetTokenRequest(this.#core, id);
  }

  /**
   * Patch access token
   *
   * Changes the settings of an access token by a JSON Patch, as in [RFC
   * 6902](https://www.rfc-editor.org/rfc/rfc6902).
   *
   * Members whose names begin with `_`, `serviceToken` and `defaultApiVersion` cannot change. A `remove` of a
   * member that is not there answers 422. After a 409, read the token again and repeat the patch.
   *
   * @param id The ID of the access token.
   */
  patchToken(id: string): PatchTokenRequest {
    return new PatchTokenRequest(this.#core, id);
  }

  /**
   * Delete access token
   *
   * Deletes an access token by its ID.
   *
   * The token stops working.
   *
   * @param id The ID of the access token.
   */
  deleteToken(id: string): DeleteTokenRequest {
    return new DeleteTokenRequest(this.#core, id);
  }

  /**
   * Reset access token
   *
   * Gives an access token a new secret key.
   *
   * The new key is in this response in full, and never again: store it before you go on. Each call makes the
   * previous key invalid, so repeating a call whose response was lost loses a key. The request has no body.
   *
   * @param id The ID of the access token.
   */
  resetToken(id: string): ResetTokenRequest {
    return new ResetTokenRequest(this.#core, id);
  }
}
