import type { ApiTokenUpdate } from "../models/api-token-update.js";
import type { ApiToken } from "../models/api-token.js";
import type { Error } from "../models/error.js";
import type { Core } from "../runtime/core.js";
import type { OperationDescriptor } from "../runtime/descriptor.js";
import type {
  BadRequestError,
  CallFailure,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  UnauthorizedError,
} from "../runtime/errors.js";
import { PagedRequest } from "../runtime/paged-request.js";
import { ApiRequest } from "../runtime/request.js";

const listApiTokensOperation: OperationDescriptor = {
  name: "listApiTokens",
  method: "GET",
  path: ["/api/v1/api-tokens"],
  responses: {
    "200": {
      content: { "application/json": { as: "json" } },
      headers: {
        Link: "string",
        "X-Rate-Limit-Limit": "number",
        "X-Rate-Limit-Remaining": "number",
        "X-Rate-Limit-Reset": "number",
      },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
  },
  security: [{ apiToken: [] }, { oauth2: ["okta.apiTokens.read"] }],
  pagination: { kind: "link", items: "" },
};

/** Why a call of `listApiTokens` may fail. */
export type ListApiTokensFailure =
  | UnauthorizedError<Error>
  | ForbiddenError<Error>
  | RateLimitError<Error>
  | CallFailure;

/** Documented headers of a response to `listApiTokens`. */
export interface ListApiTokensHeaders {
  /**
   * Links to this page (`rel="self"`) and, if there is one, to the next (`rel="next"`).
   *
   * In a browser it cannot be read across origins.
   */
  readonly Link?: string;
  /** The number of calls that the rate limit permits. */
  readonly "X-Rate-Limit-Limit"?: number;
  /** The number of calls that are left until the limit is reset. */
  readonly "X-Rate-Limit-Remaining"?: number;
  /** When the limit is reset, in **seconds** since the Unix epoch. */
  readonly "X-Rate-Limit-Reset"?: number;
}

/** `GET /api/v1/api-tokens`: List all API token metadata */
export class ListApiTokensRequest extends PagedRequest<
  ApiToken[],
  ApiToken,
  ListApiTokensFailure,
  never,
  ListApiTokensHeaders
> {
  constructor(core: Core) {
    super(core, listApiTokensOperation);
  }
}

const revokeCurrentApiTokenOperation: OperationDescriptor = {
  name: "revokeCurrentApiToken",
  method: "DELETE",
  path: ["/api/v1/api-tokens/current"],
  responses: {
    "204": {
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `revokeCurrentApiToken` may fail. */
export type RevokeCurrentApiTokenFailure =
  | UnauthorizedError<Error>
  | ForbiddenError<Error>
  | RateLimitError<Error>
  | CallFailure;

/** Documented headers of a response to `revokeCurrentApiToken`. */
export interface RevokeCurrentApiTokenHeaders {
  /** The number of calls that the rate limit permits. */
  readonly "X-Rate-Limit-Limit"?: number;
  /** The number of calls that are left until the limit is reset. */
  readonly "X-Rate-Limit-Remaining"?: number;
  /** When the limit is reset, in **seconds** since the Unix epoch. */
  readonly "X-Rate-Limit-Reset"?: number;
}

/** `DELETE /api/v1/api-tokens/current`: Revoke the current API token */
export class RevokeCurrentApiTokenRequest extends ApiRequest<
  void,
  RevokeCurrentApiTokenFailure,
  never,
  RevokeCurrentApiTokenHeaders
> {
  constructor(core: Core) {
    super(core, revokeCurrentApiTokenOperation);
  }
}

const getApiTokenOperation: OperationDescriptor = {
  name: "getApiToken",
  method: "GET",
  path: ["/api/v1/api-tokens/", { name: "apiTokenId" }],
  responses: {
    "200": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
  },
  security: [{ apiToken: [] }, { oauth2: ["okta.apiTokens.read"] }],
};

/** Why a call of `getApiToken` may fail. */
export type GetApiTokenFailure =
  | UnauthorizedError<Error>
  | ForbiddenError<Error>
  | NotFoundError<Error>
  | RateLimitError<Error>
  | CallFailure;

/** Documented headers of a response to `getApiToken`. */
export interface GetApiTokenHeaders {
  /** The number of calls that the rate limit permits. */
  readonly "X-Rate-Limit-Limit"?: number;
  /** The number of calls that are left until the limit is reset. */
  readonly "X-Rate-Limit-Remaining"?: number;
  /** When the limit is reset, in **seconds** since the Unix epoch. */
  readonly "X-Rate-Limit-Reset"?: number;
}

/** `GET /api/v1/api-tokens/{apiTokenId}`: Retrieve an API token's metadata */
export class GetApiTokenRequest extends ApiRequest<ApiToken, GetApiTokenFailure, never, GetApiTokenHeaders> {
  constructor(core: Core, apiTokenId: string) {
    super(core, getApiTokenOperation, { apiTokenId });
  }
}

const upsertApiTokenOperation: OperationDescriptor = {
  name: "upsertApiToken",
  method: "PUT",
  path: ["/api/v1/api-tokens/", { name: "apiTokenId" }],
  body: { key: "apiTokenUpdate", required: true, content: { "application/json": { as: "json" } } },
  responses: {
    "200": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
    "400": { content: { "application/json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
  },
  security: [{ apiToken: [] }, { oauth2: ["okta.apiTokens.manage"] }],
};

/** Why a call of `upsertApiToken` may fail. */
export type UpsertApiTokenFailure =
  | BadRequestError<Error>
  | UnauthorizedError<Error>
  | ForbiddenError<Error>
  | NotFoundError<Error>
  | RateLimitError<Error>
  | CallFailure;

/** Documented headers of a response to `upsertApiToken`. */
export interface UpsertApiTokenHeaders {
  /** The number of calls that the rate limit permits. */
  readonly "X-Rate-Limit-Limit"?: number;
  /** The number of calls that are left until the limit is reset. */
  readonly "X-Rate-Limit-Remaining"?: number;
  /** When the limit is reset, in **seconds** since the Unix epoch. */
  readonly "X-Rate-Limit-Reset"?: number;
}

/** `PUT /api/v1/api-tokens/{apiTokenId}`: Upsert an API token network condition */
export class UpsertApiTokenRequest<Missing extends string = "apiTokenUpdate"> extends ApiRequest<
  ApiToken,
  UpsertApiTokenFailure,
  Missing,
  UpsertApiTokenHeaders
> {
  constructor(core: Core, apiTokenId: string) {
    super(core, upsertApiTokenOperation, { apiTokenId });
  }

  /**
   * The token, with its new network condition.
   *
   * Send the other members as they were read.
   */
  apiTokenUpdate(value: ApiTokenUpdate): UpsertApiTokenRequest<Exclude<Missing, "apiTokenUpdate">> {
    return this.set("apiTokenUpdate", value);
  }
}

const revokeApiTokenOperation: OperationDescriptor = {
  name: "revokeApiToken",
  method: "DELETE",
  path: ["/api/v1/api-tokens/", { name: "apiTokenId" }],
  responses: {
    "204": {
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
    "401": { content: { "application/json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" } },
      headers: { "X-Rate-Limit-Limit": "number", "X-Rate-Limit-Remaining": "number", "X-Rate-Limit-Reset": "number" },
    },
  },
  security: [{ apiToken: [] }, { oauth2: ["okta.apiTokens.manage"] }],
};

/** Why a call of `revokeApiToken` may fail. */
export type RevokeApiTokenFailure =
  | UnauthorizedError<Error>
  | ForbiddenError<Error>
  | NotFoundError<Error>
  | RateLimitError<Error>
  | CallFailure;

/** Documented headers of a response to `revokeApiToken`. */
export interface RevokeApiTokenHeaders {
  /** The number of calls that the rate limit permits. */
  readonly "X-Rate-Limit-Limit"?: number;
  /** The number of calls that are left until the limit is reset. */
  readonly "X-Rate-Limit-Remaining"?: number;
  /** When the limit is reset, in **seconds** since the Unix epoch. */
  readonly "X-Rate-Limit-Reset"?: number;
}

/** `DELETE /api/v1/api-tokens/{apiTokenId}`: Revoke an API token */
export class RevokeApiTokenRequest extends ApiRequest<void, RevokeApiTokenFailure, never, RevokeApiTokenHeaders> {
  constructor(core: Core, apiTokenId: string) {
    super(core, revokeApiTokenOperation, { apiTokenId });
  }
}

/**
 * Metadata of API tokens, the networks that they work from, and their revocation.
 *
 * The tokens themselves are created in the Admin Console.
 */
export class ApiTokenApi {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List all API token metadata
   *
   * Lists the metadata of all API tokens of the org.
   *
   * Secrets are not among it.
   */
  listApiTokens(): ListApiTokensRequest {
    return new ListApiTokensRequest(this.#core);
  }

  /**
   * Revoke the current API token
   *
   * Revokes the API token that authenticates this request.
   *
   * It takes no parameter, and an API token only: OAuth 2.0 access tokens are not accepted. Once done, the
   * credential is gone, and calling again answers 401.
   */
  revokeCurrentApiToken(): RevokeCurrentApiTokenRequest {
    return new RevokeCurrentApiTokenRequest(this.#core);
  }

  /**
   * Retrieve an API token's metadata
   *
   * Retrieves the metadata of an API token.
   *
   * The secret is not among it.
   *
   * @param apiTokenId ID of the API token.
   */
  getApiToken(apiTokenId: string): GetApiTokenRequest {
    return new GetApiTokenRequest(this.#core, apiTokenId);
  }

  /**
   * Upsert an API token network condition
   *
   * Sets the networks that an API token works from.
   *
   * Despite its name it creates no token: an unknown ID answers 404.
   *
   * @param apiTokenId ID of the API token.
   */
  upsertApiToken(apiTokenId: string): UpsertApiTokenRequest {
    return new UpsertApiTokenRequest(this.#core, apiTokenId);
  }

  /**
   * Revoke an API token
   *
   * Revokes an API token.
   *
   * The token stops working. To revoke the token in use, call `revokeCurrentApiToken`: do not give `current` as an
   * ID.
   *
   * @param apiTokenId ID of the API token.
   */
  revokeApiToken(apiTokenId: string): RevokeApiTokenRequest {
    return new RevokeApiTokenRequest(this.#core, apiTokenId);
  }
}
