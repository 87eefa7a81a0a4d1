import type { ErrorDetail } from "../models/error-detail.js";
import type { NotFoundDetail } from "../models/not-found-detail.js";
import type { OrgApitoken, OrgApitokenInput } from "../models/org-apitoken.js";
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

const listOrgApiTokensOperation: OperationDescriptor = {
  name: "listOrgApiTokens",
  method: "GET",
  path: ["/api/v1/orgs/", { name: "org_id", key: "orgId" }, "/apitokens"],
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

/** Why a call of `listOrgApiTokens` may fail. */
export type ListOrgApiTokensFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `GET /api/v1/orgs/{org_id}/apitokens`: List an organization's API tokens */
export class ListOrgApiTokensRequest extends ApiRequest<OrgApitoken[], ListOrgApiTokensFailure> {
  constructor(core: Core, orgId: string) {
    super(core, listOrgApiTokensOperation, { orgId });
  }
}

const createOrgApiTokenOperation: OperationDescriptor = {
  name: "createOrgApiToken",
  method: "POST",
  path: ["/api/v1/orgs/", { name: "org_id", key: "orgId" }, "/apitokens"],
  body: { key: "orgApitoken", content: { "application/json": { as: "json" } } },
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
  mints: true,
};

/** Why a call of `createOrgApiToken` may fail. */
export type CreateOrgApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `POST /api/v1/orgs/{org_id}/apitokens`: Create an API token for an organization */
export class CreateOrgApiTokenRequest extends ApiRequest<OrgApitoken, CreateOrgApiTokenFailure> {
  constructor(core: Core, orgId: string) {
    super(core, createOrgApiTokenOperation, { orgId });
  }

  /** Name, privileges and permitted source addresses of the new token. */
  orgApitoken(value: OrgApitokenInput | undefined): CreateOrgApiTokenRequest {
    return this.set("orgApitoken", value);
  }
}

const getOrgApiTokenOperation: OperationDescriptor = {
  name: "getOrgApiToken",
  method: "GET",
  path: ["/api/v1/orgs/", { name: "org_id", key: "orgId" }, "/apitokens/", { name: "apitoken_id", key: "apitokenId" }],
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

/** Why a call of `getOrgApiToken` may fail. */
export type GetOrgApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `GET /api/v1/orgs/{org_id}/apitokens/{apitoken_id}`: Get an organization's API token */
export class GetOrgApiTokenRequest extends ApiRequest<OrgApitoken, GetOrgApiTokenFailure> {
  constructor(core: Core, path: { readonly orgId: string; readonly apitokenId: string }) {
    super(core, getOrgApiTokenOperation, path);
  }
}

const updateOrgApiTokenOperation: OperationDescriptor = {
  name: "updateOrgApiToken",
  method: "PUT",
  path: ["/api/v1/orgs/", { name: "org_id", key: "orgId" }, "/apitokens/", { name: "apitoken_id", key: "apitokenId" }],
  body: { key: "orgApitoken", content: { "application/json": { as: "json" } } },
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

/** Why a call of `updateOrgApiToken` may fail. */
export type UpdateOrgApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `PUT /api/v1/orgs/{org_id}/apitokens/{apitoken_id}`: Update an organization's API token */
export class UpdateOrgApiTokenRequest extends ApiRequest<void, UpdateOrgApiTokenFailure> {
  constructor(core: Core, path: { readonly orgId: string; readonly apitokenId: string }) {
    super(core, updateOrgApiTokenOperation, path);
  }

  /** New name and privileges of the token. */
  orgApitoken(value: OrgApitokenInput | undefined): UpdateOrgApiTokenRequest {
    return this.set("orgApitoken", value);
  }
}

const deleteOrgApiTokenOperation: OperationDescriptor = {
  name: "deleteOrgApiToken",
  method: "DELETE",
  path: ["/api/v1/orgs/", { name: "org_id", key: "orgId" }, "/apitokens/", { name: "apitoken_id", key: "apitokenId" }],
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

/** Why a call of `deleteOrgApiToken` may fail. */
export type DeleteOrgApiTokenFailure =
  | BadRequestError<ErrorDetail>
  | UnauthorizedError<ErrorDetail>
  | ForbiddenError<ErrorDetail>
  | NotFoundError<NotFoundDetail>
  | RateLimitError<ErrorDetail>
  | CallFailure;

/** `DELETE /api/v1/orgs/{org_id}/apitokens/{apitoken_id}`: Delete an organization's API token */
export class DeleteOrgApiTokenRequest extends ApiRequest<void, DeleteOrgApiTokenFailure> {
  constructor(core: Core, path: { readonly orgId: string; readonly apitokenId: string }) {
    super(core, deleteOrgApiTokenOperation, path);
  }
}

/**
 * API tokens of an organization.
 *
 * Such a token belongs to no person. It has the privileges that it was created with, and keeps working when its
 * creator is deleted.
 */
export class OrgsApiTokensApi {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List an organization's API tokens
   *
   * Gets the list of API tokens of an organization.
   *
   * Each `key` in the list is masked.
   *
   * @param orgId ID of the organization, a UUID.
   */
  listOrgApiTokens(orgId: string): ListOrgApiTokensRequest {
    return new ListOrgApiTokensRequest(this.#core, orgId);
  }

  /**
   * Create an API token for an organization
   *
   * Creates an API token for an organization.
   *
   * The `key` is available only now, when the token is created: store it before you go on. Give the token its
   * `privileges`; the response may leave them out, and a later `getOrgApiToken` returns them. Names need not be
   * unique, so calling twice creates two tokens.
   *
   * @param orgId ID of the organization, a UUID.
   */
  createOrgApiToken(orgId: string): CreateOrgApiTokenRequest {
    return new CreateOrgApiTokenRequest(this.#core, orgId);
  }

  /**
   * Get an organization's API token
   *
   * Gets an API token of an organization.
   *
   * Its `key` is masked.
   *
   * @param path The path parameters.
   */
  getOrgApiToken(path: { readonly orgId: string; readonly apitokenId: string }): GetOrgApiTokenRequest {
    return new GetOrgApiTokenRequest(this.#core, path);
  }

  /**
   * Update an organization's API token
   *
   * Updates the name and the privileges of an organization's API token.
   *
   * The source addresses (`src_ips`) cannot change after creation. The response has no body: read the token again
   * to see it as it is now.
   *
   * @param path The path parameters.
   */
  updateOrgApiToken(path: { readonly orgId: string; readonly apitokenId: string }): UpdateOrgApiTokenRequest {
    return new UpdateOrgApiTokenRequest(this.#core, path);
  }

  /**
   * Delete an organization's API token
   *
   * Deletes an API token of an organization.
   *
   * The token stops working. Deleting it again answers 404.
   *
   * @param path The path parameters.
   */
  deleteOrgApiToken(path: { readonly orgId: string; readonly apitokenId: string }): DeleteOrgApiTokenRequest {
    return new DeleteOrgApiTokenRequest(this.#core, path);
  }
}
