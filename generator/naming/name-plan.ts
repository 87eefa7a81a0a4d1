import type { ModelId, Operation, Parameter, Webhook } from "../model/api.js";

/** Every identifier and file name of a package, decided before anything is printed. */
export interface NamePlan {
  /** The npm name: `@api-tokens/okta`. */
  readonly packageName: string;
  /** The client's class: `OktaClient`. */
  readonly clientClass: string;
  /** The client's options, auth and server types: `OktaClientOptions`, `OktaAuth`, `OktaServer`. */
  readonly clientOptions: string;
  readonly authType: string;
  readonly serverType: string;
  readonly models: ReadonlyMap<ModelId, ModelNames>;
  readonly operations: ReadonlyMap<Operation, OperationNames>;
  /** By webhook or callback. */
  readonly webhooks: ReadonlyMap<Webhook, WebhookNames>;
  readonly webhookMap: WebhookMapNames;
  readonly callbackMap: WebhookMapNames;
  /** By the tag's name; `null` is the class of operations without a tag. */
  readonly tags: ReadonlyMap<string | null, TagNames>;
}

/** Names of a model. */
export interface ModelNames {
  /** `ApiToken`. */
  readonly type: string;
  /** Of the request form, where it differs and both are used: `ApiTokenInput`. */
  readonly inputType: string;
  /** Without folder and extension: `api-token`. */
  readonly file: string;
  /** Name of the page in `docs/models/` without extension: `ApiToken`. */
  readonly docFile: string;
}

/** Names of the types that tell of all webhooks, or of all callbacks. */
export interface WebhookMapNames {
  /** `Webhooks`. */
  readonly map: string;
  /** What one brings, by its name: `WebhookPayload`. */
  readonly payload: string;
  /** Names of those that bring JSON, where others do not: `JsonWebhook`. */
  readonly readable: string;
  /** Of what is told by name: `Name`. */
  readonly typeParameter: string;
}

/** Names of a webhook or callback. */
export interface WebhookNames {
  /** Its member in the map: a webhook's own name; `createStreamOnData` for a callback. */
  readonly key: string;
  /** `NewPetPayload`: an alias, or the model that stands inline in the webhook. */
  readonly payloadType: string;
  /** Of its headers, which it may share with others: `WebhookHeaders`. */
  readonly headersType: string;
}

/** Names of a tag's class. */
export interface TagNames {
  /** `AccessTokensApi`. */
  readonly className: string;
  /** Property of the client: `accessTokens`. */
  readonly property: string;
  /** Without folder and extension: `access-tokens`. */
  readonly file: string;
  /** Name of the page in `docs/` without extension: `AccessTokensApi`. */
  readonly docFile: string;
}

/** Names of an operation. */
export interface OperationNames {
  /** `getTokens`. */
  readonly method: string;
  /** `GetTokensRequest`. */
  readonly requestClass: string;
  /** Union of documented failures: `GetTokensFailure`. */
  readonly failureType: string;
  /** Documented headers of the success response: `GetTokensHeaders`. */
  readonly headersType: string;
  /** Of the request's class, for the setters that it still needs: `Missing`. */
  readonly typeParameter: string;
  /** Of the constant with the operation's descriptor: `getTokensOperation`. */
  readonly descriptor: string;
  /** The body's setter: `accessTokenPost`; `null` without a body. */
  readonly bodySetter: string | null;
  /** Path arguments and setters of the other parameters. */
  readonly parameters: ReadonlyMap<Parameter, string>;
}
