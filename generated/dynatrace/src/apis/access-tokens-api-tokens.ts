import type { ApiTokenCreate } from "../models/api-token-create.js";
import type { ApiTokenCreated } from "../models/api-token-created.js";
import type { ApiTokenList } from "../models/api-token-list.js";
import type { ApiTokenSecret } from "../models/api-token-secret.js";
import type { ApiTokenUpdate } from "../models/api-token-update.js";
import type { ApiToken } from "../models/api-token.js";
import type { ErrorEnvelope } from "../models/error-envelope.js";
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
  path: ["/apiTokens"],
  parameters: [
    { in: "query", name: "nextPageKey" },
    { in: "query", name: "pageSize", plan: "integer" },
    { in: "query", name: "apiTokenSelector" },
    { in: "query", name: "fields" },
    { in: "query", name: "from" },
    { in: "query", name: "to" },
    { in: "query", name: "sort" },
  ],
  responses: {
    "200": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "400": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "401": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "403": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "429": { content: { "application/json; charset=utf-8": { as: "json" } } },
  },
  security: [{ apiToken: [] }],
  pagination: { kind: "cursor", items: "/apiTokens", next: "/nextPageKey", parameter: "nextPageKey", exclusive: true },
};

/** Why a call of `listApiTokens` may fail. */
export type ListApiTokensFailure =
  | BadRequestError<ErrorEnvelope>
  | UnauthorizedError<ErrorEnvelope>
  | ForbiddenError<ErrorEnvelope>
  | RateLimitError<ErrorEnvelope>
  | CallFailure;

/** `GET /apiTokens`: Lists all available API tokens */
export class ListApiTokensRequest extends PagedRequest<ApiTokenList, ApiToken, ListApiTokensFailure> {
  constructor(core: Core) {
    super(core, listApiTokensOperation);
  }

  /**
   * Cursor of the next page of results, from the `nextPageKey` of the previous response.
   *
   * Without it the first page is returned. With it, **all other query parameters must be left out**: the server
   * refuses any other with 400.
   */
  nextPageKey(value: string | undefined): ListApiTokensRequest {
    return this.set("nextPageKey", value);
  }

  /**
   * Number of API tokens in one response.
   *
   * The largest permitted size is 10000 and the smallest is 100. If not set, 200 is used.
   *
   * Default: `200`. 100 to 10000.
   */
  pageSize(value: number | undefined): ListApiTokensRequest {
    return this.set("pageSize", value);
  }

  /**
   * Filters the tokens. Only tokens that match are returned.
   *
   * Set one or more criteria:
   *
   * - Owner: `owner("value")`. The user who owns the token. Case-sensitive.
   * - Personal access token: `personalAccessToken(false)`. `true` for personal access tokens only, `false` for API
   *   tokens only.
   * - Token scope: `scope("scope1","scope2")`. Of several values **any** may match (OR).
   *
   * Separate several criteria with commas (`,`). Only tokens that match **all** of them are returned.
   */
  apiTokenSelector(value: string | undefined): ListApiTokensRequest {
    return this.set("apiTokenSelector", value);
  }

  /**
   * Which members of a token are returned.
   *
   * By default: `id`, `name`, `enabled`, `owner`, `creationDate`.
   *
   * - To remove members, list them with a minus, separated by commas: `-creationDate,-owner`.
   * - To add members, list them with a plus: `+expirationDate,+scopes`. There are `personalAccessToken`,
   *   `expirationDate`, `lastUsedDate`, `lastUsedIpAddress` and `scopes`; newer servers also have `modifiedDate`
   *   and `additionalMetadata`.
   * - Both can be mixed: `+scopes,-creationDate`.
   * - To name the whole set instead, list it without signs: `creationDate,expirationDate,owner`.
   *
   * The `id` is always returned. The value must be percent-encoded, a `+` as `%2B`: the client does this, so write
   * it plainly.
   */
  fields(value: string | undefined): ListApiTokensRequest {
    return this.set("fields", value);
  }

  /**
   * Start of the timeframe in which a token was last used.
   *
   * One of these formats:
   *
   * - Milliseconds since the Unix epoch (UTC): `1611554221123`.
   * - A timestamp: `2021-01-25T05:57:01.123+01:00`. Without a time zone it is UTC. A space may stand for the `T`;
   *   seconds and their fractions may be left out.
   * - A time back from now: `now-NU/A`, or `now-NU` without alignment. `N` is the amount, `U` the unit, and `A` a
   *   unit to align to, which rounds all smaller ones down, into the past: `now-1y/w` is one year back, aligned by
   *   a week. Units are `m` (minutes), `h` (hours), `d` (days), `w` (weeks), `M` (months) and `y` (years).
   */
  from(value: string | undefined): ListApiTokensRequest {
    return this.set("from", value);
  }

  /**
   * End of the timeframe in which a token was last used.
   *
   * If not set, the current time is used. One of these formats:
   *
   * - Milliseconds since the Unix epoch (UTC): `1611554221123`.
   * - A timestamp: `2021-01-25T05:57:01.123+01:00`. Without a time zone it is UTC. A space may stand for the `T`;
   *   seconds and their fractions may be left out.
   * - A time back from now: `now-NU/A`, or `now-NU` without alignment. `N` is the amount, `U` the unit, and `A` a
   *   unit to align to, which rounds all smaller ones down, into the past: `now-1y/w` is one year back, aligned by
   *   a week. Units are `m` (minutes), `h` (hours), `d` (days), `w` (weeks), `M` (months) and `y` (years).
   */
  to(value: string | undefined): ListApiTokensRequest {
    return this.set("to", value);
  }

  /**
   * Order of the tokens: one property, with `+` or `-` before it.
   *
   * - `name`: by name (`+` from a to z, `-` from z to a).
   * - `lastUsedDate`: by last use (`+` never used first, `-` most recently used first).
   * - `creationDate`: by age (`+` oldest first, `-` newest first).
   * - `expirationDate`: by expiry (`+` soonest first, `-` unlimited first).
   * - `modifiedDate`: by last change, on newer servers.
   *
   * Without a sign, `+` is used. If not set, tokens are sorted by creation date with the newest first. The client
   * sends a `+` as `%2B`, so write it plainly.
   *
   * Default: `-creationDate`.
   */
  sort(value: string | undefined): ListApiTokensRequest {
    return this.set("sort", value);
  }
}

const createApiTokenOperation: OperationDescriptor = {
  name: "createApiToken",
  method: "POST",
  path: ["/apiTokens"],
  body: { key: "apiTokenCreate", required: true, content: { "application/json; charset=utf-8": { as: "json" } } },
  responses: {
    "201": {
      content: { "application/json; charset=utf-8": { as: "json", plan: { properties: { token: "secret" } } } },
    },
    "400": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "401": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "403": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "429": { content: { "application/json; charset=utf-8": { as: "json" } } },
  },
  security: [{ apiToken: [] }],
  mints: true,
};

/** Why a call of `createApiToken` may fail. */
export type CreateApiTokenFailure =
  | BadRequestError<ErrorEnvelope>
  | UnauthorizedError<ErrorEnvelope>
  | ForbiddenError<ErrorEnvelope>
  | RateLimitError<ErrorEnvelope>
  | CallFailure;

/** `POST /apiTokens`: Creates a new API token */
export class CreateApiTokenRequest<Missing extends string = "apiTokenCreate"> extends ApiRequest<
  ApiTokenCreated,
  CreateApiTokenFailure,
  Missing
> {
  constructor(core: Core) {
    super(core, createApiTokenOperation);
  }

  /** The JSON body of the request. Contains the parameters of the new API token. */
  apiTokenCreate(value: ApiTokenCreate): CreateApiTokenRequest<Exclude<Missing, "apiTokenCreate">> {
    return this.set("apiTokenCreate", value);
  }
}

const lookupApiTokenOperation: OperationDescriptor = {
  name: "lookupApiToken",
  method: "POST",
  path: ["/apiTokens/lookup"],
  body: {
    key: "apiTokenSecret",
    required: true,
    content: { "application/json; charset=utf-8": { as: "json", plan: { properties: { token: "secret" } } } },
  },
  responses: {
    "200": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "401": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "404": {},
    "429": { content: { "application/json; charset=utf-8": { as: "json" } } },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `lookupApiToken` may fail. */
export type LookupApiTokenFailure =
  | UnauthorizedError<ErrorEnvelope>
  | NotFoundError<undefined>
  | RateLimitError<ErrorEnvelope>
  | CallFailure;

/** `POST /apiTokens/lookup`: Gets API token metadata by token secret */
export class LookupApiTokenRequest<Missing extends string = "apiTokenSecret"> extends ApiRequest<
  ApiToken,
  LookupApiTokenFailure,
  Missing
> {
  constructor(core: Core) {
    super(core, lookupApiTokenOperation);
  }

  /** The JSON body of the request. Contains the required token. */
  apiTokenSecret(value: ApiTokenSecret): LookupApiTokenRequest<Exclude<Missing, "apiTokenSecret">> {
    return this.set("apiTokenSecret", value);
  }
}

const getApiTokenOperation: OperationDescriptor = {
  name: "getApiToken",
  method: "GET",
  path: ["/apiTokens/", { name: "id" }],
  responses: {
    "200": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "400": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "401": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "403": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "404": {},
    "429": { content: { "application/json; charset=utf-8": { as: "json" } } },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `getApiToken` may fail. */
export type GetApiTokenFailure =
  | BadRequestError<ErrorEnvelope>
  | UnauthorizedError<ErrorEnvelope>
  | ForbiddenError<ErrorEnvelope>
  | NotFoundError<undefined>
  | RateLimitError<ErrorEnvelope>
  | CallFailure;

/** `GET /apiTokens/{id}`: Gets API token metadata by token ID */
export class GetApiTokenRequest extends ApiRequest<ApiToken, GetApiTokenFailure> {
  constructor(core: Core, id: string) {
    super(core, getApiTokenOperation, { id });
  }
}

const updateApiTokenOperation: OperationDescriptor = {
  name: "updateApiToken",
  method: "PUT",
  path: ["/apiTokens/", { name: "id" }],
  body: { key: "apiTokenUpdate", required: true, content: { "application/json; charset=utf-8": { as: "json" } } },
  responses: {
    "204": {},
    "400": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "401": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "403": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "429": { content: { "application/json; charset=utf-8": { as: "json" } } },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `updateApiToken` may fail. */
export type UpdateApiTokenFailure =
  | BadRequestError<ErrorEnvelope>
  | UnauthorizedError<ErrorEnvelope>
  | ForbiddenError<ErrorEnvelope>
  | RateLimitError<ErrorEnvelope>
  | CallFailure;

/** `PUT /apiTokens/{id}`: Updates an API token */
export class UpdateApiTokenRequest<Missing extends string = "apiTokenUpdate"> extends ApiRequest<
  void,
  UpdateApiTokenFailure,
  Missing
> {
  constructor(core: Core, id: string) {
    super(core, updateApiTokenOperation, { id });
  }

  /** The JSON body of the request. Contains the updated parameters of the API token. */
  apiTokenUpdate(value: ApiTokenUpdate): UpdateApiTokenRequest<Exclude<Missing, "apiTokenUpdate">> {
    return this.set("apiTokenUpdate", value);
  }
}

const deleteApiTokenOperation: OperationDescriptor = {
  name: "deleteApiToken",
  method: "DELETE",
  path: ["/apiTokens/", { name: "id" }],
  responses: {
    "204": {},
    "400": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "401": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "403": { content: { "application/json; charset=utf-8": { as: "json" } } },
    "404": {},
    "429": { content: { "application/json; charset=utf-8": { as: "json" } } },
  },
  security: [{ apiToken: [] }],
};

/** Why a call of `deleteApiToken` may fail. */
export type DeleteApiTokenFailure =
  | BadRequestError<ErrorEnvelope>
  | UnauthorizedError<ErrorEnvelope>
  | ForbiddenError<ErrorEnvelope>
  | NotFoundError<undefined>
  | RateLimitError<ErrorEnvelope>
  | CallFailure;

/** `DELETE /apiTokens/{id}`: Deletes an API token */
export class DeleteApiTokenRequest extends ApiRequest<void, DeleteApiTokenFailure> {
  constructor(core: Core, id: string) {
    super(core, deleteApiTokenOperation, { id });
  }
}

/**
 * API tokens of an environment, personal access tokens included.
 *
 * Dynatrace deprecates these operations in favour of platform tokens (its TypeScript SDK does so since 9.0.0). They
 * still work.
 */
export class AccessTokensApiTokensApi {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Lists all available API tokens
   *
   * Lists the API tokens of the environment that match the criteria, page by page.
   *
   * Most members of a token are absent unless asked for with `fields`. Needs the scope `apiTokens.read`.
   */
  listApiTokens(): ListApiTokensRequest {
    return new ListApiTokensRequest(this.#core);
  }

  /**
   * Creates a new API token
   *
   * Creates an API token, or a personal access token.
   *
   * The secret is in this response only: store it before you go on. A new token is always enabled; to have it
   * disabled, update it afterwards. Names are not unique, so calling twice creates two tokens. Needs the scope
   * `apiTokens.write`.
   */
  createApiToken(): CreateApiTokenRequest {
    return new CreateApiTokenRequest(this.#core);
  }

  /**
   * Gets API token metadata by token secret
   *
   * Looks an API token up by its secret.
   *
   * Nothing is changed. The secret travels in the body, never in the URL. Any scope of the calling token is enough.
   */
  lookupApiToken(): LookupApiTokenRequest {
    return new LookupApiTokenRequest(this.#core);
  }

  /**
   * Gets API token metadata by token ID
   *
   * Gets the metadata of an API token.
   *
   * The secret is not among it. Needs the scope `apiTokens.read`.
   *
   * @param id The ID of the token.
   */
  getApiToken(id: string): GetApiTokenRequest {
    return new GetApiTokenRequest(this.#core, id);
  }

  /**
   * Updates an API token
   *
   * Renames an API token, enables or disables it, or replaces its scopes.
   *
   * You can't disable the token that authenticates the request. Needs the scope `apiTokens.write`.
   *
   * @param id The ID of the token to be updated.
   */
  updateApiToken(id: string): UpdateApiTokenRequest {
    return new UpdateApiTokenRequest(this.#core, id);
  }

  /**
   * Deletes an API token.
   *
   * The token stops working. You can't delete the token that authenticates the request: that answers 400. Deleting
   * a token again answers 404. Needs the scope `apiTokens.write`.
   *
   * @param id The ID of the token to be deleted.
   */
  deleteApiToken(id: string): DeleteApiTokenRequest {
    return new DeleteApiTokenRequest(this.#core, id);
  }
}
