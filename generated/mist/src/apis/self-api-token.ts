import type { ErrorDetail } from "../models/error-detail.js";
import type { NotFoundDetail } from "../models/not-found-detail.js";
import type { UserApitoken, UserApitokenInput } from "../models/user-apitoken.js";
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
import { ApiRequest } from "../runtime/request.js";

const listApiTokensOperation: OperationDescriptor = {
  name: "listApiTokens",
  method: "GET",
  path: ["/api/v1/self/apitokens"],
  responses: {
    "200": {
      content: {
        "application/json": { as: "json", plan: { items: { properties: { key: "secret" } } } },
        "application/vnd.api+json": { as: "json", plan: { items: { properties: { key: "secret" } } } },
      },
    },
    "400": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } },
      headers: { "Retry-After": "number" },
    },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `listApiTokens` may fail. */
export type ListApiTokensFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `GET /api/v1/self/apitokens`: List the caller's API tokens */
export class ListApiTokensRequest extends ApiRequest<UserApitoken[], ListApiTokensFailure> {
  constructor(core: Core) {
    super(core, listApiTokensOperation);
  }
}

const createApiTokenOperation: OperationDescriptor = {
  name: "createApiToken",
  method: "POST",
  path: ["/api/v1/self/apitokens"],
  body: { key: "userApitoken", content: { "application/json": { as: "json" } } },
  responses: {
    "200": {
      content: {
        "application/json": { as: "json", plan: { properties: { key: "secret" } }, unwrap: "first" },
        "application/vnd.api+json": { as: "json", plan: { properties: { key: "secret" } }, unwrap: "first" },
      },
    },
    "400": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } },
      headers: { "Retry-After": "number" },
    },
  },
  security: [{ apiToken: [] }],
  mints: true,
};

/** Why a call of `createApiToken` may fail. */
export type CreateApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `POST /api/v1/self/apitokens`: Create an API token for the caller */
export class CreateApiTokenRequest extends ApiRequest<UserApitoken, CreateApiTokenFailure> {
  constructor(core: Core) {
    super(core, createApiTokenOperation);
  }

  /** Name of the new token. */
  userApitoken(value: UserApitokenInput | undefined): CreateApiTokenRequest {
    return this.set("userApitoken", value);
  }
}

const getApiTokenOperation: OperationDescriptor = {
  name: "getApiToken",
  method: "GET",
  path: ["/api/v1/self/apitokens/", { name: "apitoken_id", key: "apitokenId" }],
  responses: {
    "200": {
      content: {
        "application/json": { as: "json", plan: { properties: { key: "secret" } } },
        "application/vnd.api+json": { as: "json", plan: { properties: { key: "secret" } } },
      },
    },
    "400": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } },
      headers: { "Retry-After": "number" },
    },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `getApiToken` may fail. */
export type GetApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `GET /api/v1/self/apitokens/{apitoken_id}`: Get one of the caller's API tokens */
export class GetApiTokenRequest extends ApiRequest<UserApitoken, GetApiTokenFailure> {
  constructor(core: Core, apitokenId: string) {
    super(core, getApiTokenOperation, { apitokenId });
  }
}

const updateApiTokenOperation: OperationDescriptor = {
  name: "updateApiToken",
  method: "PUT",
  path: ["/api/v1/self/apitokens/", { name: "apitoken_id", key: "apitokenId" }],
  body: { key: "userApitoken", content: { "application/json": { as: "json" } } },
  responses: {
    "200": {
      content: {
        "application/json": { as: "json", plan: { properties: { key: "secret" } } },
        "application/vnd.api+json": { as: "json", plan: { properties: { key: "secret" } } },
      },
    },
    "400": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } },
      headers: { "Retry-After": "number" },
    },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `updateApiToken` may fail. */
export type UpdateApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `PUT /api/v1/self/apitokens/{apitoken_id}`: Update one of the caller's API tokens */
export class UpdateApiTokenRequest extends ApiRequest<UserApitoken, UpdateApiTokenFailure> {
  constructor(core: Core, apitokenId: string) {
    super(core, updateApiTokenOperation, { apitokenId });
  }

  /** New name of the token. */
  userApitoken(value: UserApitokenInput | undefined): UpdateApiTokenRequest {
    return this.set("userApitoken", value);
  }
}

const deleteApiTokenOperation: OperationDescriptor = {
  name: "deleteApiToken",
  method: "DELETE",
  path: ["/api/v1/self/apitokens/", { name: "apitoken_id", key: "apitokenId" }],
  responses: {
    "200": {},
    "400": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "401": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "403": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "404": { content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } } },
    "429": {
      content: { "application/json": { as: "json" }, "application/vnd.api+json": { as: "json" } },
      headers: { "Retry-After": "number" },
    },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `deleteApiToken` may fail. */
export type DeleteApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `DELETE /api/v1/self/apitokens/{apitoken_id}`: Delete one of the caller's API tokens */
export class DeleteApiTokenRequest extends ApiRequest<void, DeleteApiTokenFailure> {
  constructor(core: Core, apitokenId: string) {
    super(core, deleteApiTokenOperation, { apitokenId });
  }
}

/**
 * API tokens of the administrator who is calling.
 *
 * Such a token has the rights of its administrator.
 */
export class SelfApiTokenApi {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List the caller's API tokens
   *
   * Gets the list of API tokens of the current user.
   *
   * Each `key` in the list is masked.
   */
  listApiTokens(): ListApiTokensRequest {
    return new ListApiTokensRequest(this.#core);
  }

  /**
   * Create an API token for the caller
   *
   * Creates an API token for the current user.
   *
   * The `key` is available only now, when the token is created: store it before you go on. The body, and the name
   * in it, may be left out. Names need not be unique, so calling twice creates two tokens.
   */
  createApiToken(): CreateApiTokenRequest {
    return new CreateApiTokenRequest(this.#core);
  }

  /**
   * Get one of the caller's API tokens
   *
   * Gets an API token of the current user.
   *
   * Its `key` is masked.
   *
   * @param apitokenId ID of the API token, a UUID.
   */
  getApiToken(apitokenId: string): GetApiTokenRequest {
    return new GetApiTokenRequest(this.#core, apitokenId);
  }

  /**
   * Update one of the caller's API tokens
   *
   * Updates an API token of the current user.
   *
   * Its name is the only member that can change. The body may be left out.
   *
   * @param apitokenId ID of the API token, a UUID.
   */
  updateApiToken(apitokenId: string): UpdateApiTokenRequest {
    return new UpdateApiTokenRequest(this.#core, apitokenId);
  }

  /**
   * Delete one of the caller's API tokens
   *
   * Deletes an API token of the current user.
   *
   * The token stops working. Deleting it again answers 404.
   *
   * @param apitokenId ID of the API token, a UUID.
   */
  deleteApiToken(apitokenId: string): DeleteApiTokenRequest {
    return new DeleteApiTokenRequest(this.#core, apitokenId);
  }
}
